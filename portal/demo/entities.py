"""Build the institutions, people and partnerships of the demo."""

from django.utils import timezone

from partners.models import (
    Affiliation,
    Boilerplate,
    Fact,
    FigureValue,
    Institution,
    InstitutionIdentifier,
    InstitutionName,
    InstitutionRelation,
    InstitutionSite,
    Partnership,
    PartnershipMember,
    PartnershipName,
    PartnershipRole,
    Person,
    PersonIdentifier,
    PersonName,
)
from portal.core.languages import Translated
from portal.demo.content import records
from portal.demo.content.boilerplates import BOILERPLATES
from portal.demo.content.cancer_network import CANCER_NETWORK
from portal.demo.content.facts import FACTS
from portal.demo.content.partnerships import PARTNERSHIPS
from portal.demo.content.people import PEOPLE
from portal.demo.content.public_bodies import PUBLIC_BODIES, RELATIONS
from portal.demo.content.research import RESEARCH
from portal.demo.content.summer_school import ACADEMY, ACADEMY_BOILERPLATE


def build_institutions() -> dict[str, Institution]:
    """Save all institutions with their texts and ties; return them by slug."""
    institutions = {
        content.slug: _build_institution(content, _public())
        for content in (*RESEARCH, *CANCER_NETWORK, *PUBLIC_BODIES)
    }
    institutions[ACADEMY.slug] = _build_institution(ACADEMY, {"live": False})
    for relation in RELATIONS:
        InstitutionRelation.objects.create(
            institution=institutions[relation.source],
            kind=relation.kind,
            target=institutions[relation.target],
            share_percent=relation.share,
            source=relation.evidence,
        )
    for boilerplate in (*BOILERPLATES, ACADEMY_BOILERPLATE):
        for language, text in boilerplate.text.items():
            Boilerplate.objects.create(
                institution=institutions[boilerplate.institution],
                language=language,
                text=text,
                **_validity(boilerplate),
            )
    return institutions


def _public() -> dict:
    """Return what says of an entry that it has been published."""
    now = timezone.now()
    return {"live": True, "first_published_at": now, "last_published_at": now}


def _validity(content: records.Boilerplate | records.Affiliation) -> dict:
    return {
        "valid_from": content.since,
        "valid_from_precision": content.since_precision,
        "valid_to": content.until,
        "valid_to_precision": content.until_precision,
    }


def _names(
    model: type[InstitutionName] | type[PartnershipName],
    names: tuple[records.Name, ...],
) -> list:
    return [
        model(
            language=name.language,
            kind=name.kind,
            text=name.text,
            valid_from=name.since,
            valid_to=name.until,
        )
        for name in names
    ]


def _build_institution(content: records.Institution, state: dict) -> Institution:
    institution = Institution(
        **state,
        slug=content.slug,
        kind=content.kind,
        description=Translated(content.description),
        website=content.website,
        city=content.city,
        region=content.region,
        country=content.country,
        founded_year=content.founded,
    )
    institution.names.set(_names(InstitutionName, content.names))
    institution.identifiers.set(
        [
            InstitutionIdentifier(
                scheme=identifier.scheme,
                value=identifier.value,
                scope="site" if identifier.site else "whole",
                scope_note=identifier.site,
            )
            for identifier in content.identifiers
        ]
    )
    institution.sites.set(
        [
            InstitutionSite(
                label=site.label,
                city=site.city,
                host_text=site.host,
                valid_from=site.since,
                valid_from_precision="month" if site.since else "day",
            )
            for site in content.sites
        ]
    )
    institution.save()
    return institution


def build_people(institutions: dict[str, Institution]) -> dict[str, Person]:
    """Save all people with their affiliations; return them by slug."""
    return {content.slug: _build_person(content, institutions) for content in PEOPLE}


def _build_person(
    content: records.Person, institutions: dict[str, Institution]
) -> Person:
    person = Person(
        **_public(),
        slug=content.slug,
        biography=Translated(content.biography),
        status=content.status,
    )
    person.names.set(
        [
            PersonName(
                text=content.name, sort_name=content.sort_name, titles=content.titles
            )
        ]
    )
    if content.orcid:
        person.identifiers.set([PersonIdentifier(scheme="orcid", value=content.orcid)])
    person.affiliations.set(
        [
            Affiliation(
                institution=institutions[affiliation.institution],
                role_type=affiliation.role_type,
                role=Translated(affiliation.role),
                is_primary=True,
                source=affiliation.evidence,
                **_validity(affiliation),
            )
            for affiliation in content.affiliations
        ]
    )
    person.save()
    return person


def build_figures(institutions: dict[str, Institution]) -> dict[str, Fact]:
    """Save the dated figures; return them by key."""
    return {key: _build_figure(one, institutions) for key, one in FACTS.items()}


def _build_figure(content: records.Fact, institutions: dict[str, Institution]) -> Fact:
    figure = Fact(
        **_public(),
        institution=institutions[content.institution],
        subject=Translated(content.subject),
    )
    figure.values.set(
        [
            FigureValue(
                qualifier=content.qualifier,
                value=content.value,
                as_of=content.as_of,
                as_of_precision="month",
                source=Translated(content.source),
            )
        ]
    )
    figure.save()
    return figure


def build_partnerships(
    institutions: dict[str, Institution], people: dict[str, Person]
) -> dict[str, Partnership]:
    """Save the partnerships with members and roles; return them by slug."""
    return {
        content.slug: _build_partnership(content, institutions, people)
        for content in PARTNERSHIPS
    }


def _build_partnership(
    content: records.Partnership,
    institutions: dict[str, Institution],
    people: dict[str, Person],
) -> Partnership:
    partnership = Partnership(
        **_public(),
        slug=content.slug,
        kind=content.kind,
        network=institutions.get(content.network),
        announced_on=content.announced_on,
        goals=Translated(content.goals),
        description=Translated(content.description),
        instruments=list(content.instruments),
    )
    if content.committed_until:
        partnership.committed_until = content.committed_until
        partnership.committed_precision = "month"
        partnership.committed_derived = True
    partnership.names.set(_names(PartnershipName, content.names))
    partnership.members.set(
        [
            PartnershipMember(
                institution=institutions[member.institution],
                role=role,
                source=content.evidence,
            )
            for member in content.members
            for role in member.roles
        ]
    )
    partnership.roles.set(
        [
            PartnershipRole(
                person=people[role.person],
                role=Translated(role.role),
                representing=institutions[role.representing],
                source=content.evidence,
            )
            for role in content.roles
        ]
    )
    partnership.save()
    return partnership
