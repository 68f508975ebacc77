"""People as the API tells them: those who have a page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from partners.models import Affiliation, PersonName
from partners.public import load_ties
from partners.structured_data import PORTRAIT
from portal.data import schemas
from portal.data.entities import (
    IDENTIFIERS,
    INSTITUTION,
    OF_PERSON,
    WEBSITE,
    shared,
)
from portal.data.fields import Field, Fields, Part, Reference, Text, without
from portal.data.partnerships import ROLE
from portal.data.parts import TERM, read_history

AFFILIATION: Fields = {
    **OF_PERSON,
    "institution": Reference("", INSTITUTION, plural="institutions", is_named=True),
    "unit": Field("", schemas.text("Division of Medical Image Computing")),
    "role_type": Field("", schemas.word(Affiliation.RoleType.values, "head")),
    "role": Text("The role in words.", schemas.text("Head of division")),
    "is_primary": Field("", schemas.flag()),
    **TERM,
}
AFFILIATION_PART = Part(
    "Where somebody works or worked.", without(AFFILIATION, "person")
)

NAME: Fields = {
    "kind": Field("", schemas.word(PersonName.Kind.values, "official")),
    "text": Field("", schemas.text("Ada Byron")),
    "sort_name": Field(
        "Under what a list files the name; empty where it was not told.",
        schemas.text("Byron, Ada"),
    ),
    "titles": Field("The titles of that time; empty without any.", schemas.text("Dr.")),
    **TERM,
}
NAME_PART = Part("A name of a person that holds or once held.", NAME)

PART = Part("What somebody does in a partnership.", without(ROLE, "person"))

FIELDS: Fields = {
    **shared(
        "people", "ada-lovelace", "Ada Lovelace", {"name": lambda row: row.name()}
    ),
    "titles": Field(
        _("Today's titles."),
        schemas.text("Prof. Dr."),
        lambda row, _reader: row.titles(),
        columns={"titles": lambda row: row.titles()},
    ),
    "names": Field(
        _("All names that hold or once held, each with the titles of its time."),
        schemas.list_of(schemas.known("PersonName")),
        read_history("names", NAME_PART),
        needs=lambda rows: load_ties(rows, "names"),
    ),
    "sort_name": Field(
        _("Under what a list files the name."),
        schemas.text("Lovelace, Ada"),
    ),
    "biography": Text(_("Biography."), schemas.text("Mathematician.")),
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
        read_history("affiliations", AFFILIATION_PART),
        needs=lambda rows: load_ties(rows, "affiliations"),
        is_tie=True,
    ),
    "partnerships": Field(
        _("Roles in partnerships."),
        schemas.list_of(schemas.known("PersonPart")),
        read_history("partnership_roles", PART),
        needs=lambda rows: load_ties(rows, "partnership_roles"),
        is_tie=True,
    ),
}

# As the columns of its table were published.
FIRST_COLUMNS = ("id", "slug", "name", "sort_name", "titles", "website", "biography")

COMPONENTS = {
    "Affiliation": AFFILIATION_PART.schema(),
    "PersonName": NAME_PART.schema(),
    "PersonPart": PART.schema(),
}
