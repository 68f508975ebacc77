"""Columns of tables: what each says of a row."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.db.models import Model

from partners.ties import name_in_time
from portal.core.languages import text_languages
from portal.core.structured_data import identify

Column = Callable[[Any], object]
Columns = dict[str, Column]


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

    return {f"{relation}_name_{code}": column(code) for code in text_languages()}


def texts(field: str) -> Columns:
    """Return a column for every language of the site."""
    name = field.rpartition(".")[2]

    def column(code: str) -> Column:
        return lambda row: attrgetter(field)(row).get(code, "")

    return {f"{name}_{code}": column(code) for code in text_languages()}


def attributes(*names: str) -> Columns:
    """Return columns named as the attributes they show."""
    return {name: attrgetter(name) for name in names}


def day(field: str, precision: str = "") -> Columns:
    """Return a day and how exactly it is known."""
    name = f"{field.removesuffix('_on')}_precision"
    return {field: attrgetter(field), name: attrgetter(precision or name)}
