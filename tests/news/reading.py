"""Feeds as their readers see them."""

from __future__ import annotations

import json

import feedparser
from jsonschema import Draft202012Validator, FormatChecker

from news.models import Correction
from news.pages import PressReleasePage
from news.publishing import correcting
from tests.news.json_feed_schema import SCHEMA

FEED = "/en/newsroom/feed/"
FORMS = ("", "atom/", "json/")
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def address(form: str = "", query: str = "", feed: str = FEED) -> str:
    return f"{feed}{form}" + (f"?{query}" if query else "")


def parse(content: bytes):
    """Return what feedparser makes of RSS or Atom; fails if that is not well-formed."""
    feed = feedparser.parse(content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def parse_json(content: bytes) -> dict:
    """Return a JSON Feed that is valid."""
    feed = json.loads(content)
    errors = [
        f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(feed)
    ]
    assert not errors, errors
    return feed


def load(client, form: str = "", query: str = "", feed: str = FEED):
    response = client.get(address(form, query, feed))
    assert response.status_code == 200, response.content[:300]
    return (parse_json if form == "json/" else parse)(response.content)


def titles(client, form: str = "", query: str = "", feed: str = FEED) -> list[str]:
    """Return the headlines in a feed, in order."""
    found = load(client, form, query, feed)
    items = found["items"] if form == "json/" else found.entries
    return [item["title"] for item in items]


def correct(release, kind="correction", what="Five, not six.", **values):
    """Publish a correction; returns the release as it is then."""
    correcting.correct(
        Correction(
            story=release.translation_key, kind=kind, what={"en": what}, **values
        )
    )
    return PressReleasePage.objects.get(pk=release.pk).specific
