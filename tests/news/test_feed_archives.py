"""Pages and archives of a feed (RFC 5005): every entry is in some document."""

from datetime import UTC, datetime

import pytest

from news.syndication.feeds import archives
from tests.factories import add_release
from tests.news.reading import FEED, FORMS, load, parse, parse_json
from tests.sharing import shared

JULY = datetime(2020, 7, 15, 10, tzinfo=UTC)


@shared
def nine(newsroom):
    """Nine releases in three months."""
    for number in range(9):
        add_release(
            newsroom,
            f"R{number}",
            released_at=JULY.replace(month=5 + number // 3, day=1 + number % 3),
        )


@pytest.fixture
def many(nine, monkeypatch):
    """These, of which a document holds four."""
    monkeypatch.setattr(archives, "FEED_LENGTH", 4)


def relations(feed, form: str) -> dict[str, str]:
    if form == "json/":
        return feed["_dateline"]["links"]
    return {link.rel: link.href for link in feed.feed.links}


def ids(feed, form: str) -> list[str]:
    entries = feed["items"] if form == "json/" else feed.entries
    return [entry["id"] for entry in entries]


def follow(client, relation: str, form: str) -> list[str]:
    """Return the ids of all entries, from the subscription document on."""
    found, feed = [], load(client, form)
    while True:
        found += ids(feed, form)
        address = relations(feed, form).get(relation)
        if address is None:
            return found
        read = parse_json if form == "json/" else parse
        feed = read(client.get(address.removeprefix("http://localhost")).content)


@pytest.mark.parametrize("form", FORMS)
def test_pages_hold_every_entry_once(client, many, form):
    found = follow(client, "next", form)

    assert len(found) == len(set(found)) == 9


@pytest.mark.parametrize("form", FORMS)
def test_archives_hold_every_entry_that_the_subscription_does_not(client, many, form):
    newest = ids(load(client, form), form)
    found = follow(client, "prev-archive", form)

    assert len(newest) == 4
    assert len(set(found)) == 9
    # The month in which the subscription document ends is in an archive as a whole.
    assert len(found) == 4 + 6


def test_json_feed_leads_on_with_its_own_word(client, many):
    first = load(client, "json/")
    last = load(client, "json/", "page=3")

    assert first["next_url"] == f"http://localhost{FEED}json/?page=2"
    assert "next_url" not in last


@pytest.mark.parametrize("form", ["", "atom/"])
def test_an_archive_says_what_it_is_and_where_the_others_are(client, many, form):
    content = client.get(f"{FEED}{form}?archive=2020-06").content
    links = relations(parse(content), form)

    assert b"<fh:archive" in content
    assert links["current"] == f"http://localhost{FEED}{form}"
    assert links["self"].endswith("?archive=2020-06")
    assert links["prev-archive"].endswith("?archive=2020-05")
    assert links["next-archive"].endswith("?archive=2020-07")
    assert b"<fh:archive" not in client.get(f"{FEED}{form}").content


def test_an_archive_stays_as_it_is_when_something_new_is_published(
    client, newsroom, many
):
    before = client.get(f"{FEED}?archive=2020-06").content
    add_release(newsroom, "New", released_at=JULY.replace(day=30))

    assert client.get(f"{FEED}?archive=2020-06").content == before


def test_archives_keep_the_filters(client, newsroom, many):
    add_release(newsroom, "Old", kind="news", released_at=JULY.replace(year=2010))
    feed = load(client, "atom/", "kind=news&archive=2010-07")

    assert [entry.title for entry in feed.entries] == ["Old"]
    links = relations(feed, "atom/")
    assert links["current"] == f"http://localhost{FEED}atom/?kind=news"
    assert "next-archive" not in links


def test_months_begin_in_the_time_zone_of_the_site(client, newsroom):
    midnight = datetime(2020, 7, 31, 22, 30, tzinfo=UTC)  # 1 August in Berlin
    add_release(newsroom, "August", released_at=midnight)

    assert [e.title for e in load(client, "", "archive=2020-08").entries] == ["August"]
    assert load(client, "", "archive=2020-07").entries == []
