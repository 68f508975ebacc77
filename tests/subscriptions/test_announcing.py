"""Who hears of what, once."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest

from wagtail.models import Page, PageViewRestriction

from news.models import Correction
from news.pages import NewsIndexPage, PressReleasePage
from news.publishing import correcting
from partners.models import FormerAddress
from portal.ledger import outbox
from portal.ledger.models import Act
from portal.ledger.turns import Turn
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
    correct(release, "withdrawal")

    work()

    assert [one.subject for one in mail.outbox] == ["Withdrawn: Six"]


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


def test_an_act_that_is_done_again_sends_nothing_twice(newsroom, subscribe, work):
    subscribe()
    add_release(newsroom)
    work()
    subscribe("later@example.org")

    outbox.add_again(Act.objects.get().pk)
    work()

    assert recipients() == ["later@example.org", "reader@example.org"]


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

    assert not Act.objects.exists()


def test_queries_do_not_grow_with_the_subscribers_of_a_list(
    newsroom, subscribe, monkeypatch
):
    institution = add_institution(slug="ellis")

    def announced(count: int) -> int:
        for number in range(count):
            subscribe(f"{count}-{number}@example.org")
            subscribe(f"{count}-{number}@example.com", query="institution=ellis")
        add_release(newsroom, institutions=[(institution, "lead_issuer")])
        act = Act.objects.earliest("-pk")
        act.state, act.lease = Act.State.RUNNING, uuid4()
        act.save()
        monkeypatch.setattr(deliveries, "send", lambda turn: None)
        with CaptureQueriesContext(connection) as queries:
            announcing.tell_of_release(Turn(act))
        return len(queries)

    few = announced(3)
    many = announced(27)

    assert Delivery.objects.count() == 3 * 2 + 30 * 2
    assert many == few


def leave_unsent(work) -> None:
    """Do what is due with a mail server whose connection breaks at every mail."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deliveries.Post, "send", _end)
        with pytest.raises(SystemExit):
            work()
    Act.objects.update(leased_until=timezone.now())


def _end(*args):
    raise SystemExit


def test_what_a_killed_worker_was_sending_is_sent(newsroom, subscribe, work):
    subscribe()
    add_release(newsroom)
    leave_unsent(work)
    assert Delivery.objects.get().state == "sending"

    work()

    assert len(mail.outbox) == 1
    assert Delivery.objects.get().state == "sent"
    assert Act.objects.get().state == "done"


def test_a_letter_that_cannot_be_made_holds_up_no_other(
    newsroom, subscribe, work, wait
):
    subscribe("en@example.org")
    subscribe("de@example.org", languages="de")
    english = publish(draft_release(newsroom, "Broken", released_at=days_from_now(1)))
    german = publish(add_translation(english, title="Heil"))
    for release in (english, german):
        lift_embargo(release)
    call_command("publish_scheduled")
    PressReleasePage.objects.filter(pk=english.pk).update(
        notices=[{"kind": "correction"}]
    )

    work()

    act = Act.objects.get()
    assert [one.subject for one in mail.outbox] == ["Heil"]
    assert (act.state, act.last_error) == ("waiting", "KeyError")
    while wait():
        work()
    act.refresh_from_db()
    assert (act.state, act.last_error) == ("given up", "KeyError")

    PressReleasePage.objects.filter(pk=english.pk).update(notices=[])
    outbox.add_again(act.pk)
    work()
    assert [one.subject for one in mail.outbox] == ["Heil", "Broken"]
    assert Act.objects.get().state == "done"


def test_versions_that_become_public_one_after_the_other_are_one_act(
    newsroom, subscribe, work
):
    subscribe(languages="de,en")
    english = publish(draft_release(newsroom, "English", released_at=days_from_now(1)))
    german = publish(add_translation(english, title="Deutsch"))
    for release in (english, german):
        lift_embargo(release)

    call_command("publish_scheduled")

    assert set(Act.objects.get().payload["releases"]) == {english.pk, german.pk}


def test_a_translation_that_follows_is_no_news_of_the_original(
    newsroom, subscribe, work
):
    subscribe("de@example.org", languages="de")
    english = add_release(newsroom, "English")
    work()
    subscribe("en@example.org")

    publish(add_translation(english, title="Deutsch"))
    work()

    assert recipients() == ["de@example.org"]


def test_after_some_mails_other_acts_have_their_turn(
    newsroom, subscribe, work, monkeypatch
):
    monkeypatch.setattr(deliveries, "BATCH", 2)
    for number in range(5):
        subscribe(f"reader{number}@example.org")
    add_release(newsroom, "First")
    add_release(newsroom, "Second")

    work()

    subjects = "".join(one.subject[0] for one in mail.outbox)
    assert subjects == "FFSSFFSSFS"
