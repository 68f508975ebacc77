"""What the site says of a release is the same, whatever language is active."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import caches
from django.utils import translation

import pytest

from tests.languages.addresses import addresses
from tests.languages.outputs import outputs


@contextmanager
def active(language: str | None) -> Iterator[None]:
    """Let a language be active, or none: what a command finds."""
    with translation.override(language):
        if language is None:
            translation.deactivate_all()
        yield


def test_every_output_says_the_same_in_every_active_language(world):
    with active("en"):
        expected = dict(outputs(world))

    for language in ("de", None):
        with active(language):
            found = dict(outputs(world))
        assert found.keys() == expected.keys()
        differing = [name for name in expected if found[name] != expected[name]]
        assert differing == [], language


@pytest.fixture
def with_caches(settings):
    """Keep documents, as a site does."""
    place = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = settings.CACHES | {"documents": place | {"LOCATION": "languages"}}
    settings.API_RATE = "100000/hour"
    yield caches
    caches["documents"].clear()


def test_every_address_answers_the_same_to_everybody(client, world, with_caches):
    """Asked first by who reads the other language, so that a cache would keep that."""
    paths = list(dict.fromkeys(addresses(world)))
    expected = {}
    for path in paths:
        with active("en"):
            expected[path] = asked(client, path, "en")
        assert expected[path][0] in (200, 410), path  # one release is withdrawn
        with_caches["documents"].clear()

    for path in paths:
        with active("de"):
            found = asked(client, path, "de")
        with active(None):
            kept = asked(client, path, "en")
        assert found == expected[path], path
        assert kept == expected[path], path


def asked(client, path: str, language: str) -> tuple[int, str, bytes]:
    """Return status, type and bytes of an answer to a browser that prefers a language."""
    response = client.get(
        path,
        headers={"Accept-Language": language, "Accept": "application/ld+json"}
        if path.startswith("/id/")
        else {"Accept-Language": language},
    )
    return response.status_code, response["Content-Type"], response.getvalue()
