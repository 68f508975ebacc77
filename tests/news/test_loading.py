"""Lists of releases load what they show and nothing else."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from wagtail.models import Revision

from tests.factories import add_image, add_institution, add_release, draft_release
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


def test_a_draft_is_read_without_loading_its_page_for_every_row(newsroom):
    issuers = [(add_institution(), "issuer") for _number in range(3)]
    draft = draft_release(newsroom, institutions=issuers)
    revision = Revision.objects.get(pk=draft.save_revision().pk)
    stored = revision.content_object

    with CaptureQueriesContext(connection) as queries:
        read = revision.as_object()

    asked = [query["sql"] for query in queries]
    assert not any('FROM "news_pressreleasepage"' in sql for sql in asked)
    assert not any('FROM "wagtailcore_revision"' in sql for sql in asked)
    rows = read.release_institutions.all()
    assert [row.institution for row in rows] == [one for one, _role in issuers]
    assert all(row.release_id == draft.pk and row.release is read for row in rows)
    for name in ("locale", "owner", "content_type", "latest_revision", "alias_of"):
        assert getattr(read, f"{name}_id") == getattr(stored, f"{name}_id")
