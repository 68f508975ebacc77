"""Tables as CSV: columns that read rows, and cells that no spreadsheet runs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from portal.data.columns import Columns
from portal.graph.export import in_chunks

# What a spreadsheet takes for the beginning of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Table:
    """One file: what its rows are and what each column says of a row."""

    label: str | Promise
    rows: Callable[[], QuerySet]
    columns: Columns

    def lines(self) -> Iterator[str]:
        """Yield the file line by line, the names of the columns first."""
        writer = csv.writer(_Echo())
        yield writer.writerow(self.columns)
        readers = self.columns.values()
        for row in in_chunks(self.rows()):
            yield writer.writerow([cell(read(row)) for read in readers])


class _Echo:
    """A file for the csv module that hands every line back."""

    def write(self, line: str) -> str:
        return line


def cell(value: object) -> str:
    """Return a value as it stands in a table; a text is never a formula.

    Numbers are written as they are: -12.5 is no formula.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat()
    if isinstance(value, int | date):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
