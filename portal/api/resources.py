"""What the API offers: four resources, each with its fields, filters and expansions.

The one place that description, validation and answers are made from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from news.models import PressReleasePage, ReleaseNumber
from news.querysets import PressReleaseQuerySet
from news.relations import Relation
from partners.models import Institution, Partnership
from portal.api import entities, parts, releases, schemas
from portal.api.corrections import changed_since
from portal.api.parameters import (
    BadParameter,
    Choice,
    Choices,
    Instant,
    Number,
    Parameter,
)
from portal.api.parts import Field
from portal.api.public import public, slug_today
from portal.api.schemas import Schema
from portal.core.languages import content_languages

MOST, USUAL = 100, 20
FARTHEST = 1_000_000
# What an item always has, so that it can be told which one it is.
ALWAYS = ("id", "api_url")
YEAR = re.compile(r"[1-9][0-9]{3}")
NUMBER = re.compile(r"(?:([0-9]{4})-)?([0-9]{1,5})([a-z]?)")

Values = dict[str, Any]


@dataclass(frozen=True)
class PathPart:
    """A part of the address of an item: what it is and how it is looked up."""

    name: str
    converter: str
    lookup: str
    about: str | Promise
    schema: Schema


@dataclass(frozen=True, kw_only=True)
class Resource:
    """Something of which there are a list and details."""

    # As in the address; how one of it is called in schemas.
    name: str
    one: str
    # The same as of the stable identity.
    path: tuple[PathPart, ...]
    label: str | Promise
    about: str | Promise
    fields: dict[str, Field]
    # What may be told in full, and which fields refer to it.
    expands: dict[str, tuple[str, ...]]
    filters: tuple[Parameter, ...]
    options: tuple[Parameter, ...] = ()
    # All that is public, in a stable order; those that filters let through.
    rows: Callable[[], Any]
    narrow: Callable[[Any, Values], Any]

    def of_lists(self) -> tuple[Parameter, ...]:
        """Return the parameters of the list."""
        return (*self.filters, *self.options, *self._shape(), LIMIT, OFFSET)

    def of_details(self) -> tuple[Parameter, ...]:
        """Return the parameters of a detail."""
        return (*self.options, *self._shape())

    def without_ties(self) -> frozenset[str]:
        """Return the fields that refer to nobody else; with them answers stay small."""
        return frozenset(
            name for name, field in self.fields.items() if not field.is_tie
        )

    def load(self, rows: QuerySet, fields: Iterable[str]) -> QuerySet:
        """Load what fields read, in a fixed number of queries."""
        for name in fields:
            if needs := self.fields[name].needs:
                rows = needs(rows)
        return rows

    def language(self, values: Values) -> str:
        """Return the language of the texts, empty where every item has its own."""
        return values["language"] if LANGUAGE in self.options else ""

    def _shape(self) -> tuple[Parameter, ...]:
        return (
            Choices(
                name="fields",
                about=_(
                    "Fields to answer with, or “all”; “id” and “api_url” always come along."
                ),
                example="name" if "name" in self.fields else "title,released_at",
                choices=("all", *self.fields),
            ),
            Choices(
                name="expand",
                about=_(
                    "References under which the answer tells who they lead to: as of today, and without ties to others in turn."
                ),
                example=next(iter(self.expands)),
                choices=tuple(self.expands),
            ),
        )

    def chosen(self, values: Values, *, is_list: bool) -> frozenset[str]:
        """Return the fields that are asked for; what is expanded belongs to them."""
        asked = values["fields"] or {
            name for name, field in self.fields.items() if field.in_lists or not is_list
        }
        if "all" in asked:
            return frozenset(self.fields)
        expanded = {
            field for group in values["expand"] or () for field in self.expands[group]
        }
        return frozenset({*ALWAYS, *asked, *expanded})


LIMIT = Number(
    name="limit",
    about=_("How many items to answer with."),
    example="10",
    default=USUAL,
    minimum=1,
    maximum=MOST,
)
OFFSET = Number(
    name="offset",
    about=_("How many items to pass over first."),
    example="20",
    default=0,
    minimum=0,
    maximum=FARTHEST,
)
LANGUAGE = Choice(
    name="language",
    about=_("Language of the texts; where there is none, the next best one."),
    example="de",
    default=settings.LANGUAGE_CODE,
    choices=tuple(content_languages()),
)


def slug_filter(name: str, about: str | Promise, example: str) -> Parameter:
    """Return a filter by the slug of an entity, the present one or a former one."""
    return Parameter(name=name, about=about, example=example)


STORY_AND_LANGUAGE = (
    PathPart(
        "story",
        "uuid",
        "translation_key",
        _("Key that all language versions share."),
        schemas.text(releases.STORY, format="uuid"),
    ),
    PathPart(
        "language",
        "str",
        "locale__language_code",
        _("Language of the version."),
        schemas.text("en"),
    ),
)
SLUG = (
    PathPart(
        "slug",
        "slug",
        "slug",
        _("Slug; a former one leads to the present one (301)."),
        schemas.text("dkfz"),
    ),
)
RELEASE_FILTERS = (
    Parameter(
        name="language",
        about=_("In this language."),
        example="en",
        known=tuple(content_languages()),
    ),
    Parameter(name="year", about=_("Released in this year."), example="2020"),
    Parameter(
        name="kind",
        about=_("Of this kind."),
        example="press_release",
        known=tuple(PressReleasePage.Kind.values),
    ),
    Parameter(
        name="topic", about=_("On the topic with this slug."), example="research"
    ),
    slug_filter("institution", _("With the institution that has this slug."), "dkfz"),
    slug_filter("person", _("With the person who has this slug."), "ada-lovelace"),
    slug_filter(
        "partnership", _("With the partnership that has this slug."), "ellis-life"
    ),
    Parameter(
        name="relation",
        about=_(
            "With institution, person or partnership: how it stands to the release."
        ),
        example="issued",
        known=tuple(Relation.values),
    ),
    Parameter(
        name="number",
        about=_("With this number, of one year or of any: 2020-15, 15, 15a."),
        example="2020-15",
    ),
    Instant(
        name="since",
        about=_("Released on this day or at this instant, or later."),
        example="2020-01-01",
    ),
    Instant(
        name="until",
        about=_("Released on this day or at this instant, or earlier."),
        example="2020-12-31",
        is_end=True,
    ),
    Instant(
        name="updated_since",
        about=_("Released or changed on this day or at this instant, or later."),
        example="2020-08-06T00:00:00Z",
    ),
)
ENTITY_FILTERS = {
    "institution": "institutions",
    "person": "people",
    "partnership": "partnerships",
}


def released() -> PressReleaseQuerySet:
    """Return the releases that everybody may read, with what items begin with."""
    return PressReleasePage.objects.released().for_lines().select_related("series")


def narrow_releases(rows: PressReleaseQuerySet, values: Values) -> PressReleaseQuerySet:
    """Keep the releases that the filters let through."""
    if language := values["language"]:
        rows = rows.in_language(language)
    if kind := values["kind"]:
        rows = rows.filter(kind=kind)
    if topic := values["topic"]:
        rows = rows.having("topics__slug", topic)
    if year := values["year"]:
        known = YEAR.fullmatch(year)
        rows = rows.filter(released_at__year=int(year)) if known else rows.none()
    if number := values["number"]:
        rows = _numbered(rows, number)
    if since := values["since"]:
        rows = rows.filter(released_at__gte=since)
    if until := values["until"]:
        rows = rows.filter(released_at__lte=until)
    if updated := values["updated_since"]:
        rows = changed_since(rows, updated)
    return _related(rows, values)


def _numbered(rows: PressReleaseQuerySet, text: str) -> PressReleaseQuerySet:
    """Keep the releases that have, or once had, a number."""
    parsed = NUMBER.fullmatch(text)
    if parsed is None:
        return rows.none()
    year, number, suffix = parsed.groups()
    numbers = ReleaseNumber.objects.filter(number=int(number), suffix=suffix)
    if year:
        numbers = numbers.filter(year=int(year))
    return rows.filter(translation_key__in=numbers.values("story"))


def _related(rows: PressReleaseQuerySet, values: Values) -> PressReleaseQuerySet:
    """Keep the releases that entities belong to, in a relation if it is given."""
    relation = values["relation"] or ""
    asked = [name for name in ENTITY_FILTERS if values[name]]
    if relation and not asked:
        raise BadParameter(
            "relation", f"it needs one of {', '.join(ENTITY_FILTERS)} beside it."
        )
    for name in asked:
        slug = slug_today(ENTITY_FILTERS[name], values[name])
        rows = rows.in_relation(name, slug, relation) if slug else rows.none()
    return rows


IDENTIFIER = Parameter(
    name="identifier",
    about=_("With this identifier, bare or as an address."),
    example="https://ror.org/04cdgtt98",
)


def narrow_institutions(rows: QuerySet, values: Values) -> QuerySet:
    """Keep the institutions that the filters let through."""
    if kind := values["kind"]:
        rows = rows.filter(kind=kind)
    if country := values["country"]:
        rows = rows.filter(country=country)
    return _identified(rows, values)


def narrow_people(rows: QuerySet, values: Values) -> QuerySet:
    """Keep the people that the filters let through."""
    return _identified(_with(rows, values, "institution", "affiliations"), values)


def narrow_partnerships(rows: QuerySet, values: Values) -> QuerySet:
    """Keep the partnerships that the filters let through."""
    if kind := values["kind"]:
        rows = rows.filter(kind=kind)
    rows = _with(rows, values, "institution", "members")
    return _with(rows, values, "person", "roles")


def _identified(rows: QuerySet, values: Values) -> QuerySet:
    written = values["identifier"]
    if not written:
        return rows
    bare = written.rstrip("/").rpartition("/")[2]
    model: Any = rows.model
    found = model.objects.filter(identifiers__value=bare)
    return rows.filter(pk__in=found.values("pk"))


def _with(rows: QuerySet, values: Values, name: str, through: str) -> QuerySet:
    """Keep what is tied to an entity; a subquery, because ties repeat rows."""
    if not values[name]:
        return rows
    slug = slug_today(ENTITY_FILTERS[name], values[name])
    model: Any = rows.model
    found = model.objects.filter(**{f"{through}__{name}__slug": slug})
    return rows.filter(pk__in=found.values("pk")) if slug else rows.none()


RESOURCES = {
    resource.name: resource
    for resource in (
        Resource(
            name="releases",
            one="Release",
            path=STORY_AND_LANGUAGE,
            label=_("Releases"),
            about=_(
                "Press releases and news, the newest first; one item for each language of a story. What a release says of institutions, people and partnerships is what held on its day."
            ),
            fields=releases.FIELDS,
            expands={
                "institutions": ("issuers", "institutions"),
                "people": ("people", "bylines"),
                "partnerships": ("partnerships",),
                "statements": ("statements",),
                "versions": ("versions",),
            },
            filters=RELEASE_FILTERS,
            rows=lambda: released().newest_first(),
            narrow=narrow_releases,
        ),
        Resource(
            name="institutions",
            one="Institution",
            path=SLUG,
            label=_("Institutions"),
            about=_("Institutions as they are today."),
            fields=entities.INSTITUTION_FIELDS,
            expands={
                "institutions": ("sites", "relations"),
                "partnerships": ("memberships",),
            },
            filters=(
                Parameter(
                    name="kind",
                    about=_("Of this kind."),
                    example="research_centre",
                    known=tuple(Institution.Kind.values),
                ),
                Parameter(name="country", about=_("In this country."), example="DE"),
                IDENTIFIER,
            ),
            options=(LANGUAGE,),
            rows=lambda: public("institutions").order_by("label", "pk"),
            narrow=narrow_institutions,
        ),
        Resource(
            name="people",
            one="Person",
            path=SLUG,
            label=_("People"),
            about=_("People who have a page here, as they are today."),
            fields=entities.PERSON_FIELDS,
            expands={
                "institutions": ("affiliations", "partnerships"),
                "partnerships": ("partnerships",),
            },
            filters=(
                slug_filter(
                    "institution",
                    _("Who work or worked at the institution with this slug."),
                    "dkfz",
                ),
                IDENTIFIER,
            ),
            options=(LANGUAGE,),
            rows=lambda: public("people").order_by("sort_name", "name", "pk"),
            narrow=narrow_people,
        ),
        Resource(
            name="partnerships",
            one="Partnership",
            path=SLUG,
            label=_("Partnerships"),
            about=_("Partnerships that are announced, as they are today."),
            fields=entities.PARTNERSHIP_FIELDS,
            expands={
                "institutions": ("network", "members", "people"),
                "people": ("people",),
            },
            filters=(
                Parameter(
                    name="kind",
                    about=_("Of this kind."),
                    example="joint_unit",
                    known=tuple(Partnership.Kind.values),
                ),
                slug_filter(
                    "institution", _("With the institution that has this slug."), "dkfz"
                ),
                slug_filter(
                    "person", _("With the person who has this slug."), "ada-lovelace"
                ),
            ),
            options=(LANGUAGE,),
            rows=lambda: public("partnerships").order_by("label", "pk"),
            narrow=narrow_partnerships,
        ),
    )
}
COMPONENTS = {
    "Identifier": parts.IDENTIFIER,
    "Name": parts.NAME,
    "Picture": parts.PICTURE,
    "RecordedIdentifier": parts.RECORDED_IDENTIFIER,
    **entities.COMPONENTS,
    **releases.COMPONENTS,
}
