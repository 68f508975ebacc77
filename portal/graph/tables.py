"""Tables as CSV: columns that read rows, and cells that no spreadsheet runs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from partners.ties import name_in_time
from portal.core.languages import content_languages
from portal.core.structured_data import identify
from portal.graph.export import in_chunks

Column = str | Callable[[Any], object]
Columns = dict[str, Column]

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
        readers = [
            attrgetter(column) if isinstance(column, str) else column
            for column in self.columns.values()
        ]
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


def identity(relation: str = "", field: str = "path") -> Callable[[Any], str]:
    """Return a column with the identity of a row, or of what it refers to."""

    def read(row: Model) -> str:
        thing = attrgetter(relation)(row) if relation else row
        return identify(getattr(thing, field)) if thing else ""

    return read


def names(relation: str) -> Columns:
    """Return columns with what an institution is called in every language.

    Of a row that holds no more, what it was called on the row's last day.
    """

    def column(code: str) -> Column:
        def read(row: Model) -> str:
            thing = getattr(row, relation)
            return name_in_time(row, thing, code) if thing else ""

        return read

    return {f"{relation}_name_{code}": column(code) for code in content_languages()}


def texts(field: str) -> Columns:
    """Return a column for every language of the site."""
    name = field.rpartition(".")[2]

    def column(code: str) -> Column:
        return lambda row: attrgetter(field)(row).get(code, "")

    return {f"{name}_{code}": column(code) for code in content_languages()}


def fields(*names: str) -> Columns:
    """Return columns named as the fields they show."""
    return {name: name for name in names}


def day(field: str, precision: str = "") -> Columns:
    """Return a day and how exactly it is known."""
    precision = precision or f"{field.removesuffix('_on')}_precision"
    return {field: field, f"{field.removesuffix('_on')}_precision": precision}
