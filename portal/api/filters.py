"""Filters of lists: the parameters, and what they let through.

A value that is not known finds nothing.
"""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from news.models import ReleaseNumber
from news.pages import PressReleasePage
from news.querysets import PressReleaseQuerySet
from news.relations import Relation
from news.syndication.filters import NAMES, narrow
from partners.models import (
    Affiliation,
    Institution,
    Partnership,
    PartnershipMember,
    PartnershipRole,
)
from partners.public import EntityKind, present_slug, public, public_ties
from portal.api.parameters import BadParameter, Instant, Parameter
from portal.core.languages import content_languages

NUMBER = re.compile(r"(?:([0-9]{4})-)?([0-9]{1,5})([a-z]?)")

Values = dict[str, Any]


def slug_filter(name: str, about: str | Promise, example: str) -> Parameter:
    """Return a filter by the slug of an entity, the present one or a former one."""
    return Parameter(name=name, about=about, example=example)


OF_RELEASES = (
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
        about=_("Released, changed or added on this day or at this instant, or later."),
        example="2020-08-06T00:00:00Z",
    ),
)
ENTITIES = tuple(EntityKind.values)


def narrow_releases(rows: PressReleaseQuerySet, values: Values) -> PressReleaseQuerySet:
    """Keep the releases that the filters let through."""
    if language := values["language"]:
        rows = rows.in_language(language)
    if number := values["number"]:
        rows = _numbered(rows, number)
    if since := values["since"]:
        rows = rows.filter(released_at__gte=since)
    if until := values["until"]:
        rows = rows.filter(released_at__lte=until)
    if updated := values["updated_since"]:
        # A translation that is added later has the date of its story.
        added = Q(first_published_at__gte=updated)
        changed = Q(released_at__gte=updated) | Q(revised_at__gte=updated)
        rows = rows.filter(added | changed)
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
    """Keep the releases that the filters of the newsroom let through."""
    relation = values["relation"] or ""
    asked = [name for name in ENTITIES if values[name]]
    if relation and not asked:
        raise BadParameter(
            "relation", f"it needs one of {', '.join(ENTITIES)} beside it."
        )
    present = {name: _present(name, values[name]) for name in asked}
    if not all(present.values()):
        return rows.none()
    return narrow(rows, {name: values[name] or "" for name in NAMES} | present)


def _present(kind: str, slug: str) -> str:
    """Return the present slug of who everybody may know, empty for nobody."""
    return present_slug(public(EntityKind(kind).plural), slug)


IDENTIFIER = Parameter(
    name="identifier",
    about=_("With this identifier, bare or as an address."),
    example="https://ror.org/04cdgtt98",
)


OF_INSTITUTIONS = (
    Parameter(
        name="kind",
        about=_("Of this kind."),
        example="research_centre",
        known=tuple(Institution.Kind.values),
    ),
    Parameter(name="country", about=_("In this country."), example="DE"),
    IDENTIFIER,
)

OF_PEOPLE = (
    slug_filter(
        "institution",
        _("Who work or worked at the institution with this slug."),
        "dkfz",
    ),
    IDENTIFIER,
)

OF_PARTNERSHIPS = (
    Parameter(
        name="kind",
        about=_("Of this kind."),
        example="joint_unit",
        known=tuple(Partnership.Kind.values),
    ),
    slug_filter("institution", _("With the institution that has this slug."), "dkfz"),
    slug_filter("person", _("With the person who has this slug."), "ada-lovelace"),
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
    return _identified(
        _with(rows, values, "institution", Affiliation, "person"), values
    )


def narrow_partnerships(rows: QuerySet, values: Values) -> QuerySet:
    """Keep the partnerships that the filters let through."""
    if kind := values["kind"]:
        rows = rows.filter(kind=kind)
    rows = _with(rows, values, "institution", PartnershipMember, "partnership")
    return _with(rows, values, "person", PartnershipRole, "partnership")


def _identified(rows: QuerySet, values: Values) -> QuerySet:
    written = values["identifier"]
    if not written:
        return rows
    bare = written.rstrip("/").rpartition("/")[2]
    model: Any = rows.model
    found = model.objects.filter(identifiers__value=bare)
    return rows.filter(pk__in=found.values("pk"))


def _with(
    rows: QuerySet, values: Values, name: str, model: type[Model], owner: str
) -> QuerySet:
    """Keep what public ties of a model tie to an entity; ``owner`` leads to the rows."""
    if not values[name]:
        return rows
    slug = _present(name, values[name])
    found = public_ties(model).filter(**{f"{name}__slug": slug})
    return rows.filter(pk__in=found.values(owner)) if slug else rows.none()
