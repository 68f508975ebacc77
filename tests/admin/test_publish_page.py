"""Publishing is a page of its own: what will happen, the button, what has happened."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from news.desk.times import tell_wait
from news.pages import PressReleasePage
from tests.factories import add_institution, add_series, draft_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(sign_in):
    return sign_in("Moderators")


@pytest.fixture
def draft(newsroom):
    return add_draft(newsroom)


def add_draft(newsroom, **values) -> PressReleasePage:
    page = draft_release(newsroom, "A new lab", **values)
    page.save_revision()
    return PressReleasePage.objects.get(pk=page.pk)


def text_of(response) -> str:
    page = BeautifulSoup(response.content, "html.parser")
    return " ".join(page.select_one("main").get_text(" ").split())


def url(name: str, page) -> str:
    return reverse(name, args=[page.pk])


def press(client, page):
    """Press the button of the checklist as it is shown now."""
    shown = client.get(url("news_publish", page))
    form = BeautifulSoup(shown.content, "html.parser").select_one("[name=texts]").parent
    data = {one["name"]: one.get("value", "") for one in form.select("input")}
    return client.post(url("news_publish", page), data)


def test_the_list_says_what_will_happen_and_publishes_nothing(moderator, client, draft):
    text = text_of(client.get(url("news_publish", draft)))

    assert "English goes public" in text
    assert "Deutsch does not go public: Translation missing" in text
    assert "It becomes public at once." in text
    assert "Nobody has subscribed" in text
    assert not PressReleasePage.objects.get(pk=draft.pk).live


def test_the_button_publishes_and_the_next_page_has_the_addresses(
    moderator, client, draft
):
    pressed = press(client, draft)

    assert pressed.url == url("news_published", draft)
    assert PressReleasePage.objects.get(pk=draft.pk).live
    page = BeautifulSoup(client.get(pressed.url).content, "html.parser")
    addresses = [one["href"] for one in page.select(".published__addresses a")]
    assert addresses == [f"http://localhost{draft.get_url()}"]
    assert [one["data-copy"] for one in page.select("[data-copy]")] == addresses
    assert "Deutsch: Translation missing" in page.select_one("main").get_text()


def test_a_number_is_told_before_and_its_short_address_after(
    moderator, client, newsroom
):
    series = add_series(institution=add_institution("DKFZ"))
    draft = add_draft(newsroom, series=series)
    shown = text_of(client.get(url("news_publish", draft)))
    assert "It gets the number No. 1." in shown

    after = client.get(press(client, draft).url).content.decode()

    year = timezone.localtime(draft.released_at).year
    assert f"http://localhost/pm/{year}-1/" in after


def test_what_is_to_come_is_scheduled_and_says_when(moderator, client, newsroom):
    at = timezone.now() + timedelta(days=3)
    draft = add_draft(newsroom, released_at=at)
    shown = client.get(url("news_publish", draft))
    assert "It becomes public in 3 days:" in text_of(shown)
    assert f"{timezone.localtime(at):%A}" in text_of(shown)
    assert "Schedule" in shown.content.decode()

    after = text_of(client.get(press(client, draft).url))

    assert not PressReleasePage.objects.get(pk=draft.pk).live
    assert draft.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert "Waits for its time" in after
    again = client.get(url("news_publish", draft))
    assert again.url == url("news_published", draft)


def test_what_a_rule_forbids_is_said_before_the_button_is_pressed(
    moderator, client, newsroom
):
    page = add_draft(newsroom, together=["en", "de"])

    shown = text_of(client.get(url("news_publish", page)))

    assert "This cannot be published as it is:" in shown


def test_a_text_that_was_saved_meanwhile_is_looked_at_again(moderator, client, draft):
    seen = {"texts": str(draft.latest_revision_id)}
    draft.title = "Another"
    draft.save_revision()

    again = client.post(url("news_publish", draft), seen, follow=True)

    assert "Another text was saved meanwhile." in text_of(again)
    assert not PressReleasePage.objects.get(pk=draft.pk).live


def test_who_may_not_publish_sees_no_list(sign_in, client, draft):
    sign_in("Editors")

    assert client.get(url("news_publish", draft)).status_code == 302
    assert client.post(url("news_publish", draft), {"texts": "1"}).status_code == 302
    assert not PressReleasePage.objects.get(pk=draft.pk).live


def test_the_form_leads_to_the_list_by_a_button_of_its_own(moderator, client, draft):
    form = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    page = BeautifulSoup(form.content, "html.parser")

    assert (
        page.select_one("button[name=action-review]").get_text(strip=True)
        == "Publish …"
    )
    assert not page.select("button[name=action-publish]")


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (timedelta(seconds=5), "in 1 minute"),
        (timedelta(minutes=59), "in 59 minutes"),
        (timedelta(hours=2), "in 2 hours"),
        (timedelta(days=40), "in 40 days"),
    ],
)
def test_how_long_it_takes_is_told_in_words(left, told):
    now = timezone.now().replace(hour=10)

    assert tell_wait(now + left, now) == told
