"""Invented names of sites and programs shut out no real ones, and fill no table."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.statistics import counting, folder
from portal.statistics.aggregators import MOST_AT_FIRST, MOST_OF_UNKNOWN
from portal.statistics.bounds import MOST_SOURCES, MOST_UNKNOWN, MOST_WAITING
from portal.statistics.keeping import tidy
from portal.statistics.lines import write_line
from portal.statistics.models import OTHER, DailyViews, FeedReach
from tests import factories
from tests.sharing import shared

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
FEEDLY = "Feedly/1.0 (+http://www.feedly.com/fetcher.html; {} subscribers)"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = date(2026, 11, 20)
TOMORROW = TODAY + timedelta(days=1)
PAGE, FEED = "/en/newsroom/release/", "/en/newsroom/feed/"


@shared
def release(newsroom):
    return factories.add_release(newsroom, slug="release")


@pytest.fixture
def waiting(release, tmp_path, settings, monkeypatch):
    """The folder in which lines wait; nobody else writes to it."""
    settings.COUNTING_DIR = str(tmp_path / "counting")
    monkeypatch.setattr(folder, "WRITING", 0)


def lead(host: str, *, at=NOON) -> bytes:
    """Return the line of somebody who was led here by a site."""
    return write_line(at, PAGE, {}, f"https://{host}/", FIREFOX)


def poll(agent: str, *, at=NOON) -> bytes:
    return write_line(at, FEED, {}, "", agent)


def count(lines: list[bytes]) -> None:
    folder.append(b"".join(lines), NOON.timestamp())
    assert counting.count_all() == 1


def invent(turn: int, number: int) -> list[str]:
    return [f"invented-{turn}-{one}.example" for one in range(number)]


@pytest.mark.parametrize("come", [list, reversed])
def test_sites_that_lead_here_again_stay_whoever_comes_before(waiting, come):
    real = [f"news-{number}.example" for number in range(MOST_SOURCES)]
    for turn in range(6):
        parts = [
            [lead(host) for host in invent(turn, MOST_WAITING // 3)],
            [lead(host) for host in real[turn % 2 :: 2]],
        ]
        count([line for part in come(parts) for line in part])
        assert DailyViews.objects.count() <= MOST_WAITING + 2

    tidy(TOMORROW)

    rows = dict(DailyViews.objects.values_list("source", "views"))
    assert set(rows) == {*real, OTHER}
    assert {rows[host] for host in real} == {3}
    assert sum(rows.values()) == 6 * (MOST_WAITING // 3 + MOST_SOURCES // 2)


def test_of_many_sites_those_that_led_most_are_kept_when_the_day_is_over(waiting):
    hosts = [f"news-{number}.example" for number in range(MOST_SOURCES + 5)]
    count([lead(host) for times, host in enumerate(hosts, 3) for _time in range(times)])

    tidy(TODAY)
    assert DailyViews.objects.count() == len(hosts)
    tidy(TOMORROW)
    tidy(TOMORROW)

    kept = DailyViews.objects.exclude(source=OTHER).values_list("source", flat=True)
    assert sorted(kept) == sorted(hosts[5:])
    assert DailyViews.objects.get(source=OTHER).views == 3 + 4 + 5 + 6 + 7


def test_invented_programs_shut_out_no_real_one(waiting):
    for turn in range(4):
        count(
            [
                *(
                    poll(f"Invented-{turn}-{number}/1 (9999999 subscribers)")
                    for number in range(3 * MOST_UNKNOWN)
                ),
                poll(FEEDLY.format(120)),
                poll("Small-Aggregator/2 (12 subscribers)"),
                poll("FreshRSS/1.27"),
            ]
        )

    known = {row.aggregator: row for row in FeedReach.objects.all()}
    assert len(known) <= MOST_UNKNOWN + 3
    assert known["Feedly"].subscribers == 120
    assert known["Small-Aggregator"].subscribers == 12
    assert known["Small-Aggregator"].polls == known["Feedly"].polls == 4
    assert known[""].polls == 4
    assert known[OTHER].subscribers is None
    invented = {
        row.subscribers for row in known.values() if row.aggregator.startswith("Inv")
    }
    assert invented <= {MOST_OF_UNKNOWN}
    assert sum(row.polls for row in known.values()) == 4 * (3 * MOST_UNKNOWN + 3)


@pytest.mark.parametrize(
    "agents",
    [
        [
            FEEDLY.format(120),
            "FEEDLY 2 (120 subscribers)",
        ],
        [
            "NewsBlur Feed Fetcher - 120 subscribers",
            "NewsBlur Page Fetcher - 120 readers",
        ],
    ],
)
def test_an_aggregator_has_one_figure_whatever_it_calls_itself(waiting, agents):
    count([poll(agent) for agent in agents])

    reach = FeedReach.objects.get()
    assert (reach.subscribers, reach.polls) == (120, len(agents))


def test_one_forged_figure_among_many_is_not_believed(waiting):
    count([poll(FEEDLY.format(figure)) for figure in (120, 120, 900, 0)])

    assert FeedReach.objects.get().subscribers == 120


def test_a_figure_grows_and_shrinks_within_bounds(waiting):
    def say(days: int, figure: int) -> int | None:
        at = NOON - timedelta(days=days)
        for _time in range(2):  # as often as one likes
            count([poll(FEEDLY.format(figure), at=at)])
        return FeedReach.objects.get(day=at.date()).subscribers

    assert say(8, 9_999_999) == MOST_AT_FIRST
    assert say(7, 9_999_999) == 3 * MOST_AT_FIRST
    assert say(6, 0) == 3 * MOST_AT_FIRST // 2
    assert say(5, 1700) == 1700


def test_what_was_said_long_ago_bounds_nothing(waiting):
    count([poll(FEEDLY.format(900), at=NOON - timedelta(days=30))])
    count([poll(FEEDLY.format(3))])

    assert FeedReach.objects.get(day=TODAY).subscribers == 3
