"""Make numbers per day of lines, and keep no line."""

from __future__ import annotations

import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from portal.core.addresses import host
from portal.statistics import folder
from portal.statistics.addresses import FeedAddresses, Subject, find_subjects
from portal.statistics.aggregators import read_reach
from portal.statistics.lines import Line, read_line
from portal.statistics.models import (
    OTHER,
    CountedFile,
    DailyViews,
    FeedReach,
    Kind,
)
from portal.statistics.robots import is_robot, reads_feeds

CHUNK = 5000  # lines that are looked up at once
BATCH = 500  # rows that are written at once
# Distinct ones on a day: hosts for each thing that is counted, aggregators for each
# feed. Whoever sends invented ones fills no table; the rest counts together.
MOST_SOURCES, MOST_AGGREGATORS = 20, 30
HOST = re.compile(
    r"(?=.{4,100}$)(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z][a-z0-9-]+"
)
AHEAD = 60  # seconds by which the clock of whoever wrote a line may be fast

logger = logging.getLogger(__name__)

Key = tuple[date, Subject]
Feed = tuple[date, int, str]


@dataclass
class Numbers:
    """What lines come to, in memory: bounded whatever they say."""

    views: dict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    polls: dict[Feed, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    subscribers: dict[tuple[Feed, str], int] = field(default_factory=dict)

    def add(self, lines: Iterable[Line], feeds: FeedAddresses) -> None:
        """Add some lines; those at whose address nothing is public count for nothing."""
        lines = list(lines)
        subjects = find_subjects({line.path for line in lines})
        latest = timezone.now().timestamp() + AHEAD
        for line in lines:
            subject = subjects.get(line.path)
            if subject is None or line.at.timestamp() > latest:
                continue
            day = timezone.localtime(line.at, timezone.get_default_timezone()).date()
            if subject.is_feed:
                address = feeds.name(subject, line.query)
                self._add_poll((day, subject.key, address), line.agent)
            elif not is_robot(line.agent):
                sources = self.views[day, subject]
                sources[_admit(source_of(line.referrer), sources, MOST_SOURCES)] += 1

    def _add_poll(self, feed: Feed, agent: str) -> None:
        if not reads_feeds(agent):
            return
        polls = self.polls[feed]
        reach = read_reach(agent)
        name = _admit(reach.aggregator if reach else "", polls, MOST_AGGREGATORS)
        polls[name] += 1
        if reach and name != OTHER:
            self.subscribers[feed, name] = reach.subscribers


def _admit(name: str, known: Mapping[str, Any], most: int) -> str:
    """Return a name, or that of the others where there are many already."""
    return name if not name or name in known or len(known) < most else OTHER


def source_of(referrer: str) -> str:
    """Return the host that led here, empty for none and for this site."""
    name = referrer.lower().rstrip(".").removeprefix("www.")
    if not name or name == host(settings.SITE_URL).partition(":")[0]:
        return ""
    return name if HOST.fullmatch(name) else OTHER


def count_all() -> int:
    """Count what waits in the folder; return how many files that were.

    Each file is counted once, at whatever point this is killed: that it was counted is
    written with its numbers, and it is deleted after that.
    """
    counted = 0
    for path in folder.take():
        try:
            counted += count_file(path)
        except IntegrityError:
            # Another one was counting the same day; next time it is one of the first.
            logger.warning("%s waits for the next turn", path.name)
    return counted


def count_file(path: Path) -> bool:
    """Count a file unless that was done, and delete it; tell whether it was counted."""
    try:
        with path.open("rb") as file:
            numbers = read_numbers(file)
    except FileNotFoundError:
        return False
    with transaction.atomic():
        _row, is_new = CountedFile.objects.get_or_create(name=path.name)
        if is_new:
            write_views(numbers)
            write_reach(numbers)
    path.unlink(missing_ok=True)
    return is_new


def read_numbers(file: Iterable[bytes]) -> Numbers:
    """Return what the lines of a file come to."""
    numbers, feeds = Numbers(), FeedAddresses()
    for lines in _in_chunks(line for raw in file if (line := read_line(raw))):
        numbers.add(lines, feeds)
    return numbers


def _in_chunks(lines: Iterator[Line]) -> Iterator[list[Line]]:
    while chunk := list(islice(lines, CHUNK)):
        yield chunk


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
    changed: dict[int, DailyViews] = {}
    for (day, subject), sources in numbers.views.items():
        known = rows[day, subject]
        for source, count in sources.items():
            name = _admit(source, known, MOST_SOURCES)
            row = known.setdefault(name, _new_row(day, subject, name))
            row.views += count
            changed[id(row)] = row
    _store(DailyViews, changed.values(), ["views"])


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
    changed: dict[int, FeedReach] = {}
    for feed, polls in numbers.polls.items():
        known = rows[feed]
        for aggregator, count in polls.items():
            name = _admit(aggregator, known, MOST_AGGREGATORS)
            row = known.setdefault(name, _new_reach(feed, name))
            row.polls += count
            if name == aggregator and (feed, name) in numbers.subscribers:
                row.subscribers = numbers.subscribers[feed, name]
            changed[id(row)] = row
    _store(FeedReach, changed.values(), ["polls", "subscribers"])


def _new_reach(feed: Feed, aggregator: str) -> FeedReach:
    day, newsroom, address = feed
    return FeedReach(day=day, newsroom=newsroom, address=address, aggregator=aggregator)


def _store(
    model: type[DailyViews | FeedReach], rows: Iterable, fields: list[str]
) -> None:
    """Write rows: new ones, and these fields of those that were there."""
    new = [row for row in rows if row.pk is None]
    old = [row for row in rows if row.pk is not None]
    model._default_manager.bulk_create(new, batch_size=BATCH)
    model._default_manager.bulk_update(old, fields, batch_size=BATCH)
