"""What the form of an institution refuses about its ties to others."""

from datetime import date

import pytest

from partners.models import (
    InstitutionRelation,
)
from tests.admin.partner_forms import (
    ALWAYS,
    FROM_2011,
    UNTIL_2010,
    errors,
    institution_data,
    is_saved,
    names_of,
    relation,
)
from tests.factories import (
    add_institution,
)


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (ALWAYS, ["This relation stands here already at this time."]),
        (FROM_2011, None),
    ],
)
def test_a_relation_cannot_stand_twice_at_one_time(post, second, message):
    target = add_institution()
    relations = [
        relation("hosted_by", target, UNTIL_2010),
        relation("hosted_by", target, second),
    ]

    response = post("institution", institution_data(relations=relations))

    if message is None:
        assert is_saved(response)
    else:
        assert errors(response, "relations") == [{}, {"target": message}]


@pytest.mark.parametrize("kind", ["part_of", "hosted_by"])
def test_a_relation_with_itself_is_refused(post, kind):
    institution = add_institution()
    data = institution_data(
        relations=[relation(kind, institution)],
        names=names_of(institution),
    )

    response = post("institution", data, institution)

    assert list(errors(response, "relations")[0]) == ["target"]


def test_shares_above_100_percent_are_refused(post):
    relations = [
        relation("funded_by", add_institution(), share_percent="90"),
        relation("funded_by", add_institution(), share_percent="20"),
    ]

    response = post("institution", institution_data(relations=relations))

    assert "share_percent" in errors(response, "relations")[0]


def _post_part_of(post, institution, target, time=ALWAYS, kept=()):
    relations = [*kept, relation("part_of", target, time)]
    data = institution_data(names=names_of(institution), relations=relations)
    return post("institution", data, institution)


def test_being_part_of_a_part_of_a_part_is_refused(post):
    whole, part, smallest = (add_institution() for _n in range(3))
    InstitutionRelation.objects.create(institution=part, kind="part_of", target=whole)
    InstitutionRelation.objects.create(
        institution=smallest, kind="part_of", target=part
    )

    response = _post_part_of(post, whole, smallest)

    assert errors(response, "relations") == [
        {"target": ["An institution cannot be part of one of its own parts."]}
    ]


def test_two_may_be_part_of_each_other_one_after_another(post):
    first, second = add_institution(), add_institution()
    InstitutionRelation.objects.create(
        institution=first, kind="part_of", target=second, valid_to=date(2011, 1, 1)
    )

    assert is_saved(_post_part_of(post, second, first, FROM_2011))


def test_a_circle_needs_a_day_that_all_of_its_ties_share(post):
    first, second, third = (add_institution() for _n in range(3))
    InstitutionRelation.objects.create(
        institution=first, kind="part_of", target=second, valid_to=date(2011, 1, 1)
    )
    InstitutionRelation.objects.create(
        institution=second, kind="part_of", target=third, valid_from=date(2011, 1, 1)
    )

    assert is_saved(_post_part_of(post, third, first))


def test_a_tie_that_is_ended_in_the_same_form_closes_no_circle(post):
    first, second = add_institution(), add_institution()
    old = InstitutionRelation.objects.create(
        institution=first, kind="part_of", target=second
    )
    InstitutionRelation.objects.create(
        institution=second, kind="part_of", target=first, valid_from=date(2011, 1, 1)
    )
    ended = relation("part_of", second, UNTIL_2010, id=old.pk)
    data = institution_data(names=names_of(first), relations=[ended])

    assert is_saved(post("institution", data, first))


def test_a_circle_of_others_is_no_endless_loop(post):
    first, second = add_institution(), add_institution()
    for one, other in ((first, second), (second, first)):
        InstitutionRelation.objects.create(
            institution=one, kind="part_of", target=other
        )

    assert is_saved(_post_part_of(post, add_institution(), first))


def test_the_walk_asks_one_query_per_level(post, django_assert_num_queries):
    whole, middle = add_institution(), add_institution()
    parts = [add_institution() for _n in range(5)]
    for part in parts:
        InstitutionRelation.objects.create(
            institution=part, kind="part_of", target=middle
        )
    ties = [
        InstitutionRelation(institution=whole, kind="part_of", target=part)
        for part in parts
    ]

    with django_assert_num_queries(2):
        assert InstitutionRelation.in_circles(whole, ties) == []
