"""Calendars tell programs of other makers when and where something takes place."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wagtail.models import PageViewRestriction

from news.models import Correction, ReleaseEvent
from news.pages import PressReleasePage
from news.publishing import correcting
from tests.factories import (
    add_release,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)

ADDRESS = "/en/newsroom/dawn/calendar/"
NEWSROOM = "/en/newsroom/calendar/"
UID = UUID("11111111-2222-4333-8444-555555555555")
STARTS = datetime(2031, 8, 6, 8, 0, tzinfo=UTC)
FEW, MANY = 3, 30


def event(**values) -> ReleaseEvent:
    return ReleaseEvent(
        **{
            "title": {"en": "Opening", "de": "Eröffnung"},
            "starts_at": STARTS,
            "place": {"en": "Heidelberg, Hall 1", "de": "Heidelberg, Saal 1"},
        }
        | values
    )


def invite(newsroom, *events, slug="dawn", **values):
    rows = {"events": list(events) or [event(uid=UID)]}
    return add_release(newsroom, slug=slug, rows=rows, **values)


def read(client, address: str = ADDRESS) -> list:
    """Return the events of a calendar, read by a library that did not write it."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.content.endswith(b"END:VCALENDAR\r\n")
    lines = response.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    calendar = vobject.readOne(response.content.decode())
    assert calendar.version.value == "2.0"
    assert calendar.prodid.value
    return calendar.contents.get("vevent", [])


def correct(release, kind="correction", what="Another day."):
    correcting.correct(
        Correction(story=release.translation_key, kind=kind, what={"en": what})
    )


def state_of(event) -> dict[str, str]:
    return {name: lines[0].value for name, lines in event.contents.items()}


def test_an_event_says_what_when_and_where(client, newsroom):
    invite(
        newsroom,
        event(uid=UID, ends_at=STARTS + timedelta(hours=2), url="https://a.example/?b=1,2"),
        title="Dawn breaks",
    )  # fmt: skip

    (found,) = read(client)

    assert UUID(found.uid.value.removeprefix("urn:uuid:")).version == 5
    assert found.dtstart.value == STARTS
    assert found.dtend.value == STARTS + timedelta(hours=2)
    assert found.summary.value == "Opening"
    assert found.location.value == "Heidelberg, Hall 1"
    assert found.description.value == "Dawn breaks\nhttp://localhost/en/newsroom/dawn/"
    assert found.url.value == "https://a.example/?b=1,2"
    assert found.status.value == "CONFIRMED"
    assert found.sequence.value == "0"
    assert found.summary.params["LANGUAGE"] == ["en"]


def test_an_event_without_an_end_or_an_address_of_its_own(client, newsroom):
    invite(newsroom, event(ends_at=STARTS, place={}))

    (found,) = read(client)

    assert not {"dtend", "location"} & found.contents.keys()
    assert found.url.value == "http://localhost/en/newsroom/dawn/"


def test_an_event_is_the_same_one_in_all_languages(client, newsroom):
    publish(add_translation(invite(newsroom), slug="morgen"))

    (english,), (german,) = read(client), read(client, "/de/aktuelles/morgen/calendar/")

    assert german.uid.value == english.uid.value
    assert german.summary.value == "Eröffnung"
    assert german.summary.params["LANGUAGE"] == ["de"]
    assert german.location.value == "Heidelberg, Saal 1"


@pytest.mark.parametrize("keep_live", [False, True], ids=["draft", "public at once"])
def test_the_events_of_a_copied_release_are_others(client, newsroom, keep_live):
    release = invite(newsroom)
    copy = release.copy(update_attrs={"slug": "dusk"}, keep_live=keep_live)
    if not keep_live:
        publish(copy)

    (original,), (copied,) = read(client), read(client, "/en/newsroom/dusk/calendar/")

    assert copied.uid.value != original.uid.value
    assert len({event.uid.value for event in read(client, NEWSROOM)}) == 2
    correct(PressReleasePage.objects.get(slug="dusk"), "withdrawal")
    states = {event.uid.value: event.status.value for event in read(client, NEWSROOM)}
    assert states == {
        original.uid.value: "CONFIRMED",
        copied.uid.value: "CANCELLED",
    }


def test_the_uid_knows_no_domain(client, newsroom, settings):
    invite(newsroom)
    before = read(client)[0].uid.value
    settings.SITE_URL = "https://elsewhere.example"

    after = read(client)[0]

    assert after.uid.value == before
    assert after.url.value.startswith("https://elsewhere.example/")


def test_instants_are_in_utc_in_winter_and_summer(client, newsroom):
    invite(
        newsroom,
        event(starts_at=datetime(2031, 1, 6, 8, tzinfo=UTC)),
        event(starts_at=datetime(2031, 7, 6, 8, tzinfo=UTC)),
    )

    lines = client.get(ADDRESS).content.decode().split("\r\n")

    assert "DTSTART:20310106T080000Z" in lines
    assert "DTSTART:20310706T080000Z" in lines
    assert "BEGIN:VTIMEZONE" not in lines


def test_the_same_content_has_the_same_bytes(client, newsroom):
    invite(newsroom, event(), event())
    first = client.get(ADDRESS)

    again = client.get(ADDRESS, headers={"If-None-Match": first["ETag"]})

    assert client.get(ADDRESS).content == first.content
    assert again.status_code == 304


def test_another_day_replaces_the_first_one(client, newsroom):
    release = invite(newsroom)
    (before,) = read(client)
    PressReleasePage.objects.update(last_published_at=days_from_now(-1))
    (stale,) = read(client)
    row = release.events.get()
    row.starts_at += timedelta(days=1)
    release.events = [row]
    publish(release)

    (after,) = read(client)

    assert stale.dtstamp.value < before.dtstamp.value <= after.dtstamp.value
    assert after.uid.value == before.uid.value
    assert after.dtstart.value == STARTS + timedelta(days=1)


def test_a_change_made_in_one_language_is_newer_in_all(client, newsroom):
    release = invite(newsroom)
    german = publish(add_translation(release, slug="morgen"))
    PressReleasePage.objects.update(last_published_at=days_from_now(-1))
    before = read(client)[0].dtstamp.value
    row = german.events.get()
    row.starts_at += timedelta(days=1)
    german.events = [row]
    publish(german)

    (after,) = read(client)

    assert after.dtstart.value == STARTS + timedelta(days=1)
    assert after.dtstamp.value > before


def test_a_correction_raises_the_sequence(client, newsroom):
    release = invite(newsroom)
    PressReleasePage.objects.update(last_published_at=days_from_now(-1))
    (before,) = read(client)

    correct(release)
    correct(release, "addition")

    (after,) = read(client)
    assert (before.sequence.value, after.sequence.value) == ("0", "2")
    assert after.dtstamp.value > before.dtstamp.value


def test_a_withdrawn_release_cancels_its_events_and_says_no_more(client, newsroom):
    ends_at = STARTS + timedelta(hours=1)
    secret = event(uid=UID, ends_at=ends_at, url="https://secret.example/")
    release = invite(newsroom, secret, title="Dawn breaks")
    (before,) = read(client)

    correct(release, "withdrawal", "It was not true.")

    (after,) = read(client)
    assert after.status.value == "CANCELLED"
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstart.value == before.dtstart.value
    assert after.dtend.value == before.dtend.value
    assert after.summary.value == "Dawn breaks"
    assert after.description.value.startswith("It was not true.\n")
    text = client.get(ADDRESS).content.decode() + client.get(NEWSROOM).content.decode()
    for word in ("Opening", "Hall 1", "secret"):
        assert word not in text
    assert state_of(read(client, NEWSROOM)[0]) == state_of(after)


def test_a_reinstated_release_confirms_its_events_again(client, newsroom):
    release = invite(newsroom)
    correct(release, "withdrawal")
    cancelled = int(read(client)[0].sequence.value)

    correct(release, "reinstatement")

    (found,) = read(client)
    assert found.status.value == "CONFIRMED"
    assert found.summary.value == "Opening"
    assert int(found.sequence.value) > cancelled


def test_there_is_no_calendar_without_events_or_for_who_may_not_know(client, newsroom):
    add_release(newsroom, slug="without")
    locked = invite(newsroom, slug="locked")
    PageViewRestriction.objects.create(
        page=locked, restriction_type="password", password="Sesam"
    )
    rows = {"events": [event()]}
    draft_release(newsroom, slug="draft", rows=rows)
    invite(newsroom, slug="embargoed", released_at=days_from_now(1))

    for slug in ("without", "draft", "embargoed", "nobody"):
        assert client.get(f"/en/newsroom/{slug}/calendar/").status_code == 404, slug
    refused = client.get("/en/newsroom/locked/calendar/")
    assert b"VEVENT" not in refused.content
    assert "no-store" in refused["Cache-Control"]
    assert read(client, NEWSROOM) == []
    assert b"VEVENT" not in client.get(NEWSROOM).content


def test_who_may_read_a_restricted_release_gets_nothing_that_is_kept(
    client, newsroom, sign_in
):
    locked = invite(newsroom)
    PageViewRestriction.objects.create(page=locked, restriction_type="login")
    sign_in("Moderators")

    response = client.get(ADDRESS)

    assert response.status_code == 404
    assert "s-maxage" not in response.get("Cache-Control", "")


def test_a_restricted_newsroom_has_no_calendar(client, newsroom, sign_in):
    invite(newsroom)
    PageViewRestriction.objects.create(page=newsroom, restriction_type="login")

    assert client.get(NEWSROOM).status_code == 302
    sign_in("Moderators")
    assert client.get(NEWSROOM).status_code == 404


def test_the_newsroom_has_what_comes_and_what_was_lately(client, site):
    newsroom = site["en"]["newsroom"]
    days = {"next year": 365, "tomorrow": 1, "lately": -89, "long ago": -91}
    for title, day in days.items():
        at = days_from_now(day)
        invite(newsroom, event(title={"en": title}, starts_at=at), slug=f"on{day}")
    still = event(title={"en": "still on"}, starts_at=days_from_now(-100), ends_at=days_from_now(5))  # fmt: skip
    old = event(title={"en": "old one"}, starts_at=days_from_now(-200))
    invite(newsroom, still, old)
    invite(site["de"]["newsroom"], event(title={"de": "deutsch"}), slug="deutsch")

    found = read(client, NEWSROOM)

    titles = [one.summary.value for one in found]
    assert titles == ["still on", "lately", "tomorrow", "next year"]
    german = read(client, "/de/aktuelles/calendar/")
    assert [one.summary.value for one in german] == ["deutsch"]
    calendar = vobject.readOne(client.get(NEWSROOM).content.decode())
    assert calendar.contents["x-wr-calname"][0].value == "Newsroom"


def test_query_counts_do_not_grow(newsroom, count_queries):
    def add(start: int, stop: int) -> None:
        for number in range(start, stop):
            release = invite(newsroom, event(), slug=f"dawn-{number}")
            if number % 2:
                correct(release, "withdrawal")

    dawn = invite(newsroom, *(event() for _n in range(FEW)))
    add(0, FEW)
    few = [count_queries(address) for address in (ADDRESS, NEWSROOM)]
    dawn.events = [*dawn.events.all(), *(event() for _n in range(MANY - FEW))]
    publish(dawn)
    add(FEW, MANY)

    assert [count_queries(address) for address in (ADDRESS, NEWSROOM)] == few


# On the page of a release.


def rail(client, address="/en/newsroom/dawn/") -> str:
    html = client.get(address).content.decode()
    section = re.search(r"(?s)<h2>(?:Dates|Termine)</h2>.*?</section>", html)
    return re.sub(r"\s+", " ", section.group()) if section else ""


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "expected"),
    [
        (
            datetime(2031, 8, 6, 8, 0, tzinfo=UTC),
            datetime(2031, 8, 6, 10, 30, tzinfo=UTC),
            '<time datetime="2031-08-06T10:00+02:00">6 August 2031, 10:00</time>'
            ' – <time datetime="2031-08-06T12:30+02:00">12:30</time> (UTC+2)',
        ),
        (
            datetime(2031, 12, 31, 22, 0, tzinfo=UTC),
            datetime(2031, 12, 31, 23, 30, tzinfo=UTC),
            '<time datetime="2031-12-31T23:00+01:00">31 December 2031, 23:00</time>'
            ' – <time datetime="2032-01-01T00:30+01:00">1 January 2032, 00:30</time>'
            " (UTC+1)",
        ),
        (
            datetime(2026, 10, 24, 8, 0, tzinfo=UTC),
            datetime(2026, 10, 25, 8, 0, tzinfo=UTC),
            '<time datetime="2026-10-24T10:00+02:00">24 October 2026, 10:00</time>'
            " (UTC+2)"
            ' – <time datetime="2026-10-25T09:00+01:00">25 October 2026, 09:00</time>'
            " (UTC+1)",
        ),
        (
            datetime(2031, 8, 6, 8, 0, tzinfo=UTC),
            None,
            '<time datetime="2031-08-06T10:00+02:00">6 August 2031, 10:00</time>'
            " (UTC+2)",
        ),
    ],
    ids=["one day", "over midnight", "over a change of the clock", "without an end"],
)
def test_the_page_says_when_and_where(client, newsroom, starts_at, ends_at, expected):
    invite(newsroom, event(starts_at=starts_at, ends_at=ends_at, url="https://a.example/b"))  # fmt: skip

    section = rail(client)

    assert expected in section
    assert "Opening" in section
    assert "Heidelberg, Hall 1" in section
    assert '<a href="https://a.example/b" rel="noopener">a.example</a>' in section
    assert f'<a href="{ADDRESS}" type="text/calendar">' in section
    assert f'<a href="{NEWSROOM}" type="text/calendar">' in section


def test_a_page_without_dates_has_no_such_section(client, newsroom):
    add_release(newsroom, slug="dawn")
    assert rail(client) == ""

    correct(invite(newsroom, slug="withdrawn"), "withdrawal")
    assert rail(client, "/en/newsroom/withdrawn/") == ""


# Whatever is typed is read back.

NASTY = ["a ]]> b", "END:VEVENT", "one, two; three\\n four", 'a "b":c', "1\n2\r\n3\r4", "\u202e\u05d0\u05d1", "\x0b\x0c\x1c\x85\u2028\u2029", "\x01\x7f", " lead and trail ", "ä" * 10_000, "🧬" * 10_000]  # fmt: skip
UNWANTED = re.compile("[^\n\t\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TEXTS = st.sampled_from(NASTY) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=400
)


def carried(text: str) -> str:
    """Return a text as any calendar can carry it: one kind of line break, no controls."""
    return UNWANTED.sub(
        "", re.sub("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    )


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(title=TEXTS.map(lambda text: f".{text}."), place=TEXTS)
def test_any_title_and_place_is_read_back(client, newsroom, title, place):
    release = PressReleasePage.objects.first() or invite(newsroom)
    (event,) = release.record.events
    told = event.model_copy(update={"title": title, "place": place})
    record = release.record.model_copy(update={"events": [told]})
    PressReleasePage.objects.filter(pk=release.pk).update(record=record)

    for address in (ADDRESS, NEWSROOM):
        (found,) = read(client, address)
        assert found.summary.value == carried(title)
        where = found.contents.get("location")
        assert (where[0].value if where else "") == carried(place)
        assert found.dtstart.value == STARTS


def test_a_calendar_is_kept_as_long_as_pages_are(client, newsroom):
    invite(newsroom)

    response = client.get(ADDRESS)

    assert re.search(r"s-maxage=\d", response["Cache-Control"])
    assert response["Content-Disposition"] == 'inline; filename="dawn.ics"'
