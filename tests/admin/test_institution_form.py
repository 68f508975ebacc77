"""What the form of an institution refuses about names and texts at one time."""

from datetime import date

from wagtail.test.utils.form_data import rich_text
from wagtail.users.models import UserProfile

from partners.models import (
    Institution,
)
from tests.admin.partner_forms import (
    ALWAYS,
    FROM_2011,
    UNTIL_2010,
    errors,
    institution_data,
    is_saved,
    name,
)
from tests.factories import (
    add_institution,
)


def test_a_second_official_name_at_one_time_is_refused(post):
    data = institution_data(names=[name("First name"), name("Second name")])

    response = post("institution", data)

    assert errors(response, "names") == [
        {},
        {"text": ["There is already an official name in this language at this time."]},
    ]
    assert "Second name" in response.content.decode()


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
