"""The embargo lifts on the second, whoever looks first, for all languages at once."""

from __future__ import annotations

from datetime import timedelta

from django.core import mail
from django.utils import timezone

import pytest

from wagtail.models import Page, PageLogEntry, Site

from news.pages import PressReleasePage
from news.publishing import middleware, schedule
from news.publishing.middleware import LiftFirstMiddleware
from portal.core import clock, documents, instants
from portal.core.clock import measure_difference
from portal.core.models import Generation, SiteSettings
from portal.ledger import running
from tests.factories import (
    add_release,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)
from tests.news.test_schedule import live_titles, make_due, scheduled, take_slug


@pytest.fixture
def story(newsroom):
    """A story in two languages that is due now."""
    english = draft_release(newsroom, "English", released_at=days_from_now(1))
    english.save_revision()
    german = add_translation(english, title="Deutsch", slug="deutsch")
    for version in (english, german):
        publish(version)
    return [make_due(version) for version in (english, german)]


@pytest.fixture
def deliver(db):
    """Do what is in the ledger, as a worker would."""
    return running.run_due


@pytest.fixture
def desk(site):
    """The desk has an address."""
    settings = SiteSettings.for_site(Site.objects.get())
    settings.desk_email = "desk@newsroom.example"
    settings.save()


def test_no_language_goes_without_another(story, newsroom):
    english, german = story
    other = add_release(newsroom.get_translation(german.locale), "Schneller")
    PressReleasePage.objects.filter(pk=other.pk).update(slug="deutsch")

    assert schedule.run() == 1

    assert live_titles() == {"Schneller"}
    entries = PageLogEntry.objects.filter(action=schedule.FAILED)
    assert {entry.page_id for entry in entries} == {english.pk, german.pk}
    told = entries.get(page=english.pk).data["reasons"]["de"]
    assert "Deutsch" in told
    assert told != entries.get(page=german.pk).data["reasons"]["de"]


def test_one_act_lifts_all_languages(story):
    (due,) = schedule.find_due(timezone.now())

    assert len(due.revisions) == 2
    schedule.lift(due, timezone.now())
    assert live_titles() == {"English", "Deutsch"}


@pytest.mark.parametrize("address", ["/en/newsroom/{slug}/", "/en/newsroom/feed/"])
def test_the_first_visitor_after_the_instant_sees_it(client, newsroom, address):
    release = scheduled(newsroom, "Awaited", slug="awaited")
    address = address.format(slug="awaited")
    assert "Awaited" not in client.get(address).text
    make_due(release, minutes=0)

    assert "Awaited" in client.get(address).text


def test_an_editor_who_looks_lifts_nothing(sign_in, newsroom):
    make_due(scheduled(newsroom, "Awaited"))

    sign_in("Editors").get("/admin/")

    assert live_titles() == set()


def test_a_failing_lift_is_not_tried_for_every_visitor(client, newsroom, monkeypatch):
    release = scheduled(newsroom, "Stuck", slug="stuck")
    take_slug(newsroom, "stuck")
    make_due(release)
    tries = []
    lift = schedule.lift
    monkeypatch.setattr(schedule, "lift", lambda *args: tries.append(1) or lift(*args))

    for _n in range(3):
        assert client.get("/en/newsroom/").status_code == 200

    assert len(tries) == 1


def test_an_error_of_the_lift_is_no_error_of_the_visitor(
    client, newsroom, monkeypatch, caplog
):
    make_due(scheduled(newsroom, "Broken"))

    def fail():
        raise RuntimeError("broken")

    monkeypatch.setattr(middleware.schedule, "run", fail)

    for _n in range(2):
        assert client.get("/en/newsroom/").status_code == 200
    assert caplog.text.count("could not be done") == 1


def test_what_failed_hides_no_other_instant(newsroom):
    release = scheduled(newsroom, "Stuck", slug="stuck")
    take_slug(newsroom, "stuck")
    make_due(release)
    soon = timezone.now().replace(microsecond=0) + timedelta(seconds=10)
    scheduled(newsroom, "Next", released_at=soon)

    schedule.run()

    assert instants.load_next() == soon


def test_the_earliest_instant_is_known(newsroom):
    assert not instants.load_next()
    late, early = (days_from_now(n).replace(microsecond=0) for n in (2, 1))
    scheduled(newsroom, "Late", released_at=late)
    assert instants.load_next() == late

    release = scheduled(newsroom, "Early", released_at=early)
    assert instants.load_next() == early

    # A schedule that is cancelled costs one look in vain.
    release.revisions.update(approved_go_live_at=None)
    schedule.run()
    assert instants.load_next() == late


def test_an_expiry_is_such_an_instant_and_happens_by_itself(client, site):
    page = site["en"]["imprint"]
    page.expire_at = timezone.now() + timedelta(hours=1)
    page.save()
    assert instants.load_next() == page.expire_at
    address = page.get_url()
    assert client.get(address).status_code == 200

    page.expire_at = timezone.now()
    page.save()

    assert client.get(address).status_code == 404
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


def test_an_expiry_leaves_the_schedule_of_a_later_text(site):
    page = site["en"]["imprint"]
    page.save_revision().publish()
    page.refresh_from_db()
    page.go_live_at = days_from_now(1)
    page.save_revision().publish()
    assert Page.objects.get(pk=page.pk).live
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now())
    assert page.scheduled_revision

    schedule.run()

    page.refresh_from_db()
    assert not page.live
    assert page.scheduled_revision


def test_the_clock_of_the_database_is_asked(db):
    # The one that was imported before tests set it.
    assert abs(measure_difference()) < timedelta(seconds=1)


@pytest.mark.parametrize(("ahead", "lifted"), [(-120, False), (120, True)])
def test_both_clocks_must_have_reached_the_instant(
    newsroom, monkeypatch, caplog, ahead, lifted
):
    make_due(scheduled(newsroom, "Awaited"))
    monkeypatch.setattr(clock, "measure_difference", lambda: timedelta(seconds=ahead))

    schedule.run()

    assert live_titles() == ({"Awaited"} if lifted else set())
    assert "The clock of the database" in caplog.text


def test_a_slow_clock_of_the_database_costs_no_query_per_visitor(
    rf, newsroom, monkeypatch, django_assert_num_queries
):
    make_due(scheduled(newsroom, "Awaited"))
    monkeypatch.setattr(clock, "measure_difference", lambda: timedelta(minutes=-2))
    first = LiftFirstMiddleware(lambda request: None)
    first(rf.get("/en/"))

    with django_assert_num_queries(2):  # now, and once more under the lock
        first(rf.get("/en/"))


def test_the_desk_is_told_once_of_a_failure_and_of_nothing_else(
    newsroom, desk, deliver
):
    release = scheduled(newsroom, "Stuck", slug="stuck")
    take_slug(newsroom, "stuck")
    make_due(release)
    make_due(scheduled(newsroom, "Sound"), minutes=1)

    for _n in range(3):
        schedule.run()
    deliver()

    (sent,) = mail.outbox
    assert sent.to == ["desk@newsroom.example"]
    assert "could not be published" in sent.body
    assert "Stuck" not in sent.subject + sent.body


def test_the_desk_is_told_of_what_came_late(newsroom, desk, deliver, caplog):
    make_due(scheduled(newsroom, "Forgotten"), minutes=5)

    schedule.run()
    deliver()

    (sent,) = mail.outbox
    assert "came late" in sent.subject
    assert "was due at" in caplog.text


def test_without_an_address_nobody_is_told(newsroom, deliver):
    make_due(scheduled(newsroom, "Forgotten"), minutes=5)

    schedule.run()
    deliver()

    assert mail.outbox == []


def test_hidden_work_moves_no_generation(newsroom, commit):
    draft = draft_release(newsroom, "Secret", released_at=days_from_now(1))
    before = Generation.objects.filter(pk=1).values("number", "changed_at").first()

    with commit():
        publish(draft)

    after = Generation.objects.filter(pk=1).values("number", "changed_at").first()
    assert after == (before or {"number": 0, "changed_at": None})


def test_what_the_site_asks_itself_lifts_nothing(rf, newsroom):
    make_due(scheduled(newsroom, "Awaited"))

    with documents.without_keeping():
        LiftFirstMiddleware(lambda request: None)(rf.get("/en/"))

    assert live_titles() == set()


def test_the_desk_shows_a_take_down_that_failed(sign_in, site, monkeypatch):
    page = site["en"]["imprint"]
    past = timezone.now() - timedelta(seconds=1)
    type(page).objects.filter(pk=page.pk).update(expire_at=past)

    def fail(thing, now):
        raise OSError

    monkeypatch.setattr(schedule, "take_down", fail)
    schedule.run()

    html = sign_in("Moderators").get("/admin/").text

    overdue = html.partition('id="desk-overdue-section"')[2].partition("</section>")[0]
    assert "Imprint" in overdue
    assert "OSError" in overdue
