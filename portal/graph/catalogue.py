"""The files of the graph: one CSV file per model, with stable English field names.

What stands in a file about an entity, a tie or a release is declared in
``portal.data``, of which the API is made too. Rows refer to an entity by its stable
identity, which is the ``id`` of the entity's own table. Where editors noted a source,
it may be a note to themselves: only that of a fact is told. Described in
docs/graph.md, which a test compares with this module.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

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
from partners.ties import load_network
from portal.data import (
    entities,
    institutions,
    partnerships,
    parts,
    people,
    releases,
)
from portal.data.columns import attributes, day, identity, texts
from portal.data.fields import columns_of
from portal.graph.rows import (
    facts,
    of_releases,
    statements,
    ties,
)
from portal.graph.tables import Table

OF_INSTITUTION = columns_of(entities.OF_INSTITUTION)
OF_PERSON = columns_of(entities.OF_PERSON)
OF_PARTNERSHIP = columns_of(entities.OF_PARTNERSHIP)
OF_RELEASE = {"release": identity("release", "identity_path")}
NAME = columns_of(parts.NAME)
IDENTIFIER = columns_of(parts.IDENTIFIER)
ROLE = attributes("role")


TABLES = {
    "institutions": Table(
        _("Institutions"),
        lambda: public("institutions"),
        columns_of(institutions.FIELDS, institutions.FIRST_COLUMNS),
    ),
    "institution-names": Table(
        _("Names of institutions"),
        ties(InstitutionName),
        OF_INSTITUTION | NAME,
    ),
    "institution-identifiers": Table(
        _("Identifiers of institutions"),
        ties(InstitutionIdentifier),
        OF_INSTITUTION | IDENTIFIER,
    ),
    "relations": Table(
        _("Relations between institutions"),
        ties(InstitutionRelation),
        OF_INSTITUTION | columns_of(institutions.RELATION),
    ),
    "sites": Table(
        _("Sites of institutions"),
        ties(InstitutionSite),
        columns_of(institutions.SITE),
    ),
    "boilerplates": Table(
        _("“About” texts of institutions"),
        ties(Boilerplate),
        columns_of(institutions.BOILERPLATE),
    ),
    "people": Table(
        _("People"),
        lambda: public("people"),
        columns_of(people.FIELDS, people.FIRST_COLUMNS),
    ),
    "person-names": Table(
        _("Names of people"),
        ties(PersonName),
        OF_PERSON | columns_of(people.NAME),
    ),
    "person-identifiers": Table(
        _("Identifiers of people"), ties(PersonIdentifier), OF_PERSON | IDENTIFIER
    ),
    "affiliations": Table(
        _("Affiliations of people"),
        ties(Affiliation),
        columns_of(people.AFFILIATION),
    ),
    "partnerships": Table(
        _("Partnerships"),
        lambda: load_network(public("partnerships")),
        columns_of(partnerships.FIELDS, partnerships.FIRST_COLUMNS),
    ),
    "partnership-names": Table(
        _("Names of partnerships"),
        ties(PartnershipName),
        OF_PARTNERSHIP | NAME,
    ),
    "members": Table(
        _("Members of partnerships"),
        ties(PartnershipMember),
        columns_of(partnerships.MEMBER),
    ),
    "roles": Table(
        _("Roles of people in partnerships"),
        ties(PartnershipRole),
        columns_of(partnerships.ROLE),
    ),
    "milestones": Table(
        _("Reviews and renewals of partnerships"),
        ties(PartnershipMilestone),
        OF_PARTNERSHIP | columns_of(partnerships.MILESTONE),
    ),
    "facts": Table(
        _("Facts with date and source"),
        facts,
        {
            "institution": identity("figure.institution"),
            "partnership": identity("figure.partnership"),
            **texts("figure.subject"),
            **attributes("qualifier", "value"),
            **texts("figure.unit"),
            **day("as_of"),
            **texts("source"),
            **attributes("source_url"),
        },
    ),
    "releases": Table(
        _("Releases"),
        lambda: (
            PressReleasePage.objects.released().for_lines().select_related("series")
        ),
        columns_of(releases.FIELDS, releases.FIRST_COLUMNS),
    ),
    "release-institutions": Table(
        _("Institutions in releases"),
        lambda: of_releases(ReleaseInstitution, "institution")().filter(
            institution__in=public("institutions")
        ),
        OF_RELEASE | OF_INSTITUTION | ROLE,
    ),
    "release-people": Table(
        _("People in releases"),
        lambda: of_releases(ReleasePerson, "person")().filter(
            person__in=public("people")
        ),
        OF_RELEASE | OF_PERSON | ROLE,
    ),
    "release-partnerships": Table(
        _("Partnerships in releases"),
        lambda: of_releases(ReleasePartnership, "partnership")().filter(
            partnership__in=public("partnerships")
        ),
        OF_RELEASE | OF_PARTNERSHIP | ROLE,
    ),
    "statements": Table(
        _("Statements"),
        statements,
        {
            "speaker": identity("speaker"),
            **OF_INSTITUTION,
            **texts("role"),
            **texts("text"),
            **attributes("original_language", "form", "is_abridged", "made_on"),
        },
    ),
}
