"""What is not public is in none of the outputs, whatever they are made for."""

import pytest

from wagtail.models import PageViewRestriction

from news.pages import PressReleasePage
from tests.factories import (
    add_institution,
    add_release,
    add_topic,
    days_from_now,
    draft_release,
    publish,
)
from tests.news.reading import correct

SECRET = "Chrysalis"
FEEDS = [
    f"{feed}{form}?{query}"
    for feed in ("/en/newsroom/feed/", "/de/aktuelles/feed/")
    for form in ("", "atom/", "json/")
    for query in ("", "languages=all", "languages=de,en", "institution=open")
]
PAGES = [
    "/en/",
    "/en/newsroom/",
    "/en/newsroom/?institution=open&topic=open",
    "/en/partners/institutions/open/",
    f"/en/search/?q={SECRET}",
    "/en/feeds/",
    "/en/newsroom/calendar/",
]
FILES = [
    f"/en/search/feed/?q={SECRET}&languages=all",
    "/en/feeds/opml/",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/robots.txt",
    "/llms.txt",
    "/graph/graph.jsonld",
    "/graph/releases.csv",
    "/api/v2/releases/",
    "/api/v2/releases/?institution=open&expand=institutions",
    "/api/v2/institutions/",
]
BY_PATH = (
    *("", "ninjs/", "md/", "txt/", "pdf/", "jsonld/"),
    *("cite/", "cite/bibtex/", "share/"),
)


@pytest.fixture
def told(newsroom):
    """What the secret release has in common with a public one."""
    return {
        "institutions": [(add_institution("Open", slug="open"), "partner")],
        "topics": [add_topic("open", en="Open")],
        "slug": "secret",
        "standfirst": f"About {SECRET}.",
        "body": [{"type": "prose", "value": f"<p>{SECRET} in the text.</p>"}],
    }


def embargoed(newsroom, told):
    publish(draft_release(newsroom, SECRET, released_at=days_from_now(1), **told))


def drafted(newsroom, told):
    draft_release(newsroom, SECRET, **told)


def taken_back(newsroom, told):
    add_release(newsroom, SECRET, **told).unpublish()


def behind_a_password(newsroom, told):
    release = add_release(newsroom, SECRET, **told)
    PageViewRestriction.objects.create(
        page=release, restriction_type="password", password="sesame"
    )


def live_before_its_time(newsroom, told):
    """As only code that goes past the form could leave it."""
    release = add_release(newsroom, SECRET, **told)
    PressReleasePage.objects.filter(pk=release.pk).update(released_at=days_from_now(1))


STATES = [embargoed, drafted, taken_back, behind_a_password, live_before_its_time]


@pytest.mark.parametrize("state", STATES)
def test_what_is_not_public_is_nowhere(client, newsroom, told, state):
    add_release(
        newsroom,
        "Public",
        **(told | {"slug": "public", "body": []}) | {"standfirst": ""},
    )
    state(newsroom, told)

    for address in [*PAGES, *FEEDS, *FILES]:
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        assert response.status_code in (200, 404), address
        leaked = content.decode().replace(f'value="{SECRET}"', "")
        if "/search/" not in address:
            assert SECRET not in leaked, address
        assert "/newsroom/secret/" not in leaked, address
    for form in BY_PATH[1:]:
        response = client.get(f"/en/newsroom/secret/{form}")
        assert SECRET.encode() not in response.content, form
        assert response.status_code in (302, 404) or b"password" in response.content


def test_what_is_public_is_in_all_of_them(client, newsroom, told):
    add_release(newsroom, SECRET, **told)

    for address in [*PAGES[:5], *FEEDS[:12], *FILES]:
        if address in ("/robots.txt", "/en/feeds/opml/", "/api/v2/institutions/"):
            continue
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        found = SECRET in content.decode() or "/newsroom/secret/" in content.decode()
        assert found, address


def test_a_withdrawn_text_is_in_none_of_them(client, newsroom, told):
    release = add_release(newsroom, "Headline", **told)
    correct(release, "withdrawal", "It was wrong.")

    for address in [*PAGES[:4], *FEEDS, *FILES[1:]]:
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        assert SECRET not in content.decode(), address
    for form in BY_PATH:
        assert SECRET.encode() not in client.get(f"{release.url}{form}").content, form
