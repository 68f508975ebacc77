"""Who hears of what, once."""

from __future__ import annotations

from datetime import timedelta

from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest
from django_tasks_db.models import DBTaskResult

from wagtail.models import Page, PageViewRestriction

from news.models import Correction
from news.pages import NewsIndexPage, PressReleasePage
from news.publishing import correcting
from partners.models import FormerAddress
from portal.subscriptions import announcing, deliveries
from portal.subscriptions.models import Delivery
from tests.factories import (
    add_institution,
    add_release,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)


def recipients() -> list[str]:
    return sorted(one.to[0] for one in mail.outbox)


def lift_embargo(release) -> None:
    """Let the time of a release come, as far as the scheduler can tell."""
    past = timezone.now() - timedelta(minutes=1)
    PressReleasePage.objects.filter(pk=release.pk).update(
        go_live_at=past, released_at=past
    )
    revision = release.latest_revision
    revision.content |= {"go_live_at": None, "released_at": past.isoformat()}
    revision.approved_go_live_at = past
    revision.save()


def correct(release, kind="correction", **values):
    correcting.correct(
        Correction(
            story=release.translation_key, kind=kind, what={"en": "Five."}, **values
        )
    )


def test_tells_those_whose_list_has_the_release(newsroom, subscribe, work):
    institution = add_institution(slug="ellis")
    subscribe("all@example.org")
    subscribe("ellis@example.org", query="institution=ellis")
    subscribe("other@example.org", query="institution=other")
    subscribe("search@example.org", query="q=gene")
    subscribe("other-search@example.org", query="q=bridge")
    subscribe("german@example.org", languages="de")
    subscribe("pending@example.org", status="pending")
    subscribe("bounced@example.org", status="bounced")
    subscribe("weekly@example.org", frequency="weekly")

    add_release(newsroom, "Genes", institutions=[(institution, "lead_issuer")])
    work()

    assert recipients() == [
        "all@example.org",
        "ellis@example.org",
        "search@example.org",
    ]


def test_publishing_again_sends_nothing(newsroom, subscribe, work):
    subscribe()
    release = add_release(newsroom)
    work()
    subscribe("later@example.org")

    release = publish(release)
    release.unpublish()
    publish(PressReleasePage.objects.get(pk=release.pk))
    work()

    assert len(mail.outbox) == 1


def test_the_scheduler_tells_when_the_embargo_lifts(newsroom, subscribe, work):
    subscribe()
    release = publish(draft_release(newsroom, released_at=days_from_now(1)))
    work()
    assert mail.outbox == []

    lift_embargo(release)
    call_command("publish_scheduled")
    work()

    assert recipients() == ["reader@example.org"]


def test_an_update_of_a_release_under_embargo_sends_nothing(newsroom, subscribe, work):
    subscribe()
    release = publish(draft_release(newsroom, released_at=days_from_now(1)))
    publish(release)

    work()

    assert mail.outbox == []


def test_what_is_not_public_when_it_is_sent_is_not_sent(newsroom, subscribe, work):
    subscribe()
    add_release(newsroom).unpublish()
    restricted = add_release(newsroom)
    PageViewRestriction.objects.create(
        page=Page.objects.get(pk=restricted.pk), restriction_type="login"
    )

    work()

    assert mail.outbox == []


def test_what_was_withdrawn_meanwhile_is_not_sent(newsroom, subscribe, work):
    subscribe()
    release = add_release(newsroom, "Six")
    announcing.announce_release.call(release.pk)
    correct(release, "withdrawal")

    work()

    assert mail.outbox == []


def test_an_archive_is_not_announced(newsroom, subscribe, work):
    subscribe()

    add_release(newsroom, released_at=days_from_now(-15))
    add_release(newsroom, "Late", released_at=days_from_now(-13))
    work()

    assert [one.subject for one in mail.outbox] == ["Late"]


@pytest.mark.parametrize(
    ("languages", "subjects"),
    [
        ("en", ["English"]),
        ("de", ["Deutsch"]),
        ("de,en", ["Deutsch"]),
        ("en,de", ["English"]),
    ],
)
def test_languages_that_become_public_together_come_once(
    newsroom, subscribe, work, wait, languages, subjects
):
    subscribe(languages=languages)
    english = publish(draft_release(newsroom, "English", released_at=days_from_now(1)))
    german = publish(add_translation(english, title="Deutsch"))
    for release in (english, german):
        lift_embargo(release)

    call_command("publish_scheduled")
    work()
    wait()
    work()

    assert [one.subject for one in mail.outbox] == subjects


def test_a_translation_that_follows_is_not_sent_to_who_has_read_it(
    newsroom, subscribe, work
):
    subscribe("de-en@example.org", languages="de,en")
    subscribe("de@example.org", languages="de")
    english = add_release(newsroom, "English")
    work()

    publish(add_translation(english, title="Deutsch"))
    work()

    assert [(one.to[0], one.subject) for one in mail.outbox] == [
        ("de-en@example.org", "English"),
        ("de@example.org", "Deutsch"),
    ]


def test_the_language_of_the_mail_is_not_that_of_the_release(newsroom, subscribe, work):
    subscribe(language="de")
    add_release(newsroom, "English", standfirst="In English.")

    work()

    html = mail.outbox[0].alternatives[0].content
    assert '<html lang="de">' in html
    assert '<h1 lang="en"><a href="http://localhost/en/newsroom/' in html
    assert '<article lang="en">' in html
    assert "http://localhost/de/subscribe/end/" in html


def test_two_lists_with_the_same_release_send_it_once(newsroom, subscribe, work):
    institution = add_institution(slug="ellis")
    subscribe()
    subscribe(query="institution=ellis")

    add_release(newsroom, institutions=[(institution, "lead_issuer")])
    work()

    assert recipients() == ["reader@example.org"]


def test_a_task_that_runs_twice_sends_once(newsroom, subscribe, work):
    subscribe()
    release = add_release(newsroom)
    announcing.announce_release.call(release.pk)
    announcing.announce_release.call(release.pk)
    keys = list(Delivery.objects.values_list("pk", flat=True))
    deliveries.send(keys)
    deliveries.send(keys)

    work()

    assert len(mail.outbox) == 1


def test_a_former_slug_still_means_the_institution(newsroom, subscribe, work):
    institution = add_institution(slug="old")
    subscribe(query="institution=old")
    FormerAddress.objects.keep(institution)
    institution.slug = "new"
    institution.save()

    add_release(newsroom, institutions=[(institution, "lead_issuer")])
    work()

    assert len(mail.outbox) == 1


def test_a_new_slug_of_the_newsroom_ends_nothing(newsroom, subscribe, work):
    subscribe()
    newsroom.slug = "press"
    newsroom.save_revision().publish()

    add_release(NewsIndexPage.objects.get(pk=newsroom.pk))
    work()

    assert "http://localhost/en/press/" in mail.outbox[0].body


def test_a_withdrawal_reaches_those_who_got_the_release(
    newsroom, subscribe, work, django_capture_on_commit_callbacks
):
    subscribe(query="q=gene")
    release = add_release(newsroom, "Six", standfirst="About genes.")
    work()
    mail.outbox.clear()
    subscribe("later@example.org", query="q=gene")

    with django_capture_on_commit_callbacks(execute=True):
        correct(release, "withdrawal")
    work()

    assert recipients() == ["reader@example.org"]
    assert "About genes." not in mail.outbox[0].body


def test_a_correction_of_a_draft_is_told_to_nobody(
    newsroom, subscribe, work, django_capture_on_commit_callbacks
):
    subscribe()

    with django_capture_on_commit_callbacks(execute=True):
        correct(draft_release(newsroom))
    work()

    assert mail.outbox == []


def test_without_subscribers_nothing_is_put_into_the_queue(newsroom, subscribe):
    subscribe(frequency="weekly")

    add_release(newsroom)

    assert not DBTaskResult.objects.exists()


def test_queries_do_not_grow_with_the_subscribers_of_a_list(newsroom, subscribe):
    institution = add_institution(slug="ellis")

    def announced(count: int) -> int:
        for number in range(count):
            subscribe(f"{count}-{number}@example.org")
            subscribe(f"{count}-{number}@example.com", query="institution=ellis")
        release = add_release(newsroom, institutions=[(institution, "lead_issuer")])
        with CaptureQueriesContext(connection) as queries:
            announcing.announce_release.call(release.pk)
        return len(queries)

    few = announced(3)
    many = announced(27)

    assert Delivery.objects.count() == 3 * 2 + 30 * 2
    assert many == few


def test_a_lost_delivery_is_found_again(newsroom, subscribe, work):
    subscription = subscribe()
    release = add_release(newsroom)
    hour_ago = timezone.now() - timedelta(minutes=61)
    values = {
        "subscription": subscription,
        "story": release.translation_key,
        "release": release,
    }
    Delivery.objects.create(event="released", due_at=hour_ago, **values)

    call_command("send_digests")
    call_command("send_digests")
    work()

    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("minutes", "mails"), [(61, 1), (59, 0)])
def test_what_a_killed_worker_began_to_tell_is_told(
    newsroom, subscribe, work, minutes, mails
):
    subscribe()
    add_release(newsroom)
    begun = timezone.now() - timedelta(minutes=minutes)
    DBTaskResult.objects.update(status="RUNNING", started_at=begun)

    call_command("send_digests")
    call_command("send_digests")
    work()

    assert len(mail.outbox) == mails


def test_a_letter_that_cannot_be_made_holds_up_no_other(newsroom, subscribe, work):
    subscription = subscribe()
    broken, sound = add_release(newsroom, "Broken"), add_release(newsroom, "Sound")
    PressReleasePage.objects.filter(pk=broken.pk).update(
        notices=[{"kind": "correction"}]
    )
    DBTaskResult.objects.all().delete()
    for release in (broken, sound):
        Delivery.objects.create(
            subscription=subscription,
            event="released",
            story=release.translation_key,
            release=release,
            due_at=timezone.now() - timedelta(minutes=61),
        )

    call_command("send_digests")
    with pytest.raises(AssertionError, match="KeyError"):
        work()

    assert [one.subject for one in mail.outbox] == ["Sound"]
    assert DBTaskResult.objects.failed().count() == 1
