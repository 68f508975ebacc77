"""Publication by the editing form does what every publication does."""

from __future__ import annotations

import re
from pathlib import Path

from django.urls import reverse

import pytest

import wagtail

from news.models import ReleaseNumber
from news.pages import NewsItemPage, PressReleasePage
from news.publishing import numbering
from news.syndication.feeds import websub
from portal.ledger.models import Act
from tests.admin.test_release_form import form_data
from tests.factories import (
    add_contact,
    add_institution,
    add_release,
    add_series,
    add_topic,
    add_translation,
    draft_release,
    publish,
)
from tests.news.reading import correct


@pytest.fixture
def editor(sign_in):
    sign_in("Moderators")


def send(client, release, action="publish", topics=(), way="small", **values):
    """Send the form of a release; returns the release as it stands afterwards.

    ``way`` is what is answered where it is asked what kind of change it is.
    """
    together = values.pop("together", [])
    data = form_data(contact=add_contact(), slug=release.slug, **values)
    data["together"] = together
    data["topics"] = [topic.pk for topic in topics]
    seen = client.get(f"/admin/pages/{release.pk}/edit/").context["form"]
    data |= {f"action-{action}": "1", "facts_seen": seen["facts_seen"].value() or ""}
    response = client.post(f"/admin/pages/{release.pk}/edit/", data)
    assert response.status_code == 302, response.context["form"].errors
    if way and response["Location"].endswith("/change/"):
        text = type(release).objects.get(pk=release.pk).latest_revision_id
        client.post(response["Location"], {"way": way, "text": text})
    return type(release).objects.get(pk=release.pk)


@pytest.mark.parametrize("model", [PressReleasePage, NewsItemPage])
def test_a_draft_gets_its_record_and_its_text_for_feeds(
    client, editor, newsroom, model
):
    draft = draft_release(newsroom, model=model)
    draft.save_revision()

    release = send(client, draft, standfirst="Said in the form.")

    assert release.live
    assert [line.text for line in release.record.bylines] == ["Koh"]
    assert "Text." in release.feed_html


def test_a_draft_gets_its_number(client, editor, newsroom):
    draft = draft_release(newsroom)
    draft.save_revision()

    release = send(client, draft, series=add_series().pk)

    number = ReleaseNumber.objects.get()
    assert (number.number, number.story) == (release.number, release.translation_key)
    assert release.record.number == release.number_label


def test_the_other_languages_get_the_facts(client, editor, newsroom):
    release = add_release(newsroom)
    german = publish(add_translation(release))
    topic, embl = add_topic("ai"), add_institution("EMBL")

    send(client, release, topics=[topic], institutions=[(embl, "issuer")])

    german.refresh_from_db()
    assert [one.slug for one in german.record.topics] == ["ai"]
    assert [one.name for one in german.record.issuers] == ["EMBL"]


@pytest.mark.parametrize("action", ["publish", "save"])
def test_a_withdrawn_text_stays_withdrawn(client, editor, newsroom, action):
    release = correct(add_release(newsroom, standfirst="Untrue."), "withdrawal")

    release = send(client, release, action, standfirst="Still untrue.")

    assert release.is_withdrawn
    assert (release.standfirst, list(release.body)) == ("", [])
    assert release.feed_html == ""
    client.logout()
    for address in (release.url, "/en/newsroom/feed/", "/en/newsroom/"):
        assert "Still untrue" not in client.get(address).content.decode()


def messages_after(client, release, action="publish") -> str:
    """Return what the admin says after the form of a release was sent."""
    send(client, release, action, standfirst="Mended.")
    html = client.get("/admin/").content.decode()
    return " ".join(re.findall(r"(?s)<div class=\"messages\".*?</div>", html))


def test_publishing_again_leads_on_to_a_correction(client, editor, newsroom):
    draft = draft_release(newsroom)
    draft.save_revision()
    release = send(client, draft)

    assert f"/admin/releases/{release.pk}/correct/" in messages_after(client, release)


def test_nothing_but_publishing_again_leads_on(client, editor, newsroom):
    draft, release = draft_release(newsroom), add_release(newsroom)
    draft.save_revision()

    assert "/correct/" not in messages_after(client, draft)
    assert "/correct/" not in messages_after(client, release, "save")


def test_a_withdrawn_release_that_is_published_is_said_to_stay_withdrawn(
    client, editor, newsroom
):
    release = correct(add_release(newsroom), "withdrawal")

    assert "its new text is not public" in messages_after(client, release)


def test_the_hub_hears_of_it_once(client, editor, newsroom, settings):
    release = add_release(newsroom, topics=[add_topic("old")])
    settings.WEBSUB_HUB = "https://hub.example/"

    send(client, release, topics=[add_topic("new")])

    found = Act.objects.get().payload["feeds"]
    room = "http://localhost/en/newsroom/feed/"
    assert {room, f"{room}?topic=old", f"{room}?topic=new"} <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.django_db(transaction=True)
def test_nothing_is_public_when_a_publication_fails(
    client, sign_in, newsroom, monkeypatch
):
    sign_in("Moderators")
    draft = draft_release(newsroom)
    draft.save_revision()

    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(numbering, "assign", fail)
    with pytest.raises(RuntimeError):
        send(client, draft)

    assert not PressReleasePage.objects.get(pk=draft.pk).live


@pytest.mark.parametrize("copied", ["release", "newsroom"])
def test_a_copy_begins_as_a_draft(client, editor, newsroom, copied):
    """A public copy would have the number and the record of the original."""
    page = {"release": add_release(newsroom), "newsroom": newsroom}[copied]
    address = f"/admin/pages/{page.pk}/copy/"
    form = client.get(address).context["form"]
    values = {"new_title": "Copy", "new_slug": "copy", "copy_subpages": "on"}
    parent = page.get_parent().pk

    client.post(
        address,
        values | {"new_parent_page": parent, "publish_copies": "on", "alias": "on"},
    )

    assert not {"publish_copies", "alias"} & form.fields.keys()
    assert PressReleasePage.objects.filter(alias_of=None).count() == 2
    assert PressReleasePage.objects.live().count() == 1


@pytest.mark.parametrize("action", ["publish", "copy", "create_alias"])
def test_the_programming_interface_of_the_admin_publishes_nothing(
    client, editor, newsroom, action
):
    draft = draft_release(newsroom)
    draft.save_revision()

    address = f"/admin/api/main/pages/{draft.pk}/action/{action}/"
    response = client.post(address, {}, content_type="application/json", follow=True)

    assert response.status_code == 404
    assert not PressReleasePage.objects.filter(live=True).exists()
    assert client.get("/admin/api/main/pages/").status_code == 200


def test_wagtail_publishes_past_the_page_only_where_we_know():
    """Another place in a new Wagtail would need ``publication`` as well."""
    root = Path(wagtail.__file__).parent
    found = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if re.search(r"PublishPageRevisionAction\(\s*(self|revision)", path.read_text())
    }

    assert found == {
        "admin/api/actions/publish.py",  # left out by ReadingPagesAPI
        "admin/views/pages/edit.py",  # done by ReleaseEditView
        "models/pages.py",  # Page.publish()
    }


def test_a_page_is_not_taken_down_without_what_follows(
    client, sign_in, newsroom, monkeypatch
):
    sign_in("Moderators")
    release = add_release(newsroom)
    address = reverse("wagtailadmin_pages:unpublish", args=[release.pk])

    def fail(release):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(websub, "announce", fail)
        with pytest.raises(RuntimeError):
            client.post(address)
    release.refresh_from_db()
    assert release.live

    client.post(address)
    release.refresh_from_db()
    assert not release.live
