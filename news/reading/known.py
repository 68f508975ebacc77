"""Finds the names that the graph knows in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from news.reading.lists import read_list
from news.reading.passages import Passage
from news.reading.words import (
    AND,
    LEFT_OUT,
    Word,
    fold,
    is_acronym,
    is_form,
    split_words,
    word_key,
)

# Given names that are common where releases of this field are written.
COMMON = read_list("given_names")

# What stands between two words of a name in a text: no end of a sentence.
GAP = re.compile(r"(?:[’']s)?[\s(),:/–„“”\"»«‚‘’'·.-]{0,4}")
HARD_GAP = re.compile(r"[,;]\s|\.\s|^:")
JOINED_BEFORE = re.compile(r"(?:[\w@#/.]|\w[-‐‑])\Z")
ADDRESS_AFTER = re.compile(r"@|\.\w|/\w")
COMPOUND_AFTER = re.compile(r"[-‐‑](\w+)")
NEXT_WORDS = re.compile(r"(?:[ \u00a0]+(?:[A-ZÄÖÜ][\w’'&-]*|for|of|für|and|und)){1,5}")

# What is a common noun before the name of a place.
OF_PLACE = re.compile(r"(?:State|City|Canton|Province|Region) of ")
# Behind a name they make another one of it: Heidelberg University Hospital.
HEADS = re.compile(
    r"\b(?:Hospital|Clinic|Press|School|Library|Museum|Institute|Institut|Cent(?:er|re)|"
    r"Program(?:me)?|Foundation|Stiftung|Academy|Graduate|Alliance|Consortium|Society|"
    r"Fellowship|Award|Prize|Fund|Initiative|Network|Hub|Observatory|Laborator(?:y|ies)|"
    r"College|Verlag|Klinik|Klinikum|Zentrum|Akademie|Allianz|Programm|Netzwerk)\b"
)
# Behind an acronym and a hyphen they name people or parts of an institution.
PARTS = re.compile(
    r"(?:\w*(?:forsch|wissenschaft|mitarbeit|direktor|leit|vorst|sprech|team|gruppe|"
    r"abteilung|labor|standort|campus|expert|präsident|chef|geschäftsf|doktorand|"
    r"professor|studie|alumn|kolleg|mitglied|wissenschaftl|presse|stift|nachwuchs|"
    r"\w*olog|informatik|mediziner|ärzt|arzt))",
    re.IGNORECASE,
)
# The longest acronym that may be an ordinary abbreviation, and needs its full name.
ORDINARY = 2


@dataclass(frozen=True)
class Known:
    """Somebody or something that the graph knows, by all of its names."""

    kind: str
    pk: int
    label: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A known name in a passage; ``known`` are all that are called so."""

    passage: int
    start: int
    end: int
    name: str
    known: tuple[Known, ...]


class Node:
    """A step in the tree of names, word by word."""

    __slots__ = ("names", "next")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.names: dict[str, list[Known]] = {}


class Names:
    """All names of the graph, found in a time that does not grow with them."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.root = Node()
        for one in known:
            for name in dict.fromkeys(
                variant for text in one.names for variant in variants(one.kind, text)
            ):
                self._add(name, one)

    def _add(self, name: str, known: Known) -> None:
        words = _said(split_words(name))
        if not words or name == name.lower():
            return  # in lower case it may be an ordinary word
        node = self.root
        for word in words:
            node = node.next.setdefault(word_key(word.text), Node())
        node.names.setdefault(name, []).append(known)

    def find(self, passage: Passage) -> list[Found]:
        """Return the names in a passage in order; of two at one place the longer."""
        words = split_words(passage.text)
        found, position = [], 0
        while position < len(words):
            longest = self._longest(passage, words, position)
            if longest is None:
                position += 1
                continue
            found.append(longest)
            while position < len(words) and words[position].start < longest.end:
                position += 1
        return found

    def _longest(
        self, passage: Passage, words: list[Word], position: int
    ) -> Found | None:
        best = None
        for taken, names in self._walk(passage.text, words, position):
            for name, known in names.items():
                if is_written(name, taken) and is_free(passage.text, taken, name):
                    start, end = taken[0].start, taken[-1].end
                    best = Found(passage.number, start, end, name, tuple(known))
        return best

    def _walk(
        self, text: str, words: list[Word], position: int
    ) -> Iterator[tuple[list[Word], dict[str, list[Known]]]]:
        """Yield the words taken so far wherever some name ends, shorter ones first."""
        node, taken, end = self.root, [], 0
        for number in range(position, len(words)):
            word = words[number]
            if taken and not is_gap(text[end : word.start], taken[-1].text):
                return
            end = word.end
            following = node.next.get(word_key(word.text))
            if following is None:
                if taken and fold(word.text) in LEFT_OUT | {"s"}:
                    continue
                return
            node = following
            taken = [*taken, word]
            if node.names:
                yield taken, node.names


def is_gap(between: str, before: str) -> bool:
    """Tell whether what stands behind a word may stand within a name.

    A point does behind an initial.
    """
    if len(before) == 1 and between.startswith("."):
        between = between[1:]
    return bool(GAP.fullmatch(between)) and not HARD_GAP.search(between)


def _said(words: list[Word]) -> list[Word]:
    return [word for word in words if fold(word.text) not in LEFT_OUT]


def is_written(name: str, taken: list[Word]) -> bool:
    """Tell whether words of a text are those of a name, as languages bend them."""
    own = _said(split_words(name))
    if len(own) != len(taken):
        return False
    if len(own) == 1:
        return is_form(own[0].text, taken[0].text, bends=False)
    if OF_PLACE.match(name) and taken[0].text.islower():
        # The state of Mittelmark, as running text has it.
        taken = [replace(taken[0], text=taken[0].text.title()), *taken[1:]]
    return all(
        fold(mine.text) in AND or is_form(mine.text, theirs.text)
        for mine, theirs in zip(own, taken, strict=True)
    )


def is_free(text: str, taken: list[Word], name: str) -> bool:
    """Tell whether a name stands there by itself, and not in a longer one."""
    before, after = text[: taken[0].start], text[taken[-1].end :]
    if JOINED_BEFORE.search(before) or ADDRESS_AFTER.match(after):
        return False
    if compound := COMPOUND_AFTER.match(after):
        word = compound.group(1)
        return word[:1].islower() or bool(PARTS.match(word))
    if is_given_name(taken, after):
        return False
    follows = NEXT_WORDS.match(after)
    return not (follows and HEADS.search(follows.group()))


def is_given_name(taken: list[Word], after: str) -> bool:
    """Tell whether an acronym is a given name there: Mila Quadflieg, Ellis Wrenfield."""
    if len(taken) > 1 or taken[0].text.title() not in COMMON:
        return False
    return (
        bool(re.match(r"[ \u00a0][A-ZÄÖÜ][a-zäöüß]+-?[A-Z]?[a-zäöüß]*\b", after))
        and not taken[0].text.isupper()
    )


def variants(kind: str, name: str) -> Iterator[str]:
    """Yield a name and the other ways in which it is written."""
    yield name
    if kind == "person":
        yield from _of_person(name)
    elif kind == "institution":
        yield from _of_university(name)


def _of_person(name: str) -> Iterator[str]:
    """Yield a name without middle names, and with initials."""
    words = name.split()
    if len(words) < 2:
        return
    given, surname = words[0], " ".join(words[1:])
    middle = [word for word in words[1:-1] if re.fullmatch(r"\w\.?", word)]
    if middle:
        surname = " ".join(word for word in words[1:] if word not in middle)
        yield f"{given} {surname}"
    initials = [word[0] for word in words[:-1] if word[0].isupper()]
    yield (
        f"{given[0]}. {words[-1]}"
        if len(initials) == 1
        else f"{'. '.join(initials)}. {words[-1]}"
    )


OF_UNIVERSITY = (
    (re.compile(r"^(?P<place>[\w-]+) University$"), ("University of {place}",)),
    (re.compile(r"^University of (?P<place>[\w-]+)$"), ("{place} University",)),
    (
        re.compile(r"^Universität (?P<place>[\w-]+)$"),
        ("{place}er Universität", "Uni {place}"),
    ),
)


def _of_university(name: str) -> Iterator[str]:
    for pattern, forms in OF_UNIVERSITY:
        if found := pattern.match(name):
            for form in forms:
                yield form.format(**found.groupdict())


def drop_ordinary(found: list[Found]) -> list[Found]:
    """Leave out short acronyms of those whose full name stands nowhere in the text."""
    by_name = {
        known
        for one in found
        for known in one.known
        if not (is_acronym(one.name) and len(one.name) <= ORDINARY)
    }
    return [
        one
        for one in found
        if not (is_acronym(one.name) and len(one.name) <= ORDINARY)
        or by_name.intersection(one.known)
    ]
