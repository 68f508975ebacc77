"""Where days stand on a timeline, in years as numbers: 1 July 2020 is about 2020.5.

Numbers rather than dates, because the year after 9999 has no date.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from partners.validity import Precision

# Years between two ticks; the first that leaves few enough of them is taken.
STEPS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500)
MOST_TICKS = 12


@dataclass(frozen=True)
class Span:
    """A time in which something lies; of no length where the day is known."""

    start: float
    end: float

    @property
    def is_exact(self) -> bool:
        """Whether the very day is known."""
        return self.start == self.end


def span_of(day: date, precision: str = Precision.DAY) -> Span:
    """Return the time that a day stands for: itself, its month or its year."""
    start = _in_years(day.year, day.month, day.day)
    if precision == Precision.YEAR:
        return Span(float(day.year), day.year + 1.0)
    if precision == Precision.MONTH:
        days = monthrange(day.year, day.month)[1]
        first = _in_years(day.year, day.month, 1)
        return Span(first, first + days / _days_of(day.year))
    return Span(start, start)


def _in_years(year: int, month: int, day: int) -> float:
    passed = date(year, month, day) - date(year, 1, 1)
    return year + passed.days / _days_of(year)


def _days_of(year: int) -> int:
    return 366 if isleap(year) else 365


@dataclass(frozen=True)
class Axis:
    """Whole years along a line of a picture."""

    first: int
    last: int
    left: float
    width: float

    @classmethod
    def around(cls, spans: list[Span], left: float, width: float) -> Axis:
        """Return an axis that has room for some times, at least one year long."""
        first = floor(min(span.start for span in spans))
        last = max(ceil(max(span.end for span in spans)), first + 1)
        return cls(first, last, left, width)

    @property
    def right(self) -> float:
        """Where the axis ends."""
        return self.left + self.width

    def x(self, years: float) -> float:
        """Return where a moment stands."""
        share = (years - self.first) / (self.last - self.first)
        return round(self.left + share * self.width, 1)

    def ticks(self) -> list[int]:
        """Return the years that are marked: round ones, few enough to be read."""
        length = self.last - self.first
        step = next((step for step in STEPS if length / step <= MOST_TICKS), STEPS[-1])
        first = ceil(self.first / step) * step
        return list(range(first, self.last + 1, step))
