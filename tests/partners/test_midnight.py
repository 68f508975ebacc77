"""A day changes what is stored and kept, without anybody saving."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from partners.models import Institution, InstitutionName
from portal.core import generation
from portal.core.clock import begin_of
from portal.search.models import SearchEntry
from portal.server.timers import timers
from tests.factories import (
    add_affiliation,
    add_institution,
    add_person,
    add_release,
    publish,
)
from tests.partners import clock

DAY = date(2027, 5, 6)
APRIL = date(2027, 4, 12)
EVE = DAY - timedelta(days=1)
LOCMEM = "django.core.cache.backends.locmem.LocMemCache"


@pytest.fixture
def kept(settings):
    """Keep documents as a real site does."""
    settings.CACHES = settings.CACHES | {
        "documents": {"BACKEND": LOCMEM, "LOCATION": "midnight"}
    }
    yield
    caches["documents"].clear()


@pytest.fixture
def ministry(site, monkeypatch):
    """An institution of which a renaming was entered in April."""
    clock.stop(monkeypatch, APRIL)
    ministry = add_institution("Zebra Ministry", slug="ministry")
    add_affiliation(add_person("Ada Lovelace", slug="ada"), ministry)
    ministry.names.update(valid_to=DAY)
    ministry.names.add(
        InstitutionName(language="en", text="Aardvark Ministry", valid_from=DAY)
    )
    ministry.save()
    add_institution("Middle", slug="middle")
    call_command("turn_day")
    return ministry


def searched(client, word: str) -> list[str]:
    results = client.get(f"/en/search/?q={word}").context["results"]
    return [result["entry"].title for result in results]


def test_a_renaming_changes_lists_and_search_on_its_day(client, ministry, monkeypatch):
    def seen():
        listed = client.get("/api/v2/institutions/").json()["items"]
        chosen = [str(one) for one in Institution.objects.all()]
        return [one["slug"] for one in listed], chosen, searched(client, "aardvark")

    clock.stop(monkeypatch, EVE, hour=23)
    call_command("turn_day")
    assert seen() == (["middle", "ministry"], ["Middle", "Zebra Ministry"], [])

    clock.stop(monkeypatch, DAY, hour=0)
    call_command("turn_day")

    order, labels, titles = seen()
    assert order == ["ministry", "middle"]
    assert labels == ["Aardvark Ministry", "Middle"]
    # And the person who works there.
    assert sorted(titles) == ["Aardvark Ministry", "Ada Lovelace"]
    assert searched(client, "zebra") == ["Aardvark Ministry"]


def test_days_on_which_nothing_ran_are_made_up_for(ministry, monkeypatch):
    clock.stop(monkeypatch, DAY + timedelta(days=40))

    call_command("turn_day")

    ministry.refresh_from_db()
    assert ministry.label == "Aardvark Ministry"


def test_a_day_that_is_done_costs_one_query_and_changes_nothing(ministry, monkeypatch):
    clock.stop(monkeypatch, DAY)
    call_command("turn_day")
    entries = list(SearchEntry.objects.order_by("pk").values())

    with CaptureQueriesContext(connection) as queries:
        call_command("turn_day")

    assert len(queries) == 1
    assert list(SearchEntry.objects.order_by("pk").values()) == entries


def test_one_that_cannot_be_saved_stops_no_other_and_is_tried_again(
    ministry, monkeypatch
):
    clock.stop(monkeypatch, DAY)
    whole = Institution.save

    def fail(self, *args, **kwargs):
        if self.slug == "ministry":
            raise ValueError("broken")
        whole(self, *args, **kwargs)

    with monkeypatch.context() as broken:
        broken.setattr(Institution, "save", fail)
        with pytest.raises(CommandError):
            call_command("turn_day")
    # The person who works there was.
    assert "Aardvark" in SearchEntry.objects.get(path="people/ada/", language="en").text

    call_command("turn_day")

    ministry.refresh_from_db()
    assert ministry.label == "Aardvark Ministry"


def test_a_duplicate_is_not_found_again(ministry, monkeypatch):
    Institution.everything.filter(pk=ministry.pk).update(
        merged_into=Institution.objects.get(slug="middle")
    )
    SearchEntry.objects.filter(path=ministry.path).delete()
    clock.stop(monkeypatch, DAY)

    call_command("turn_day")

    assert not SearchEntry.objects.filter(path=ministry.path).exists()


def test_a_kept_feed_is_right_at_midnight_before_anything_ran(
    client, ministry, newsroom, monkeypatch, kept
):
    feed = "/en/newsroom/feed/?institution=ministry"
    publish(add_release(newsroom, institutions=[(ministry, "issuer")]))
    clock.stop(monkeypatch, EVE, hour=23)
    assert "Zebra Ministry" in client.get(feed).content.decode()

    clock.stop(monkeypatch, DAY, hour=0)

    assert "Aardvark Ministry" in client.get(feed).content.decode()


def test_a_new_day_is_a_new_generation_and_counts_as_a_change_before(
    ministry, monkeypatch, commit
):
    before = generation.current()
    clock.stop(monkeypatch, DAY, hour=0)
    assert generation.current().changed_at in (None, begin_of(DAY))

    with commit():
        call_command("turn_day")

    after = generation.current()
    assert after.number == before.number + 1
    assert (after.day, after.changed_at) == (DAY, begin_of(DAY))


def test_no_shared_cache_keeps_an_answer_beyond_midnight(client, site, monkeypatch):
    late = begin_of(DAY) - timedelta(seconds=20)
    monkeypatch.setattr("django.utils.timezone.now", lambda: late)
    lifetimes = {
        address: client.get(address)["Cache-Control"]
        for address in (
            "/en/partners/",
            "/en/newsroom/feed/",
            "/api/v2/institutions/",
            "/graph/institutions.csv",
        )
    }

    for address, lifetime in lifetimes.items():
        assert "max-age=20" in lifetime or "s-maxage=20" in lifetime, address


def test_the_day_is_turned_by_the_timers():
    assert ("turn_day",) in [timer.command for timer in timers()]
