"""Parts of nodes that institutions, people and partnerships have in common.

What is true for some time is a ``Role`` with its first and its last day, as exactly
as they are known.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import override

from partners.identifiers import SCHEMES
from partners.models.institutions import Institution, InstitutionSite
from partners.models.partnerships import Partnership
from partners.names import Name, Named
from partners.terms import find_end, term_of
from partners.validity import Validity, machine_day
from portal.core.structured_data import Node, compact, texts

SAME_AS = ("ror", "orcid", "wikidata", "isni")


def role(
    term: str, target: Node, row: Validity, name: object = "", **more: object
) -> Node:
    """Return a tie that holds for some time, as schema.org writes it."""
    held = term_of(row)
    return compact(
        {
            "@type": "OrganizationRole",
            "roleName": name,
            "startDate": held.machine_start,
            "endDate": held.machine_end,
            term: target,
            **more,
        }
    )


def names(entity: Named, language: str | None) -> Node:
    """Return today's name and all others."""
    if language:
        with override(language):
            name, short = entity.name(), entity.acronym()
            others = [known.text for known in entity.other_names()]
        return {
            "name": name,
            "alternateName": [text for text in (short, *others) if text != name],
        }
    official = [
        (known.language, known.text) for known in entity.names_of(Name.Kind.OFFICIAL)
    ]
    everything = [(known.language, known.text) for known in entity.begun_names()]
    return {
        "name": texts(official) or entity.label,
        "alternateName": texts(
            pair for pair in dict.fromkeys(everything) if pair not in official
        ),
    }


def build_identifiers(pairs: Iterable[Iterable[str]]) -> Node:
    """Return ``identifier`` and ``sameAs`` from pairs of scheme and bare value."""
    known = [(scheme, value) for scheme, value in pairs]
    return {
        "identifier": [identifier(scheme, value) for scheme, value in known],
        "sameAs": [
            SCHEMES[scheme].link(value) for scheme, value in known if scheme in SAME_AS
        ],
    }


def build_identifiers_of(rows: Iterable[Any]) -> Node:
    """Return the same from rows; what identifies one site is not the same thing."""
    rows = list(rows)
    known = build_identifiers(
        (row.scheme, row.value) for row in rows if row.scope == "whole"
    )
    known["identifier"] += [
        identifier(row.scheme, row.value, description=row.scope_note)
        for row in rows
        if row.scope == "site"
    ]
    return known


def identifier(scheme: str, value: str, **more: str) -> Node:
    """Return an identifier with its address."""
    return compact(
        {
            "@type": "PropertyValue",
            "propertyID": SCHEMES[scheme].label,
            "value": value,
            "url": SCHEMES[scheme].link(value),
            **more,
        }
    )


def locations(institution: Institution) -> list[Node]:
    """Return where an institution is: the point on the map and today's sites."""
    places = []
    if institution.latitude is not None and institution.longitude is not None:
        point = {
            "@type": "GeoCoordinates",
            "latitude": float(institution.latitude),
            "longitude": float(institution.longitude),
        }
        places.append({"@type": "Place", "geo": point})
    return places + [_site(site) for site in institution.sites.all() if site.holds_on()]


def _site(site: InstitutionSite) -> Node:
    return compact(
        {"@type": "Place", "name": site.label, "address": address(site.city, "", "")}
    )


def address(city: str, region: str, country: str) -> Node | None:
    parts = compact(
        {
            "addressLocality": city,
            "addressRegion": region,
            "addressCountry": country,
        }
    )
    return {"@type": "PostalAddress", **parts} if parts else None


def label_of(row: Any, field: str) -> str | Promise:
    """Return the label of a row's choice, not translated yet."""
    return dict(row._meta.get_field(field).flatchoices)[getattr(row, field)]


def year(year: int | None) -> str:
    return f"{year:04d}" if year else ""


def day(partnership: Partnership, prefix: str) -> str:
    ended = prefix == "ended"
    day = find_end(partnership) if ended else getattr(partnership, f"{prefix}_on")
    return machine_day(day, getattr(partnership, f"{prefix}_precision"))
