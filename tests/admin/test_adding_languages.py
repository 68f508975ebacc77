"""A language is added to a release in one click."""

from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from news.pages import PressReleasePage
from news.pages.translations import State
from news.publishing.stories import versions_of
from tests.admin.test_desk import state_of
from tests.factories import add_image, add_release, draft_release, publish


def add(client, release, language="de"):
    return client.post(reverse("news_translate", args=[release.pk, language]))


def german_of(release) -> PressReleasePage:
    return versions_of(release.translation_key).get(locale__language_code="de")


def find_button(response, label):
    page = BeautifulSoup(response.content, "html.parser")
    return next((b for b in page.select("button") if label in b.text), None)


@pytest.mark.parametrize("screen", ["form", "desk"])
def test_one_button_adds_a_language(sign_in, client, newsroom, screen):
    sign_in("Editors")
    release = draft_release(newsroom, "Dawn")
    release.save_revision()
    urls = {
        "form": reverse("wagtailadmin_pages:edit", args=[release.pk]),
        "desk": reverse("wagtailadmin_home"),
    }

    button = find_button(client.get(urls[screen]), "Add Deutsch")
    response = client.post(button["data-w-action-url-value"])

    german = german_of(release)
    assert response.url == reverse("news_both", args=[german.pk])
    assert not german.live
    assert german.is_translation
    assert state_of(release) == State.UNTRANSLATED


def test_it_begins_with_the_newest_draft_not_with_what_is_public(
    sign_in, client, newsroom
):
    sign_in("Editors")
    release = add_release(newsroom, "Dawn")
    draft = release.get_latest_revision_as_object()
    draft.title = "Early dawn"
    draft.lead_image = add_image()
    draft.save_revision()

    add(client, release)

    german = german_of(release).get_latest_revision_as_object()
    assert (german.title, german.live) == ("Early dawn", False)
    assert german.lead_image_id == draft.lead_image_id
    assert PressReleasePage.objects.get(pk=release.pk).live


def test_who_presses_twice_gets_one(sign_in, client, newsroom):
    sign_in("Editors")
    release = add_release(newsroom)

    first, second = add(client, release), add(client, release)

    assert first.url == second.url
    assert versions_of(release.translation_key).count() == 2


def test_a_link_to_the_address_asks_and_changes_nothing(sign_in, client, newsroom):
    sign_in("Editors")
    release = add_release(newsroom, "Dawn")

    page = client.get(reverse("news_translate", args=[release.pk, "de"]))

    assert "Dawn" in page.text
    assert find_button(page, "Add Deutsch")["type"] == "submit"
    assert versions_of(release.translation_key).count() == 1


@pytest.mark.parametrize("language", ["fr", "en-simple"])
def test_a_language_that_the_newsroom_has_not_is_not_found(
    sign_in, client, newsroom, language
):
    sign_in("Editors")

    assert add(client, add_release(newsroom), language).status_code == 404


@pytest.mark.parametrize("language", ["en", "de"])
def test_who_may_not_write_in_both_languages_adds_none(only, newsroom, language):
    release = publish(draft_release(newsroom, "Dawn"))
    client = only(language)

    response = add(client, release)
    form = client.get(reverse("wagtailadmin_pages:edit", args=[release.pk]))

    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")
    assert versions_of(release.translation_key).count() == 1
    assert find_button(form, "Add Deutsch") is None


def test_the_page_to_translate_any_page_speaks_of_languages(sign_in, client, site):
    sign_in("Editors")
    url = reverse(
        "simple_translation:submit_page_translation",
        args=[add_release(site["en"]["newsroom"]).pk],
    )

    page = client.get(url)

    assert "Languages" in page.text
    assert "Locales" not in page.text
