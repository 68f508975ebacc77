"""Everything that visitors get of a small site, to compare it before and after."""

from __future__ import annotations

import re
from datetime import date

from django.test import Client
from django.utils import timezone

from news.pages import PressReleasePage
from news.syndication.formats.catalogue import BY_PATH

# What a clock writes, and what counts the questions.
IGNORED_HEADERS = {"Date", "RateLimit"}
# How long an answer may be kept: until the end of the minute.
COUNTDOWN = re.compile(r"max-?age=\d+")
SITE = [
    *("/en/", "/de/", "/en/newsroom/", "/de/aktuelles/", "/en/partners/"),
    *("/en/newsroom/?year=2020", "/en/search/?q=bridge", "/en/feeds/"),
    *("/en/partners/people/", "/en/partners/institutions/", "/en/imprint/"),
    *("/en/newsroom/calendar/", "/en/search/feed/?q=bridge", "/en/feeds/opml/"),
    *("/sitemap.xml", "/news-sitemap.xml", "/robots.txt", "/llms.txt"),
    *("/graph/graph.jsonld", "/graph/releases.csv", "/graph/institutions.csv"),
    *("/api/v2/releases/", "/api/v2/institutions/", "/api/v2/people/"),
    *("/en/nothing/", "/en/newsroom/another-slug/", "/theme.css"),
]
FEEDS = [
    f"{room}feed/{form}{query}"
    for room in ("/en/newsroom/", "/de/aktuelles/")
    for form in ("", "atom/", "json/")
    for query in ("", "?languages=all")
]


def addresses_of(release: PressReleasePage) -> list[str]:
    """Return the addresses of a release itself, in every format."""
    return [
        release.url,
        f"{release.url}calendar/",
        *(f"{release.url}{path}/" for path in BY_PATH),
        f"/api/v2/releases/{release.translation_key}/{release.language}/",
        *([release.short_path] if release.short_path else []),
    ]


def ask(addresses: list[str]) -> dict[str, tuple]:
    """Ask as somebody who is not signed in; status, headers and body by address."""
    visitor = Client()
    found = {}
    for address in addresses:
        response = visitor.get(address)
        body = b"".join(response) if response.streaming else response.content
        headers = {
            name: COUNTDOWN.sub("maxage", value)
            for name, value in response.items()
            if name not in IGNORED_HEADERS
        }
        found[address] = (response.status_code, headers, body)
    return found


def differences(before: dict[str, tuple], after: dict[str, tuple]) -> list[str]:
    """Return the addresses that answer otherwise than before, with what differs."""
    parts = ("status", "headers", "body")
    return [
        f"{address}: {part}"
        for address, answers in before.items()
        for part, was, is_now in zip(parts, answers, after[address], strict=True)
        if was != is_now
    ]


def next_year() -> date:
    """Return a day of the next year."""
    return date(timezone.now().year + 1, 6, 6)
