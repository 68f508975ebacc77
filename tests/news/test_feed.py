from datetime import UTC, datetime

from django.utils import timezone

import feedparser
import pytest

from news.pages import PressReleasePage
from portal.core.models import Generation
from tests.factories import (
    add_image,
    add_person,
    add_release,
    add_statement,
    add_translation,
    publish,
)

FEED = "/en/newsroom/feed/"
AUGUST = datetime(2020, 8, 6, 10, 30, tzinfo=UTC)


def read(client, address=FEED):
    """Read a feed as a feed reader does."""
    response = client.get(address)
    assert response.status_code == 200
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def test_carries_title_address_date_and_whole_text(client, newsroom):
    person = add_person("Ada")
    statement = add_statement(person, "Machines will compose music.", form="paraphrase")
    image = add_image()
    release = add_release(
        newsroom,
        "A bridge",
        standfirst="Between & across.",
        released_at=AUGUST,
        body=[
            {"type": "prose", "value": "<p>The <b>whole</b> text.</p>"},
            {"type": "statement", "value": {"statement": statement.pk}},
            {"type": "picture", "value": {"image": image.pk, "caption": ""}},
        ],
    )

    entry = read(client).entries[0]

    assert entry.title == "A bridge"
    assert entry.link == f"http://localhost{release.get_url()}"
    assert entry.published_parsed[:5] == (2020, 8, 6, 10, 30)
    assert entry.summary == "Between & across."
    content = entry.content[0].value
    assert "<b>whole</b>" in content
    assert "Machines will compose music." in content
    assert "Ada" in content
    assert 'src="http://localhost/media/' in content


def test_holds_only_absolute_addresses(client, newsroom):
    body = [{"type": "prose", "value": '<p><a href="/en/">home</a></p>'}]
    add_release(newsroom, body=body)

    content = read(client).entries[0].content[0].value

    assert 'href="http://localhost/en/"' in content


def test_the_guid_survives_a_new_slug_title_and_domain(client, newsroom, settings):
    release = add_release(newsroom, slug="old")
    before = read(client).entries[0]
    release.slug, release.title = "new", "New"
    publish(release)
    settings.SITE_URL = "https://elsewhere.example"

    after = read(client).entries[0]

    assert after.id == before.id
    assert after.id.startswith("urn:uuid:")
    assert after.link == "https://elsewhere.example/en/newsroom/new/"


def test_every_language_has_its_feed_and_its_guids(client, newsroom):
    release = add_release(newsroom, "English")
    publish(add_translation(release, title="Deutsch"))

    english, german = read(client), read(client, "/de/aktuelles/feed/")

    assert [entry.title for entry in english.entries] == ["English"]
    assert [entry.title for entry in german.entries] == ["Deutsch"]
    assert english.entries[0].id != german.entries[0].id
    assert german.feed.language == "de"


def test_an_empty_feed_is_a_feed(client, newsroom):
    assert read(client).entries == []


@pytest.mark.parametrize(
    "path",
    [
        f"{FEED}atom/",
        f"{FEED}atom/?topic=none",
        f"{FEED}atom/?page=9",
        f"{FEED}atom/?archive=1999-01",
        f"{FEED}atom/?languages=all&year=1999",
        "/en/search/feed/atom/?q=nothing",
    ],
)
def test_a_list_without_entries_is_as_old_as_the_newsroom(client, newsroom, path):
    begun = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    type(newsroom).objects.filter(pk=newsroom.pk).update(first_published_at=begun)

    first = client.get(path)
    published = read(client, path).feed.updated_parsed
    # Something else that is public changes.
    Generation.objects.update_or_create(pk=1, defaults={"changed_at": timezone.now()})
    again = client.get(path)

    assert tuple(published)[:6] == (2024, 5, 6, 7, 8, 9)
    assert again.content == first.content


def test_without_a_known_beginning_it_is_the_last_change(client, newsroom):
    at = datetime(2025, 5, 6, 7, 8, 9, tzinfo=UTC)
    Generation.objects.update_or_create(pk=1, defaults={"changed_at": at})

    feed = read(client, f"{FEED}atom/").feed

    assert tuple(feed.updated_parsed)[:6] == (2025, 5, 6, 7, 8, 9)


def test_the_first_entry_is_newer_than_the_empty_list(client, newsroom):
    newsroom.save_revision().publish()
    before = read(client, f"{FEED}atom/").feed.updated_parsed

    add_release(newsroom, released_at=timezone.now())

    assert read(client, f"{FEED}atom/").feed.updated_parsed >= before


@pytest.mark.parametrize("form", ["", "atom/", "json/"])
def test_no_instant_is_made_up(client, newsroom, form):
    for query in ("", "?page=9", "?archive=1999-01", "?topic=none"):
        response = client.get(f"{FEED}{form}{query}")

        assert b"1970" not in response.content
        assert "1970" not in response.get("Last-Modified", "")


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=x", "?p=-1", "?utm_source=x&year="]
)
def test_parameters_change_nothing(client, newsroom, query):
    add_release(newsroom)

    assert client.get(FEED + query).content == client.get(FEED).content


def test_an_unchanged_feed_has_the_same_bytes_and_answers_304(client, newsroom):
    add_release(newsroom)
    first = client.get(FEED)

    again = client.get(FEED, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert client.get(FEED).content == first.content


def test_is_announced_on_every_page(client, newsroom):
    release = add_release(newsroom)

    for address in ["/en/", "/en/search/", release.get_url(), "/en/partners/"]:
        html = client.get(address).content.decode()
        assert f'href="http://localhost{FEED}"' in html or f'href="{FEED}"' in html


@pytest.mark.parametrize(
    "title",
    ["a ]]> b", "<script>alert(1)</script>", "\u202eRTL", "🧬 \x0b \x1f", "&amp; &"],
)
def test_nasty_titles_do_not_break_the_feed(client, newsroom, title):
    body = [{"type": "prose", "value": f"<p>{title}</p>"}]
    add_release(newsroom, title, standfirst=title, body=body)

    assert len(read(client).entries) == 1


def test_holds_the_newest_releases_first(client, newsroom):
    for number in range(1, 23):
        add_release(
            newsroom, f"R{number}", released_at=AUGUST.replace(day=number, month=7)
        )

    titles = [entry.title for entry in read(client).entries]

    assert titles[0] == "R22"
    assert len(titles) == 20
    assert PressReleasePage.objects.count() == 22
