"""What institutions, people and partnerships in the API have in common.

They are told as they are today, and every tie from both sides. Where editors noted
a source, it may be a note to themselves and is not told.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from partners.public import EntityKind, load_ties
from portal.data import columns, parts, schemas
from portal.data.columns import Columns
from portal.data.fields import Field, Fields, Reference
from portal.data.schemas import HOST


def reference_schema(about: str, kind: str, slug: str, name: str) -> schemas.Schema:
    """Return the schema of a reference to an entity that everybody may know."""
    return schemas.part(
        about,
        optional=("entity",),
        id=schemas.address(f"{HOST}/id/{kind}/{slug}/", "Its stable identity."),
        api_url=schemas.address(f"{HOST}/api/v2/{kind}/{slug}/", "Where it is here."),
        name=schemas.text(
            name, "Today's name; in a tie that holds no more that of its last day."
        ),
        entity=schemas.known(ONE[kind])
        | {
            "description": "What stands at api_url, without its ties to others; only where it was expanded."
        },
    )


ONE = {kind.plural: kind.value.capitalize() for kind in EntityKind}
INSTITUTION = schemas.known("InstitutionReference")
PERSON = schemas.known("PersonReference")
PARTNERSHIP = schemas.known("PartnershipReference")
# Whose row it is.
OF_INSTITUTION: Fields = {
    "institution": Reference("", INSTITUTION, plural="institutions")
}
OF_PERSON: Fields = {"person": Reference("", PERSON, plural="people")}
OF_PARTNERSHIP: Fields = {
    "partnership": Reference("", PARTNERSHIP, plural="partnerships")
}


def shared(kind: str, slug: str, name: str, called: Columns) -> Fields:
    """Return the fields with which every entity begins; tables have it ``called`` so."""
    return {
        "id": Field(
            _("Stable identity; the address never changes."),
            schemas.address(f"{HOST}/id/{kind}/{slug}/"),
            lambda row, reader: reader.identity(row.path),
            columns={"id": columns.identity()},
        ),
        "api_url": Field(
            _("Address of this item in the API."),
            schemas.address(f"{HOST}/api/v2/{kind}/{slug}/"),
            lambda row, reader: reader.api_url(row.path),
        ),
        "url": Field(
            _("Page for people, in the language asked for or the next best."),
            schemas.address(f"{HOST}/en/partners/{kind}/{slug}/"),
            lambda row, reader: reader.page_url(row.path),
        ),
        "slug": Field(
            _("Last part of the addresses; never given to another one."),
            schemas.text(slug),
        ),
        "name": Field(
            _("Today's name."),
            schemas.text(name),
            lambda row, _reader: row.name(),
            columns=called,
        ),
    }


# In tables the name that lists of the desk show.
LABEL: Columns = columns.attributes("label")
NAMED: Fields = {
    "acronym": Field(
        _("Today's acronym, else the short or the official name."),
        schemas.text("DKFZ"),
        lambda row, _reader: row.acronym(),
    ),
    "names": Field(
        _("All names in all languages that hold or once held."),
        schemas.list_of(schemas.known("Name")),
        parts.read_history("names", parts.NAME_PART),
        needs=lambda rows: load_ties(rows, "names"),
    ),
}
IDENTIFIERS = Field(
    _("Identifiers such as ROR, ORCID and Wikidata."),
    schemas.list_of(schemas.known("Identifier")),
    parts.read_rows("identifiers", parts.IDENTIFIER_PART),
    needs=lambda rows: load_ties(rows, "identifiers"),
)
WEBSITE = Field(
    _("Website; empty where there is none."),
    schemas.text("https://www.dkfz.de/"),
)


COMPONENTS = {
    "InstitutionReference": reference_schema(
        "An institution.", "institutions", "dkfz", "German Cancer Research Center"
    ),
    "PartnershipReference": reference_schema(
        "A partnership.", "partnerships", "ellis-life", "ELLIS Life Heidelberg"
    ),
    "PersonReference": reference_schema(
        "A person.", "people", "ada-lovelace", "Ada Lovelace"
    ),
}
