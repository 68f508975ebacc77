"""How words are compared: without case, accents and endings.

The same on both databases, whose own dictionaries differ: SQLite has no stemmer,
PostgreSQL's does not fold umlauts. Endings are removed by the Snowball stemmers.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

import snowballstemmer

from portal.core.characters import write_script
from portal.core.simple_forms import base_language

# A raised minus or plus belongs to the number that it raises: ``10⁻³`` is a word.
WORD = re.compile(r"[^\W_]+(?:(?<=\d)[⁻⁺][⁰¹²³⁴-⁹]+)?")
# A power that is typed, ``10^-3`` or ``10^(-3)``; what it is as one word; and what
# stands for it in the index: ``106`` is another number than ``10⁶``.
TYPED_POWER = re.compile(r"(?<=[^\W_])\^[({]?([-+−–]?\d+)[)}]?")
POWER = re.compile(r"(?<=\d)([⁻⁺]?)([⁰¹²³⁴-⁹]+)")
POWER_SIGNS = {"": "topower", "⁺": "topower", "⁻": "topowerminus"}
# Where DOIs are looked up, in front of one.
DOI_ADDRESS = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/(\S+)", re.IGNORECASE)
STEMMERS = {"en": "english", "de": "german", "fr": "french"}
# Shorter stems would find everything.
SHORTEST_STEM = 3
LONGEST_QUERY = 200
MOST_WORDS = 10
TRANSCRIPTIONS = (("ae", "a"), ("oe", "o"), ("ue", "u"))


@cache
def _stemmer(language: str):
    return snowballstemmer.stemmer(STEMMERS.get(base_language(language), "porter"))


def _spell_power(power: re.Match[str]) -> str:
    return POWER_SIGNS[power[1]] + power[2]


def find_words(text: str) -> list[str]:
    """Return the words of a text; a number with its power is one."""
    raised = TYPED_POWER.sub(
        lambda found: "".join(write_script([found[1]], "super")), text
    )
    return WORD.findall(raised)


def fold(word: str) -> str:
    """Return a word without case and accents: ``Universität`` is ``universitat``."""
    spelled = POWER.sub(_spell_power, word.casefold())
    decomposed = unicodedata.normalize("NFKD", spelled)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def stem(word: str, language: str) -> str:
    """Return the folded stem of a word: ``Krankheiten`` is ``krankheit``."""
    return fold(_stemmer(language).stemWord(word.casefold()))


def terms(text: str, language: str) -> str:
    """Return what is indexed for a text: every word, folded, and its stem."""
    found = []
    for word in find_words(text):
        folded = fold(word)
        found.append(folded)
        stemmed = stem(word, language)
        if stemmed != folded:
            found.append(stemmed)
    return " ".join(found)


@dataclass(frozen=True)
class QueryWord:
    """A word somebody looks for: the beginnings that count as found."""

    beginnings: tuple[str, ...]

    def matches(self, word: str) -> bool:
        """Tell whether a word of a text is found."""
        return fold(word).startswith(self.beginnings)


def parse(query: str, language: str) -> list[QueryWord]:
    """Return the words of a visitor's query; operators and quotes mean nothing.

    Capped in length and number, because every word costs the database work.
    """
    words = []
    bare = DOI_ADDRESS.sub(lambda found: unquote(found[1]), query[:LONGEST_QUERY])
    for word in find_words(bare)[:MOST_WORDS]:
        folded = fold(word)
        beginnings = {folded, _transcribed(folded)}
        for variant in (word, _transcribed(folded)):
            stemmed = stem(variant, language)
            if len(stemmed) >= SHORTEST_STEM:
                beginnings.add(stemmed)
        words.append(QueryWord(tuple(sorted(b for b in beginnings if b))))
    return [word for word in words if word.beginnings]


def _transcribed(word: str) -> str:
    """Return a word with umlauts that were typed as two letters folded."""
    for pair, letter in TRANSCRIPTIONS:
        word = word.replace(pair, letter)
    return word


def excerpt(text: str, words: list[QueryWord], length: int = 240) -> list[dict]:
    """Return the part of a text around the first find, in pieces.

    Each piece is ``{"text": str, "is_match": bool}``; the text is plain, to be
    escaped by the template. Without a find it is the beginning of the text.
    """
    finds = [
        match
        for match in WORD.finditer(text)
        if any(word.matches(match.group()) for word in words)
    ]
    start = max(0, finds[0].start() - length // 3) if finds else 0
    if start:
        start = text.find(" ", start) + 1
    end = min(len(text), start + length)
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    pieces = [{"text": "… ", "is_match": False}] if start else []
    position = start
    for match in finds:
        if start <= match.start() and match.end() <= end:
            pieces.append({"text": text[position : match.start()], "is_match": False})
            pieces.append({"text": match.group(), "is_match": True})
            position = match.end()
    pieces.append({"text": text[position:end], "is_match": False})
    if end < len(text):
        pieces.append({"text": " …", "is_match": False})
    return [piece for piece in pieces if piece["text"]]
