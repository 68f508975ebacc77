"""Dates that readers of another country take for another day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from news.checking.drafts import Draft
from news.checking.findings import Finding, Severity
from news.models import CheckKind
from portal.core.simple_forms import base_language

# Figures only: 06/08/2020, 6.8.20, 06-08-2020. Not ISO 8601, which begins with the year.
NUMERIC = re.compile(
    r"(?<![\w./-])(?P<first>\d{1,2})(?P<mark>[./-])\s?(?P<second>\d{1,2})(?P=mark)\s?"
    r"(?P<year>\d{4}|\d{2})(?![\w/-]|\.\d)"
)
CENTURY = 2000  # of a year of two figures


def find_ambiguous_dates(draft: Draft) -> Iterator[Finding]:
    """Yield dates in figures that can be misread, with the days they may mean.

    German reads ``6.8.2020`` one way only. Slashes are read both ways in either language,
    points in English by nobody.
    """
    is_german = base_language(draft.language) == "de"
    for slot in draft.slots:
        for found in NUMERIC.finditer(slot.plain.text):
            days = _days(found, first_is_day=found["mark"] == ".")
            if not days or (
                is_german and found["mark"] == "." and len(found["year"]) == 4
            ):
                continue
            is_open = len(days) > 1
            severity = Severity.WARN if is_open or not is_german else Severity.HINT
            words = list(dict.fromkeys(_write(day, draft.language) for day in days))
            mends = draft.replacing(slot, *found.span(), *words)
            yield draft.at(
                CheckKind.DATE,
                severity,
                _reason(is_open),
                slot,
                *found.span(),
                [*mends],
            )


def _reason(is_open: bool) -> str:
    if is_open:
        return _("Day and month can be read the other way. Write the month as a word.")
    return _("Readers of other countries misread this date. Write the month as a word.")


def _days(found: re.Match[str], *, first_is_day: bool) -> list[date]:
    """Return the days that a date may mean, the one with the day first before."""
    first, second, year = (int(found[key]) for key in ("first", "second", "year"))
    year = year if len(found["year"]) == 4 else CENTURY + year
    orders = [(first, second)]
    if not first_is_day:
        orders.append((second, first))
    days = []
    for day, month in orders:
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return list(dict.fromkeys(days))


def _write(day: date, language: str) -> str:
    """Return a day as texts of a language write it."""
    with translation.override(base_language(language)):
        return date_format(day, "j F Y" if language != "de" else "j. F Y")
