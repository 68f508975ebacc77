"""The numbers as CSV: one line for each that is kept."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice

from wagtail.models import Page

from partners.public import MODELS
from portal.graph.tables import cell
from portal.home.gate import visible_pages
from portal.statistics.figures import visible_documents, visible_entities
from portal.statistics.models import OTHER, DailyViews, DailyViewsQuerySet, Kind

COLUMNS = ("day", "kind", "title", "language", "format", "source", "views")
CHUNK = 2000
MEDIA_TYPE = "text/csv; charset=utf-8; header=present"


class _Echo:
    """A file for the csv module that hands every line back."""

    def write(self, line: str) -> str:
        return line


def write_table(rows: DailyViewsQuerySet, user) -> Iterator[str]:
    """Yield the numbers that somebody may see as lines of CSV, with a header.

    No text is a formula to a spreadsheet. A fixed number of queries for each 2000 rows.
    """
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    ordered = rows.order_by("day", "kind", "key", "language", "format", "source", "pk")
    iterator = ordered.iterator(chunk_size=CHUNK)
    while chunk := list(islice(iterator, CHUNK)):
        titles = _titles(chunk, user)
        for row in chunk:
            title = titles.get((row.kind, row.key))
            if title is None:
                continue
            source = "other" if row.source == OTHER else row.source
            kind = "release format" if row.format else row.kind
            values = (row.day, kind, title, row.language, row.format, source, row.views)
            yield writer.writerow([cell(value) for value in values])


def _titles(rows: list[DailyViews], user) -> dict[tuple[str, int], str]:
    """Return what things are called, of those that somebody may see."""
    keys: dict[str, set[int]] = {kind: set() for kind in Kind.values}
    for row in rows:
        keys[row.kind].add(row.key)
    pages = visible_pages(Page.objects.filter(pk__in=keys[Kind.PAGE]), user)
    found = visible_documents(user).filter(pk__in=keys[Kind.DOCUMENT])
    titles = {
        (Kind.PAGE.value, pk): title for pk, title in pages.values_list("pk", "title")
    }
    titles |= {
        (Kind.DOCUMENT.value, pk): title
        for pk, title in found.values_list("pk", "title")
    }
    for kind in MODELS:
        if keys[kind]:
            entities = visible_entities(kind, user).in_bulk(keys[kind])
            titles |= {(kind, pk): one.name() for pk, one in entities.items()}
    return titles
