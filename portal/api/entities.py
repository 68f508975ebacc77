"""What institutions, people and partnerships in the API have in common.

They are told as they are today, and every tie from both sides. Where editors noted
a source, it may be a note to themselves and is not told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from partners.public import EntityKind, load_ties
from portal.api import parts, schemas
from portal.api.parts import Field, attribute
from portal.api.schemas import HOST

if TYPE_CHECKING:
    pass


def reference(about: str, kind: str, slug: str, name: str) -> schemas.Schema:
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


def shared(kind: str, slug: str, name: str) -> dict[str, Field]:
    """Return the fields with which every entity begins."""
    return {
        "id": Field(
            _("Stable identity; the address never changes."),
            schemas.address(f"{HOST}/id/{kind}/{slug}/"),
            lambda row, reader: reader.identity(row.path),
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
            attribute("slug"),
        ),
        "name": Field(
            _("Today's name."), schemas.text(name), lambda row, _reader: row.name()
        ),
    }


NAMED = {
    "acronym": Field(
        _("Today's acronym, else the short or the official name."),
        schemas.text("DKFZ"),
        lambda row, _reader: row.acronym(),
    ),
    "names": Field(
        _("All names in all languages that hold or once held."),
        schemas.list_of(schemas.known("Name")),
        parts.names,
        needs=lambda rows: load_ties(rows, "names"),
    ),
}
IDENTIFIERS = Field(
    _("Identifiers such as ROR, ORCID and Wikidata."),
    schemas.list_of(schemas.known("Identifier")),
    parts.identifiers,
    needs=lambda rows: load_ties(rows, "identifiers"),
)
WEBSITE = Field(
    _("Website; empty where there is none."),
    schemas.text("https://www.dkfz.de/"),
    attribute("website"),
)


COMPONENTS = {
    "InstitutionReference": reference(
        "An institution.", "institutions", "dkfz", "German Cancer Research Center"
    ),
    "PartnershipReference": reference(
        "A partnership.", "partnerships", "ellis-life", "ELLIS Life Heidelberg"
    ),
    "PersonReference": reference("A person.", "people", "ada-lovelace", "Ada Lovelace"),
}
