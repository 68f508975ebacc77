"""Dates as releases write them, in German and English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januar jänner jan",
            "february februar feber feb",
            "march märz maerz mar mär",
            "april apr",
            "may mai",
            "june juni jun",
            "july juli jul",
            "august aug",
            "september sept sep",
            "october oktober oct okt",
            "november nov",
            "december dezember dec dez",
        ),
        start=1,
    )
    for name in names.split()
}
NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
FORMS = (
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s*(?P<month>{NAMES})\.?,?\s+(?P<year>\d{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<month>{NAMES})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
    re.compile(
        r"\b(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})\b"
    ),
    re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})\b"),
)


@dataclass(frozen=True)
class WrittenDate:
    """A date in a text; ``is_ambiguous`` where day and month may be the other way."""

    start: int
    end: int
    day: date
    is_ambiguous: bool = False


def find_dates(text: str) -> Iterator[WrittenDate]:
    """Yield the dates in a text, in order.

    ``06/08/2020`` is read with the day first, as in Europe, unless it cannot be.
    """
    taken: list[tuple[int, int]] = []
    found = []
    for number, form in enumerate(FORMS):
        for match in form.finditer(text):
            if any(
                match.start() < stop and start < match.end() for start, stop in taken
            ):
                continue
            written = _date(match, has_slashes=number == len(FORMS) - 1)
            if written:
                taken.append(match.span())
                found.append(written)
    yield from sorted(found, key=lambda one: one.start)


def _date(match: re.Match[str], *, has_slashes: bool) -> WrittenDate | None:
    month = match["month"]
    numbers = [int(match["day"]), MONTHS.get(month.lower()) or int(month)]
    is_ambiguous = (
        has_slashes and all(n <= 12 for n in numbers) and len(set(numbers)) > 1
    )
    if has_slashes and numbers[1] > 12:
        numbers.reverse()
    year = int(match["year"])
    try:
        day = date(year if year > 99 else 2000 + year, numbers[1], numbers[0])
    except ValueError:
        return None
    return WrittenDate(*match.span(), day, is_ambiguous)
