"""Institutions, people and partnerships as nodes of JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from partners.models.institutions import Institution
from partners.models.partnerships import Partnership
from partners.models.people import Affiliation, Person
from partners.models.relations import InstitutionRelation
from partners.node_parts import (
    address,
    build_identifiers_of,
    day,
    label_of,
    locations,
    names,
    role,
    year,
)
from partners.terms import find_last_day
from partners.ties import Tie, in_history_order, relations_of
from portal.core.crops import CROPS
from portal.core.structured_data import (
    Node,
    build_label,
    build_text,
    compact,
    identify,
    item_list,
    picture,
    refer,
    web_page,
)

Entity = Institution | Person | Partnership

# The sizes of templates/partners/institution.html and person.html.
LOGO = "max-480x240|format-webp"
PORTRAIT = CROPS["portrait"].spec

Kind = Institution.Kind
INSTITUTION_TYPES = {
    Kind.UNIVERSITY: "CollegeOrUniversity",
    Kind.RESEARCH_CENTRE: "ResearchOrganization",
    Kind.HOSPITAL: "Hospital",
    Kind.MINISTRY: "GovernmentOrganization",
    Kind.GOVERNMENT: "GovernmentOrganization",
    Kind.FUNDER: "FundingAgency",
    Kind.CONSORTIUM: "Consortium",
    Kind.JOINT_UNIT: "ResearchOrganization",
    Kind.LAB: "ResearchOrganization",
    Kind.PROGRAMME: "FundingScheme",
    Kind.COMPANY: "Corporation",
    Kind.FOUNDATION: "NGO",
}
PARTNERSHIP_TYPES = {
    Partnership.Kind.JOINT_UNIT: "ResearchOrganization",
    Partnership.Kind.INTERNATIONAL_LAB: "ResearchOrganization",
    Partnership.Kind.COOPERATION: "Project",
    Partnership.Kind.CONSORTIUM: "Consortium",
    Partnership.Kind.NETWORK_MEMBERSHIP: "Project",
    Partnership.Kind.FUNDING_PROGRAMME: "FundingScheme",
}
RELATION_TERMS = {
    InstitutionRelation.Kind.PART_OF: "parentOrganization",
    InstitutionRelation.Kind.MEMBER_OF: "memberOf",
    InstitutionRelation.Kind.FOUNDED_BY: "founder",
    InstitutionRelation.Kind.FUNDED_BY: "funder",
}
REVERSED_TERMS = {
    InstitutionRelation.Kind.PART_OF: "subOrganization",
    InstitutionRelation.Kind.MEMBER_OF: "member",
}


def type_of(entity: Entity) -> str:
    """Return what schema.org calls an entity."""
    if isinstance(entity, Institution):
        return INSTITUTION_TYPES.get(Kind(entity.kind), "Organization")
    if isinstance(entity, Partnership):
        return PARTNERSHIP_TYPES[Partnership.Kind(entity.kind)]
    return "Person"


def mention(entity: Entity, language: str | None, row: Any = None) -> Node:
    """Return a reference to an entity, with its name on a page in a language.

    In a row that holds no more it is called as on the row's last day.
    """
    if not language:
        return refer(entity.path)
    name = entity.name(find_last_day(row) if row else None, language)
    return {"@type": type_of(entity), **refer(entity.path), "name": name}


def entity_node(
    entity: Entity, language: str | None = None, ties: list[Tie] | None = None
) -> Node:
    """Return all that is said about an entity from a queryset of ``load_page``."""
    if isinstance(entity, Institution):
        memberships = entity.memberships.all()
        ties = relations_of(entity) if ties is None else ties
        return institution_node(entity, ties, memberships, language)
    if isinstance(entity, Person):
        return person_node(entity, entity.partnership_roles.all(), language)
    return partnership_node(entity, language)


def institution_node(
    institution: Institution,
    ties: Iterable[Tie],
    memberships: Iterable[Any],
    language: str | None,
    *,
    is_page: bool = True,
) -> Node:
    """Return an institution with its ties and its memberships in partnerships.

    Expects ``identifiers`` and ``sites`` and a ``logo`` with renditions, loaded.
    """
    node = {
        "@type": type_of(institution),
        **refer(institution.path),
        **names(institution, language),
        "description": build_text(institution.description, language),
        "url": institution.website,
        "logo": picture(institution.logo, LOGO, create=is_page),
        "address": address(institution.city, institution.region, institution.country),
        "location": locations(institution),
        "foundingDate": year(institution.founded_year),
        "dissolutionDate": year(institution.dissolved_year),
        **build_identifiers_of(institution.identifiers.all()),
    }
    _add_ties(node, institution, ties, language)
    for row in in_history_order(memberships):
        target = mention(row.partnership, language, row)
        label = build_label(label_of(row, "role"), language)
        node.setdefault("memberOf", []).append(role("memberOf", target, row, label))
    return compact(node)


def person_node(
    person: Person,
    roles: Iterable[Any],
    language: str | None,
    *,
    is_page: bool = True,
) -> Node:
    """Return a person with affiliations and roles in partnerships.

    Expects ``identifiers``, ``affiliations`` and a ``portrait``, loaded.
    """
    return compact(
        {
            "@type": "Person",
            **refer(person.path),
            "name": person.name(),
            "alternateName": person.other_names(),
            "honorificPrefix": person.titles(),
            "description": build_text(person.biography, language),
            "url": person.website,
            "image": picture(person.public_portrait, PORTRAIT, create=is_page),
            **build_identifiers_of(person.identifiers.all()),
            "affiliation": [
                _affiliation(row, language)
                for row in in_history_order(person.affiliations.all())
            ],
            "memberOf": [
                _part("memberOf", row.partnership, row, language)
                for row in in_history_order(roles)
            ],
        }
    )


def partnership_node(partnership: Partnership, language: str | None) -> Node:
    """Return a partnership with its members, institutions and people alike.

    Expects ``network``, ``members`` and ``roles``, loaded.
    """
    start = "started" if partnership.started_on else "announced"
    members = [
        role(
            "member",
            mention(row.institution, language, row),
            row,
            build_label(label_of(row, "role"), language),
        )
        for row in in_history_order(partnership.members.all())
    ]
    people = [
        _part("member", row.person, row, language)
        for row in in_history_order(partnership.roles.all())
    ]
    network = partnership.network
    return compact(
        {
            "@type": type_of(partnership),
            **refer(partnership.path),
            **names(partnership, language),
            "description": build_text(partnership.description, language),
            "url": partnership.website,
            "foundingDate": day(partnership, start),
            "dissolutionDate": day(partnership, "ended"),
            "keywords": [
                text
                for label in partnership.instrument_labels()
                for text in _listed(build_label(label, language))
            ],
            "memberOf": mention(network, language) if network else None,
            "member": members + people,
        }
    )


def page_nodes(context: Node, language: str) -> list[Node]:
    """Return what a page below the partners page says, from its context."""
    entity = context.get("entity")
    if entity and "network" in context:
        # The picture says how it is tied; its own page says what it is.
        return web_page(context, about=refer(entity.path))
    if entity:
        kind = "ProfilePage" if isinstance(entity, Person) else "WebPage"
        page = web_page(context, kind, mainEntity=refer(entity.path))
        return [*page, entity_node(entity, language, context.get("ties"))]
    keys = ("partnerships", "institutions", "people")
    listed = [mention(one, language) for key in keys for one in context.get(key) or ()]
    if not listed:
        return web_page(context)
    return web_page(context, "CollectionPage", mainEntity=item_list(listed))


def relation_path(kind: str) -> str:
    """Return the path that identifies a kind of relation schema.org has no term for."""
    return f"relations/{kind}/"


def _affiliation(row: Affiliation, language: str | None) -> Node:
    """Return where a person works; the kind of role where no role is written."""
    label = build_label(label_of(row, "role_type"), language)
    name = build_text(row.role, language) or label
    return role("affiliation", mention(row.institution, language, row), row, name)


def _part(term: str, other: Entity, row: Any, language: str | None) -> Node:
    """Return the part of a person in a partnership, seen from either side."""
    return role(
        term, mention(other, language, row), row, build_text(row.role, language)
    )


def _add_ties(
    node: Node, institution: Institution, ties: Iterable[Tie], language: str | None
) -> None:
    """Add the ties of an institution; on a page only those schema.org has a term for."""
    for tie in ties:
        kind = InstitutionRelation.Kind(tie.relation.kind)
        if tie.relation.institution_id == institution.pk:
            own = "" if language else identify(relation_path(kind))
            term = RELATION_TERMS.get(kind, own)
        else:
            term = REVERSED_TERMS.get(kind, "")
        if not term:
            continue
        target = mention(tie.other, language, tie.relation)
        share = _share(tie.relation, language)
        has_dates = tie.relation.valid_from or find_last_day(tie.relation)
        if share or has_dates:
            target = role(term, target, tie.relation, description=share)
        node.setdefault(term, []).append(target)


def _share(relation: InstitutionRelation, language: str | None) -> str | list[Node]:
    if not relation.share_percent:
        return ""
    # Normalised and plain: 90, not 9E+1 nor 90.00.
    number = f"{relation.share_percent.normalize():f}"
    text = build_label(_("%(share)s percent"), language)
    if isinstance(text, str):
        return text % {"share": number}
    return [one | {"@value": one["@value"] % {"share": number}} for one in text]


def _listed(value: str | list[Node]) -> list:
    return [value] if isinstance(value, str) else value
