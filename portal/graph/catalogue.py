"""The files of the graph: one CSV file per model, with stable English field names.

A column is the path of an attribute or a function of the row. Rows refer to an
entity by its stable identity, which is the ``id`` of the entity's own table. Where
editors noted a source, it may be a note to themselves: only that of a fact is told.
Described in docs/graph.md, which a test compares with this module.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail.rich_text import get_text_for_indexing

from news.models import ReleaseInstitution, ReleasePartnership, ReleasePerson
from news.pages import PressReleasePage
from partners.models import (
    Affiliation,
    Boilerplate,
    InstitutionIdentifier,
    InstitutionName,
    InstitutionRelation,
    InstitutionSite,
    PartnershipMember,
    PartnershipMilestone,
    PartnershipName,
    PartnershipRole,
    PersonIdentifier,
    PersonName,
)
from partners.public import public
from partners.terms import find_end, find_last_day
from partners.ties import load_network
from portal.graph.rows import (
    facts,
    of_releases,
    statements,
    ties,
)
from portal.graph.tables import Table, day, fields, identity, names, texts

# The last day on which a row held, also where only its year or month is known; nothing
# while it holds (ADR 31).
VALIDITY = {
    **day("valid_from"),
    "valid_to": find_last_day,
    "valid_to_precision": lambda row: (
        row.valid_to_precision if find_last_day(row) else ""
    ),
}
NAME = {**fields("language", "kind", "text"), **VALIDITY}
IDENTIFIER = fields("scheme", "value", "url", "scope", "scope_note", "verified_at")
INSTITUTION = {"institution": identity("institution")}
PERSON = {"person": identity("person")}
PARTNERSHIP = {"partnership": identity("partnership")}
RELEASE = {"release": identity("release", "identity_path")}


def plain(row: Any) -> str:
    """Return the text of a boilerplate without its markup."""
    return get_text_for_indexing(row.text).strip()


TABLES = {
    "institutions": Table(
        _("Institutions"),
        lambda: public("institutions"),
        {
            "id": identity(),
            **fields("slug", "label", "kind", "status", "website"),
            **fields("city", "region", "country", "latitude", "longitude"),
            **fields("founded_year", "dissolved_year"),
            **texts("description"),
        },
    ),
    "institution-names": Table(
        _("Names of institutions"),
        ties(InstitutionName),
        INSTITUTION | NAME,
    ),
    "institution-identifiers": Table(
        _("Identifiers of institutions"),
        ties(InstitutionIdentifier),
        INSTITUTION | IDENTIFIER,
    ),
    "relations": Table(
        _("Relations between institutions"),
        ties(InstitutionRelation),
        {
            **INSTITUTION,
            "kind": "kind",
            "target": identity("target"),
            **names("target"),
            "share_percent": "share_percent",
            **VALIDITY,
        },
    ),
    "sites": Table(
        _("Sites of institutions"),
        ties(InstitutionSite),
        {
            **INSTITUTION,
            **fields("label", "city"),
            "host": identity("host"),
            **names("host"),
            "host_text": "host_text",
            **VALIDITY,
        },
    ),
    "boilerplates": Table(
        _("“About” texts of institutions"),
        ties(Boilerplate),
        {**INSTITUTION, "language": "language", "text": plain, **VALIDITY},
    ),
    "people": Table(
        _("People"),
        lambda: public("people"),
        {
            "id": identity(),
            "slug": "slug",
            "name": lambda row: row.name(),
            "sort_name": "sort_name",
            "titles": lambda row: row.titles(),
            "website": "website",
            **texts("biography"),
        },
    ),
    "person-names": Table(
        _("Names of people"),
        ties(PersonName),
        {**PERSON, **fields("kind", "text", "sort_name", "titles"), **VALIDITY},
    ),
    "person-identifiers": Table(
        _("Identifiers of people"), ties(PersonIdentifier), PERSON | IDENTIFIER
    ),
    "affiliations": Table(
        _("Affiliations of people"),
        ties(Affiliation),
        {
            **PERSON,
            **INSTITUTION,
            **names("institution"),
            **fields("unit", "role_type"),
            **texts("role"),
            "is_primary": "is_primary",
            **VALIDITY,
        },
    ),
    "partnerships": Table(
        _("Partnerships"),
        lambda: load_network(public("partnerships")),
        {
            "id": identity(),
            **fields("slug", "label", "kind"),
            "network": identity("network"),
            **day("announced_on"),
            **day("started_on"),
            **day("committed_until", "committed_precision"),
            "ended_on": find_end,
            "ended_precision": lambda row: row.ended_precision if find_end(row) else "",
            "instruments": lambda row: " ".join(row.instruments),
            "website": "website",
            **texts("description"),
            **texts("goals"),
        },
    ),
    "partnership-names": Table(
        _("Names of partnerships"),
        ties(PartnershipName),
        PARTNERSHIP | NAME,
    ),
    "members": Table(
        _("Members of partnerships"),
        ties(PartnershipMember),
        {
            **PARTNERSHIP,
            **INSTITUTION,
            **names("institution"),
            "role": "role",
            **VALIDITY,
        },
    ),
    "roles": Table(
        _("Roles of people in partnerships"),
        ties(PartnershipRole),
        {
            **PARTNERSHIP,
            **PERSON,
            **texts("role"),
            "representing": identity("representing"),
            **names("representing"),
            **VALIDITY,
        },
    ),
    "milestones": Table(
        _("Reviews and renewals of partnerships"),
        ties(PartnershipMilestone),
        {**PARTNERSHIP, **fields("kind", "day", "precision", "is_derived")},
    ),
    "facts": Table(
        _("Facts with date and source"),
        facts,
        {
            "institution": identity("figure.institution"),
            "partnership": identity("figure.partnership"),
            **texts("figure.subject"),
            **fields("qualifier", "value"),
            **texts("figure.unit"),
            **day("as_of"),
            **texts("source"),
            "source_url": "source_url",
        },
    ),
    "releases": Table(
        _("Releases"),
        lambda: (
            PressReleasePage.objects.released().for_lines().select_related("series")
        ),
        {
            "id": identity("", "identity_path"),
            "story": "translation_key",
            **fields("language", "is_translation", "kind", "title", "standfirst"),
            **fields("dateline_place", "released_at", "evidence_status"),
            "series": lambda row: row.series.slug if row.series else "",
            **fields("number_year", "number", "number_suffix"),
            "url": "full_url",
        },
    ),
    "release-institutions": Table(
        _("Institutions in releases"),
        lambda: of_releases(ReleaseInstitution, "institution")().filter(
            institution__in=public("institutions")
        ),
        {**RELEASE, **INSTITUTION, "role": "role"},
    ),
    "release-people": Table(
        _("People in releases"),
        lambda: of_releases(ReleasePerson, "person")().filter(
            person__in=public("people")
        ),
        {**RELEASE, **PERSON, "role": "role"},
    ),
    "release-partnerships": Table(
        _("Partnerships in releases"),
        lambda: of_releases(ReleasePartnership, "partnership")().filter(
            partnership__in=public("partnerships")
        ),
        {**RELEASE, **PARTNERSHIP, "role": "role"},
    ),
    "statements": Table(
        _("Statements"),
        statements,
        {
            "speaker": identity("speaker"),
            **INSTITUTION,
            **texts("role"),
            **texts("text"),
            **fields("original_language", "form", "is_abridged", "made_on"),
        },
    ),
}
