"""Ties in templates: in the order of a history, with their days and names of the time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from partners.terms import Term, find_last_day, term_of
from partners.ties import in_history_order, title_in_time
from partners.validity import Precision, format_day

register = template.Library()


@register.filter
def history(rows: Iterable[Any]) -> list[Any]:
    """Return rows with what holds today first, then the newest first."""
    return in_history_order(rows)


@register.filter
def title_in(entity: Any, row: Any) -> str:
    """Return what an entity is called while a row that leads to it holds."""
    return title_in_time(row, entity)


@register.filter
def term(row: Any) -> Term:
    """Return from when until when a row holds, as everybody may know."""
    return term_of(row)


@register.filter
def is_past(row: Any) -> bool:
    """Tell whether a row holds no more."""
    return find_last_day(row) is not None


@register.filter
def last_year(row: Any) -> str:
    """Return the last year in which a row held; names keep no more beside them."""
    return format_day(find_last_day(row), Precision.YEAR)


@register.filter
def last_day(row: Any) -> str:
    """Return the last day on which a row held, as exactly as it is known."""
    return term_of(row).ended
