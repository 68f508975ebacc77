"""Reads how a text is made: headings written as lines, pictures written as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from news.reading.contacts import EMAIL, find_telephone
from news.reading.ends import ABOUT, CONTACT, END, GREETING, NOTES, PAPER, PICTURE
from news.reading.passages import Passage, Place, Sort

CREDIT = re.compile(
    r"[\s(/|]*(?:©|\(c\)|credit:?|foto:|photo:|bild:|picture:|image:|quelle:|source:|copyright:?)\s*(?P<credit>[^()|]{2,120}?)\)?\s*\.?$",
    re.IGNORECASE,
)
LONGEST_LINE = 90  # characters of a line that is a heading though it is not bold
FEWEST_OF_TEXT = 100


@dataclass(frozen=True)
class Shown:
    """A picture that a line of the text tells of, or one with words below it."""

    place: Place
    caption: str
    credit: str


def find_headings(passages: Sequence[Passage], body: int, ends: int) -> list[Passage]:
    """Return the headings between head and end of a text, whatever they look like."""
    return [
        passage
        for passage in passages[body:ends]
        if _is_heading(passages, passage) and not is_of_the_end(passage)
    ]


def _is_heading(passages: Sequence[Passage], passage: Passage) -> bool:
    if passage.sort == Sort.HEADING:
        return bool(passage.text.strip())
    if passage.sort != Sort.PARAGRAPH or not passage.is_line:
        return False
    following = [one for one in passages[passage.number + 1 :] if one.text.strip()][:1]
    if not following or following[0].sort == Sort.PICTURE:
        return False
    if passage.is_bold:
        return True
    before = passages[passage.number - 1] if passage.number else None
    return (
        len(passage.text) <= LONGEST_LINE
        and passage.text[:1].isupper()
        and before is not None
        and before.sort != Sort.HEADING
        and not (before.sort == Sort.PARAGRAPH and before.is_line)
        and not before.is_all_quoted
        and not before.text.rstrip().endswith(":")
        and (len(following[0].text) > FEWEST_OF_TEXT or following[0].sort == Sort.CELL)
        and not following[0].is_line
    )


def is_of_the_end(passage: Passage) -> bool:
    """Tell whether a line belongs to what stands below a text, or to a picture."""
    text = passage.text.strip(" :")
    patterns = (ABOUT, CONTACT, PAPER, END, NOTES, PICTURE)
    return any(pattern.match(text) for pattern in patterns) or bool(
        EMAIL.search(text) or find_telephone(text)
    )


def find_end(passages: Sequence[Passage], body: int) -> int:
    """Return the number of the passage with which the text has ended."""
    for passage in passages[body + 1 :]:
        text = passage.text.strip(" :")
        first = text.split("\n")[0].strip(" :")
        if END.match(text) or CONTACT.match(first) or GREETING.match(first):
            return passage.number
        if ABOUT.match(first) and (passage.is_line or passage.is_bold or "\n" in text):
            return passage.number
    return len(passages)


def find_pictures(passages: Sequence[Passage]) -> Iterator[Shown]:
    """Yield what a text says of its pictures."""
    for passage in passages:
        before = passages[passage.number - 1] if passage.number else passage
        if passage.sort == Sort.CAPTION:
            if before.sort == Sort.PICTURE:  # and not below a table
                yield _shown(passage, passage.text)
        elif passage.sort == Sort.PARAGRAPH:
            for number, line in enumerate(passage.lines):
                if found := PICTURE.match(line):
                    below = passage.lines[number + 1 : number + 2]
                    credit = f" {below[0]}" if below and CREDIT.match(below[0]) else ""
                    yield _shown(passage, found["caption"] + credit)


def _shown(passage: Passage, text: str) -> Shown:
    credit = CREDIT.search(text)
    if not credit:
        return Shown(passage.whole(), text.strip(), "")
    return Shown(
        passage.whole(),
        text[: credit.start()].strip(" ()"),
        credit["credit"].strip(" ()"),
    )
