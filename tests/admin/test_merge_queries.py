"""The page that shows what merging changes asks as often for many rows as for few."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.urls import reverse

import pytest

from news.models import Byline, Contact, ReleaseMention, Series, Statement
from partners.merging import references_to
from partners.models import (
    Affiliation,
    Fact,
    FormerAddress,
    Institution,
    InstitutionIdentifier,
    InstitutionName,
    InstitutionRelation,
    InstitutionSite,
    Partnership,
    PartnershipMember,
    PartnershipRole,
    Person,
    PersonIdentifier,
    PersonName,
)
from tests.factories import (
    add_boilerplate,
    add_contact,
    add_institution,
    add_partnership,
    add_person,
    ask_for_sign_off,
    draft_release,
)

FEW, MANY = 3, 30


def year(number: int) -> dict:
    """Return an interval that no other number shares."""
    return {
        "valid_from": date(1900 + number, 1, 1),
        "valid_to": date(1901 + number, 1, 1),
    }


def sides(number: int, source, target) -> list:
    """Return who has a row: both, so that it cannot move, or the duplicate alone."""
    return [source] if number % 2 else [source, target]


def add_institutions(numbers: range) -> list[Institution]:
    Institution.objects.bulk_create(
        [
            Institution(slug=f"other-{n}", label=f"Other {n}", kind="lab", live=True)
            for n in numbers
        ]
    )
    return [Institution.objects.get(slug=f"other-{n}") for n in numbers]


def relate(source, target, number: int, other) -> list[models.Model]:
    """Return relations that move, overlap, lead to oneself or close a circle."""
    relation = InstitutionRelation
    rows = [
        relation(
            institution=source, kind="cooperates_with", target=target, **year(number)
        ),
        relation(institution=source, kind="part_of", target=other),
        relation(institution=other, kind="funded_by", target=source),
    ]
    for one in sides(number, source, target):
        rows += [
            relation(institution=one, kind="member_of", target=other),
            relation(institution=other, kind="hosted_by", target=one),
        ]
    if number % 2:
        rows.append(relation(institution=other, kind="part_of", target=target))
    return rows


def refer_to_institution(source, target, numbers: range, newsroom) -> None:
    partnership, person, contact = add_partnership(), add_person(), add_contact()
    rows: list[models.Model] = []
    for number, other in zip(numbers, add_institutions(numbers), strict=True):
        text = f'<p><a linktype="institution" id="{source.pk}">it</a></p>'
        for one in sides(number, source, target):
            add_boilerplate(one, text, **year(number))
            rows += [
                PartnershipMember(
                    partnership=partnership, institution=one, **year(number)
                ),
                Affiliation(person=person, institution=one, **year(number)),
                InstitutionSite(institution=one, label=f"Campus {number}"),
                InstitutionSite(institution=other, label="Guest", host=one),
                PartnershipRole(
                    partnership=partnership,
                    person=person,
                    role={"en": "Head"},
                    representing=one,
                    **year(number),
                ),
                *(
                    InstitutionName(
                        institution=one,
                        kind=kind,
                        language="fr",
                        **year(number),
                        text=t,
                    )
                    for kind, t in (
                        ("official", f"{one.pk}-{number}"),
                        ("alias", f"Same {number}"),
                    )
                ),
                InstitutionIdentifier(
                    institution=one, scheme="wikidata", value=f"Q{one.pk}{number:03}"
                ),
            ]
        rows += [
            *relate(source, target, number, other),
            InstitutionSite(institution=source, label="Itself", host=target),
            Fact(subject={"en": "Staff"}, institution=source),
            Statement(
                speaker=person,
                institution=source,
                text={"en": "So."},
                original_language="en",
            ),
            ask_for_sign_off(institution=source),
            Series(slug=f"s-{number}", institution=source, label={"en": "{n}"}),
            Contact(institution=source, name={"en": "Desk"}, email="a@desk.example"),
            Partnership(slug=f"p-{number}", kind="cooperation", network=source),
            Institution(slug=f"old-{number}", kind="lab", merged_into=source),
            FormerAddress(
                kind="institution", slug=f"old-{number}", entity_id=source.pk
            ),
        ]
        both = sides(number, source, target)
        release = draft_release(
            newsroom, contact=contact, institutions=[(one, "partner") for one in both]
        )
        release.save_revision()
        rows += [ReleaseMention(release=release, institution=one) for one in both]
    store(rows)


def refer_to_person(source, target, numbers: range, newsroom) -> None:
    partnership, contact = add_partnership(), add_contact()
    rows: list[models.Model] = []
    for number, other in zip(numbers, add_institutions(numbers), strict=True):
        both = sides(number, source, target)
        for one in both:
            rows += [
                PartnershipRole(
                    partnership=partnership,
                    person=one,
                    role={"en": "Head"},
                    **year(number),
                ),
                Affiliation(person=one, institution=other),
                Affiliation(
                    person=one,
                    institution=contact.institution if one == target else other,
                    is_primary=True,
                    **year(number),
                ),
                PersonName(person=one, kind="alias", text=f"Name {one.pk} {number}"),
                PersonIdentifier(
                    person=one, scheme="wikidata", value=f"Q{one.pk}{number:03}"
                ),
            ]
        rows += [
            ask_for_sign_off(person=source),
            Statement(speaker=source, text={"en": "So."}, original_language="en"),
            Contact(
                institution=other,
                person=source,
                name={"en": "Desk"},
                email="a@desk.example",
            ),
            Person(slug=f"old-{number}", label="Old", merged_into=source),
            FormerAddress(kind="person", slug=f"old-{number}", entity_id=source.pk),
        ]
        bylines = [Byline(person=one) for one in both]
        release = draft_release(
            newsroom, contact=contact, people=both, rows={"bylines": bylines}
        )
        release.save_revision()
        rows += [ReleaseMention(release=release, person=one) for one in both]
    store(rows)


def store(rows: list[models.Model]) -> None:
    for model in {type(row) for row in rows}:
        model._base_manager.bulk_create([row for row in rows if type(row) is model])


@pytest.mark.parametrize(
    ("add", "refer"),
    [(add_institution, refer_to_institution), (add_person, refer_to_person)],
    ids=["institution", "person"],
)
def test_asks_as_often_for_many_rows_as_for_few(
    sign_in, newsroom, count_queries, client, add, refer
):
    sign_in("Moderators")
    source, target = add(), add()
    page = reverse("partners_merging:merge", args=[source._meta.model_name, source.pk])
    url = f"{page}?other={target.pk}&keep={target.pk}"

    refer(source, target, range(FEW), newsroom)
    few = count_queries(url)
    refer(source, target, range(FEW, MANY), newsroom)

    assert count_queries(url) == few
    for relation in references_to(type(source)):
        rows = relation.related_model._base_manager
        count = rows.filter(**{relation.field.name: source}).count()
        assert count >= MANY, relation
    found = client.get(url).context["plan"]
    assert len([move for move in found.moves if move.is_draft]) >= MANY
    assert len([move for move in found.moves if move.reason]) >= MANY
