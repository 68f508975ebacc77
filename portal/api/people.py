"""People as the API tells them: those who have a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from partners.models import Affiliation, Person, PersonName
from partners.public import load_ties
from partners.structured_data import PORTRAIT
from partners.ties import in_history_order
from portal.api import schemas
from portal.api.entities import (
    IDENTIFIERS,
    INSTITUTION,
    PARTNERSHIP,
    WEBSITE,
    shared,
)
from portal.api.parts import TERM, Field, attribute, term, translated

if TYPE_CHECKING:
    from portal.api.reading import Reader


def _affiliations(row: Person, reader: Reader) -> list[dict]:
    return [
        {
            "institution": reader.refer("institutions", one.institution, one),
            "unit": one.unit,
            "role_type": one.role_type,
            "role": str(one.role),
            "is_primary": one.is_primary,
            **term(one),
        }
        for one in in_history_order(row.affiliations.all())
    ]


AFFILIATION = schemas.part(
    "Where somebody works or worked.",
    institution=INSTITUTION,
    unit=schemas.text("Division of Medical Image Computing"),
    role_type=schemas.word(Affiliation.RoleType.values, "head"),
    role=schemas.text("Head of division", "The role in words."),
    is_primary=schemas.flag(),
    **TERM,
)


def _parts(row: Person, reader: Reader) -> list[dict]:
    return [
        {
            "partnership": reader.refer("partnerships", one.partnership, one),
            "role": str(one.role),
            "representing": reader.refer("institutions", one.representing, one),
            **term(one),
        }
        for one in in_history_order(row.partnership_roles.all())
    ]


PART = schemas.part(
    "What somebody does in a partnership.",
    partnership=PARTNERSHIP,
    role=schemas.text("Director"),
    representing=schemas.maybe(INSTITUTION)
    | {"description": "For which member; null where that is not told."},
    **TERM,
)


def _names(row: Person, _reader: Reader) -> list[dict]:
    return [
        {
            "kind": name.kind,
            "text": name.text,
            "titles": name.titles,
            **term(name),
        }
        for name in in_history_order(row.names.all())
    ]


NAME = schemas.part(
    "A name of a person that holds or once held.",
    kind=schemas.word(PersonName.Kind.values, "official"),
    text=schemas.text("Ada Byron"),
    titles=schemas.text("Dr.", "The titles of that time; empty without any."),
    **TERM,
)

FIELDS = {
    **shared("people", "ada-lovelace", "Ada Lovelace"),
    "titles": Field(
        _("Today's titles."),
        schemas.text("Prof. Dr."),
        lambda row, _reader: row.titles(),
    ),
    "names": Field(
        _("All names that hold or once held, each with the titles of its time."),
        schemas.list_of(schemas.known("PersonName")),
        _names,
        needs=lambda rows: load_ties(rows, "names"),
    ),
    "sort_name": Field(
        _("Under what a list files the name."),
        schemas.text("Lovelace, Ada"),
        attribute("sort_name"),
    ),
    "biography": Field(
        _("Biography."), schemas.text("Mathematician."), translated("biography")
    ),
    "website": WEBSITE,
    "portrait": Field(
        _(
            "Portrait, while there is consent; null in lists until its page has been shown once."
        ),
        schemas.maybe(schemas.known("Picture")),
        lambda row, reader: reader.picture(row.public_portrait, PORTRAIT),
        needs=lambda rows: rows.select_related("portrait").prefetch_related(
            "portrait__renditions"
        ),
    ),
    "identifiers": IDENTIFIERS,
    "affiliations": Field(
        _("Institutions where the person works or worked."),
        schemas.list_of(schemas.known("Affiliation")),
        _affiliations,
        needs=lambda rows: load_ties(rows, "affiliations"),
        is_tie=True,
    ),
    "partnerships": Field(
        _("Roles in partnerships."),
        schemas.list_of(schemas.known("PersonPart")),
        _parts,
        needs=lambda rows: load_ties(rows, "partnership_roles"),
        is_tie=True,
    ),
}

COMPONENTS = {"Affiliation": AFFILIATION, "PersonName": NAME, "PersonPart": PART}
