"""Finds the paragraphs that tell what an institution is."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
OPENING = re.compile(
    r"^(?:\d+[.)]\s+)?(?:with (?:[^,.;]|[,.](?=\d)){3,60}, |mit (?:[^,.;]|[,.](?=\d)){3,60} (?:ist|zählt|gehört) )?"
    r"(?:(?:the|das|der|die)\s+)?$",
    re.IGNORECASE,
)
# What says what an institution is, and not what it does now.
DEFINES = re.compile(
    r"\b(?:is|are|has|was founded|ist|sind|hat|zählt|gehört|wurde)\b", re.IGNORECASE
)
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
    abouts += _untitled(passages, found, body, taken)
    return sorted(abouts, key=_place)


def _place(about: About) -> Place:
    return about.places[0]


def _inline(found: Sequence[Found], passage: Passage, title: re.Match[str]) -> About:
    place = passage.place(title.end(), len(passage.text))
    known = _named(found, passage)
    return About((place,), passage.text[title.end() :], title["name"], known)


def _untitled(
    passages: Sequence[Passage], found: Sequence[Found], body: int, taken: set[int]
) -> list[About]:
    """Return the paragraphs below a text that begin with whom they tell about.

    What goes on about the same one, with its lists, belongs to them.
    """
    abouts: list[tuple[Known, str, list[Passage]]] = []
    below: list[Passage] = []
    for passage in reversed(passages[body + 1 :]):
        if passage.number in taken:
            continue
        if passage.sort == Sort.ITEM:
            below.append(passage)
            continue
        if _is_of_end(passage):
            continue
        named = [one for one in found if one.passage == passage.number]
        if not named or _is_of_text(passage, named):
            break
        if not passage.text.rstrip().endswith(":"):
            below = [one for one in below if one.sort != Sort.ITEM]
        begins = _begins(passage, named[0])
        known = named[0].known[0]
        if begins is None or (below and not _goes_on(found, below, known)):
            below.append(passage)
            continue
        if (
            abouts
            and (below or not NOTE.match(passage.text))
            and abouts[-1][0] == known
        ):
            abouts[-1][2].extend([*below, passage])
        elif below and not DEFINES.search(passage.text):
            break
        else:
            name = passage.text[named[0].start : named[0].end]
            abouts.append((known, name, [*below, passage]))
        below = []
    return [_about(known, name, parts[::-1]) for known, name, parts in abouts]


def _about(known: Known, name: str, parts: Sequence[Passage]) -> About:
    places = tuple(
        _without_number(parts[0]) if one is parts[0] else one.whole() for one in parts
    )
    texts = [
        one.text[place.start : place.end]
        for one, place in zip(parts, places, strict=True)
    ]
    return About(places, "\n".join(texts), name, known)


def _without_number(passage: Passage) -> Place:
    """Return the first of several notes in a paragraph, or all of it."""
    number = NOTE.match(passage.text)
    start = number.end() if number else 0
    following = NOTE.search(passage.text, start) if number else None
    return passage.place(start, following.start() if following else len(passage.text))


def _is_of_text(passage: Passage, named: Sequence[Found]) -> bool:
    """Tell whether a paragraph tells of somebody, or what somebody says."""
    return named[0].known[0].kind == "person" or bool(QUOTED.search(passage.text))


def _begins(passage: Passage, first: Found) -> Known | None:
    """Return whom a paragraph is about from its beginning on."""
    is_long = len(passage.text) >= FEWEST_OF_ABOUT
    opens = OPENING.match(passage.text[: first.start])
    return first.known[0] if is_long and opens else None


def _goes_on(found: Sequence[Found], below: Sequence[Passage], known: Known) -> bool:
    """Tell whether all paragraphs speak of somebody."""
    return all(
        any(one.passage == passage.number and known in one.known for one in found)
        for passage in below
        if passage.sort != Sort.ITEM
    )


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
