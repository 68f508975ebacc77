"""Text as a reader sees it, with the way back to what is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import pairwise

SURROUNDINGS = 40  # characters on each side of what is found
# One token: an element's tag, a comment, a character reference or a character.
_TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);|.", re.DOTALL)
_LINK_START = re.compile(r"<a\b", re.IGNORECASE)
_LINK_END = re.compile(r"</a\b", re.IGNORECASE)
_BREAK = re.compile(r"<[bh]r\b", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|li|ul|ol|h\d|blockquote)\b", re.IGNORECASE)

# What a reader sees, where it stands in the source, and whether it is in a link.
_Character = tuple[str, int, int, bool]


class PlainText:
    """A text as a reader sees it, with the way back to its source.

    In rich text, tags of paragraphs end a line, so that nothing goes across them. Tags
    inside a line are nothing, but what one of them interrupts is not changed.
    """

    def __init__(self, source: str, *, is_rich: bool = True) -> None:
        self.source = source
        self.is_rich = is_rich
        characters = list(_characters(source) if is_rich else _typed(source))
        self.text = "".join(character for character, *_place in characters)
        self.places = [place for _character, *place in characters]

    def before(self, start: int) -> str:
        """Return some whole words that stand before a place."""
        words = self.text[max(start - SURROUNDINGS, 0) : start].replace("\n", " ")
        return words if len(words) < SURROUNDINGS else words.partition(" ")[2]

    def after(self, end: int) -> str:
        """Return some whole words that stand after a place."""
        words = self.text[end : end + SURROUNDINGS].replace("\n", " ")
        return words if len(words) < SURROUNDINGS else words.rpartition(" ")[0]

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield what tags of paragraphs part, each with its place."""
        for found in re.finditer(r"[^\n]*[^\s][^\n]*", self.text):
            yield found.start(), found.group()

    def is_whole(self, start: int, end: int) -> bool:
        """Tell whether no tag interrupts a part of the text."""
        return end > start and all(
            place[1] == following[0]
            for place, following in pairwise(self.places[start:end])
        )

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether a part of the text is in no link and interrupted by no tag."""
        places = self.places[start:end]
        return self.is_whole(start, end) and not any(
            is_linked for _start, _end, is_linked in places
        )

    def find(self, position: int) -> int:
        """Return the place of what stands at a position of the source or behind it."""
        starts = (n for n, place in enumerate(self.places) if place[0] >= position)
        return next(starts, len(self.places))

    def linked(self, start: int, end: int, kind: str, pk: int) -> str:
        """Return the source with a part of the text linked, the rest untouched."""
        first, last = self.places[start][0], self.places[end - 1][1]
        return (
            f'{self.source[:first]}<a linktype="{kind}" id="{pk}">'
            f"{self.source[first:last]}</a>{self.source[last:]}"
        )

    def replaced(self, start: int, end: int, text: str) -> str:
        """Return the source with other words for a part of the text."""
        first, last = self.places[start][0], self.places[end - 1][1]
        new = escape(text, quote=False) if self.is_rich else text
        return f"{self.source[:first]}{new}{self.source[last:]}"


def _typed(source: str) -> Iterator[_Character]:
    for place, character in enumerate(source):
        yield character.replace("\xa0", " "), place, place + 1, False


def _characters(source: str) -> Iterator[_Character]:
    is_linked = False
    for token in _TOKEN.finditer(source):
        text = token.group()
        if text[0] == "<" and len(text) > 1:
            if _LINK_END.match(text):
                is_linked = False
            elif _LINK_START.match(text):
                is_linked = True
            elif _BREAK.match(text):
                yield " ", *token.span(), is_linked
            elif _BLOCK.match(text):
                yield "\n", *token.span(), is_linked
        else:
            for character in unescape(text).replace("\xa0", " "):
                yield character, *token.span(), is_linked
