"""Finds the paragraphs that tell what an institution is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from news.reading.contacts import is_address
from news.reading.ends import ABOUT, CONTACT, END, NOTES, PAPER
from news.reading.known import Found, Known
from news.reading.passages import Passage, Place, Sort

# The same, with what is told behind it or in the lines below.
ABOUT_INLINE = re.compile(
    r"^(?:About|Über|Zum|Zur)\s+(?:the|das|den|die|dem|der)?\s*(?P<name>[^.:\n]{2,120}?)\s*(?::\s+|\n)(?=\S.{60})",
    re.IGNORECASE | re.DOTALL,
)
# Before the name with which a paragraph begins that tells what an institution is.
OPENING = re.compile(r"^(?:\d+[.)]\s+)?(?:(?:the|das|der|die)\s+)?$", re.IGNORECASE)
NOTE = re.compile(r"(?:^|\n)\d+[.)]\s+")  # one of several, with its number
QUOTED = re.compile(r"[\"„“”»«]")
FEWEST_OF_ABOUT = 90  # characters


@dataclass(frozen=True)
class About:
    """A paragraph, or several, about an institution."""

    places: tuple[Place, ...]
    text: str
    name: str
    known: Known | None
    title: Place | None = None


def find_abouts(
    passages: Sequence[Passage], found: Sequence[Found], body: int
) -> list[About]:
    """Return the paragraphs that tell about an institution what it is."""
    abouts: list[About] = []
    number = body
    while number < len(passages):
        passage = passages[number]
        title = ABOUT.match(passage.text) if len(passage.text) < 170 else None
        if title and (
            passage.sort == Sort.HEADING or passage.is_line or passage.is_bold
        ):
            below = _below(passages, number + 1)
            if below:
                known = _named(found, passage) or _named(found, below[0])
                places = tuple(one.whole() for one in below)
                text = "\n".join(one.text for one in below)
                abouts.append(
                    About(places, text, title["name"], known, passage.whole())
                )
                number = below[-1].number + 1
                continue
        if inline := ABOUT_INLINE.match(passage.text):
            abouts.append(_inline(found, passage, inline))
        number += 1
    taken = {place.passage for about in abouts for place in about.places}
    return sorted([*abouts, *_untitled(passages, found, body, taken)], key=_place)


def _place(about: About) -> Place:
    return about.places[0]


def _inline(found: Sequence[Found], passage: Passage, title: re.Match[str]) -> About:
    place = passage.place(title.end(), len(passage.text))
    known = _named(found, passage)
    return About((place,), passage.text[title.end() :], title["name"], known)


def _untitled(
    passages: Sequence[Passage], found: Sequence[Found], body: int, taken: set[int]
) -> Iterator[About]:
    """Yield the paragraphs below a text that begin with whom they tell about."""
    for passage in reversed(passages[body + 1 :]):
        if passage.number in taken or _is_of_end(passage):
            continue
        first = next((one for one in found if one.passage == passage.number), None)
        if first and first.known[0].kind == "person":
            return
        if (
            first is None
            or len(passage.text) < FEWEST_OF_ABOUT
            or not OPENING.match(passage.text[: first.start])
            or QUOTED.search(passage.text)
        ):
            return
        known = first.known[0]
        name = passage.text[first.start : first.end]
        number = NOTE.match(passage.text)
        start = number.end() if number else 0
        following = NOTE.search(passage.text, start) if number else None
        end = following.start() if following else len(passage.text)
        place = passage.place(start, end)
        yield About((place,), passage.text[place.start : place.end], name, known)


def _is_of_end(passage: Passage) -> bool:
    """Tell whether a passage may stand among those that tell about institutions."""
    text = passage.text.strip(" :")
    return (
        passage.sort != Sort.PARAGRAPH
        or passage.is_line
        or is_address(passage)
        or any(one.match(text) for one in (CONTACT, PAPER, END, NOTES))
    )


def _below(passages: Sequence[Passage], number: int) -> list[Passage]:
    below = []
    for passage in passages[number:]:
        if passage.sort == Sort.HEADING or (
            passage.is_line and passage.sort == Sort.PARAGRAPH
        ):
            break
        if any(one.match(passage.text) for one in (CONTACT, PAPER, END, NOTES)):
            break
        below.append(passage)
    return below


def _named(found: Sequence[Found], passage: Passage) -> Known | None:
    for one in found:
        if one.passage == passage.number:
            return one.known[0]
    return None
