"""What the form of an institution refuses about names and texts at one time."""

from datetime import UTC, date, datetime

import pytest

from wagtail.test.utils.form_data import rich_text
from wagtail.users.models import UserProfile

from partners.models import Institution
from tests.admin.partner_forms import (
    ALWAYS,
    FROM_2011,
    UNTIL_2010,
    errors,
    institution_data,
    is_saved,
    name,
    names_of,
)
from tests.factories import add_identifier, add_institution


def test_a_second_official_name_at_one_time_is_refused(post):
    data = institution_data(names=[name("First name"), name("Second name")])

    response = post("institution", data)

    assert errors(response, "names") == [
        {},
        {"text": ["There is already an official name in this language at this time."]},
    ]
    assert "Second name" in response.content.decode()


def test_a_name_that_nobody_sees_is_refused(post):
    data = institution_data(names=[name("\u200b \u2060")])

    response = post("institution", data)

    assert errors(response, "names") == [{"text": ["This field is required."]}]


def test_names_one_after_another_are_saved(post):
    names = [name("First", **UNTIL_2010), name("Second", **FROM_2011)]

    assert is_saved(post("institution", institution_data(names=names)))


def test_names_may_trade_places(post):
    institution = add_institution("Kept")
    institution.names.all().delete()
    old = institution.names.create(language="en", text="A", valid_to=date(2011, 1, 1))
    new = institution.names.create(language="en", text="B", valid_from=date(2011, 1, 1))
    institution.save()
    names = [
        name("A", id=old.pk, **FROM_2011),
        name("B", id=new.pk, **UNTIL_2010),
    ]

    response = post("institution", institution_data(names=names), institution)

    assert is_saved(response)
    assert Institution.objects.get(pk=institution.pk).name() == "A"


def test_two_boilerplates_at_one_time_are_refused(post):
    text = {"language": "de", "text": rich_text("<p>Typed</p>"), **ALWAYS}

    response = post("institution", institution_data(boilerplates=[text, text]))

    assert list(errors(response, "boilerplates")[1]) == ["valid_from"]


def test_the_message_is_german_for_a_german_editor(post, client):
    user = client.session["_auth_user_id"]
    UserProfile.objects.create(user_id=user, preferred_language="de")
    data = institution_data(names=[name("First name"), name("Second name")])

    response = post("institution", data)

    assert list(errors(response, "names")[1]) == ["text"]
    assert "schon einen offiziellen Namen." in response.content.decode()


IDENTIFIER = {
    "scheme": "ror",
    "value": "04cdgtt98",
    "scope": "whole",
    "scope_note": "",
    "verified_at": "2024-08-01 12:00",
    "verified_by": "Ada",
    "verified_against": "ROR data dump",
}


@pytest.mark.parametrize(
    ("typed", "is_verified"),
    [
        ({}, True),
        ({"scope_note": "Heidelberg"}, True),
        ({"value": "03yrm5c26"}, False),
        ({"value": "03yrm5c26", "verified_against": "their letter"}, True),
    ],
    ids=str,
)
def test_another_identifier_is_saved_without_the_evidence_of_the_old_one(
    post, typed, is_verified
):
    institution = add_institution()
    old = add_identifier(
        institution,
        **IDENTIFIER | {"verified_at": datetime(2024, 8, 1, 10, 0, 31, tzinfo=UTC)},
    )
    row = {**IDENTIFIER, "id": old.pk, **typed}
    data = institution_data(names=names_of(institution), identifiers=[row])

    assert is_saved(post("institution", data, institution))

    saved = institution.identifiers.get()
    assert saved.value == row["value"]
    assert saved.is_verified is is_verified


def test_verified_without_evidence_is_refused_beside_the_field(post):
    row = IDENTIFIER | {"verified_against": ""}

    response = post("institution", institution_data(identifiers=[row]))

    assert list(errors(response, "identifiers")[0]) == ["verified_against"]


def test_a_name_cannot_end_before_it_holds(post):
    wrong = name(valid_from="2011-01-01", valid_to="2010-01-01")

    response = post("institution", institution_data(names=[wrong]))

    assert errors(response, "names") == [
        {"valid_to": ["The end must come after the start."]}
    ]


def test_nothing_is_dissolved_before_it_was_founded(post):
    data = institution_data(founded_year="1964", dissolved_year="1963")

    response = post("institution", data)

    assert dict(response.context["form"].errors) == {
        "dissolved_year": ["An institution cannot be dissolved before it was founded."]
    }


def test_a_new_entry_without_a_slug_gets_one_from_its_name(post):
    add_institution("Typed", slug="a-name")

    assert is_saved(post("institution", institution_data(slug="")))

    assert Institution.objects.latest("pk").slug == "a-name-2"


def test_an_entry_keeps_its_slug(post):
    institution = add_institution("Kept", slug="kept")
    data = institution_data(slug="", names=names_of(institution))

    response = post("institution", data, institution)

    assert "slug" in response.context["form"].errors


def test_a_code_that_no_country_has_is_refused(post):
    response = post("institution", institution_data(country="XX"))

    assert list(response.context["form"].errors) == ["country"]
