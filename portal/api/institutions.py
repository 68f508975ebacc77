"""Institutions as the API tells them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from partners.models import Institution, InstitutionRelation, PartnershipMember
from partners.public import load_ties
from partners.structured_data import LOGO
from partners.ties import in_history_order, join_relations
from partners.validity import held_on
from portal.api import parts, schemas
from portal.api.entities import (
    IDENTIFIERS,
    INSTITUTION,
    NAMED,
    PARTNERSHIP,
    WEBSITE,
    shared,
)
from portal.api.parts import TERM, Field, attribute, term, translated
from portal.core.languages import preferred

if TYPE_CHECKING:
    from portal.api.reading import Reader


def _number(name: str) -> Callable[[Any, Reader], float | None]:
    """Return what reads a decimal as a number of JSON."""

    def read(row: Any, _reader: Reader) -> float | None:
        value = getattr(row, name)
        return None if value is None else float(value)

    return read


def _sites(row: Institution, reader: Reader) -> list[dict]:
    return [
        {
            "label": site.label,
            "city": site.city,
            "host": reader.refer("institutions", site.host, site),
            "host_text": site.host_text,
            **term(site),
        }
        for site in in_history_order(row.sites.all())
    ]


SITE = schemas.part(
    "A place where an institution works.",
    label=schemas.text("Research station Dresden"),
    city=schemas.text("Dresden"),
    host=schemas.maybe(INSTITUTION),
    host_text=schemas.text("", "At whose place, where that is no institution here."),
    **TERM,
)


def _about(row: Institution, reader: Reader) -> dict | None:
    """Return the "About" text in the best language; its links are followed later."""
    held = {one.language: one for one in held_on(row.boilerplates)}
    found = next((held[code] for code in preferred() if code in held), None)
    if found is None:
        return None
    node = {"language": found.language, "html": found.text}
    reader.link(node)
    return node


ABOUT = schemas.part(
    "The standing “About” text of an institution.",
    language=schemas.text("en", **parts.LANGUAGE),
    html=schemas.text("<p>The DKFZ is the largest centre of its kind.</p>"),
)


def _relations(row: Institution, reader: Reader) -> list[dict]:
    rows = [*row.relations.all(), *row.reverse_relations.all()]
    return [
        {
            "kind": tie.relation.kind,
            "is_reverse": tie.is_reverse,
            "label": str(tie.kind),
            "institution": reader.refer("institutions", tie.other, tie.relation),
            "share_percent": float(share)
            if (share := tie.relation.share_percent)
            else None,
            **term(tie.relation),
        }
        for tie in join_relations(row, rows)
    ]


RELATION = schemas.part(
    "How an institution is tied to another one.",
    kind=schemas.word(InstitutionRelation.Kind.values, "funded_by"),
    is_reverse=schemas.flag(
        "Whether the tie leads from the other institution to this one."
    ),
    label=schemas.text("is funded by", "The tie in words, as this one would put it."),
    institution=INSTITUTION,
    share_percent=schemas.maybe(schemas.number(90, kind="number")),
    **TERM,
)


def _memberships(row: Institution, reader: Reader) -> list[dict]:
    return [
        {
            "partnership": reader.refer("partnerships", one.partnership, one),
            "role": one.role,
            **term(one),
        }
        for one in in_history_order(row.memberships.all())
    ]


MEMBERSHIP = schemas.part(
    "That an institution takes part in a partnership.",
    partnership=PARTNERSHIP,
    role=schemas.word(PartnershipMember.Role.values, "founder"),
    **TERM,
)

FIELDS = {
    **shared("institutions", "dkfz", "German Cancer Research Center"),
    **NAMED,
    "kind": Field(
        _("Kind of institution."),
        schemas.word(Institution.Kind.values, "research_centre"),
        attribute("kind"),
    ),
    "status": Field(
        _("Whether it still exists."),
        schemas.word(Institution.Status.values, "active"),
        attribute("status"),
    ),
    "description": Field(
        _("Description."),
        schemas.text("National centre for cancer research."),
        translated("description"),
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
    "city": Field(_("City."), schemas.text("Heidelberg"), attribute("city")),
    "region": Field(
        _("Region."), schemas.text("Baden-Württemberg"), attribute("region")
    ),
    "country": Field(
        _("Country (ISO 3166-1, two letters); empty where it is not known."),
        schemas.text("DE"),
        attribute("country"),
    ),
    "latitude": Field(
        _("Latitude (WGS 84)."),
        schemas.maybe(schemas.number(49.41434, kind="number")),
        _number("latitude"),
    ),
    "longitude": Field(
        _("Longitude (WGS 84)."),
        schemas.maybe(schemas.number(8.67289, kind="number")),
        _number("longitude"),
    ),
    "founded_year": Field(
        _("Year of foundation."),
        schemas.maybe(schemas.number(1964)),
        attribute("founded_year"),
    ),
    "dissolved_year": Field(
        _("Year of dissolution."),
        schemas.maybe(schemas.number(2030)),
        attribute("dissolved_year"),
    ),
    "identifiers": IDENTIFIERS,
    "sites": Field(
        _("Places where it works."),
        schemas.list_of(schemas.known("Site")),
        _sites,
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
        _memberships,
        needs=lambda rows: load_ties(rows, "memberships"),
        is_tie=True,
    ),
}

COMPONENTS = {
    "AboutText": ABOUT,
    "Membership": MEMBERSHIP,
    "Relation": RELATION,
    "Site": SITE,
}
