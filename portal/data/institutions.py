"""Institutions as the API tells them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail.rich_text import get_text_for_indexing

from partners.models import Institution, InstitutionRelation
from partners.public import load_ties
from partners.structured_data import LOGO
from partners.ties import join_relations
from partners.validity import held_on
from portal.core.languages import order_languages
from portal.data import columns, parts, schemas
from portal.data.entities import (
    IDENTIFIERS,
    INSTITUTION,
    LABEL,
    NAMED,
    OF_INSTITUTION,
    WEBSITE,
    shared,
)
from portal.data.fields import (
    Decimal,
    Field,
    Fields,
    Part,
    Reader,
    Reference,
    Text,
    through,
    without,
)
from portal.data.partnerships import MEMBER
from portal.data.parts import TERM, read_history

SITE: Fields = {
    **OF_INSTITUTION,
    "label": Field("", schemas.text("Research station Dresden")),
    "city": Field("", schemas.text("Dresden")),
    "host": Reference(
        "", schemas.maybe(INSTITUTION), plural="institutions", is_named=True
    ),
    "host_text": Field(
        "At whose place, where that is no institution here.", schemas.text("")
    ),
    **TERM,
}
SITE_PART = Part("A place where an institution works.", without(SITE, "institution"))

BOILERPLATE: Fields = {
    **OF_INSTITUTION,
    "language": Field("", schemas.text("en", **parts.LANGUAGE)),
    "html": Field(
        "",
        schemas.text("<p>The DKFZ is the largest centre of its kind.</p>"),
        lambda row, _reader: row.text,
        columns={
            "text": lambda row: get_text_for_indexing(row.text).strip(),
        },
    ),
    **TERM,
}
ABOUT_PART = Part(
    "The standing “About” text of an institution.",
    without(BOILERPLATE, "institution", *TERM),
)


def _about(row: Institution, reader: Reader) -> dict | None:
    """Return the "About" text in the best language; its links are followed later."""
    held = {one.language: one for one in held_on(row.boilerplates)}
    found = next((held[code] for code in order_languages() if code in held), None)
    if found is None:
        return None
    node = ABOUT_PART.read(found, reader)
    reader.link(node)
    return node


def _relations(row: Institution, reader: Reader) -> list[dict]:
    rows = [*row.relations.all(), *row.reverse_relations.all()]
    return [RELATION_PART.read(tie, reader) for tie in join_relations(row, rows)]


# An item tells a relation from either side, a table from that of who entered it.
RELATION: Fields = {
    **through(
        "relation",
        {"kind": Field("", schemas.word(InstitutionRelation.Kind.values, "funded_by"))},
    ),
    "is_reverse": Field(
        "Whether the tie leads from the other institution to this one.",
        schemas.flag(),
        lambda tie, _reader: tie.is_reverse,
    ),
    "label": Field(
        "The tie in words, as this one would put it.",
        schemas.text("is funded by"),
        lambda tie, _reader: str(tie.kind),
    ),
    "institution": Field(
        "",
        INSTITUTION,
        lambda tie, reader: reader.refer("institutions", tie.other, tie.relation),
        columns={"target": columns.identity("target"), **columns.names("target")},
    ),
    **through(
        "relation",
        {
            "share_percent": Decimal(
                "", schemas.maybe(schemas.number(90, kind="number"))
            ),
            **TERM,
        },
    ),
}
RELATION_PART = Part("How an institution is tied to another one.", RELATION)

MEMBERSHIP_PART = Part(
    "That an institution takes part in a partnership.", without(MEMBER, "institution")
)

FIELDS: Fields = {
    **shared("institutions", "dkfz", "German Cancer Research Center", LABEL),
    **NAMED,
    "kind": Field(
        _("Kind of institution."),
        schemas.word(Institution.Kind.values, "research_centre"),
    ),
    "status": Field(
        _("Whether it still exists."),
        schemas.word(Institution.Status.values, "active"),
    ),
    "description": Text(
        _("Description."),
        schemas.text("National centre for cancer research."),
    ),
    "about": Field(
        _("“About” text that holds today."),
        schemas.maybe(schemas.known("AboutText")),
        _about,
        needs=lambda rows: load_ties(rows, "boilerplates"),
    ),
    "website": WEBSITE,
    "logo": Field(
        _("Logo; null in lists until its page has been shown once."),
        schemas.maybe(schemas.known("Picture")),
        lambda row, reader: reader.picture(row.logo, LOGO),
        needs=lambda rows: rows.select_related("logo").prefetch_related(
            "logo__renditions"
        ),
    ),
    "city": Field(_("City."), schemas.text("Heidelberg")),
    "region": Field(_("Region."), schemas.text("Baden-Württemberg")),
    "country": Field(
        _("Country (ISO 3166-1, two letters); empty where it is not known."),
        schemas.text("DE"),
    ),
    "latitude": Decimal(
        _("Latitude (WGS 84)."),
        schemas.maybe(schemas.number(49.41434, kind="number")),
    ),
    "longitude": Decimal(
        _("Longitude (WGS 84)."),
        schemas.maybe(schemas.number(8.67289, kind="number")),
    ),
    "founded_year": Field(
        _("Year of foundation."),
        schemas.maybe(schemas.number(1964)),
    ),
    "dissolved_year": Field(
        _("Year of dissolution."),
        schemas.maybe(schemas.number(2030)),
    ),
    "identifiers": IDENTIFIERS,
    "sites": Field(
        _("Places where it works."),
        schemas.list_of(schemas.known("Site")),
        read_history("sites", SITE_PART),
        needs=lambda rows: load_ties(rows, "sites"),
        is_tie=True,
    ),
    "relations": Field(
        _("Ties to other institutions, from both sides."),
        schemas.list_of(schemas.known("Relation")),
        _relations,
        needs=lambda rows: load_ties(rows, "relations", "reverse_relations"),
        is_tie=True,
    ),
    "memberships": Field(
        _("Partnerships it takes part in."),
        schemas.list_of(schemas.known("Membership")),
        read_history("memberships", MEMBERSHIP_PART),
        needs=lambda rows: load_ties(rows, "memberships"),
        is_tie=True,
    ),
}

# As the columns of its table were published.
FIRST_COLUMNS = (
    *("id", "slug", "name", "kind", "status", "website"),
    *("city", "region", "country", "latitude", "longitude"),
    *("founded_year", "dissolved_year", "description"),
)

COMPONENTS = {
    "AboutText": ABOUT_PART.schema(),
    "Membership": MEMBERSHIP_PART.schema(),
    "Relation": RELATION_PART.schema(),
    "Site": SITE_PART.schema(),
}
