"""Languages of a release: side by side, and public together."""

import json

from django.urls import reverse

import pytest

from news.pages import PressReleasePage
from news.pages.translations import State, versions_of
from news.publishing import schedule, together
from news.publishing.publication import PublicationError
from news.syndication.comparing import Part, build_rows, find_said
from portal.users.models import User
from tests.admin.test_publish_page import press
from tests.admin.test_publishing import send
from tests.factories import (
    add_person,
    add_release,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)
from tests.news.test_schedule import make_due
from tests.sharing import shared


def prose(text: str, key: str = "6a4b0c4e-0000-4000-8000-000000000000") -> dict:
    return {"type": "prose", "value": f"<p>{text}</p>", "id": key}


def german_of(release, **values):
    """Return a German draft of a release."""
    german = add_translation(release)
    for name, value in values.items():
        setattr(german, name, value)
    german.save()
    german.save_revision()
    return PressReleasePage.objects.get(pk=german.pk)


@shared
def both(newsroom):
    """An English draft that wants to go with its German version."""
    draft = draft_release(newsroom, "Dawn", together=["en", "de"])
    draft.save_revision()
    german = german_of(draft, title="Morgen")
    return PressReleasePage.objects.get(pk=draft.pk), german


def live() -> set[str]:
    pages = PressReleasePage.objects.live().select_related("locale")
    return {page.language for page in pages}


def test_a_copy_is_one_in_whatever_order_a_database_keeps_its_blocks(newsroom):
    release = publish(
        draft_release(newsroom, "Dawn", body=json.dumps([prose("It is.")]))
    )
    german = add_translation(release)
    text = german.save_revision()
    blocks = json.loads(text.content["body"])
    turned = [dict(reversed(block.items())) for block in blocks]
    text.content["body"] = json.dumps(turned)
    text.save()
    german.refresh_from_db()

    assert text.content["body"] != release.latest_revision.content["body"]
    assert together.is_untranslated(german)


def test_none_goes_alone(both):
    for page in both:
        with pytest.raises(PublicationError, match="go public together"):
            publish(page)

    assert live() == set()


def test_all_go_in_one_act(both):
    together.publish(both[0], User.objects.create_superuser("desk"))

    assert live() == {"en", "de"}


def test_all_are_scheduled_in_one_act(newsroom):
    draft = draft_release(newsroom, together=["en", "de"], released_at=days_from_now(1))
    draft.save_revision()
    german = german_of(draft, title="Morgen")

    together.publish(draft, User.objects.create_superuser("desk"))

    assert live() == set()
    assert all(together.is_scheduled(page) for page in (draft, german))


def test_the_date_that_was_saved_last_is_that_of_all(newsroom):
    draft = draft_release(newsroom, together=["en", "de"])
    draft.save_revision()
    german = german_of(draft, title="Morgen")
    text = german.get_latest_revision_as_object()
    text.released_at = days_from_now(1)
    text.save_revision()

    together.publish(german, User.objects.create_superuser("desk"))

    assert live() == set()
    assert all(together.is_scheduled(page) for page in (draft, german))


@pytest.fixture
def scheduled(newsroom):
    """Both languages, approved for tomorrow."""
    draft = draft_release(newsroom, together=["en", "de"], released_at=days_from_now(1))
    draft.save_revision()
    german = german_of(draft, title="Morgen")
    together.publish(draft, User.objects.create_superuser("desk"))
    return PressReleasePage.objects.get(pk=draft.pk), german


def test_who_cancels_the_schedule_of_one_cancels_that_of_all(
    client, sign_in, scheduled
):
    sign_in("Moderators")
    _english, german = scheduled
    address = reverse(
        "wagtailadmin_pages:revisions_unschedule",
        args=[german.pk, german.revisions.exclude(approved_go_live_at=None).get().pk],
    )

    answer = client.post(address, follow=True)

    assert "wait no more either" in answer.text
    assert not any(together.is_scheduled(page) for page in scheduled)


def test_none_goes_alone_when_the_time_has_come(scheduled):
    english, german = scheduled
    german.revisions.update(approved_go_live_at=None)
    make_due(english)

    assert schedule.run()

    assert live() == set()


@pytest.mark.parametrize("problem", ["missing", "untranslated"])
def test_all_or_none(newsroom, problem):
    draft = draft_release(newsroom, "Dawn", together=["en", "de"])
    draft.save_revision()
    if problem == "untranslated":
        german_of(draft)

    with pytest.raises(PublicationError) as refusal:
        together.publish(draft, User.objects.create_superuser("desk"))

    said = refusal.value.messages[0]
    assert ("no such version" if problem == "missing" else "not translated") in said
    assert live() == set()


def test_a_language_that_is_not_named_goes_when_it_likes(newsroom):
    draft = draft_release(newsroom, "Dawn", together=["en"])
    draft.save_revision()
    german_of(draft, title="Morgen")

    publish(draft)

    assert live() == {"en"}


def test_publishing_from_the_form_asks_for_all(client, sign_in, both):
    sign_in("Moderators")
    english = both[0]

    send(client, english, together=["en", "de"])
    page = client.get(reverse("news_publish", args=[english.pk]))
    assert live() == set()
    response = press(client, english)

    assert "Deutsch goes public" in page.content.decode()
    assert response.status_code == 302
    assert live() == {"en", "de"}


def test_what_keeps_them_is_said_on_the_page(client, sign_in, newsroom):
    sign_in("Moderators")
    draft = draft_release(newsroom, "Dawn", together=["en", "de"])
    draft.save_revision()
    german_of(draft)

    response = press(client, draft)

    assert "It is not translated yet." in response.content.decode()


@pytest.mark.parametrize("name", ["news_publish", "news_languages"])
def test_editors_compare_and_do_not_publish(client, sign_in, both, name):
    sign_in("Editors")

    response = client.get(reverse(name, args=[both[0].pk]))

    assert response.status_code == (200 if name == "news_languages" else 302)


def test_a_fresh_copy_is_not_translated_until_its_text_differs(newsroom):
    release = add_release(newsroom, "Dawn")
    german = add_translation(release)
    german.save_revision()

    def state() -> State:
        return next(one.state for one in versions_of(release) if one.language == "de")

    assert state() == State.UNTRANSLATED
    draft = release.get_latest_revision_as_object()
    draft.standfirst = "More of it."
    draft.save_revision()
    assert state() == State.UNTRANSLATED
    german_draft = PressReleasePage.objects.get(pk=german.pk)
    german_draft.title = "Morgen"
    german_draft.save_revision()
    assert state() == State.CURRENT


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("1,234.5 cells", "1.234,5 Zellen"),
        ("12.5 per cent of 10,000", "12,5 Prozent von 10 000"),
        ("on 6 August 2020", "am 6. August 2020"),
        ("on March 1, 2021, at 2 pm", "am 1. März 2021 um 14 Uhr"),
        ("at 10:30 a.m.", "um 10.30 Uhr"),
        ("5 mice", "fünf Mäuse"),
        ("version 3.11", "Version 3.11"),
    ],
)
def test_the_same_is_known_in_both_languages(english, german):
    left, right = find_said(Part((english,)), "en"), find_said(Part((german,)), "de")

    assert left.dates == right.dates
    assert left.figures <= right.figures | right.words
    assert right.figures <= left.figures | left.words


def flags(english: str, german: str, newsroom, **values) -> set[tuple[str, str, str]]:
    release = add_release(newsroom, body=[prose(english)], **values)
    draft = german_of(release, body=[prose(german)])
    draft.record = release.record
    rows = build_rows(release, draft, None)
    return {(one.kind, one.what, one.language) for row in rows for one in row.flags}


def test_what_does_not_agree_is_flagged(newsroom):
    found = flags(
        'On 6 August 12 cells, <a href="https://a.example/">see</a> Ada Lovelace.',
        "Am 7. August 21 Zellen.",
        newsroom,
        people=[add_person("Ada Lovelace")],
    )

    assert found == {
        ("figure", "12", "en"),
        ("figure", "21", "de"),
        ("date or time", "08-06", "en"),
        ("date or time", "08-07", "de"),
        ("link", "https://a.example/", "en"),
        ("name", "Ada Lovelace", "en"),
    }


def test_what_agrees_is_not(newsroom):
    assert not flags("On 6 August five cells.", "Am 6. August 5 Zellen.", newsroom)


def test_the_page_shows_what_changed_since_the_translation(client, sign_in, newsroom):
    sign_in("Editors")
    release = add_release(newsroom, "Dawn", body=[prose("Five mice.")])
    german_of(release, title="Morgen", body=[prose("Fünf Mäuse.")])
    draft = PressReleasePage.objects.get(pk=release.pk)
    draft.body = [prose("Six mice.")]
    draft.save_revision()

    page = client.get(reverse("news_languages", args=[release.pk])).content.decode()

    assert "Five </del>" in page
    assert "Fünf Mäuse." in page
    assert "The original changed." in page


def test_a_release_in_one_language_has_nothing_to_compare(client, sign_in, newsroom):
    sign_in("Editors")
    release = add_release(newsroom)

    address = reverse("news_languages", args=[release.pk])

    assert client.get(address).status_code == 404
    assert (
        address not in client.get(f"/admin/pages/{release.pk}/edit/").content.decode()
    )
