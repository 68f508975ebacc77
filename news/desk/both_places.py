"""The saved texts of two languages, place by place, with what does not agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from news.models.release import Release
from news.syndication import comparing
from news.syndication.comparing import PLACE, Row

BODY = "body"


@dataclass(frozen=True)
class Place:
    """A field, or a block of the body, in both versions."""

    row: Row
    # Which block it is, from one; None for a field.
    number: int | None = None
    # The keys of the block in both versions; empty where one has none there.
    left: str = ""
    right: str = ""

    @property
    def is_flagged(self) -> bool:
        """Whether something does not agree, or the original has changed since."""
        return bool(self.row.flags or self.row.changes)


def find_places(
    original: Release, other: Release, seen: Release | None
) -> dict[str, list[Place]]:
    """Return the places by the names of fields; see ``comparing.build_rows``."""
    keys = list(_keys(original)), list(_keys(other))
    found: dict[str, list[Place]] = {}
    for row in comparing.build_rows(original, other, seen):
        name, place = _find_place(row, *keys)
        found.setdefault(name, []).append(place)
    return found


def _find_place(row: Row, left: list[str], right: list[str]) -> tuple[str, Place]:
    key = row.key
    if key.startswith(PLACE):
        number = int(key.removeprefix(PLACE))
        return BODY, Place(row, number + 1, _at(left, number), _at(right, number))
    if key not in (*left, *right):
        return key, Place(row)
    number = (left if key in left else right).index(key)
    of_left, of_right = (key if key in keys else "" for keys in (left, right))
    return BODY, Place(row, number + 1, of_left, of_right)


def _keys(release: Release) -> Iterator[str]:
    for block in release.body:
        yield block.id or ""


def _at(keys: list[str], number: int) -> str:
    return keys[number] if number < len(keys) else ""
