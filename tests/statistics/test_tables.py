"""Screen and table name the same: neither a site that led few here, nor less than all."""

from __future__ import annotations

import pytest

from portal.statistics.keeping import site_today
from portal.statistics.models import OTHER, DailyViews, FeedReach, Kind
from tests import factories
from tests.statistics.test_reports import (
    OVERVIEW,
    count,
    days_ago,
    read,
    table,
)
from tests.statistics.test_reports import editor as editor
from tests.statistics.test_reports import world as world

pytestmark = pytest.mark.django_db


def screen(client, url: str) -> dict[str, int]:
    """Return the sites that a screen names, with what they led here."""
    return {str(row.label): row.total for row in client.get(url).context["sources"]}


@pytest.mark.parametrize(
    ("counted", "named"),
    [
        # Of today: few on the whole site, and enough.
        ([(0, "few.example", 2)], {}),
        ([(0, "many.example", 3)], {"many.example": 3}),
        # Rows of a day that is over and not tidied yet.
        ([(1, "few.example", 2)], {}),
        # Three in a month, but one today, which nobody may know.
        ([(20, "known.example", 3), (0, "known.example", 1)], {"known.example": 3}),
        # Enough on the whole site, too few for what the report is about.
        ([(0, "known.example", 1), (0, "known.example", 9, "elsewhere")], {}),
    ],
)
def test_sites_that_led_few_here_are_named_nowhere(editor, world, counted, named):
    for days, source, views, *elsewhere in counted:
        page = world.newsroom if elsewhere else world.release
        count(Kind.PAGE, page.pk, views, day=days_ago(days), source=source)
    url = f"{OVERVIEW}releases/{world.release.pk}/"

    rows = table(editor, f"{url}?export=csv")

    told = {}
    for row in rows:
        told[row["source"]] = told.get(row["source"], 0) + int(row["views"])
    few = told.pop("other", 0)
    assert told == named
    assert screen(editor, url) == named | ({"Other sites": few} if few else {})
    assert few == DailyViews.objects.filter(key=world.release.pk).total() - sum(
        named.values()
    )


def test_what_has_no_name_stands_in_one_line(editor, world):
    count(Kind.PAGE, world.release.pk, 4, source=OTHER)
    for number in range(3):
        count(Kind.PAGE, world.release.pk, 1, source=f"few-{number}.example")
    count(Kind.PAGE, world.release.pk, 2)

    rows = table(editor, f"{OVERVIEW}?export=csv")

    assert [(row["source"], row["views"]) for row in rows] == [
        ("", "2"),
        ("other", "7"),
    ]


@pytest.fixture
def feeds(world):
    """What programs said of a feed."""
    for days, name, subscribers, polls in (
        (1, "Feedly", 120, 4),
        (0, "Feedly", 118, 4),
        (0, "", None, 7),
        (0, "=Small", 12, 3),
        (0, "Once", 25, 1),
        (0, OTHER, None, 5),
    ):
        FeedReach.objects.create(
            day=days_ago(days),
            newsroom=world.newsroom.pk,
            address="feed/",
            aggregator=name,
            subscribers=subscribers,
            polls=polls,
        )


def test_the_reach_of_feeds_can_be_downloaded(editor, world, feeds):
    url = f"{OVERVIEW}?days=7&export=feeds"
    assert "export=feeds" in read(editor, OVERVIEW)
    assert "export=feeds" not in read(editor, f"{OVERVIEW}releases/{world.release.pk}/")

    rows = table(editor, url)

    today, title = site_today().isoformat(), world.newsroom.title
    assert [tuple(row.values()) for row in rows] == [
        (days_ago(1).isoformat(), title, "en", "feed/", "Feedly", "120", "4"),
        (today, title, "en", "feed/", "", "", "7"),
        (today, title, "en", "feed/", "'=Small", "12", "3"),
        (today, title, "en", "feed/", "Feedly", "118", "4"),
        (today, title, "en", "feed/", "other", "", "6"),
    ]
    assert list(rows[0]) == [
        "day",
        "newsroom",
        "language",
        "feed",
        "aggregator",
        "subscribers",
        "requests",
    ]


def test_the_screen_names_no_program_that_asked_once_and_that_nobody_knows(
    editor, world, feeds
):
    found = {
        row.aggregator: (row.subscribers, row.polls)
        for row in editor.get(OVERVIEW).context["feeds"]
    }

    assert found == {
        "Feedly": (118, 8),
        "": (None, 7),
        "=Small": (12, 3),
        OTHER: (None, 6),
    }


def test_feeds_of_a_newsroom_that_somebody_may_not_see_are_not_told(editor, feeds):
    FeedReach.objects.create(day=site_today(), newsroom=10**9, address="feed/", polls=1)

    assert len(table(editor, f"{OVERVIEW}?export=feeds")) == 5


def test_a_table_of_feeds_costs_the_same_for_many(
    editor, world, feeds, django_assert_max_num_queries
):
    for number in range(40):
        factories.add_topic(f"topic-{number}")
        FeedReach.objects.create(
            day=site_today(),
            newsroom=world.newsroom.pk,
            address=f"feed/?topic=topic-{number}",
            polls=1,
        )

    with django_assert_max_num_queries(20):
        assert len(table(editor, f"{OVERVIEW}?export=feeds")) == 45
