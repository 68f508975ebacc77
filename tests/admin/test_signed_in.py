"""A form that is open for long asks who is signed in, and gets a token that is valid."""

from django.test import Client

import pytest

from wagtail.users.models import UserProfile

from portal.users.models import User

ADDRESS = "/admin/session/"


def test_whoever_is_signed_in_gets_a_token_for_their_forms(sign_in, db):
    sign_in("Editors")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="editors"))

    answer = strict.get(ADDRESS)

    said = answer.json()
    assert said["user"] == str(User.objects.get(username="editors").pk)
    assert said["name"] == "editors"
    assert "no-store" in answer.headers["Cache-Control"]
    refused = strict.post("/admin/logout/", {"csrfmiddlewaretoken": "x" * 64})
    assert refused.status_code == 403
    taken = strict.post("/admin/logout/", {"csrfmiddlewaretoken": said["token"]})
    assert taken.status_code == 302


def test_who_is_signed_out_is_told_without_a_redirection(client, db):
    assert client.get(ADDRESS).json() == {"user": "", "name": "", "token": ""}


def test_who_may_not_use_the_admin_has_to_sign_in(client, db):
    client.force_login(User.objects.create_user("reader", password="secret"))

    assert client.get(ADDRESS).json()["user"] == ""


@pytest.mark.parametrize("address", ["/admin/", "/admin/snippets/core/topic/add/"])
def test_every_page_of_the_admin_can_be_signed_in_over(sign_in, client, address):
    sign_in("Moderators")

    text = client.get(address).content.decode()

    pk = User.objects.get(username="moderators").pk
    assert f'<keep-typed data-user="{pk}"' in text
    assert "js/admin/keep-typed.js" in text
    assert "What you typed is still here." in text


def test_the_words_are_in_the_language_of_the_editor(sign_in, client):
    sign_in("Moderators")
    user = User.objects.get(username="moderators")
    UserProfile.objects.create(user=user, preferred_language="de")

    text = client.get("/admin/").content.decode()

    assert "Was Sie eingegeben haben, ist noch da." in text
