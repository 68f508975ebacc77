"""Words of a text and how alike they are written.

Names stand in texts as languages bend them: *des Deutschen Krebsforschungszentrums*,
*Centre* beside *Center*, with a hyphen or without. Two spellings of a word
have one key.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

WORD = re.compile(r"\w+|&")
# Words of a name that are written or not.
LEFT_OUT = frozenset(
    ("the", "der", "die", "das", "des", "dem", "den", "la", "le", "les", "el")
)
AND = frozenset(("&", "and", "und", "et"))
SPELLINGS = (
    (re.compile(r"isation"), "ization"),
    (re.compile(r"programme"), "program"),
    (re.compile(r"^(cent|theat|met|fib)re"), r"\1er"),
    (re.compile(r"our$"), "or"),
)
# Endings of German nouns and adjectives, the longest first.
ENDING = re.compile(r"(?:en|em|er|es|e|n|s)$")
# Letters without a mark that can be taken off, and how those with one are written
# where a keyboard lacks them.
LETTERS = str.maketrans("øłđıþðæœ", "oldittao")
DIGRAPHS = re.compile(r"ae|oe|ue")
ENDINGS_OF_NOUNS = ("", "s", "es", "n", "en")
SHORTEST_BENT = 5
# What is shorter is written as the name is, such as an acronym of two letters.
SHORTEST_FOLDED = 4


@dataclass(frozen=True)
class Word:
    """A word with its place in a text."""

    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        return word_key(self.text)


def split_words(text: str) -> list[Word]:
    """Return the words of a text with their places; ``&`` is one."""
    return [Word(found.group(), *found.span()) for found in WORD.finditer(text)]


def word_key(word: str) -> str:
    """Return what all spellings and forms of a word have in common."""
    if fold(word) in AND:
        return "&"
    plain = spell(word)
    if is_acronym(word):
        return plain
    while len(plain) >= SHORTEST_BENT and (shorter := ENDING.sub("", plain)) != plain:
        plain = shorter
    return plain


def is_form(name: str, word: str, *, bends: bool = True) -> bool:
    """Tell whether a word of a text is a word of a name, perhaps with an ending.

    With ``bends`` its ending may be another one, as that of a German adjective.
    """
    if not word[:1].isupper() and name[:1].isupper():
        return False
    if is_acronym(name) or len(name) < SHORTEST_FOLDED:
        return word in (name, f"{name}s")
    first, second = spell(name), spell(word)
    if second in {first + ending for ending in ENDINGS_OF_NOUNS}:
        return True
    return bends and word_key(name) == word_key(word)


def spell(word: str) -> str:
    """Return a word in the spelling that stands for all others."""
    plain = fold(word)
    for pattern, spelling in SPELLINGS:
        plain = pattern.sub(spelling, plain)
    return plain


def fold(word: str) -> str:
    """Return a word without case and accents."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(LETTERS))
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    return DIGRAPHS.sub(lambda found: found.group()[0], plain)


def is_acronym(word: str) -> bool:
    """Tell whether a word has a capital behind its first letter: DKFZ, KiTZ, eLife."""
    return any(letter.isupper() for letter in word[1:])


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence; abbreviations do not end one."""
    start = 0
    for found in SENTENCE.finditer(text):
        before = text[start : found.start()]
        if ABBREVIATION.search(before + found.group().rstrip()):
            continue
        yield start, found.start() + len(found.group().rstrip())
        start = found.end()
    if text[start:].strip():
        yield start, len(text)


SENTENCE = re.compile(
    r"(?:[.!?…]+[\"“”»«’')\]]*|\n)\s+(?=[\"„“»«‚‘'(\[]?[^\W\d_a-zäöü]|[\"„“»«]|\d)"
)
ABBREVIATION = re.compile(
    r"(?:\b(?:D?Dr|Mag|Prof|Mr|Mrs|Ms|St|Nr|No|Hon|bzw|ca|vgl|etc|approx|med|nat|rer|phil|"
    r"h\.c|e\.g|i\.e|z\.B|u\.a|d\.h|Inc|Ltd|Co|Univ|Abt|Dipl|Ing|Jun|Sen|jr|sr|vs|"
    r"Jan|Feb|Mar|Apr|Aug|Sept|Okt|Oct|Nov|Dez|Dec)|\b[A-ZÄÖÜ]|(?<!\d)\b\d{1,2})\.$"
)
