"""The numbers as CSV: one line for each that is told, in the words of machines.

Days are those of ISO 8601, and names of columns are the same in all languages.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from operator import attrgetter

from django.db.models import QuerySet

from wagtail.models import Page

from news.models.release import Release
from partners.public import MODELS
from portal.graph.tables import cell
from portal.home.gate import visible_pages
from portal.statistics.figures import visible_documents, visible_entities
from portal.statistics.models import (
    OTHER,
    THING,
    DailyViewsQuerySet,
    FeedReach,
    Kind,
)
from portal.statistics.naming import ProgramNames, SourceNames
from portal.statistics.periods import Period

COLUMNS = ("day", "kind", "title", "language", "format", "source", "views")
FEED_COLUMNS = (
    "day",
    "newsroom",
    "language",
    "feed",
    "aggregator",
    "subscribers",
    "requests",
)
CHUNK = 2000
MEDIA_TYPE = "text/csv; charset=utf-8; header=present"

_Key = tuple[str, int]  # of a thing: what it is, and the key of its row


class _Echo:
    """A file for the csv module that hands every line back."""

    def write(self, line: str) -> str:
        return line


@dataclass(frozen=True)
class _Told:
    """What is told of a thing on a day: how many came from a site, or from others."""

    day: date
    kind: str
    key: int
    language: str
    format: str
    source: str
    views: int


def write_table(rows: DailyViewsQuerySet, names: SourceNames, user) -> Iterator[str]:
    """Yield the numbers that somebody may see as lines of CSV, with a header.

    No text is a formula to a spreadsheet. A fixed number of queries for each 2000 lines.
    """
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    told = _tell(rows, names)
    while chunk := list(islice(told, CHUNK)):
        titles, releases = _titles(chunk, user)
        for row in chunk:
            title = titles.get((row.kind, row.key))
            if title is None:
                continue
            kind = "release" if (row.kind, row.key) in releases else row.kind
            kind = "release format" if row.format else kind
            source = _spell(row.source)
            values = (row.day, kind, title, row.language, row.format, source, row.views)
            yield writer.writerow([cell(value) for value in values])


def _tell(rows: DailyViewsQuerySet, names: SourceNames) -> Iterator[_Told]:
    """Yield the numbers, of each thing and day those from sites without a name as one."""
    ordered = rows.order_by(*THING, "source", "pk").iterator(chunk_size=CHUNK)
    for _thing, group in groupby(ordered, key=attrgetter("thing")):
        views: Counter[str] = Counter()
        for row in group:
            views[names.name(row.day, row.source)] += row.views
        for source in sorted(views, key=lambda name: (name == OTHER, name)):
            yield _Told(
                row.day,
                row.kind,
                row.key,
                row.language,
                row.format,
                source,
                views[source],
            )


def _spell(name: str) -> str:
    return "other" if name == OTHER else name


def write_feeds(period: Period, user) -> Iterator[str]:
    """Yield what is known of the readers of feeds as lines of CSV, with a header.

    ``aggregator`` is empty for readers that report nothing: of them only requests are
    known. A fixed number of queries.
    """
    writer = csv.writer(_Echo())
    yield writer.writerow(FEED_COLUMNS)
    rows = FeedReach.objects.filter(day__gte=period.first, day__lte=period.last)
    keys = rows.order_by().values_list("newsroom", flat=True).distinct()
    newsrooms = visible_pages(Page.objects.all(), user).select_related("locale")
    pages = newsrooms.in_bulk(list(keys))
    for day, key, address, *told in _tell_feeds(rows):
        if page := pages.get(key):
            values = (day, page.title, page.locale.language_code, address, *told)
            yield writer.writerow([cell(value) for value in values])


def _tell_feeds(
    rows: QuerySet[FeedReach],
) -> Iterator[tuple[date, int, str, str, int | None, int]]:
    """Yield the numbers, of each feed and day those of programs without a name as one."""
    names = ProgramNames(rows)
    feed = ("day", "newsroom", "address")
    ordered = rows.order_by(*feed, "aggregator").iterator(chunk_size=CHUNK)
    for (day, key, address), group in groupby(ordered, key=attrgetter(*feed)):
        others = None
        for row in group:
            if names.name(key, address, row.aggregator) == OTHER:
                others = (others or 0) + row.polls
            else:
                yield day, key, address, row.aggregator, row.subscribers, row.polls
        if others is not None:
            yield day, key, address, _spell(OTHER), None, others


def _titles(rows: list[_Told], user) -> tuple[dict[_Key, str], set[_Key]]:
    """Return what things are called, of those that somebody may see; which are releases."""
    keys: dict[str, set[int]] = {kind: set() for kind in Kind.values}
    for row in rows:
        keys[row.kind].add(row.key)
    pages = visible_pages(Page.objects.filter(pk__in=keys[Kind.PAGE]), user)
    found = visible_documents(user).filter(pk__in=keys[Kind.DOCUMENT])
    titles, releases = {}, set()
    for page in pages.only("title", "content_type"):
        titles[Kind.PAGE.value, page.pk] = page.title
        if issubclass(page.cached_content_type.model_class() or Page, Release):
            releases.add((Kind.PAGE.value, page.pk))
    titles |= {
        (Kind.DOCUMENT.value, pk): title
        for pk, title in found.values_list("pk", "title")
    }
    for kind in MODELS:
        if keys[kind]:
            entities = visible_entities(kind, user).in_bulk(keys[kind])
            titles |= {(kind, pk): one.name() for pk, one in entities.items()}
    return titles, releases
