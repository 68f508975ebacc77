"""What is due becomes public, whatever else cannot."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import CommandError, call_command
from django.utils import timezone, translation

import pytest

from wagtail.models import PageLogEntry

from news.models import Embargo
from news.pages import NewsItemPage, PressReleasePage
from news.publishing import schedule
from tests.factories import (
    add_release,
    add_series,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)
from tests.sharing import shared


def make_due(release, minutes=1, at=None) -> PressReleasePage:
    """Let the time of a scheduled release have come some minutes ago, or at an instant."""
    then = at or timezone.now() - timedelta(minutes=minutes)
    Embargo.objects.filter(story=release.translation_key).update(until=then)
    PressReleasePage.objects.filter(pk=release.pk).update(
        released_at=then, go_live_at=then
    )
    for revision in release.revisions.filter(approved_go_live_at__isnull=False):
        revision.approved_go_live_at = then
        revision.content = revision.content | {
            "released_at": then.isoformat(),
            "go_live_at": then.isoformat(),
        }
        revision.save()
    return PressReleasePage.objects.get(pk=release.pk)


def scheduled(newsroom, title, **values) -> PressReleasePage:
    values = {"released_at": days_from_now(1)} | values
    return publish(draft_release(newsroom, title, **values))


def take_slug(newsroom, slug) -> None:
    """Give an address to another page, as two editors can at the same time."""
    page = add_release(newsroom, "Quicker")
    PressReleasePage.objects.filter(pk=page.pk).update(slug=slug)


def live_titles() -> set[str]:
    live = PressReleasePage.objects.filter(live=True)
    return set(live.values_list("title", flat=True))


@shared
def three(newsroom):
    """Three releases that are due; the first has an address that is taken."""
    first = scheduled(newsroom, "First", slug="first")
    others = [scheduled(newsroom, title) for title in ("Second", "Third")]
    take_slug(newsroom, "first")
    make_due(first, minutes=3)
    for release in others:
        make_due(release)
    return first


def test_one_that_cannot_be_published_stops_no_other(three):
    with pytest.raises(CommandError, match="1 could not be published"):
        call_command("publish_scheduled")

    assert {"Second", "Third"} <= live_titles()
    assert "First" not in live_titles()
    assert three.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_it_is_public_as_soon_as_nothing_is_in_its_way(three):
    assert schedule.run() == 1
    PressReleasePage.objects.filter(slug="first").exclude(pk=three.pk).update(slug="x")

    assert schedule.run() == 0

    assert "First" in live_titles()


def test_a_failure_is_noted_once_in_both_languages(three, caplog):
    schedule.run()
    schedule.run()

    (entry,) = PageLogEntry.objects.filter(action=schedule.FAILED)
    assert entry.page_id == three.pk
    assert set(entry.data["reasons"]) == {"en", "de"}
    assert "already in use" in entry.data["reasons"]["en"]
    assert entry.data["reasons"]["de"] != entry.data["reasons"]["en"]
    assert len([one for one in caplog.records if one.levelname == "ERROR"]) == 1


def test_a_technical_failure_stops_nothing_either(newsroom, monkeypatch):
    for title in ("Broken", "Sound"):
        make_due(scheduled(newsroom, title))
    publish_page = PressReleasePage.publish

    def fail(release, *args, **kwargs):
        if release.title == "Broken":
            raise OSError
        publish_page(release, *args, **kwargs)

    monkeypatch.setattr(PressReleasePage, "publish", fail)

    assert schedule.run() == 1

    assert live_titles() == {"Sound"}
    reasons = PageLogEntry.objects.get(action=schedule.FAILED).data["reasons"]
    assert "OSError" in reasons["en"]


def test_what_failed_left_nothing_behind(newsroom):
    series = add_series()
    first = scheduled(newsroom, "First", slug="first")
    draft = PressReleasePage.objects.get(pk=first.pk)
    assert not draft.number
    take_slug(newsroom, "first")
    revision = first.revisions.get(approved_go_live_at__isnull=False)
    revision.content = revision.content | {"series": series.pk, "number_year": 2020}
    revision.save()
    make_due(first)

    schedule.run()

    assert not series.numbers.exists()


def test_an_expiry_that_fails_stops_no_other(newsroom, monkeypatch):
    past = timezone.now() - timedelta(minutes=1)
    for title in ("Broken", "Sound"):
        release = add_release(newsroom, title)
        PressReleasePage.objects.filter(pk=release.pk).update(expire_at=past)
    take_down = schedule.take_down

    def fail(page, now):
        if page.title == "Broken":
            raise OSError
        take_down(page, now)

    monkeypatch.setattr(schedule, "take_down", fail)

    assert schedule.run() == 1
    assert live_titles() == {"Broken"}


def test_a_schedule_that_is_cancelled_meanwhile_is_not_kept(newsroom):
    release = make_due(scheduled(newsroom, "Cancelled"))
    now = timezone.now()
    (due,) = schedule.find_due(now)
    release.revisions.update(approved_go_live_at=None)

    schedule.lift(due, now)

    assert live_titles() == set()


def test_all_languages_of_a_story_are_published(newsroom):
    release = draft_release(newsroom, "English", released_at=days_from_now(1))
    release.save_revision()
    german = add_translation(release, title="Deutsch")
    for version in (publish(release), publish(german)):
        make_due(version)

    assert schedule.run() == 0

    assert live_titles() == {"English", "Deutsch"}


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_desk_says_in_red_what_failed_and_why(
    sign_in, client, three, newsroom, language
):
    schedule.run()
    user = sign_in("Editors")
    with translation.override(language):
        reason = PageLogEntry.objects.get(action=schedule.FAILED).data["reasons"]

    html = user.get("/admin/", HTTP_ACCEPT_LANGUAGE=language).content.decode()

    overdue = html.partition('id="desk-overdue-section"')[2].partition("</section>")[0]
    assert "help-critical" in overdue
    assert "First" in overdue
    assert "Second" not in overdue
    assert reason[language].split("“")[0][:30] in overdue.replace("&#x27;", "'")


def test_the_desk_knows_news_items_as_well(sign_in, client, newsroom):
    stuck = scheduled(newsroom, "Stuck", slug="stuck", model=NewsItemPage)
    scheduled(newsroom, "Planned", model=NewsItemPage)
    take_slug(newsroom, "stuck")
    make_due(stuck)
    schedule.run()
    sign_in("Editors")

    html = client.get("/admin/").text

    def section(name):
        return html.partition(f'id="{name}-section"')[2].partition("</section>")[0]

    assert "Stuck" in section("desk-overdue")
    assert "Planned" in section("desk-scheduled")
    assert "Planned" not in section("desk-drafts")


def test_the_desk_says_when_nothing_publishes_what_is_due(sign_in, client, newsroom):
    make_due(scheduled(newsroom, "Forgotten"), minutes=5)
    make_due(scheduled(newsroom, "Just now"), minutes=0)
    sign_in("Editors")

    html = client.get("/admin/").content.decode()

    overdue = html.partition('id="desk-overdue-section"')[2].partition("</section>")[0]
    assert "Nothing publishes what is due" in overdue
    assert "Forgotten" in overdue
    assert "Just now" not in overdue


def test_the_desk_of_a_newsroom_where_all_is_well_says_nothing(
    sign_in, client, newsroom
):
    scheduled(newsroom, "Waiting")
    sign_in("Editors")

    assert "desk-overdue" not in client.get("/admin/").content.decode()


def test_the_history_of_the_release_says_so_too(sign_in, client, three):
    schedule.run()
    sign_in("Moderators")

    html = client.get(f"/admin/pages/{three.pk}/history/").content.decode()

    assert "Could not be published: " in html


def test_a_dry_run_publishes_nothing(three):
    call_command("publish_scheduled", dryrun=True)

    assert "Second" not in live_titles()
