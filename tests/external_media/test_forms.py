"""The form of a release with a link to a film, as an editor saves it."""

from django.urls import reverse

import pytest

from wagtail.test.utils.form_data import nested_form_data, streamfield

from news.pages import PressReleasePage
from portal.core.external_media.asking import MOST_PER_SAVE
from portal.core.models import CustomImage
from portal.privacy import registry
from portal.privacy.services import media
from tests.admin.sent import sent
from tests.admin.test_overwriting import edit_url
from tests.external_media.provider import draw
from tests.factories import add_release

JSON = {"accept": "application/json"}
FILM = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


@pytest.fixture
def editing(sign_in, newsroom, provider, monkeypatch):
    """Sign in, and send the form of a release with one block; return what answers."""
    monkeypatch.setattr(registry, "_services", dict(registry._services))
    registry.register(media.CATALOGUE["youtube"]())
    provider.tell(
        "/oembed",
        title="A film",
        provider_name="YouTube",
        thumbnail_url="https://i.ytimg.com/vi/aqz-KE-bpKQ/hqdefault.jpg",
    )
    provider.answer("/vi/aqz-KE-bpKQ/hqdefault.jpg", draw(), "image/jpeg")
    client = sign_in("Moderators")
    release = add_release(newsroom)

    def send(block=None, action=None, address="", urls=(FILM,), **headers):
        form = sent(client.get(edit_url(release)))
        typed = {"url": FILM, "title": "", "provider": "", "poster": "", "found": ""}
        blocks = [typed | (block or {}) | {"url": url} for url in urls]
        body = streamfield([("external_media", one) for one in blocks])
        body["0"]["id"] = "7a1c4f7e-6f3d-4f0e-9a0b-2d0e0c1f5a11"
        form |= nested_form_data({"body": body}) | (action or {})
        return client.post(address or edit_url(release), form, headers=headers)

    send.release = release
    send.provider = provider
    send.client = client
    return send


def saved_body(release):
    draft = PressReleasePage.objects.get(pk=release.pk).get_latest_revision_as_object()
    return draft.body[0].value


def test_what_saves_itself_asks_once_and_fills_in_the_rest(editing):
    assert editing(**JSON).json()["success"]
    revisions = editing.release.revisions.count()

    assert editing(**JSON).json()["success"]

    value = saved_body(editing.release)
    assert (value["title"], value["provider"]) == ("A film", "YouTube")
    assert value["found"].player.src.endswith("/embed/aqz-KE-bpKQ")
    assert value["poster"] == CustomImage.objects.get()
    assert editing.release.revisions.count() == revisions
    assert len(editing.provider.asked) == 2
    public = PressReleasePage.objects.get(pk=editing.release.pk)
    assert len(public.body) == 0


def test_a_dead_provider_lets_a_draft_be_saved_and_asks_for_a_title(editing):
    editing.provider.answers.clear()

    assert editing(**JSON).json()["success"]
    refused = editing(action={"action-publish": "1"})

    assert refused.status_code == 200
    why = "Give a title. The provider says that there is nothing at this address."
    assert why in refused.content.decode()
    done = editing({"title": "Mine"}, action={"action-publish": "1"})
    assert done.status_code == 302
    assert saved_body(editing.release)["title"] == "Mine"


def test_a_preview_asks_nobody(editing):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[editing.release.pk])

    assert editing(address=address).json()["is_valid"]
    assert editing.client.get(f"{address}?mode=").status_code == 200
    assert editing.provider.asked == []

    assert editing(**JSON).json()["success"]
    assert len(editing.provider.asked) == 2


def test_a_form_with_many_links_asks_about_few_of_them(editing):
    many = [
        f"https://www.youtube.com/watch?v=aqz-KE-bp{number:02}"
        for number in range(MOST_PER_SAVE + 3)
    ]

    assert editing(urls=many).status_code == 302

    asked = [one for one in editing.provider.asked if "/oembed" in one]
    draft = PressReleasePage.objects.get(pk=editing.release.pk)
    body = draft.get_latest_revision_as_object().body
    assert len(asked) == MOST_PER_SAVE
    assert [block.value["url"] for block in body] == many
    assert "Save again" in editing.client.get(edit_url(editing.release)).text
