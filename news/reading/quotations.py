"""Finds what stands in quotation marks, as German and English set them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from news.reading.passages import Passage, Place, Sort

# Opening marks with those that close them. An apostrophe looks like one of those.
PAIRS = {
    "„": '“”"',
    "“": '”"',
    "”": "”",
    "«": "»",
    "»": "«",
    '"': '"”“',
    "‘": "’",
}
OPENERS = "".join(PAIRS)
OPENS_BEFORE = re.compile(r"(?:^|[\s(\[–—:-])$")
# Behind a mark of punctuation, else behind a word: no apostrophe stands there.
END_OF_SINGLE = re.compile(r"[.,?!…]’(?!\w)")
LIKELY_END = re.compile(r"\w’(?=[\s.,;:)]|$)")
# The fewest words of something said; fewer are a term or a title.
FEWEST_WORDS = 5
ENDS = re.compile(r"[.!?…][\"“”»«’‘')\]]*$")


@dataclass(frozen=True)
class Quotation:
    """Words in quotation marks; ``outer`` has the marks, ``inner`` the words.

    ``goes_on`` says that no mark closes it: the next paragraph goes on.
    """

    outer: Place
    inner: Place
    text: str
    goes_on: bool = False

    @property
    def is_speech(self) -> bool:
        """Whether these can be the words of somebody rather than a term or a title."""
        words = len(self.text.split())
        return words >= FEWEST_WORDS or (words > 1 and bool(ENDS.search(self.text)))


def find_quotations(passages: Sequence[Passage]) -> list[Quotation]:
    """Return what stands in quotation marks in passages, in order.

    A paragraph that begins with an opening mark goes on with what the one before it
    left open.
    """
    found: list[Quotation] = []
    for passage in passages:
        if passage.sort not in (Sort.PARAGRAPH, Sort.ITEM):
            continue
        within = list(_in_passage(passage))
        if passage.is_set_off and not within and not passage.is_line:
            within = [Quotation(passage.whole(), passage.whole(), passage.text)]
        found += within
    return found


def _in_passage(passage: Passage) -> Iterator[Quotation]:
    text, position = passage.text, 0
    while (start := _next_opening(text, position)) is not None:
        end = _closing(text, start)
        goes_on = end is None
        if end is None:
            if len(text[start + 1 :].split()) < FEWEST_WORDS:
                return
            end = len(text)
        inner = passage.place(start + 1, end)
        outer = Place(passage.number, start, min(end + 1, len(text)))
        words = text[inner.start : inner.end]
        yield Quotation(outer, inner, words, goes_on)
        position = outer.end


def _next_opening(text: str, position: int) -> int | None:
    for place in range(position, len(text)):
        mark = text[place]
        if mark not in OPENERS:
            continue
        before, after = text[:place], text[place + 1 : place + 2]
        if after.strip() and (mark in "„«»" or OPENS_BEFORE.search(before)):
            return place
    return None


def _closing(text: str, start: int) -> int | None:
    """Return where a quotation ends, past others within it; None where nothing does."""
    if text[start] == "‘":
        sure = END_OF_SINGLE.search(text, start + 1)
        likely = LIKELY_END.search(text, start + 1)
        if sure and likely and "‘" in text[likely.end() : sure.start()]:
            sure = None  # that of another quotation
        found = sure or likely
        if not found:
            return None
        return text.index("’", found.start())
    mark, depth = text[start], 0
    closing = PAIRS[mark]
    for place in range(start + 1, len(text)):
        one = text[place]
        if one == mark and mark not in closing:
            depth += 1
        elif one in closing and _closes(text, place):
            if depth == 0:
                return place
            depth -= 1
    return None


def _closes(text: str, place: int) -> bool:
    """Tell whether a mark ends something: no space stands before it."""
    before = text[place - 1 : place]
    after = text[place + 1 : place + 2]
    return not before.isspace() and not (after.isalnum() and text[place] != "”")
