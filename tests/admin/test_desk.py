"""What editors see first, and how they get from language to language."""

import json

from django.urls import reverse

import pytest

from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.users.models import UserProfile

from news.pages import PressReleasePage
from news.pages.translations import State, versions_of
from tests.factories import (
    add_release,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)


def state_of(release, language="de"):
    fresh = PressReleasePage.objects.get(pk=release.pk)
    return {version.language: version.state for version in versions_of(fresh)}[language]


def test_the_home_page_lists_drafts_scheduled_and_released(sign_in, client, newsroom):
    sign_in("Editors")
    draft_release(newsroom, "Half written").save_revision()
    publish(draft_release(newsroom, "Under wraps", released_at=days_from_now(1)))
    add_release(newsroom, "Out already")

    html = client.get(reverse("wagtailadmin_home")).content.decode()

    def section(name):
        return html.partition(f'id="{name}-section"')[2].partition("</section>")[0]

    assert "Half written" in section("desk-drafts")
    assert "Under wraps" in section("desk-scheduled")
    assert "Under wraps" not in section("desk-drafts")
    assert "Out already" in section("desk-recent")


def test_the_home_page_of_an_empty_newsroom_says_so(sign_in, client, newsroom):
    sign_in("Editors")

    html = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "No drafts." in html
    assert "Nothing is scheduled." in html


@pytest.mark.parametrize("group", ["Editors", "Moderators", "Administrators"])
def test_everybody_can_start_a_release_from_the_home_page(
    sign_in, client, newsroom, group
):
    sign_in(group)

    html = client.get(reverse("wagtailadmin_home")).content.decode()

    assert (
        reverse(
            "wagtailadmin_pages:add", args=["news", "pressreleasepage", newsroom.pk]
        )
        in html
    )


def test_the_home_page_costs_the_same_with_many_releases(
    sign_in, newsroom, count_queries
):
    sign_in("Moderators")

    def publish_some(number: int) -> None:
        # Who refers to whom is no question here, and takes half the time.
        with disable_reference_index_auto_update():
            for _n in range(number):
                publish(add_translation(add_release(newsroom), title="Übersetzt"))

    publish_some(8)
    few = count_queries(reverse("wagtailadmin_home"))
    publish_some(12)

    assert count_queries(reverse("wagtailadmin_home")) == few


def test_a_missing_translation_is_one_click_away(sign_in, client, newsroom):
    sign_in("Editors")
    release = add_release(newsroom)

    html = client.get(reverse("wagtailadmin_pages:edit", args=[release.pk]))

    assert state_of(release) == State.MISSING
    target = reverse("news_translate", args=[release.pk, "de"])
    assert target in html.content.decode()
    assert client.post(target).status_code == 302
    assert state_of(release) == State.UNTRANSLATED


def test_a_translation_is_one_click_away(sign_in, client, newsroom):
    sign_in("Editors")
    release = add_release(newsroom)
    german = publish(add_translation(release, title="Übersetzt"))

    html = client.get(reverse("wagtailadmin_pages:edit", args=[release.pk]))

    assert reverse("wagtailadmin_pages:edit", args=[german.pk]) in html.content.decode()
    assert state_of(release) == State.CURRENT


def test_a_new_language_version_is_a_translation(newsroom, site):
    german = add_release(site["de"]["newsroom"])

    english = publish(add_translation(german, "en", title="Translated"))

    assert english.is_translation
    assert state_of(german, "de") == State.ORIGINAL
    assert state_of(german, "en") == State.CURRENT


def test_a_new_text_of_the_original_makes_the_translation_out_of_date(newsroom):
    release = add_release(newsroom)
    german = publish(add_translation(release, title="Übersetzt"))
    release = PressReleasePage.objects.get(pk=release.pk)
    release.standfirst = "New."
    release.save_revision()

    assert state_of(release) == State.OUT_OF_DATE

    PressReleasePage.objects.get(pk=german.pk).save_revision()
    assert state_of(release) == State.CURRENT


def test_new_facts_do_not_make_the_translation_out_of_date(newsroom):
    release = add_release(newsroom)
    publish(add_translation(release, title="Übersetzt"))
    release = PressReleasePage.objects.get(pk=release.pk)
    release.kind = "statement"
    release.save_revision()

    assert state_of(release) == State.CURRENT


def test_the_admin_speaks_german(sign_in, client, newsroom):
    signed_in = sign_in("Editors")
    user = signed_in.session["_auth_user_id"]
    UserProfile.objects.create(user_id=user, preferred_language="de")

    html = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "Entwürfe" in html
    assert "Neue Pressemitteilung" in html


def test_what_the_editor_adds_to_paragraphs_is_no_new_text(newsroom):
    block = {"type": "prose", "value": "<p>Words</p>", "id": "1"}
    release = add_release(newsroom, body=json.dumps([block]))
    publish(add_translation(release, title="Übersetzt"))
    draft = PressReleasePage.objects.get(pk=release.pk).get_latest_revision_as_object()

    block["value"] = '<p data-block-key="x1y2z">Words</p>'
    draft.body = json.dumps([block])
    draft.save_revision()
    assert state_of(release) == State.CURRENT

    block["value"] = '<p data-block-key="x1y2z">Others</p>'
    draft.body = json.dumps([block])
    draft.save_revision()
    assert state_of(release) == State.OUT_OF_DATE
