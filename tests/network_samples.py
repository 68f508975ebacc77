"""Networks of any size for tests and benchmarks, as a site might have them."""

from __future__ import annotations

from random import Random

from partners.models import (
    Affiliation,
    Institution,
    InstitutionRelation,
    Partnership,
    PartnershipMember,
    PartnershipRole,
    Person,
)

KINDS = ("part_of", "member_of", "cooperates_with", "hosted_by", "founded_by")
ROLES = ("founder", "member", "funder", "associate")


def known(name: str, acronym: str = "") -> list[dict]:
    """Return names as ``Named.known_names`` keeps them."""
    kinds = {"official": name, "acronym": acronym}
    return [
        {"language": "en", "kind": kind, "text": text, "from": None, "to": None}
        for kind, text in kinds.items()
        if text
    ]


def add_network(nodes: int, *, prefix: str = "sample") -> None:
    """Add so many institutions, partnerships and people, and ties among them.

    Most ties lead to few institutions, as in life; some nodes have none.
    """
    chance = Random(nodes)  # noqa: S311
    count = {"partnerships": nodes // 8, "people": nodes // 4}
    institutions = Institution.objects.bulk_create(
        Institution(
            slug=f"{prefix}-{n}",
            live=True,
            kind="research_centre",
            label=f"Research Centre for Subject {n}",
            known_names=known(
                f"Research Centre for Subject {n}", f"RC{n}" if n % 3 else ""
            ),
        )
        for n in range(nodes - sum(count.values()))
    )
    partnerships = Partnership.objects.bulk_create(
        Partnership(
            slug=f"{prefix}-{n}",
            live=True,
            kind="consortium",
            label=f"Consortium {n}",
            known_names=known(f"Consortium {n}"),
        )
        for n in range(count["partnerships"])
    )
    people = Person.objects.bulk_create(
        Person(
            slug=f"{prefix}-{n}", live=True, label=f"Ada Number {n}", sort_name=f"{n}"
        )
        for n in range(count["people"])
    )
    _tie(chance, institutions, partnerships, people)


def _tie(
    chance: Random,
    institutions: list[Institution],
    partnerships: list[Partnership],
    people: list[Person],
) -> None:
    hubs = institutions[: max(len(institutions) // 12, 1)]
    InstitutionRelation.objects.bulk_create(
        InstitutionRelation(
            institution=one, target=chance.choice(hubs), kind=chance.choice(KINDS)
        )
        for n, one in enumerate(institutions)
        if one not in hubs and n % 10
    )
    PartnershipMember.objects.bulk_create(
        PartnershipMember(
            partnership=partnership, institution=member, role=chance.choice(ROLES)
        )
        for partnership in partnerships
        for member in chance.sample(institutions, k=min(4, len(institutions)))
    )
    Affiliation.objects.bulk_create(
        Affiliation(person=person, institution=chance.choice(institutions))
        for person in people
    )
    PartnershipRole.objects.bulk_create(
        PartnershipRole(
            person=person, partnership=chance.choice(partnerships), role={"en": "Head"}
        )
        for person in (people if partnerships else [])
        if person.pk % 3 == 0
    )
