"""A text as the reader of texts sees it: passages in order, each plain.

What a proposal is about is said by its place: the number of a passage and two
positions in its characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from portal.core import prose
from portal.core.prose import Block, Runs

# The longest line that can be a heading only because it stands by itself.
LONGEST_HEADING = 120
QUOTED = re.compile(r"[„“”\"»«].*[“”\"»«]", re.DOTALL)
SENTENCE_END = re.compile(r"[.!?…:][\"“”»«’')\]]*$")


class Sort(StrEnum):
    """What kind of thing a passage is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    PICTURE = "picture"


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: ``start`` and ``end`` are positions in a passage."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True)
class Link:
    """A part of a passage that leads to an address."""

    start: int
    end: int
    href: str


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading, an entry of a list, a cell or what is below a picture.

    ``block`` is the number of the block that it belongs to. ``level`` is that of a
    heading, or of a bold line that stands where a heading would. ``is_set_off`` is what
    the source shows as the words of somebody, with quotation marks or without. ``runs``
    are what it was before it became plain.
    """

    number: int
    block: int
    sort: Sort
    text: str
    level: int = 0
    links: tuple[Link, ...] = ()
    is_bold: bool = False
    is_set_off: bool = False
    runs: Runs = ()

    def whole(self) -> Place:
        """Return the place of all of it."""
        return Place(self.number, 0, len(self.text))

    def place(self, start: int, end: int) -> Place:
        """Return the place of a part, without white space at its ends."""
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        return Place(self.number, start, start + len(part.strip()))

    @property
    def lines(self) -> list[str]:
        """The lines of the text, for what is written one below the other."""
        return [line.strip() for line in self.text.split("\n") if line.strip()]

    @property
    def is_all_quoted(self) -> bool:
        """Whether it is nothing but the words of somebody."""
        return self.is_set_off or bool(QUOTED.fullmatch(self.text.strip()))

    @property
    def is_line(self) -> bool:
        """Whether this is a line rather than a sentence, as headings are."""
        return (
            0 < len(self.text.strip()) <= LONGEST_HEADING
            and "\n" not in self.text
            and not SENTENCE_END.search(self.text)
        )


@dataclass(frozen=True)
class Text:
    """What is read: the blocks of a source, and their passages."""

    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...] = field(default=())

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Text:
        """Return blocks with their passages."""
        blocks = tuple(blocks)
        found: list[Passage] = []
        for number, block in enumerate(blocks):
            is_set_off = isinstance(block, prose.Quotation)
            for sort, level, runs in list_parts(block):
                passage = _passage(len(found), number, sort, level, runs)
                found.append(replace(passage, is_set_off=is_set_off))
        return cls(blocks, tuple(found))

    def at(self, place: Place) -> str:
        """Return what stands at a place."""
        return self.passages[place.passage].text[place.start : place.end]


def list_parts(block: Block) -> Iterator[tuple[Sort, int, Runs]]:
    """Yield the parts of a block that are a passage each."""
    if isinstance(block, prose.Heading):
        yield Sort.HEADING, block.level, block.runs
    elif isinstance(block, prose.Paragraph):
        yield Sort.PARAGRAPH, 0, block.runs
    elif isinstance(block, prose.List):
        for entry in block.entries:
            for part in entry:
                for _sort, level, runs in list_parts(part):
                    yield Sort.ITEM, level, runs
    elif isinstance(block, prose.Quotation):
        for part in block.blocks:
            yield from list_parts(part)
        if block.source:
            yield Sort.PARAGRAPH, 0, block.source
    elif isinstance(block, prose.Picture):
        yield Sort.PICTURE, 0, prose.line(block.alt)
        if block.caption:
            yield Sort.CAPTION, 0, block.caption
    elif isinstance(block, prose.Table):
        for row in (block.head, *block.rows):
            for cell in row:
                yield Sort.CELL, 0, cell
        if block.caption:
            yield Sort.CAPTION, 0, block.caption


def _passage(number: int, block: int, sort: Sort, level: int, runs: Runs) -> Passage:
    text, links = "", []
    for run in prose.write_scripts(runs):
        if run.href:
            links.append(Link(len(text), len(text) + len(run.text), run.href))
        text += run.text
    is_bold = bool(runs) and all(
        "strong" in run.styles for run in runs if run.text.strip()
    )
    return Passage(number, block, sort, text, level, tuple(links), is_bold, runs=runs)
