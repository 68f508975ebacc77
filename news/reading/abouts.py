"""Compares what a text says about an institution with what is on file about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from news.reading.known import Known
from news.reading.words import fold, split_words

# Of the words, in order: what has fewer in common is another text, not another version.
ALIKE = 0.5


@dataclass(frozen=True)
class Version:
    """A boilerplate on file, as plain text, and the day from which it is printed."""

    pk: int
    text: str
    valid_from: date | None = None


Versions = Callable[[Known], Sequence[Version]]


def no_versions(known: Known) -> Sequence[Version]:
    """Answer for a graph that has no boilerplates."""
    return ()


def find_same(text: str, versions: Iterable[Version]) -> Version | None:
    """Return the version that says the very words, whatever its marks; the newest one."""
    words = _words(text)
    same = [one for one in versions if _words(one.text) == words]
    return max(same, key=_begins, default=None)


def find_nearest(text: str, versions: Iterable[Version]) -> Version | None:
    """Return the version that a text is another version of, if there is one."""
    words = _words(text)
    likeness = {
        one: SequenceMatcher(None, words, _words(one.text), autojunk=False).ratio()
        for one in versions
    }
    nearest = max(likeness, key=lambda one: (likeness[one], _begins(one)), default=None)
    return nearest if nearest and likeness[nearest] >= ALIKE else None


def _words(text: str) -> list[str]:
    return [fold(word.text) for word in split_words(text)]


def _begins(version: Version) -> date:
    return version.valid_from or date.min
