"""Add what lines come to to the rows of their days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q

from portal.statistics.addresses import Subject
from portal.statistics.aggregators import believe, is_unknown
from portal.statistics.bounds import MOST_UNKNOWN, MOST_WAITING, surplus
from portal.statistics.models import OTHER, DailyViews, FeedReach, Kind
from portal.statistics.numbers import Feed, Key, Numbers
from portal.statistics.periods import WEEK

BATCH = 500  # rows that are written at once


def write_views(numbers: Numbers) -> None:
    """Add views to the rows of their days."""
    rows: dict[Key, dict[str, DailyViews]] = defaultdict(dict)
    days = {day for day, _subject in numbers.views}
    keys: dict[str, set[int]] = defaultdict(set)
    for _day, subject in numbers.views:
        keys[subject.kind].add(subject.key)
    asked = Q(pk__in=[])
    for kind, some in keys.items():
        asked |= Q(kind=kind, key__in=some)
    stored = DailyViews.objects.select_for_update().filter(asked, day__in=days)
    for row in stored.order_by("pk"):
        rows[row.day, _subject_of(row)][row.source] = row
    changed: list[DailyViews] = []
    gone: list[DailyViews] = []
    for (day, subject), sources in numbers.views.items():
        known = rows[day, subject]
        for source, count in sources.items():
            row = known.setdefault(source, _new_row(day, subject, source))
            row.views += count
        for name in surplus(
            {row.source: row.views for row in known.values()}, MOST_WAITING
        ):
            row = known.pop(name)
            gone.append(row)
            others = known.setdefault(OTHER, _new_row(day, subject, OTHER))
            others.views += row.views
        changed += (row for source, row in known.items() if source in {*sources, OTHER})
    _store(DailyViews, changed, gone, ["views"])


def _subject_of(row: DailyViews) -> Subject:
    return Subject(Kind(row.kind), row.key, row.language, row.format)


def _new_row(day: date, subject: Subject, source: str) -> DailyViews:
    return DailyViews(
        day=day,
        kind=subject.kind,
        key=subject.key,
        language=subject.language,
        format=subject.format,
        source=source,
    )


def write_reach(numbers: Numbers) -> None:
    """Add polls to the rows of their days; of subscribers the newest number stays."""
    rows: dict[Feed, dict[str, FeedReach]] = defaultdict(dict)
    days = {day for day, _newsroom, _address in numbers.polls}
    addresses = {address for _day, _newsroom, address in numbers.polls}
    stored = FeedReach.objects.select_for_update().filter(
        day__in=days, address__in=addresses
    )
    for row in stored.order_by("pk"):
        rows[row.day, row.newsroom, row.address][row.aggregator] = row
    earlier = _load_figures(days, addresses)
    changed: list[FeedReach] = []
    gone: list[FeedReach] = []
    for feed, polls in numbers.polls.items():
        known = rows[feed]
        for name, count in polls.items():
            row = known.setdefault(name, _new_reach(feed, name))
            row.polls += count
            if reach := numbers.reach_of(feed, name):
                row.subscribers = believe(reach, _figure_before(earlier, feed, name))
        unknown = {name: row.polls for name, row in known.items() if is_unknown(name)}
        for name in surplus(unknown, MOST_UNKNOWN):
            row = known.pop(name)
            gone.append(row)
            known.setdefault(OTHER, _new_reach(feed, OTHER)).polls += row.polls
        changed += (row for name, row in known.items() if name in {*polls, OTHER})
    _store(FeedReach, changed, gone, ["polls", "subscribers"])


def _new_reach(feed: Feed, aggregator: str) -> FeedReach:
    day, newsroom, address = feed
    return FeedReach(day=day, newsroom=newsroom, address=address, aggregator=aggregator)


# Figures by newsroom, address and aggregator, each with its day, the oldest first.
Figures = dict[tuple[int, str, str], list[tuple[date, int]]]


def _load_figures(days: set[date], addresses: set[str]) -> Figures:
    """Return what aggregators were believed shortly before some days; one query."""
    figures: Figures = defaultdict(list)
    if not days:
        return figures
    rows = FeedReach.objects.filter(
        day__gte=min(days) - timedelta(days=WEEK),
        day__lt=max(days),
        address__in=addresses,
        subscribers__isnull=False,
    )
    for row in rows.order_by("day"):
        figures[row.newsroom, row.address, row.aggregator].append(
            (row.day, row.subscribers or 0)
        )
    return figures


def _figure_before(figures: Figures, feed: Feed, aggregator: str) -> int | None:
    """Return what was believed on the last day before one."""
    day, newsroom, address = feed
    told = figures.get((newsroom, address, aggregator), [])
    return next((count for when, count in reversed(told) if when < day), None)


def _store(
    model: type[DailyViews | FeedReach],
    rows: Iterable,
    gone: Iterable[DailyViews | FeedReach],
    fields: list[str],
) -> None:
    """Write rows, new ones and these fields of those that were there; delete others."""
    rows = list(rows)
    new = [row for row in rows if row.pk is None]
    old = [row for row in rows if row.pk is not None]
    manager = model._default_manager
    manager.filter(pk__in=[row.pk for row in gone if row.pk is not None]).delete()
    manager.bulk_create(new, batch_size=BATCH)
    manager.bulk_update(old, fields, batch_size=BATCH)
