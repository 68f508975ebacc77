"""A preview asks as often for many rows as for few."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from partners.models import Affiliation, InstitutionRelation, PartnershipMember
from partners.previews import load_draft, relations_of_draft
from tests.factories import add_institution, add_partnership, add_person

FEW, MANY = 2, 12


@pytest.fixture
def others(db):
    return [add_institution() for _n in range(MANY)]


def draft_person(others):
    person = add_person(live=False)
    person.affiliations.set([Affiliation(institution=one) for one in others])
    return person


def draft_institution(others):
    institution = add_institution(live=False)
    institution.relations.set(
        [InstitutionRelation(target=one, kind="part_of") for one in others]
    )
    return institution


def draft_partnership(others):
    partnership = add_partnership(live=False)
    partnership.members.set([PartnershipMember(institution=one) for one in others])
    return partnership


@pytest.mark.parametrize("draft", [draft_person, draft_institution, draft_partnership])
def test_costs_the_same_for_few_and_many_rows(others, draft):
    def count(number: int) -> int:
        entity = draft(others[:number])
        with CaptureQueriesContext(connection) as queries:
            load_draft(entity)
            if draft is draft_institution:
                assert len(relations_of_draft(entity)) == number
        return len(queries)

    count(1)
    assert count(FEW) == count(MANY)
