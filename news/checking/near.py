"""Names that are nearly written as known ones.

Nearly: all words are the same but for one letter of one word (more, less, another one, or
two that changed places); an umlaut or an accent is missing; one has an initial that the
other lacks, or another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from news.reading.known import Found, Known, is_gap
from news.reading.words import AND, Word, fold, is_acronym, split_words, word_key

# In shorter words a letter makes another name of it: Bauer and Maier, but Kim and Kam.
SHORTEST = 5
FEWEST_WORDS, MOST_WORDS = 2, 8

# How many words, which of them is another one, and what the others are.
Key = tuple[int, int, tuple[str, ...]]


@dataclass(frozen=True)
class NearName:
    """A part of a text that is nearly ``name``; ``mended`` is how it should be written."""

    start: int
    end: int
    name: str
    mended: str


class Near:
    """All names of several words, by all of their words but one."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.by_rest: dict[Key, list[tuple[str, str]]] = defaultdict(list)
        self.by_ends: dict[tuple[str, str], str] = {}
        for one in known:
            for name in one.names:
                self._add(name, one)

    def _add(self, name: str, known: Known) -> None:
        words = [word.text for word in split_words(name)]
        if not FEWEST_WORDS <= len(words) <= MOST_WORDS:
            return
        keys = tuple(map(word_key, words))
        for place, word in enumerate(words):
            if len(word) >= SHORTEST or len(word) == 1:
                rest = keys[:place] + keys[place + 1 :]
                self.by_rest[len(words), place, rest].append((word, name))
        if known.kind == "person" and len(words) == FEWEST_WORDS:
            self.by_ends[keys[0], keys[1]] = name

    def find(self, text: str, taken: Iterable[tuple[int, int]]) -> list[NearName]:
        """Return what is nearly a known name in a line, beside what is one (``taken``)."""
        spans = list(taken)
        words = split_words(text)
        keys = [word_key(word.text) for word in words]
        found: list[NearName] = []
        for start in range(len(words)):
            for count in range(MOST_WORDS, FEWEST_WORDS - 1, -1):
                window = words[start : start + count]
                if len(window) < count or not _is_together(text, window):
                    continue
                place = window[0].start, window[-1].end
                if any(place[0] < end and begin < place[1] for begin, end in spans):
                    continue
                near = self._nearest(text, window, keys[start : start + count])
                if near:
                    spans.append(place)
                    found.append(near)
                    break
        return found

    def _nearest(
        self, text: str, window: list[Word], keys: list[str]
    ) -> NearName | None:
        start, end = window[0].start, window[-1].end
        for place, word in enumerate(window):
            rest = tuple(keys[:place] + keys[place + 1 :])
            known = self.by_rest.get((len(window), place, rest), ())
            for own, name in known:
                if is_near(own, word.text):
                    # The others stay as they are: bent, in another spelling.
                    mended = text[start : word.start] + own + text[word.end : end]
                    return NearName(start, end, name, mended)
        middle = window[1:-1]
        if middle and all(len(word.text) == 1 for word in middle):
            name = self.by_ends.get((keys[0], keys[-1]), "")
            return NearName(start, end, name, name) if name else None
        return None


def _is_together(text: str, window: list[Word]) -> bool:
    first, last = window[0].text, window[-1].text
    if not (first[:1].isupper() and last[:1].isupper()):
        return False
    return all(is_gap(text[a.end : b.start], a.text) for a, b in pairwise(window))


def is_near(known: str, written: str) -> bool:
    """Tell whether a word is another one but for a letter, and no form of it."""
    if not (known[:1].isupper() and written[:1].isupper()):
        return False
    if len(known) == 1 or len(written) == 1:
        return len(known) == len(written) and known != written
    if is_acronym(known) or is_acronym(written):
        return False
    if word_key(known) == word_key(written) or fold(written) in AND:
        return False
    if min(len(known), len(written)) < SHORTEST:
        return False
    return is_one_letter_off(word_key(known), word_key(written))


def is_one_letter_off(one: str, other: str) -> bool:
    """Tell whether one letter more, less or another, or two in turn, make the same."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    return (
        one[1:] == other[1:]
        or one[1:] == other
        or one == other[1:]
        or (one[:2] == other[1::-1] and one[2:] == other[2:])
    )


def find_accents(text: str, found: Iterable[Found]) -> Iterator[NearName]:
    """Yield known names that a text writes without their umlauts and accents."""
    for one in found:
        written = [word.text for word in split_words(text[one.start : one.end])]
        for known in one.known:
            if any(_is_same(name, written) for name in known.names):
                continue
            name = next((n for n in known.names if _lacks_accent(n, written)), None)
            if name:
                yield NearName(one.start, one.end, name, name)


def _pairs(name: str, written: list[str]) -> list[tuple[str, str]]:
    own = [word.text for word in split_words(name)]
    if len(own) != len(written):
        return []
    return [(a.lower(), b.lower()) for a, b in zip(own, written, strict=True)]


def _is_same(name: str, written: list[str]) -> bool:
    pairs = _pairs(name, written)
    return bool(pairs) and all(one == other for one, other in pairs)


def _lacks_accent(name: str, written: list[str]) -> bool:
    """Tell whether words differ from those of a name in their marks and nothing else."""
    pairs = _pairs(name, written)
    return bool(pairs) and all(fold(one) == fold(other) for one, other in pairs)
