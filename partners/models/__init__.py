from partners.models.institutions import (
    Boilerplate,
    Institution,
    InstitutionIdentifier,
    InstitutionName,
    InstitutionRelation,
    InstitutionSite,
)
from partners.models.pages import PartnersIndexPage
from partners.models.partnerships import (
    Partnership,
    PartnershipMember,
    PartnershipName,
    PartnershipRole,
)
from partners.models.people import Affiliation, Person, PersonIdentifier

__all__ = [
    "Affiliation",
    "Boilerplate",
    "Institution",
    "InstitutionIdentifier",
    "InstitutionName",
    "InstitutionRelation",
    "InstitutionSite",
    "PartnersIndexPage",
    "Partnership",
    "PartnershipMember",
    "PartnershipName",
    "PartnershipRole",
    "Person",
    "PersonIdentifier",
]
