"""What the API offers: four resources, each with its fields, filters and expansions.

The one place that description, validation and answers are made from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from news.pages import PressReleasePage
from news.querysets import PressReleaseQuerySet
from partners.public import public
from portal.api import filters
from portal.api.filters import Values
from portal.api.parameters import Choice, Choices, Number, Parameter
from portal.core.languages import content_languages
from portal.data import (
    entities,
    institutions,
    partnerships,
    parts,
    people,
    records,
    releases,
    schemas,
)
from portal.data.fields import Field
from portal.data.schemas import Schema

MOST, USUAL = 100, 20
FARTHEST = 1_000_000
# What an item always has, so that it can be told which one it is.
ALWAYS = ("id", "api_url")


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
STORY_AND_LANGUAGE = (
    PathPart(
        "story",
        "uuid",
        "translation_key",
        _("Key that all language versions share."),
        schemas.text(records.STORY, format="uuid"),
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


def released() -> PressReleaseQuerySet:
    """Return the releases that everybody may read, with what items begin with."""
    return PressReleasePage.objects.released().for_lines().select_related("series")


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
            filters=filters.OF_RELEASES,
            rows=lambda: released().newest_first(),
            narrow=filters.narrow_releases,
        ),
        Resource(
            name="institutions",
            one="Institution",
            path=SLUG,
            label=_("Institutions"),
            about=_("Institutions as they are today."),
            fields=institutions.FIELDS,
            expands={
                "institutions": ("sites", "relations"),
                "partnerships": ("memberships",),
            },
            filters=filters.OF_INSTITUTIONS,
            options=(LANGUAGE,),
            rows=lambda: public("institutions").order_by("filed_under", "label", "pk"),
            narrow=filters.narrow_institutions,
        ),
        Resource(
            name="people",
            one="Person",
            path=SLUG,
            label=_("People"),
            about=_("People who have a page here, as they are today."),
            fields=people.FIELDS,
            expands={
                "institutions": ("affiliations", "partnerships"),
                "partnerships": ("partnerships",),
            },
            filters=filters.OF_PEOPLE,
            options=(LANGUAGE,),
            rows=lambda: public("people").order_by("filed_under", "label", "pk"),
            narrow=filters.narrow_people,
        ),
        Resource(
            name="partnerships",
            one="Partnership",
            path=SLUG,
            label=_("Partnerships"),
            about=_("Partnerships that are announced, as they are today."),
            fields=partnerships.FIELDS,
            expands={
                "institutions": ("network", "members", "people"),
                "people": ("people",),
            },
            filters=filters.OF_PARTNERSHIPS,
            options=(LANGUAGE,),
            rows=lambda: public("partnerships").order_by("filed_under", "label", "pk"),
            narrow=filters.narrow_partnerships,
        ),
    )
}
COMPONENTS = {
    "Identifier": parts.IDENTIFIER_PART.schema(),
    "Name": parts.NAME_PART.schema(),
    "Picture": parts.PICTURE,
    "RecordedIdentifier": parts.RECORDED_IDENTIFIER,
    **entities.COMPONENTS,
    **institutions.COMPONENTS,
    **partnerships.COMPONENTS,
    **people.COMPONENTS,
    **records.COMPONENTS,
}
