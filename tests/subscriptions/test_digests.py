"""Once a week, if there is something new."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from news.models import Correction
from news.pages import PressReleasePage
from news.publishing import correcting
from portal.subscriptions import weekly
from portal.subscriptions.models import Delivery, Subscription
from tests.factories import add_institution, add_release, add_translation, publish

BERLIN = ZoneInfo("Europe/Berlin")
LAST = datetime(2026, 6, 22, 7, tzinfo=BERLIN)
MONDAY = datetime(2026, 6, 29, 7, tzinfo=BERLIN)


def release_on(newsroom, day: datetime, title: str = "", **values):
    """Add a release that became public at some time in the past."""
    release = add_release(newsroom, title, released_at=day, **values)
    PressReleasePage.objects.filter(pk=release.pk).update(first_published_at=day)
    return release


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 6, 29, 6, 59, tzinfo=BERLIN), LAST),
        (MONDAY, MONDAY),
        (datetime(2026, 7, 5, 23, 59, tzinfo=BERLIN), MONDAY),
        # Summer time begins and ends on the Sunday before.
        (
            datetime(2026, 3, 30, 7, tzinfo=BERLIN),
            datetime(2026, 3, 30, 7, tzinfo=BERLIN),
        ),
        (
            datetime(2026, 10, 26, 6, 59, tzinfo=BERLIN),
            datetime(2026, 10, 19, 7, tzinfo=BERLIN),
        ),
    ],
)
def test_is_due_on_monday_at_seven(now, due):
    assert weekly.last_due(now) == due


def test_says_what_became_public_in_the_week(newsroom, subscribe, work):
    subscribe(frequency="weekly", digested_at=LAST)
    release_on(newsroom, datetime(2026, 6, 20, 12, tzinfo=BERLIN), "Before")
    release_on(
        newsroom,
        datetime(2026, 6, 24, 12, tzinfo=BERLIN),
        "Within",
        standfirst="Short.",
    )
    release_on(newsroom, datetime(2026, 6, 28, 23, tzinfo=BERLIN), "Late")
    release_on(newsroom, datetime(2026, 6, 29, 8, tzinfo=BERLIN), "After")

    weekly.add_due(MONDAY)
    work()

    [digest] = mail.outbox
    assert digest.subject == "Newsroom: 2 releases, 22 June 2026 to 29 June 2026"
    html = digest.alternatives[0].content
    assert html.index(">Late</a></h2>") < html.index(">Within</a></h2>")
    assert "24 June 2026" in html
    assert "Short." in html
    assert "Before" not in html
    assert "After" not in html
    assert digest.extra_headers["List-Unsubscribe"]


def test_comes_once_however_often_the_command_runs(newsroom, subscribe, work):
    subscribe(frequency="weekly", digested_at=LAST)
    release_on(newsroom, datetime(2026, 6, 24, tzinfo=BERLIN))

    weekly.add_due(MONDAY)
    weekly.add_due(MONDAY)
    work()
    weekly.add_due(datetime(2026, 7, 1, tzinfo=BERLIN))
    work()

    assert len(mail.outbox) == 1


def test_nothing_is_sent_without_news(newsroom, subscribe, work):
    add_institution(slug="ellis")
    subscribe(frequency="weekly", digested_at=LAST, query="institution=ellis")
    release_on(newsroom, datetime(2026, 6, 24, tzinfo=BERLIN))

    weekly.add_due(MONDAY)
    work()

    assert mail.outbox == []
    assert not Delivery.objects.exists()
    assert Subscription.objects.get().digested_at == MONDAY


def test_who_joined_in_the_week_gets_what_came_after(newsroom, subscribe, work):
    subscribe(frequency="weekly", digested_at=LAST)
    subscribe(
        "new@example.org",
        frequency="weekly",
        digested_at=datetime(2026, 6, 25, tzinfo=BERLIN),
    )
    subscribe(
        "newest@example.org",
        frequency="weekly",
        digested_at=datetime(2026, 6, 28, tzinfo=BERLIN),
    )
    release_on(newsroom, datetime(2026, 6, 24, tzinfo=BERLIN), "Early")
    release_on(newsroom, datetime(2026, 6, 26, tzinfo=BERLIN), "Later")

    weekly.add_due(MONDAY)
    work()

    subjects = {one.to[0]: one.subject for one in mail.outbox}
    assert subjects == {
        "reader@example.org": "Newsroom: 2 releases, 22 June 2026 to 29 June 2026",
        "new@example.org": "Newsroom: 1 release, 25 June 2026 to 29 June 2026",
    }


def test_tells_of_corrections(newsroom, subscribe, work):
    subscribe(frequency="weekly", digested_at=LAST)
    release = release_on(newsroom, datetime(2026, 5, 1, tzinfo=BERLIN), "Old")
    correcting.correct(
        Correction(
            story=release.translation_key,
            what={"en": "Five, not six."},
            why={"en": "We miscounted."},
            at=datetime(2026, 6, 24, tzinfo=BERLIN),
        )
    )

    weekly.add_due(MONDAY)
    work()

    text = mail.outbox[0].body
    assert "Correction, 24 June 2026: Five, not six." in text
    assert "We miscounted." in text


def test_one_version_of_a_story(site, subscribe, work):
    subscribe(frequency="weekly", digested_at=LAST, languages="de,en")
    day = datetime(2026, 6, 24, tzinfo=BERLIN)
    english = release_on(site["en"]["newsroom"], day, "English")
    publish(add_translation(english, title="Deutsch"))
    PressReleasePage.objects.update(first_published_at=day)

    weekly.add_due(MONDAY)
    work()

    assert mail.outbox[0].subject.startswith("Newsroom: 1 release,")
    assert "Deutsch" in mail.outbox[0].body


def test_a_digest_that_fails_for_now_comes_later(
    newsroom, subscribe, mail_server, work, wait
):
    subscribe(frequency="weekly", digested_at=LAST)
    mail_server.replies["reader@example.org"] = ["451 later"]
    release_on(newsroom, datetime(2026, 6, 24, tzinfo=BERLIN))
    weekly.add_due(MONDAY)
    work()
    weekly.add_due(MONDAY)

    assert wait() == 1
    work()

    assert len(mail_server.received) == 1


def test_queries_do_not_grow_with_the_subscribers_of_a_list(newsroom, subscribe):
    release_on(newsroom, datetime(2026, 6, 24, tzinfo=BERLIN))

    def added(count: int) -> int:
        for number in range(count):
            subscribe(
                f"{count}-{number}@example.org", frequency="weekly", digested_at=LAST
            )
        with CaptureQueriesContext(connection) as queries:
            weekly.add_due(MONDAY)
        return len(queries)

    few = added(3)
    many = added(60)

    assert Delivery.objects.count() == 63
    assert many == few
