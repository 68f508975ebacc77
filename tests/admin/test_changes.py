"""Publishing a text that says something else than the public one."""

from datetime import UTC, datetime

from django.urls import reverse

import pytest

from wagtail.models import PageLogEntry
from wagtail.users.models import UserProfile

from news.models import Correction
from news.pages import PressReleasePage
from news.record import build
from news.syndication.substance import find_reasons
from tests.admin.test_publishing import send
from tests.factories import (
    add_institution,
    add_person,
    add_release,
    add_statement,
    add_translation,
    draft_release,
    publish,
)
from tests.news.reading import correct
from tests.sharing import shared


def prose(text: str) -> list[dict]:
    return [{"type": "prose", "value": f"<p>{text}</p>"}]


@pytest.fixture
def moderator(sign_in):
    sign_in("Moderators")


@shared
def release(newsroom):
    release = add_release(
        newsroom, "Mice seen", body=prose("Yesterday 5 mice were seen.")
    )
    draft = release.get_latest_revision_as_object()
    draft.body = prose("Yesterday 6 mice were seen.")
    draft.save_revision()
    return PressReleasePage.objects.get()


def change_url(release) -> str:
    return reverse("news_change", args=[release.pk])


def answer(client, release, way, **values):
    """Send what is asked before a change is public, and what is asked then."""
    data = {
        "way": way,
        "text": release.latest_revision_id,
        "what_en": "Six, not five.",
        "what_de": "Sechs, nicht fünf.",
        "why_en": "",
        "why_de": "",
    } | values
    response = client.post(change_url(release), data)
    if response.status_code == 200 and "typed" in (response.context or {}):
        response = client.post(change_url(release), data | {"confirmed": "1"})
    return response


def test_a_new_figure_is_asked_about_before_it_is_public(client, moderator, newsroom):
    release = send(client, draft_release(newsroom), standfirst="Five of 12 cells.")

    changed = send(client, release, standfirst="Five of 13 cells.", way="")
    page = client.get(change_url(release)).content.decode()

    assert changed.standfirst == "Five of 12 cells."
    assert changed.has_unpublished_changes
    assert "Figures differ." in page
    assert "13 </ins>" in page or "13</ins>" in page


def test_a_slip_of_the_pen_is_public_at_once(client, moderator, newsroom):
    release = send(client, draft_release(newsroom), standfirst="Five cels.")

    changed = send(client, release, standfirst="Five cells.")

    assert changed.standfirst == "Five cells."
    assert not changed.notices


def test_text_and_note_become_public_together(client, moderator, release):
    response = answer(client, release, "correction")
    release = PressReleasePage.objects.get()

    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[release.pk])
    assert "6 mice" in release.feed_html
    assert release.notices[0]["what"] == "Six, not five."
    assert release.updated_at > release.released_at


def test_what_is_called_small_changes_neither_date_nor_feeds(
    client, moderator, release
):
    answer(client, release, "small", what_en="", what_de="")
    release = PressReleasePage.objects.get()

    assert "6 mice" in release.feed_html
    assert not release.notices
    assert release.updated_at == release.released_at
    [entry] = PageLogEntry.objects.filter(action="news.small_change")
    assert entry.page_id == release.pk


def test_a_correction_says_what_was_wrong(client, moderator, release):
    response = answer(client, release, "correction", what_en="", what_de="")

    assert "Say what was wrong, or is new." in response.content.decode()
    assert "5 mice" in PressReleasePage.objects.get().feed_html


def test_a_text_that_was_saved_meanwhile_is_looked_at_again(client, moderator, release):
    response = answer(client, release, "small", text=release.latest_revision_id - 1)

    assert "Another text was saved meanwhile." in response.content.decode()
    assert "5 mice" in PressReleasePage.objects.get().feed_html
    again = response.context["form"]["text"].value()
    assert int(again) == release.latest_revision_id


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_only_those_who_publish_are_asked(client, sign_in, release, group):
    sign_in(group)

    response = client.get(change_url(release))

    assert response.status_code == (200 if group == "Moderators" else 302)


def test_a_withdrawn_or_unchanged_release_has_nothing_to_ask(
    client, moderator, newsroom, release
):
    unchanged = add_release(newsroom)
    correct(release, "withdrawal")

    assert client.get(change_url(unchanged)).status_code == 404
    assert client.get(change_url(release)).status_code == 302


def test_a_missing_language_is_confirmed(client, moderator, release):
    publish(add_translation(release))
    release.refresh_from_db()

    response = answer(client, release, "correction", what_de="")
    assert "Write the text in every language" in response.content.decode()
    answer(client, release, "correction", what_de="", without="de")

    assert Correction.objects.count() == 1


def test_the_page_speaks_german(client, moderator, release, django_user_model):
    user = django_user_model.objects.get(username="moderators")
    UserProfile.objects.create(user=user, preferred_language="de")

    page = client.get(change_url(release)).content.decode()

    assert "Zahlen weichen ab." in page
    assert "Was für eine Änderung ist es?" in page


def draft_with(release, **values):
    draft = PressReleasePage.objects.get(pk=release.pk)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.record = build.build_fields(draft)["record"]
    return draft


@pytest.mark.parametrize(
    ("before", "after", "reasons"),
    [
        ("About 1,000 cells.", "Some 1,000 cells.", []),
        ("About 1,000 cells.", "About 10,000 cells.", ["Figures differ."]),
        ("On 6 August.", "On 7 August.", ["Figures differ."]),
        (
            'See <a href="https://a.example/">it</a>.',
            'See <a href="https://b.example/">it</a>.',
            ["Links differ."],
        ),
        ("The hub.", '<a linktype="institution" id="1">The hub</a>.', []),
        ("A few words.", f"{'Other words. ' * 10}", ["Much of the text is new."]),
    ],
)
def test_what_counts_as_substance(newsroom, before, after, reasons):
    release = add_release(newsroom, body=prose(before))

    assert find_reasons(release, draft_with(release, body=prose(after))) == reasons


def test_statements_names_and_dates_are_substance(newsroom):
    statement = add_statement(add_person("Ada"), "It works.")
    body = [{"type": "statement", "value": {"statement": statement.pk}}]
    release = add_release(
        newsroom, body=body, institutions=[(add_institution("Hub"), "issuer")]
    )
    other = add_statement(add_person("Bo"), "It works not.")
    changed = draft_with(
        release, body=[{"type": "statement", "value": {"statement": other.pk}}]
    )

    assert find_reasons(release, changed) == ["Statements differ."]


def test_the_seconds_of_a_release_are_no_other_date(newsroom):
    at = datetime(2026, 5, 4, 10, 30, 17, 908765, tzinfo=UTC)
    release = add_release(newsroom, body=prose("5 mice were seen."), released_at=at)
    by_form = at.replace(second=0, microsecond=0)

    changed = draft_with(release, released_at=by_form)

    assert find_reasons(release, changed) == []
