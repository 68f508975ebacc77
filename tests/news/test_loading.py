"""Lists of releases load what they show and nothing else."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from tests.factories import add_image, add_institution, add_release
from tests.sharing import shared

BODY, HTML, RESOLVED = (
    f'"news_pressreleasepage"."{name}"' for name in ("body", "feed_html", "resolved")
)


@pytest.fixture
def selected(client):
    """Return all that is asked of the database for an address."""

    def ask(address: str) -> str:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return "\n".join(query["sql"] for query in queries)

    return ask


@shared
def releases(newsroom):
    institution = add_institution(slug="hub")
    for _number in range(2):
        add_release(
            newsroom,
            lead_image=add_image(),
            institutions=[(institution, "lead_issuer")],
            body=[{"type": "prose", "value": "<p>Long.</p>"}],
        )


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/en/newsroom/",
        "/en/newsroom/?institution=hub",
        "/en/newsroom/calendar/",
        "/en/partners/institutions/hub/",
        "/en/search/?q=release",
        "/llms.txt",
        "/sitemap.xml",
        "/api/v2/releases/",
    ],
)
def test_a_list_loads_no_text(releases, selected, address):
    asked = selected(address)

    assert [name for name in (BODY, HTML, RESOLVED) if name in asked] == []


def test_a_feed_loads_the_text_that_it_carries(releases, selected):
    asked = selected("/en/newsroom/feed/")

    assert HTML in asked
    assert [name for name in (BODY, RESOLVED) if name in asked] == []
