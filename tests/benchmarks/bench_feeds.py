"""What a feed costs with few and with very many releases.

Every feed that is measured is full in both cases, so that what is compared is the
search for its entries and not their number.
"""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models.sql import InsertQuery
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest

from wagtail.models import Page

from news.models import ReleaseInstitution
from news.pages import PressReleasePage
from tests.factories import add_institution, add_topic

# Two months and ninety years, so that the month before this is whole in both.
FEW, MANY = 200, 100_000
APART = timedelta(hours=8)
LAST_MONTH = timezone.localdate().replace(day=1) - timedelta(days=1)
BATCH = 500
ROUNDS = 5
ADDRESSES = {
    "newsroom": "/en/newsroom/feed/",
    "Atom": "/en/newsroom/feed/atom/",
    "JSON": "/en/newsroom/feed/json/",
    "all languages": "/en/newsroom/feed/?languages=all",
    "each story once": "/en/newsroom/feed/?languages=de,en",
    "kind": "/en/newsroom/feed/?kind=news",
    "institution": "/en/newsroom/feed/?institution=everywhere",
    "topic": "/en/newsroom/feed/?topic=everything",
    "an archive": f"/en/newsroom/feed/?archive={LAST_MONTH:%Y-%m}",
}


def add_releases(newsroom: Page, count: int, institution, topic) -> None:
    """Add published releases, without the work of publishing them."""
    kind = ContentType.objects.get_for_model(PressReleasePage)
    newest = timezone.now() - timedelta(hours=1)
    record = {"issuers": [{"name": "E", "path": "institutions/e/"}], "topics": []}
    feed_html = "<p>" + "What a release says. " * 150 + "</p>"
    begun = newsroom.numchild
    for first in range(begun, begun + count, BATCH):
        numbers = range(first, min(first + BATCH, begun + count))
        releases = [
            PressReleasePage(
                title=f"Release {number}",
                draft_title=f"Release {number}",
                slug=f"bench-{number}",
                path=PressReleasePage._get_path(
                    newsroom.path, newsroom.depth + 1, number + 1
                ),
                depth=newsroom.depth + 1,
                url_path=f"{newsroom.url_path}bench-{number}/",
                locale=newsroom.locale,
                content_type=kind,
                translation_key=uuid4(),
                live=True,
                kind="news" if number % 2 else "press_release",
                released_at=newest - number * APART,
                standfirst="What happened, in a sentence or two.",
                record=record,
                feed_html=feed_html,
            )
            for number in numbers
        ]
        pages = Page.objects.bulk_create(
            [
                Page(
                    **{
                        f.attname: getattr(one, f.attname)
                        for f in Page._meta.concrete_fields
                        if f.attname != "id"
                    }
                )
                for one in releases
            ]
        )
        for release, page in zip(releases, pages, strict=True):
            release.page_ptr_id = release.pk = page.pk
        query = InsertQuery(PressReleasePage)
        fields = PressReleasePage._meta.local_concrete_fields
        query.insert_values(fields, releases, raw=True)
        query.get_compiler(connection=connection).execute_sql()
        ReleaseInstitution.objects.bulk_create(
            ReleaseInstitution(
                release_id=one.pk, institution=institution, role="issuer"
            )
            for one in releases
        )
        through = PressReleasePage.topics.through
        through.objects.bulk_create(
            through(pressreleasepage_id=one.pk, topic=topic) for one in releases
        )
    Page.objects.filter(pk=newsroom.pk).update(numchild=begun + count)
    newsroom.refresh_from_db()


def measure(client, address: str) -> tuple[int, float, int]:
    """Return queries, the shortest time in milliseconds and the size in bytes."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        asked = len(queries)
    assert response.status_code == 200
    times = []
    for _round in range(ROUNDS):
        begun = perf_counter()
        client.get(address)
        times.append((perf_counter() - begun) * 1000)
    return asked, min(times), len(response.content)


@pytest.mark.django_db(transaction=False)
def test_a_feed_costs_the_same_with_very_many_releases(client, newsroom):
    everywhere = (
        add_institution("Everywhere", slug="everywhere"),
        add_topic("everything"),
    )
    add_releases(newsroom, FEW, *everywhere)
    for address in ADDRESSES.values():
        client.get(address)
    few = {name: measure(client, address) for name, address in ADDRESSES.items()}
    add_releases(newsroom, MANY - FEW, *everywhere)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    many = {name: measure(client, address) for name, address in ADDRESSES.items()}

    print(f"\n{connection.vendor}: {FEW} and {MANY} releases")
    for name in ADDRESSES:
        (queries, before, _size), (queries_then, after, size) = few[name], many[name]
        print(
            f"{name:16} {queries:2} and {queries_then:2} queries  "
            f"{before:7.1f} and {after:7.1f} ms  ratio {after / before:6.1f}  "
            f"{size // 1024} KiB"
        )
        assert queries_then <= queries
