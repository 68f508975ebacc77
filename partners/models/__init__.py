from partners.addresses import EntityKind, FormerAddress
from partners.models.facts import Fact, FigureValue
from partners.models.institutions import (
    Boilerplate,
    Institution,
    InstitutionIdentifier,
    InstitutionName,
    InstitutionSite,
)
from partners.models.merges import Merge
from partners.models.partnerships import (
    Partnership,
    PartnershipMember,
    PartnershipMilestone,
    PartnershipName,
    PartnershipRole,
)
from partners.models.people import (
    Affiliation,
    Person,
    PersonIdentifier,
    PersonName,
)
from partners.models.relations import InstitutionRelation
from partners.models.waiting import Waiting

__all__ = [
    "Affiliation",
    "Boilerplate",
    "EntityKind",
    "Fact",
    "FigureValue",
    "FormerAddress",
    "Institution",
    "InstitutionIdentifier",
    "InstitutionName",
    "InstitutionRelation",
    "InstitutionSite",
    "Merge",
    "Partnership",
    "PartnershipMember",
    "PartnershipMilestone",
    "PartnershipName",
    "PartnershipRole",
    "Person",
    "PersonIdentifier",
    "PersonName",
    "Waiting",
]
