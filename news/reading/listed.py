"""Reads a list of names that somebody pastes: lines, commas, *A, B and C*.

A list is matched as a whole: a name that the graph knows may have a comma or an *and*
in it, and only what is left beside such names is parted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from news.reading.known import Known, Names
from news.reading.passages import Passage, Sort
from news.reading.unknown_names import PERSON, TITLE
from news.reading.words import is_acronym

MOST = 200  # names
LINES = re.compile(r"[\n\t;•|]")
PARTED = re.compile(r"\s*[,·]\s*|\s+[–—-]\s+|\s*[()\[\]]\s*")
AND = re.compile(r"\s+(?:and|und|et|&)\s+")
AND_AT_EDGE = re.compile(
    r"^(?:and|und|et|&)\s+|\s+(?:and|und|et|&)$|^(?:and|und|et|&)$"
)
MARKS = '*•·–—-"“”„‚‘’»«. \u00a0\t'
TITLES = re.compile(rf"^(?:(?:{TITLE})\s*)+(?=\S|$)")
NUMBERED = re.compile(r"^\s*\d{1,3}[.)]\s+")


@dataclass(frozen=True)
class Item:
    """A name of a list; ``known`` are all who are called so, none where nobody is."""

    text: str
    known: tuple[Known, ...] = ()

    @property
    def looks_like_person(self) -> bool:
        return bool(PERSON.fullmatch(self.text))


def split_list(text: str) -> list[str]:
    """Return the parts of a list that no name goes across."""
    parts = (NUMBERED.sub("", one).strip(MARKS) for one in LINES.split(text))
    return [one for one in parts if one][:MOST]


def read_names(
    parts: Iterable[str], names: Names, called: Collection[str]
) -> list[Item]:
    """Return the names in the parts of a list in order, each once.

    ``called`` are the parts that are the name of somebody as they stand.
    """
    found: dict[tuple, Item] = {}
    for part in parts:
        items = [Item(part)] if part in called else _read_line(part, names)
        for item in items:
            # Somebody may stand there by name and by acronym.
            key = item.known or (item.text.casefold(),)
            found.setdefault(key, item)
    return list(found.values())[:MOST]


def _read_line(line: str, names: Names) -> Iterator[Item]:
    end = 0
    for one in names.find(Passage(0, 0, Sort.PARAGRAPH, line)):
        yield from _part(line[end : one.start])
        yield Item(line[one.start : one.end], one.known)
        end = one.end
    yield from _part(line[end:])


def _part(text: str) -> Iterator[Item]:
    """Yield what may be names in a piece of a line in which nothing is known."""
    for part in PARTED.split(text):
        for name in _part_at_and(AND_AT_EDGE.sub("", part.strip())):
            bare = TITLES.sub("", name.strip(MARKS)).strip(MARKS)
            if sum(letter.isalpha() for letter in bare) > 1:
                yield Item(bare)


def _part_at_and(text: str) -> list[str]:
    """Part *A and B* where both may stand alone: *Arts and Design* is one name."""
    parts = AND.split(text)
    may_stand_alone = all(len(one.split()) > 1 or is_acronym(one) for one in parts)
    has_person = any(PERSON.fullmatch(one) for one in parts)
    return parts if may_stand_alone or has_person else [text]
