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
from portal.graph.rows import (
    begun,
    facts,
    of_institutions,
    of_partnerships,
    of_people,
    of_releases,
    statements,
)
from portal.graph.tables import Table, day, fields, identity, texts

VALIDITY = {**day("valid_from"), **day("valid_to")}
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
        begun(of_institutions(InstitutionName)),
        INSTITUTION | NAME,
    ),
    "institution-identifiers": Table(
        _("Identifiers of institutions"),
        of_institutions(InstitutionIdentifier),
        INSTITUTION | IDENTIFIER,
    ),
    "relations": Table(
        _("Relations between institutions"),
        lambda: of_institutions(InstitutionRelation, "target")().filter(
            target__merged_into=None
        ),
        {
            **INSTITUTION,
            "kind": "kind",
            "target": identity("target"),
            "share_percent": "share_percent",
            **VALIDITY,
        },
    ),
    "sites": Table(
        _("Sites of institutions"),
        of_institutions(InstitutionSite, "host"),
        {
            **INSTITUTION,
            **fields("label", "city"),
            "host": identity("host"),
            "host_text": "host_text",
            **VALIDITY,
        },
    ),
    "boilerplates": Table(
        _("“About” texts of institutions"),
        begun(of_institutions(Boilerplate)),
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
        begun(of_people(PersonName)),
        {**PERSON, **fields("kind", "text", "sort_name", "titles"), **VALIDITY},
    ),
    "person-identifiers": Table(
        _("Identifiers of people"), of_people(PersonIdentifier), PERSON | IDENTIFIER
    ),
    "affiliations": Table(
        _("Affiliations of people"),
        lambda: of_people(Affiliation, "institution")().filter(
            institution__merged_into=None
        ),
        {
            **PERSON,
            **INSTITUTION,
            **fields("unit", "role_type"),
            **texts("role"),
            "is_primary": "is_primary",
            **VALIDITY,
        },
    ),
    "partnerships": Table(
        _("Partnerships"),
        lambda: public("partnerships").select_related("network"),
        {
            "id": identity(),
            **fields("slug", "label", "kind"),
            "network": identity("network"),
            **day("announced_on"),
            **day("started_on"),
            **day("committed_until", "committed_precision"),
            **day("ended_on"),
            "instruments": lambda row: " ".join(row.instruments),
            "website": "website",
            **texts("description"),
            **texts("goals"),
        },
    ),
    "partnership-names": Table(
        _("Names of partnerships"),
        begun(of_partnerships(PartnershipName)),
        PARTNERSHIP | NAME,
    ),
    "members": Table(
        _("Members of partnerships"),
        lambda: of_partnerships(PartnershipMember, "institution")().filter(
            institution__merged_into=None
        ),
        {**PARTNERSHIP, **INSTITUTION, "role": "role", **VALIDITY},
    ),
    "roles": Table(
        _("Roles of people in partnerships"),
        lambda: of_partnerships(PartnershipRole, "person", "representing")().filter(
            person__in=public("people")
        ),
        {
            **PARTNERSHIP,
            **PERSON,
            **texts("role"),
            "representing": identity("representing"),
            **VALIDITY,
        },
    ),
    "milestones": Table(
        _("Reviews and renewals of partnerships"),
        of_partnerships(PartnershipMilestone),
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
