"""Editors let guests in, see what they opened, and shut them out again."""

from __future__ import annotations

import re

from django.test import Client

import pytest

from wagtail import hooks
from wagtail.models import PageLogEntry

from portal.guests.models import GuestLink, Journalist
from portal.users.models import User
from tests.factories import add_topic, days_from_now, draft_release, publish
from tests.guests.conftest import add_journalist, add_link
from tests.sharing import shared

SECRET = "Chrysalis"
UNTIL = f"{days_from_now(20):%Y-%m-%d %H:%M}"


@shared
def release(newsroom):
    return publish(
        draft_release(newsroom, SECRET, slug="chrysalis", released_at=days_from_now(3))
    )


@shared
def draft(newsroom):
    draft = draft_release(newsroom, SECRET, slug="chrysalis")
    draft.save_revision()
    return draft


def guests(release) -> str:
    return f"/admin/releases/{release.pk}/guests/"


def test_passes_are_given_to_many_by_beat(client, sign_in, letters, release):
    machines, weather = add_topic("machines"), add_topic("weather")
    ada = add_journalist(topics=[machines], language="de")
    add_journalist("Grace Hopper", topics=[weather])
    alan = add_journalist("Alan Turing")
    sign_in("Moderators")
    form = {"beats": [machines.pk], "journalists": [alan.pk], "expires_at": UNTIL}

    asked = client.post(f"{guests(release)}passes/", form).text
    assert "ada@press.example" in asked
    assert "grace@press.example" not in asked
    assert not GuestLink.objects.exists()
    client.post(f"{guests(release)}passes/", form | {"confirmed": "1"})

    sent = letters()
    assert sorted(one.to[0] for one in sent) == [
        "ada@press.example",
        "alan@press.example",
    ]
    assert {one.journalist for one in GuestLink.objects.all()} == {ada, alan}
    entry = PageLogEntry.objects.get(page=release.pk, action="guests.give_passes")
    assert "2" in entry.message
    assert "Ada" not in f"{entry.data} {entry.message}"


def test_only_for_approved_releases(client, sign_in, draft):
    sign_in("Moderators")

    form = {"journalists": [add_journalist().pk], "expires_at": UNTIL}
    response = client.post(f"{guests(draft)}passes/", form | {"confirmed": "1"})

    assert "Passes are given for releases that are approved" in response.text
    assert not GuestLink.objects.exists()


def test_only_by_those_who_may_publish(client, sign_in, release):
    sign_in("Editors")

    assert client.get(guests(release)).status_code == 200
    assert client.get(f"{guests(release)}passes/").status_code == 302
    link, _token = add_link(release)
    assert client.post(f"/admin/guests/{link.pk}/revoke/").status_code == 302
    assert GuestLink.objects.get().revoked_at is None


def test_nobody_must_be_chosen_twice(client, sign_in, release):
    sign_in("Moderators")

    response = client.post(f"{guests(release)}passes/", {"expires_at": UNTIL})

    assert "Choose at least one journalist." in response.text


def test_the_list_tells_who_opened_what_when(client, sign_in, release):
    _link, token = add_link(release, email="ada@press.example")
    Client().post(f"/en/embargo/{token}/")
    Client().get(f"/en/embargo/{token}/")
    sign_in("Moderators")

    html = client.get(guests(release)).text

    assert "Ada Lovelace" in html
    assert "page en" in html
    assert "terms accepted" in html
    assert token not in html


def test_a_pass_is_revoked_and_extended(client, sign_in, release):
    link, token = add_link(release)
    sign_in("Moderators")

    client.post(f"/admin/guests/{link.pk}/extend/", {"expires_at": UNTIL})
    link.refresh_from_db()
    assert f"{link.expires_at:%Y-%m-%d}" == UNTIL[:10]
    assert Client().get(f"/en/embargo/{token}/").status_code == 200

    client.post(f"/admin/guests/{link.pk}/revoke/")
    assert Client().get(f"/en/embargo/{token}/").status_code == 404
    actions = PageLogEntry.objects.filter(page=release.pk).values_list(
        "action", flat=True
    )
    assert {"guests.revoke", "guests.extend"} <= set(actions)


@pytest.mark.parametrize(
    ("act", "heading"),
    [
        ("revoke", "Revoke the link"),
        ("extend", "Change how long the link is valid"),
        ("again", "Send the link again"),
    ],
)
def test_an_act_on_a_link_names_the_release(client, sign_in, release, act, heading):
    sign_in("Moderators")
    link, _token = add_link(release)

    page = client.get(f"/admin/guests/{link.pk}/{act}/").text

    crumbs = re.search(r'(?s)<nav[^>]+aria-label="Breadcrumb".*?</nav>', page)[0]
    assert SECRET in crumbs
    assert heading in crumbs


def test_a_link_is_sent_again_and_the_first_stays_valid(
    client, sign_in, letters, release
):
    link, token = add_link(
        release, email="ada@press.example", told_lift_at=release.released_at
    )
    sign_in("Moderators")

    client.post(f"/admin/guests/{link.pk}/again/")

    (mail,) = letters()
    new = re.search(r"/en/embargo/([^/]+)/", mail.body)[1]
    assert new != token
    for one in (new, token):
        assert Client().get(f"/en/embargo/{one}/").status_code == 200


def test_a_draft_is_shared_by_a_link_that_is_shown_once(client, sign_in, draft):
    sign_in("Editors")
    form = {"name": "Partner", "language": "en", "expires_at": UNTIL}

    html = client.post(f"{guests(draft)}share/", form).text

    path = re.search(r"<code>http://[^/]+(/en/draft/[^<]+)</code>", html)[1]
    visitor = Client()
    response = visitor.get(path)
    assert SECRET in response.text
    assert "For Partner, to be read until" in response.text
    assert response["Cache-Control"] == "no-store, private"
    assert not response.cookies
    assert path not in client.get(guests(draft)).text
    assert visitor.post(path).status_code == 404
    draft.standfirst = "Newer."
    draft.save_revision()
    assert "Newer." in visitor.get(path).text
    client.post(f"/admin/guests/{GuestLink.objects.get().pk}/revoke/")
    gone = visitor.get(path)
    assert (gone.status_code, gone.content) == (
        404,
        visitor.get("/en/draft/x/").content,
    )


def test_the_form_leads_to_the_guests(client, sign_in, draft):
    sign_in("Editors")

    assert guests(draft) in client.get(f"/admin/pages/{draft.pk}/edit/").text


@pytest.mark.parametrize("group", ["Moderators", "Administrators"])
def test_journalists_are_looked_after_by_those_who_give_passes(client, sign_in, group):
    sign_in(group)
    form = {"name": "Ada", "email": "Ada@PRESS.example", "language": "de", "medium": ""}

    client.post("/admin/snippets/guests/journalist/add/", form)

    assert Journalist.objects.get().email == "ada@press.example"


def test_editors_see_no_journalists(client, sign_in):
    sign_in("Editors")

    assert client.get("/admin/snippets/guests/journalist/").status_code == 302


@pytest.mark.parametrize(
    ("group", "shown"), [("Moderators", ["Journalists"]), ("Editors", [])]
)
def test_journalists_stand_in_the_menu_of_the_desk(rf, client, sign_in, group, shown):
    sign_in(group)
    request = rf.get("/admin/")
    request.user = User.objects.get()

    def labels(hook: str) -> list[str]:
        items = [build() for build in hooks.get_hooks(hook)]
        found = [str(one.label) for one in items if one.is_shown(request)]
        return [one for one in found if one == "Journalists"]

    assert labels("register_desk_menu_item") == shown
    assert labels("register_admin_menu_item") == []


def test_no_link_is_valid_for_ever(client, sign_in, draft):
    sign_in("Moderators")
    link, _token = add_link(draft, "share")

    answer = client.post(
        f"/admin/guests/{link.pk}/extend/", {"expires_at": "9999-12-31 10:00"}
    )

    assert "Choose a time within the next two years." in answer.text
