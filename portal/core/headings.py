"""In which order the levels of headings may follow each other.

WCAG 2.2, technique G141: a heading is at most one level below the one before it. The
headline of a page is level 1.
"""

from __future__ import annotations

from collections.abc import Iterable

HEADLINE = 1


def find_skipped(levels: Iterable[int]) -> list[int]:
    """Return the positions, from 0, of headings that skip a level."""
    skipped, before = [], HEADLINE
    for position, level in enumerate(levels):
        if level > before + 1:
            skipped.append(position)
        before = level
    return skipped
