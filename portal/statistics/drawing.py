"""A chart of numbers over time, as numbers that a template draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.statistics.periods import Period

# Of the picture, which is stretched to the width that there is; it holds no letters.
SLOT, BAR, HEIGHT = 10, 8, 100
FEW = 7  # bars below which there is room for words


@dataclass(frozen=True)
class Bar:
    """A number: what it is and where its bar and the line beside it stand."""

    when: Period
    value: int
    beside: float | None
    x: float
    y: float
    height: float
    beside_y: float | None


@dataclass(frozen=True)
class Chart:
    """Bars side by side; ``most`` is the highest value, ``has_beside`` a second one."""

    bars: list[Bar]
    width: int
    most: float
    has_beside: bool

    @property
    def has_labels(self) -> bool:
        """Whether there is room for a day and a number below each bar."""
        return len(self.bars) <= FEW

    @property
    def has_weeks(self) -> bool:
        """Whether a bar is for more than a day."""
        return any(bar.when.length > 1 for bar in self.bars)


def draw(
    parts: Sequence[Period],
    values: Sequence[int],
    beside: Sequence[float] | None = None,
) -> Chart:
    """Return the chart of some values, each with another one beside it if given."""
    others: Sequence[float | None] = beside or [None] * len(parts)
    most = max([*values, *(beside or []), 1])

    def height(value: float) -> float:
        return round(value / most * HEIGHT, 2)

    bars = [
        Bar(
            when=when,
            value=value,
            beside=other,
            x=number * SLOT + (SLOT - BAR) / 2,
            y=HEIGHT - height(value),
            height=height(value),
            beside_y=None if other is None else HEIGHT - height(other),
        )
        for number, (when, value, other) in enumerate(
            zip(parts, values, others, strict=True)
        )
    ]
    return Chart(bars, len(bars) * SLOT, most, beside is not None)
