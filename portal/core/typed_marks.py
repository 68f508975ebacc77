"""Quotation marks and apostrophes as a language sets them, where they were typed straight.

A typewriter had one mark for both sides of a quotation, and keyboards still have it. What
was set as another language does it is left alone: it may be quoted.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

# Outer and inner marks, by language: English (New Hart's Rules 9.2), German (Duden, K 8 to 12),
# others as CLDR 45 has them where no space belongs inside.
MARKS = {
    "de": "„“‚‘",
    "en": "“”‘’",
    "es": "«»“”",
    "it": "«»“”",
    "nl": "“”‘’",
    "pl": "„”«»",
    "cs": "„“‚‘",
    "da": "“”‘’",
    "sv": "””’’",
    "pt": "“”‘’",
}
APOSTROPHE = "’"
TYPED = re.compile("[\"']")
# What stands before a mark that opens, and behind one that closes.
BEFORE = re.compile(r"[\s(\[{/–—-]|[„“”‚‘«»‹›\"']")
BEHIND = re.compile(r"[\s)\]}/.,;:!?…–—-]|[“”’‘«»‹›\"']")
LETTER = re.compile(r"[^\W\d_]")


def set_marks(text: str, language: str) -> str:
    """Return a line with the marks of a language; as many characters as before.

    Marks of which it is not certain which ones belong together stay as they are, such as
    those of feet and inches.
    """
    marks = MARKS.get(language.split("-")[0])
    if marks is None:
        return text
    # Some are certain only when others are set; each time fewer are left.
    while (ordered := _set_certain(text, marks)) != text:
        text = ordered
    return text


def _set_certain(text: str, marks: str) -> str:
    if not TYPED.search(text):
        return text
    characters = list(text)
    for typed, opening, closing in (('"', *marks[:2]), ("'", *marks[2:])):
        if typed * 2 in text:
            continue  # of two side by side it is not certain which is which
        for place, is_opening in _find_pairs(text, typed):
            characters[place] = opening if is_opening else closing
    for place, character in enumerate(characters):
        if character == "'" and "''" not in text and _is_apostrophe(text, place):
            characters[place] = APOSTROPHE
    return "".join(characters)


def set_marks_of_parts(parts: list[str], language: str) -> list[str]:
    """Return the parts of one line so, such as those around tags; read together."""
    together = set_marks("".join(parts), language)
    ends = [0, *accumulate(map(len, parts))]
    return [together[start:end] for start, end in pairwise(ends)]


def _find_pairs(text: str, typed: str) -> list[tuple[int, bool]]:
    """Return the places of marks that open and close in turn, none where they do not."""
    found: list[tuple[int, bool]] = []
    is_open = False
    for match in re.finditer(re.escape(typed), text):
        place = match.start()
        opens, closes = _opens(text, place), _closes(text, place)
        if typed == "'" and not (is_open and closes) and not (opens and not is_open):
            continue  # an apostrophe, or nothing that is known
        if (is_open and not closes) or (not is_open and not opens):
            return []
        is_open = not is_open
        found.append((place, is_open))
    if is_open:
        return found[:-1] if typed == "'" else []
    return found


def _opens(text: str, place: int) -> bool:
    before, after = text[:place][-1:], text[place + 1 : place + 2]
    return (not before or bool(BEFORE.match(before))) and bool(after.strip())


def _closes(text: str, place: int) -> bool:
    before, after = text[:place][-1:], text[place + 1 : place + 2]
    return bool(before.strip()) and (not after or bool(BEHIND.match(after)))


def _is_apostrophe(text: str, place: int) -> bool:
    """Tell whether a mark stands in a word, or behind one: *don't*, *Hans' Buch*."""
    return bool(LETTER.match(text[:place][-1:])) and not text[place + 1 :][:1].isdigit()
