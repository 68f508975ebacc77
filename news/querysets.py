"""The one door to what is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import CharField, OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, ExtractYear
from django.utils import timezone

from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from partners.models import Person
from partners.validity import today
from portal.core.querysets import unrestricted

if TYPE_CHECKING:
    from typing import Self

    from partners.models import Institution, Partnership


# How a release names somebody: as a part of it, or in its text.
NAMED_BY = {
    "institution": (
        "release_institutions__institution",
        "release_mentions__institution",
    ),
    "person": ("release_people__person", "release_mentions__person"),
    "partnership": (
        "release_partnerships__partnership",
        "release_mentions__partnership",
    ),
}


class PressReleaseQuerySet(PageQuerySet):
    """Press releases and news items."""

    def released(self) -> Self:
        """Keep releases the public may read now.

        ``live`` already excludes embargoed releases; ``released_at`` is checked
        again because a leaked embargo cannot be taken back.
        """
        return unrestricted(self.live()).filter(released_at__lte=timezone.now())

    def newest_first(self) -> Self:
        """Order by the release date, the newest first."""
        return self.order_by("-released_at", "-pk")

    def in_language(self, language: str) -> Self:
        """Keep the versions in a language."""
        return self.filter(locale__language_code=language)

    def naming(self, entity: Institution | Person | Partnership) -> Self:
        """Keep releases that somebody is part of, or is mentioned in the text of."""
        return self.having(NAMED_BY[str(entity._meta.model_name)], entity)

    def having(self, lookups: tuple[str, ...], value: object) -> Self:
        """Keep releases with a part that matches one of some lookups, each once.

        Subqueries, because an institution with two roles would repeat the row.
        """
        matching = Q()
        for lookup in lookups:
            rows = self.model.objects.filter(**{lookup: value})
            matching |= Q(pk__in=rows.values("pk"))
        return self.filter(matching)

    def for_lines(self) -> Self:
        """Load what a line of a short list shows: a card without its picture."""
        return self.defer_streamfields().select_related("locale")

    def for_cards(self) -> Self:
        """Load what a listing card shows, in a fixed number of queries."""
        return (
            self.for_lines()
            .select_related("lead_image")
            .prefetch_related("lead_image__renditions")
        )

    def for_feed(self) -> Self:
        """Load what a feed carries of a release; its text stands in the record."""
        return self.for_lines()

    def facets(self, language: str) -> dict[str, list[tuple[str, str]]]:
        """Return what these releases can be filtered by: value and label, by filter.

        One query for all filters; only values that lead to a release.
        """
        rows = self.model.objects.filter(pk__in=self.values("pk")).order_by()
        year = Cast(ExtractYear("released_at"), CharField())
        selects = [
            rows.values_list(_text("year"), year, year),
            rows.values_list(_text("kind"), _as_text("kind"), _as_text("kind")),
            rows.filter(topics__isnull=False).values_list(
                _text("topic"),
                _as_text("topics__slug"),
                Coalesce(
                    Cast(KeyTextTransform(language, "topics__label"), CharField()),
                    _as_text("topics__slug"),
                ),
            ),
        ]
        selects += [
            _named_in(rows, language, kind, relation)
            for kind, relations in NAMED_BY.items()
            for relation in relations
        ]
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
            text = kinds[value] if facet == "kind" else label
            facets[facet].append((value, text))
        for name, choices in facets.items():
            choices.sort(
                key=lambda choice: str(choice[1]).casefold(), reverse=name == "year"
            )
        return facets


def _text(value: str) -> Cast:
    return Cast(Value(value), CharField())


def _as_text(field: str) -> Cast:
    return Cast(field, CharField())


def _named_in(rows, language: str, kind: str, relation: str):
    """Return kind, slug and name of whom releases name in a relation."""
    if kind == "person":
        rows = rows.filter(**{f"{relation}__status__in": Person.WITH_PAGE})
        name: Cast | Coalesce = _as_text(f"{relation}__name")
    else:
        rows = rows.filter(**{f"{relation}__isnull": False})
        name = _name_in(language, kind, relation)
    return rows.values_list(_text(kind), _as_text(f"{relation}__slug"), name)


def _name_in(language: str, kind: str, relation: str) -> Coalesce:
    """Return an expression for today's official name of a related entity."""
    model = {"institution": "InstitutionName", "partnership": "PartnershipName"}[kind]
    names = (
        apps.get_model("partners", model)
        .objects.as_of(today())
        .filter(**{kind: OuterRef(relation)}, kind="official", language=language)
        .order_by()
        .values("text")[:1]
    )
    return Coalesce(Cast(Subquery(names), CharField()), _as_text(f"{relation}__label"))


PressReleaseManager = PageManager.from_queryset(PressReleaseQuerySet)
