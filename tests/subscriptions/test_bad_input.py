"""Whatever is asked or sent, no address of subscriptions answers 500."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.factories import add_institution, add_release
from tests.sharing import shared
from tests.test_bad_input import NASTY

PARAMETERS = ["q", "year", "kind", "topic", "institution", "relation", "languages"]
FIELDS = ["email", "website", "language_0", "language_1", "language", "frequency"]


@shared
def filled(newsroom):
    """A newsroom with something in it."""
    add_release(newsroom, institutions=[(add_institution(slug="hub"), "partner")])


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("parameter", PARAMETERS)
def test_queries(client, parameter):
    for value in NASTY:
        for query in (
            f"{parameter}={quote(value)}",
            f"institution=hub&{parameter}={quote(value)}",
        ):
            assert client.get(f"/en/subscribe/?{query}").status_code < 500, query


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("field", FIELDS)
def test_fields(client, field):
    form = {
        "email": "reader@example.org",
        "language_0": "en",
        "language": "en",
        "frequency": "weekly",
    }
    for value in NASTY:
        for address in ("/en/subscribe/?q=life", "/de/subscribe/data/"):
            response = client.post(address, form | {field: value})
            assert response.status_code < 500, value


def test_buttons(client, subscribe):
    address = f"/en/subscribe/manage/{subscribe().token}/"
    for value in NASTY:
        response = client.post(address, {"list": value, "change": value, value: value})
        assert response.status_code < 500, value
