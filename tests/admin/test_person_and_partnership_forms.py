"""What the forms of people and partnerships refuse about time."""

from datetime import date

import pytest

from partners.models import Partnership, Person
from tests.admin.partner_forms import (
    ALWAYS,
    FROM_2011,
    UNTIL_2010,
    errors,
    is_saved,
    partnership_data,
    person_data,
    person_name,
)
from tests.factories import add_affiliation, add_institution, add_person


def _affiliation(institution, **values) -> dict:
    row = {"institution": institution.pk, "role_type": "head", "unit": ""}
    return {**ALWAYS, **row, "role_en": "", "role_de": "", "is_primary": "on"} | values


def test_two_primary_affiliations_at_one_time_are_refused(post):
    affiliations = [_affiliation(add_institution()), _affiliation(add_institution())]

    response = post("person", person_data(affiliations=affiliations))

    assert errors(response, "affiliations") == [
        {},
        {"is_primary": ["There is already a primary affiliation at this time."]},
    ]
    assert not Person.objects.exists()


def test_a_primary_affiliation_may_follow_another_one(post):
    affiliations = [
        _affiliation(add_institution(), **UNTIL_2010),
        _affiliation(add_institution(), **FROM_2011),
    ]

    assert is_saved(post("person", person_data(affiliations=affiliations)))


def test_the_primary_affiliation_may_change(post):
    person = add_person()
    old = add_affiliation(person, add_institution(), is_primary=True)
    new = add_affiliation(person, add_institution())
    affiliations = [
        {**_affiliation(old.institution, id=old.pk), "is_primary": ""},
        _affiliation(new.institution, id=new.pk),
    ]

    names = [person_name(id=person.names.get().pk)]
    data = person_data(names=names, affiliations=affiliations)

    assert is_saved(post("person", data, person))
    assert person.affiliations.get(is_primary=True) == new


def _member(institution, time=ALWAYS, role="member") -> dict:
    return {**time, "institution": institution.pk, "role": role}


def _role(person, institution, **time) -> dict:
    row = {"person": person.pk, "representing": institution.pk}
    return {**ALWAYS, **row, "role_en": "Head", "role_de": "Leitung"} | time


def test_one_role_of_a_member_cannot_stand_twice_at_one_time(post):
    institution = add_institution()
    members = [_member(institution), _member(institution, FROM_2011)]

    response = post("partnership", partnership_data(members=members))

    assert errors(response, "members") == [
        {},
        {"institution": ["This institution already has this role at this time."]},
    ]


def test_a_member_may_have_two_roles_at_one_time(post):
    institution = add_institution()
    members = [_member(institution), _member(institution, role="founder")]

    assert is_saved(post("partnership", partnership_data(members=members)))


def test_nobody_represents_who_is_no_member(post):
    members = [_member(add_institution())]
    roles = [_role(add_person(), add_institution())]

    response = post("partnership", partnership_data(members=members, roles=roles))

    assert errors(response, "roles") == [
        {"representing": ["This institution is not a member at that time."]}
    ]
    assert not Partnership.objects.exists()


@pytest.mark.parametrize(
    ("role", "is_accepted"),
    [
        ({}, True),
        ({"valid_from": "2012-01-01"}, True),
        ({"valid_from": "2010-12-31"}, False),
        ({"valid_from": "2010-01-01", "valid_from_precision": "year"}, False),
        ({"valid_from": "2011-01-01", "valid_from_precision": "year"}, True),
        ({"valid_to": "2020-01-01"}, True),
        ({"valid_to": "2020-01-02"}, False),
        ({"valid_to": "2011-05-01"}, False),
        ({"valid_from": "2011-05-01", "valid_to": "2020-01-01"}, True),
        ({"valid_from": "9999-12-31"}, False),
    ],
    ids=str,
)
def test_who_is_represented_is_a_member_when_the_role_starts_and_ends(
    post, role, is_accepted
):
    institution = add_institution()
    time = {**ALWAYS, "valid_from": "2011-05-01", "valid_to": "2020-01-01"}
    data = partnership_data(
        members=[_member(institution, time)],
        roles=[_role(add_person(), institution, **role)],
    )

    response = post("partnership", data)

    if is_accepted:
        assert is_saved(response)
    else:
        assert list(errors(response, "roles")[0]) == ["representing"]


def test_a_membership_may_be_in_two_parts(post):
    institution = add_institution()
    members = [_member(institution, UNTIL_2010), _member(institution, FROM_2011)]
    role = _role(
        add_person(), institution, valid_from="2009-01-01", valid_to="2013-01-01"
    )

    assert is_saved(
        post("partnership", partnership_data(members=members, roles=[role]))
    )


def test_a_partnership_cannot_end_before_it_starts(post):
    data = partnership_data(started_on="2022-01-01", ended_on="2021-01-01")

    response = post("partnership", data)

    assert dict(response.context["form"].errors) == {
        "ended_on": ["A partnership cannot end before it starts."]
    }


def test_a_new_person_without_a_slug_gets_one_from_the_name(post):
    assert is_saved(post("person", person_data(slug="")))

    assert Person.objects.get().slug == "ada-lovelace"


def test_a_new_row_ends_the_one_before(post):
    rows = [
        person_name("Anna Muster"),
        person_name("Anna Muster", titles="Prof.", valid_from="2023-10-01"),
    ]

    assert is_saved(post("person", person_data(names=rows)))

    first, second = Person.objects.get().names.all()
    assert (first.valid_to, second.valid_to) == (date(2023, 10, 1), None)


def test_a_new_row_ends_a_stored_one_that_nobody_touched(post):
    person = add_person("Anna Muster")
    stored = person.names.get()
    rows = [
        person_name("Anna Muster", id=stored.pk),
        person_name("Anna Neu", valid_from="2023-10-01"),
    ]

    assert is_saved(post("person", person_data(names=rows), person))

    stored.refresh_from_db()
    assert stored.valid_to == date(2023, 10, 1)
    assert Person.objects.get().name(date(2020, 1, 1)) == "Anna Muster"


def test_two_names_at_one_time_are_refused(post):
    response = post("person", person_data(names=[person_name(), person_name("Other")]))

    assert errors(response, "names") == [
        {},
        {"text": ["There is already a name at this time."]},
    ]


def test_somebody_may_be_known_by_another_name_at_the_same_time(post):
    rows = [person_name(), person_name("Countess of Lovelace", kind="alias")]

    assert is_saved(post("person", person_data(names=rows)))
