"""The same content is the same bytes, and asking again costs next to nothing."""

import gzip
from datetime import timedelta

from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.template import engines
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest

from wagtail.models import PageViewRestriction

from news.pages import PressReleasePage
from portal.core import generation
from portal.core.models import Topic
from tests.factories import (
    add_institution,
    add_release,
    add_topic,
    draft_release,
    publish,
)
from tests.news.reading import FORMS, correct

FEED = "/en/newsroom/feed/"
LOCMEM = "django.core.cache.backends.locmem.LocMemCache"


@pytest.fixture
def kept(settings, commit):
    """Keep documents as a real site does; returns what commits."""
    settings.CACHES = settings.CACHES | {
        "documents": {"BACKEND": LOCMEM, "LOCATION": "test documents"}
    }
    yield commit
    caches["documents"].clear()


@pytest.mark.parametrize("form", FORMS)
def test_asking_again_costs_a_look_up_and_renders_nothing(
    client, newsroom, kept, form, monkeypatch
):
    with kept():
        add_release(newsroom)
    first = client.get(FEED + form)

    def refuse(*args, **kwargs):
        raise AssertionError("rendered again")

    monkeypatch.setattr(engines["django"], "get_template", refuse)
    monkeypatch.setattr("django.template.base.Template.render", refuse)
    with CaptureQueriesContext(connection) as queries:
        again = client.get(FEED + form)
        unchanged = client.get(FEED + form, headers={"If-None-Match": first["ETag"]})
        since = client.get(
            FEED + form, headers={"If-Modified-Since": first["Last-Modified"]}
        )

    assert again.content == first.content
    assert (unchanged.status_code, since.status_code) == (304, 304)
    assert unchanged.content == b""
    assert len(queries) == 3  # the number of the generation, for each request
    assert all("core_generation" in query["sql"] for query in queries)


@pytest.mark.parametrize("form", FORMS)
def test_the_etag_is_strong_with_and_without_compression(client, newsroom, kept, form):
    for _number in range(3):
        add_release(newsroom, standfirst="Long enough to be worth it. " * 10)

    plain = client.get(FEED + form, headers={"Accept-Encoding": "identity"})
    packed = client.get(FEED + form, headers={"Accept-Encoding": "br;q=1.0, gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert not plain.has_header("Content-Encoding")
    for response in (plain, packed):
        assert response["ETag"].startswith('"')
        assert "Accept-Encoding" in response["Vary"]
    assert plain["ETag"] != packed["ETag"]
    again = client.get(
        FEED + form,
        headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]},
    )
    assert again.status_code == 304
    assert again["ETag"] == packed["ETag"]


def test_the_bytes_do_not_depend_on_who_asks_or_when(client, newsroom, sign_in):
    add_release(newsroom)
    visitor = client.get(FEED)

    editor = sign_in("Editors").get(FEED)

    assert editor.content == visitor.content
    assert not visitor.cookies
    assert "public" in visitor["Cache-Control"]


def rename(topic: Topic) -> None:
    topic.label = {"en": "Another label"}
    topic.save()


CHANGES = {
    "a new release": lambda room, release: add_release(room),
    "an edited release": lambda room, release: publish(release),
    "a correction": lambda room, release: correct(release),
    "a release taken back": lambda room, release: release.unpublish(),
    "a deleted release": lambda room, release: release.delete(),
    "a renamed topic": lambda room, release: rename(release.topics.get()),
    "an institution": lambda room, release: add_institution(),
    "a moved newsroom": lambda room, release: room.move(
        room.get_parent(), "first-child"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_what_is_public_is_seen_at_once(newsroom, kept, change):
    with kept():
        release = add_release(newsroom, topics=[add_topic("old")])
    before = generation.current().number

    with kept():
        CHANGES[change](newsroom, release)

    assert generation.current().number == before + 1


def test_a_draft_changes_nothing(newsroom, kept):
    with kept():
        release = add_release(newsroom)
    before = generation.current().number

    with kept():
        release.title = "Not yet"
        release.save_revision()

    assert generation.current().number == before


def test_a_published_change_is_in_the_feed_at_once(client, newsroom, kept):
    with kept():
        release = add_release(newsroom, "Before")
    assert b"Before" in client.get(FEED).content

    with kept():
        release.title = "After"
        publish(release)

    assert b"After" in client.get(FEED).content


def test_an_embargo_lifts_in_a_kept_feed(client, newsroom, kept, monkeypatch):
    with kept():
        publish(
            draft_release(
                newsroom, "Secret", released_at=timezone.now() + timedelta(hours=1)
            )
        )
    assert b"Secret" not in client.get(FEED).content
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)

    with kept():
        call_command("publish_scheduled")

    assert b"Secret" in client.get(FEED).content
    assert PressReleasePage.objects.get().live


def test_a_restricted_feed_is_kept_for_nobody(client, site, kept):
    newsroom = site["en"]["newsroom"]
    with kept():
        add_release(newsroom, "For friends")
        PageViewRestriction.objects.create(
            page=newsroom, restriction_type="password", password="sesame"
        )
    restriction = PageViewRestriction.objects.get()
    session = client.session
    session["passed_page_view_restrictions"] = [restriction.pk]
    session.save()

    friend = client.get(FEED)
    client.cookies.clear()
    stranger = client.get(FEED)

    assert b"For friends" not in stranger.content
    assert "public" not in friend["Cache-Control"]
    assert "private" in friend["Cache-Control"]


def test_parameters_in_another_order_are_the_same_bytes(client, newsroom):
    add_release(newsroom, kind="news")

    one = client.get(f"{FEED}?kind=news&year=2020&utm_source=x")
    other = client.get(f"{FEED}?year=2020&kind=news")

    assert one.content == other.content
    assert one["ETag"] == other["ETag"]


@pytest.mark.parametrize("form", ["", "atom/"])
def test_a_browser_gets_what_it_can_show(client, newsroom, form):
    add_release(newsroom)
    reader = client.get(FEED + form, headers={"Accept": "*/*"})

    browser = client.get(FEED + form, headers={"Accept": "text/html,*/*;q=0.8"})

    assert browser.content == reader.content
    assert browser["Content-Type"] == "application/xml; charset=utf-8"
    assert reader["Content-Type"].startswith("application/")
    assert "+xml" in reader["Content-Type"]
    assert browser["ETag"] != reader["ETag"]
    assert "Accept" in browser["Vary"].split(", ")
    assert b'<?xml-stylesheet type="text/css" href="/static/css/feed.css"?>' in (
        browser.content
    )
