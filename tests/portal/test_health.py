"""The health endpoint tells who watches the site what is wrong, and nothing else."""

from __future__ import annotations

import json
from datetime import timedelta

from django.db import OperationalError
from django.utils import timezone

import pytest

from news.publishing import schedule
from portal.core import clock
from portal.ledger import outbox
from tests.news.test_schedule import live_titles, make_due, scheduled, take_slug

SOUND = {
    "status": "ok",
    "database": "ok",
    "lifts": "on time",
    "acts": "on time",
    "clock_difference_seconds": 0.0,
}


def test_all_is_well_however_much_waits(client, newsroom):
    for number in range(3):
        scheduled(newsroom, f"Secret {number}")

    answer = client.get("/health/")

    assert (answer.status_code, answer.json()) == (200, SOUND)
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.parametrize("count", [1, 3])
def test_a_missed_lift_is_told_without_words_about_it(client, newsroom, count):
    for number in range(count):
        make_due(scheduled(newsroom, f"Forgotten {number}"), minutes=5)

    answer = client.get("/health/")

    assert answer.status_code == 503
    assert set(answer.json()) == set(SOUND)
    assert (answer.json()["status"], answer.json()["lifts"]) == ("failing", "overdue")
    assert live_titles() == set()


def test_a_failed_lift_is_told_at_once(client, newsroom):
    release = scheduled(newsroom, "Stuck", slug="stuck")
    take_slug(newsroom, "stuck")
    make_due(release, minutes=0)
    assert client.get("/health/").status_code == 200

    schedule.run()

    assert client.get("/health/").json()["lifts"] == "overdue"


def test_a_missed_expiry_is_told(client, site):
    page = site["en"]["imprint"]
    past = timezone.now() - timedelta(minutes=5)
    type(page).objects.filter(pk=page.pk).update(expire_at=past)

    assert client.get("/health/").json()["lifts"] == "overdue"


def test_acts_that_nobody_does_are_told(client, site):
    outbox.add("alarm", "one", due_at=timezone.now() - timedelta(minutes=9))
    assert client.get("/health/").json() == SOUND
    outbox.add("alarm", "two", due_at=timezone.now() - timedelta(minutes=11))

    answer = client.get("/health/")

    assert answer.status_code == 503
    assert set(answer.json()) == set(SOUND)
    assert (answer.json()["status"], answer.json()["acts"]) == ("failing", "overdue")
    assert answer.json()["lifts"] == "on time"


def test_acts_of_another_version_of_the_site_make_nobody_act(client, site):
    outbox.add("gone", "one", due_at=timezone.now() - timedelta(days=2))

    assert client.get("/health/").json() == SOUND


def test_the_home_page_tells_in_red_of_acts_that_no_list_shows(client, site, sign_in):
    sign_in("Moderators")
    assert "desk-given-up" not in client.get("/admin/").text
    outbox.add("guest letter", "one", due_at=timezone.now() - timedelta(minutes=11))

    html = client.get("/admin/").text

    assert "Nothing does what is due" in html


def test_clocks_that_differ_are_a_warning(client, site, monkeypatch):
    monkeypatch.setattr(clock, "measure_difference", lambda: timedelta(seconds=-3))

    answer = client.get("/health/")

    assert answer.status_code == 200
    assert answer.json()["status"] == "warning"
    assert answer.json()["clock_difference_seconds"] == -3.0


def test_a_database_that_is_away_is_told(client, site, monkeypatch):
    def fail(now=None):
        raise OperationalError

    monkeypatch.setattr(schedule, "find_overdue", fail)

    answer = client.get("/health/")

    assert answer.status_code == 503
    assert json.loads(answer.content)["database"] == "failing"
