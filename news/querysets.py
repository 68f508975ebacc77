"""The one door to what is public."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    Window,
)
from django.db.models.functions import Cast, ExtractYear, RowNumber
from django.utils import timezone

from wagtail.models import Page, PageManager, Revision
from wagtail.query import PageQuerySet

from news.models import Correction, ReleaseMention, ReleaseStatement, Statement
from news.models.corrections import REINSTATEMENT, WITHDRAWAL
from news.relations import belongs_to, entities_in, relation_to
from partners.public import MODELS
from portal.core.languages import Translated
from portal.core.querysets import shown, unrestricted

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self


class PressReleaseQuerySet(PageQuerySet):
    """Press releases and news items."""

    def update(self, **values) -> int:
        """Update rows; a new clock is the schedule as well, as when one is saved."""
        if "released_at" in values:
            values.setdefault("go_live_at", values["released_at"])
        return super().update(**values)

    def released(self) -> Self:
        """Keep releases the public may read now.

        ``live`` already excludes embargoed releases; ``released_at`` is checked
        again because a leaked embargo cannot be taken back.
        """
        return unrestricted(shown(self)).filter(released_at__lte=timezone.now())

    def not_yet(self) -> Self:
        """Keep releases whose time has not come, whatever else is said of them."""
        return self.filter(released_at__gt=timezone.now())

    def withdrawn(self) -> Self:
        """Keep releases whose text was taken from the public, by the last word on it."""
        later = Correction.objects.filter(
            story=OuterRef("story"), kind=REINSTATEMENT, at__gte=OuterRef("at")
        )
        taken = Correction.objects.filter(kind=WITHDRAWAL).exclude(Exists(later))
        return self.filter(translation_key__in=taken.values("story"))

    def scheduled(self, until: datetime | None = None) -> Self:
        """Keep releases of which a text waits for its time, by an instant if given.

        Of every kind: Wagtail's own relation knows the revisions of one model only.
        """
        waiting = Revision.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id=Cast(OuterRef("pk"), CharField()),
            approved_go_live_at__isnull=False,
        )
        if until:
            waiting = waiting.filter(approved_go_live_at__lte=until)
        return self.filter(Exists(waiting))

    def newest_first(self) -> Self:
        """Order by the release date, the newest first."""
        return self.order_by("-released_at", "-pk")

    def in_language(self, language: str) -> Self:
        """Keep the versions in a language."""
        return self.filter(locale__language_code=language)

    def related_to(self, kind: str, slug: str) -> Self:
        """Keep releases that an institution, a person or a partnership belongs to.

        Each has its ``relation``, the strongest one (``news.relations``).
        """
        related = self.annotate(relation=relation_to(kind, slug))
        return related.filter(relation__isnull=False)

    def in_relation(self, kind: str, slug: str, relation: str = "") -> Self:
        """Keep releases that an entity belongs to, in one relation if it is given.

        May be asked of one entity of each kind. Asks the database how, at once.
        """
        found = self.filter(belongs_to(kind, slug))
        if not relation:
            return found
        name = f"relation_to_{kind}"
        related = found.alias(**{name: relation_to(kind, slug)})
        return related.filter(**{name: relation})

    def latest_of_each_relation(self, count: int) -> Self:
        """Keep the newest releases of every relation, after ``related_to``.

        Each has the ``total`` of its relation.
        """
        newest_first = [F("released_at").desc(), F("pk").desc()]
        ranked = self.annotate(
            place=Window(RowNumber(), partition_by="relation", order_by=newest_first),
            total=Window(Count("pk"), partition_by="relation"),
        )
        return ranked.filter(place__lte=count)

    def with_topic(self, slug: str) -> Self:
        """Keep releases that have a topic."""
        rows = self.model.topics.through.objects.filter(
            pressreleasepage=OuterRef("pk"), topic__slug=slug
        )
        return self.filter(Exists(rows))

    def for_lines(self) -> Self:
        """Load what a line of a short list shows: a card without its picture."""
        rows = self.defer_streamfields().defer("resolved", "feed_html")
        return rows.select_related("locale")

    def for_cards(self) -> Self:
        """Load what a listing card shows, in a fixed number of queries."""
        return (
            self.for_lines()
            .select_related("lead_image")
            .prefetch_related("lead_image__renditions")
        )

    def for_links(self) -> Self:
        """Load what a link to a release needs: address, title and language."""
        return self.only(
            "title", "url_path", "translation_key", "locale"
        ).select_related("locale")

    def for_feed(self) -> Self:
        """Load what a feed carries of a release."""
        return self.for_lines().with_text()

    def with_text(self) -> Self:
        """Load the text as HTML as well, which lists of releases do not need."""
        names, is_deferred = self.query.deferred_loading
        return self.defer(None).defer(*names - {"feed_html"}) if is_deferred else self

    def for_formats(self) -> Self:
        """Load what the formats of a release and the mails about it are made from."""
        rows = self.defer("resolved", "feed_html")
        return rows.select_related("locale", "lead_image")

    def facets(self, language: str) -> dict[str, list[tuple[str, str]]]:
        """Return what these releases can be filtered by: value and label, by filter.

        One query for all filters; only values that lead to a release.
        """
        rows = self.model.objects.filter(pk__in=self.values("pk")).order_by()
        year = Cast(ExtractYear("released_at"), CharField())
        selects = [
            rows.values_list(_text("year"), year, _long(year)),
            rows.values_list(_text("kind"), _as_text("kind"), _long("kind")),
            rows.filter(topics__isnull=False).values_list(
                _text("topic"),
                _as_text("topics__slug"),
                _long("topics__label"),
            ),
        ]
        for name in ("institution", "person", "partnership"):
            entities = entities_in(rows, name)
            selects.append(
                entities.values_list(
                    _text(name), _as_text("slug"), _long("known_names")
                )
            )
        facets: dict[str, list[tuple[str, str]]] = {
            name: []
            for name in (
                "year",
                "kind",
                "topic",
                "institution",
                "person",
                "partnership",
            )
        }
        kinds = dict(self.model.Kind.choices)
        for facet, value, label in selects[0].union(*selects[1:]):
            if facet == "kind":
                label = kinds[value]
            elif facet == "topic":
                label = Translated(json.loads(label)).wording_in(language) or value
            elif facet in ("institution", "person", "partnership"):
                label = _name_in(language, facet, value, label)
            facets[facet].append((value, label))
        for name, choices in facets.items():
            choices.sort(
                key=lambda choice: str(choice[1]).casefold(), reverse=name == "year"
            )
        return facets


def _text(value: str) -> Cast:
    return Cast(Value(value), CharField())


def _as_text(field: str) -> Cast:
    return Cast(field, CharField())


def _long(text) -> Cast:
    """Return a text as long as the names of an institution in all languages."""
    return Cast(text, TextField())


def _name_in(language: str, kind: str, slug: str, known_names: str) -> str:
    """Return today's name of an institution, a person or a partnership."""
    model = MODELS[kind]
    entity = model(slug=slug, label=slug, known_names=json.loads(known_names))
    return entity.name(language=language)


PressReleaseManager = PageManager.from_queryset(PressReleaseQuerySet)


def releases() -> PressReleaseQuerySet:
    """Return all releases, public or not, from below the pages that define them."""
    page: Any = ReleaseMention._meta.get_field("release").related_model
    return page.objects.all()


def newsrooms() -> type[Page]:
    """Return the kind of page below which releases stand."""
    return releases().model.allowed_parent_page_models()[0]


def releases_below(rooms: Iterable[Page]) -> PressReleaseQuerySet:
    """Return the public releases of newsrooms, newest first."""
    below = Q(pk__in=[])
    for room in rooms:
        below |= Q(path__startswith=room.path, depth=room.depth + 1)
    return releases().filter(below).released().newest_first()


def public_statements() -> QuerySet[Statement]:
    """Return the statements that stand in a release the public may read now.

    Each has ``first_released_at``, when the public could read it first.
    """
    rows = ReleaseStatement.objects.filter(
        release__in=releases().released().values("pk")
    )
    first = rows.filter(statement=OuterRef("pk")).order_by("release__released_at")
    return Statement.objects.filter(pk__in=rows.values("statement")).annotate(
        first_released_at=Subquery(first.values("release__released_at")[:1])
    )
