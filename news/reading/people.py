"""People in a text: known or not, with the role and institution beside their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from news.reading.descriptions import Descriptions
from news.reading.known import Found, Known
from news.reading.organisations import Organisation
from news.reading.passages import Passage, Place, Sort
from news.reading.unknown_names import TITLE, UPPER, find_people
from news.reading.verbs import STRONG
from news.reading.words import fold

TITLES_BEFORE = re.compile(rf"(?:(?:{TITLE})\s+)+$")
# Titles that say what somebody is.
OFFICE = re.compile(r"\b(?:Professor(?:in)?|Primar)\b")
SAYS = re.compile(rf"\b(?:{'|'.join(sorted(STRONG))})\s$")
LONGEST_TITLES = 80  # characters
LONGEST_VERB = 20  # characters
QUOTED = re.compile(r"[„“”\"»«].*[“”\"«»]", re.DOTALL)


@dataclass(frozen=True)
class Person:
    """Somebody in a text; ``known`` is the entry of the graph, if there is one.

    ``role`` and ``institution`` are as the text has them, ``employer`` is the
    institution that the graph knows.
    """

    name: str
    place: Place
    known: Known | None = None
    titles: str = ""
    role: str = ""
    institution: str = ""
    employer: Known | None = None
    cue: str = ""

    @property
    def key(self) -> str:
        return f"person-{self.known.pk}" if self.known else self.name


class People:
    """Finds people in the passages of one text, by their full names first.

    ``others`` are institutions that are not known, ``authors`` the places of bylines.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        found: Sequence[Found],
        others: Sequence[Organisation] = (),
        authors: Sequence[Place] = (),
    ) -> None:
        self.passages = passages
        self.found = found
        self.others = [one.place for one in others]
        self.descriptions = Descriptions(passages, found, others)
        self.authors = authors
        self.full: dict[str, Person] = {}

    def find(self) -> list[Person]:
        """Return every mention of a person in order, surnames by themselves too."""
        mentions = [
            person for passage in self.passages for person in self._full(passage)
        ]
        mentions = self._same(mentions)
        self.full = {person.key: person for person in reversed(mentions)}
        mentions += [
            person
            for passage in self.passages
            for person in self._surnames(passage, mentions)
        ]
        mentions.sort(key=lambda person: person.place)
        for person in mentions:
            self.full[person.key] = _fill(self.full[person.key], person)
        return [_fill(one, self.full[one.key]) for one in mentions]

    def _same(self, mentions: list[Person]) -> list[Person]:
        """Return mentions with those of one person under one name: *A. Weiß*, *Anna Weiß*."""
        known = {p.key: p for p in mentions if p.known}
        fuller = sorted(mentions, key=lambda p: len(p.name), reverse=True)
        found = []
        for person in mentions:
            others = [*known.values(), *fuller]
            other = next(
                (
                    o
                    for o in others
                    if o.key != person.key and is_short_for(person.name, o.name)
                ),
                None,
            )
            if person.known is None and other:
                person = replace(person, name=other.name, known=other.known)
            found.append(person)
        return found

    def _full(self, passage: Passage) -> Iterator[Person]:
        if passage.sort == Sort.PICTURE:
            return
        names = [one for one in self.found if one.passage == passage.number]
        for one in names:
            people = [known for known in one.known if known.kind == "person"]
            if people:
                known = people[0] if len(people) == 1 else None
                yield self._person(
                    passage, one.start, one.end, one.name, known, "known"
                )
        taken = [(one.start, one.end) for one in names]
        others = [one for one in self.others if one.passage == passage.number]
        taken += [(one.start, one.end) for one in others]
        for author in self.authors:
            name = passage.text[author.start : author.end]
            is_name = author.passage == passage.number and len(name.split()) > 1
            start, end = author.start, author.end
            if is_name and not any(start < e and b < end for b, e in taken):
                taken.append((start, end))
                yield self._person(passage, start, end, name, None, "byline")
        is_source = self._is_source(passage)
        hosts = [
            one.start
            for one in names
            if any(known.kind != "person" for known in one.known)
        ] + [one.start for one in others]
        for candidate in find_people(
            passage.text, taken, is_source=is_source, hosts=hosts
        ):
            yield self._person(
                passage,
                candidate.start,
                candidate.end,
                candidate.name,
                None,
                candidate.cue,
            )

    def _is_source(self, passage: Passage) -> bool:
        """Tell whether a line stands below a passage that is one quotation."""
        if not (passage.number and passage.is_line):
            return False
        return self.passages[passage.number - 1].is_all_quoted

    def _person(
        self,
        passage: Passage,
        start: int,
        end: int,
        name: str,
        known: Known | None,
        cue: str,
    ) -> Person:
        text = passage.text
        begin = _with_titles(text, start)
        titles = text[begin:start].strip()
        written = name if known is None else known.label
        told = self.descriptions.describe(passage, begin, end)
        return Person(
            written,
            Place(passage.number, start, end),
            known,
            titles,
            told.role,
            told.institution,
            told.employer,
            cue,
        )

    def _surnames(self, passage: Passage, mentions: list[Person]) -> Iterator[Person]:
        """Yield people who are called by their surnames only."""
        taken = [
            (one.start, one.end) for one in self.found if one.passage == passage.number
        ] + [
            (p.place.start, p.place.end)
            for p in mentions
            if p.place.passage == passage.number
        ]
        for person in self.full.values():
            for start, end in _called(passage.text, person.name):
                if any(start < stop and begin < end for begin, stop in taken):
                    continue
                place = Place(passage.number, start, end)
                begin = _with_titles(passage.text, start)
                told = self.descriptions.describe(passage, begin, end)
                yield Person(
                    person.name,
                    place,
                    person.known,
                    "",
                    told.role,
                    told.institution,
                    told.employer,
                    "surname",
                )


def _with_titles(text: str, start: int) -> int:
    """Return where a name begins with the titles before it."""
    near = max(0, start - LONGEST_TITLES)
    before = TITLES_BEFORE.search(text[near:start])
    return near + before.start() if before else start


def _called(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where somebody is called by the surname, or by the given name: *says Ellis*."""
    given, surname = name.split()[0], name.split()[-1]
    # Most people are named in few passages, and a pattern for each costs far more.
    if surname in text:
        pattern = rf"(?<![\w-]){re.escape(surname)}(?=(?:s|[’'])?(?![\w-]))"
        yield from (one.span() for one in re.finditer(pattern, text))
    if given not in text:
        return
    for one in re.finditer(rf"\b{re.escape(given)}(?=[,.:;]|\s[^{UPPER}]|$)", text):
        if SAYS.search(text, max(0, one.start() - LONGEST_VERB), one.start()):
            yield one.span()


def is_short_for(name: str, full: str) -> bool:
    """Tell whether a name is a fuller one with initials, or with fewer given names."""
    own, other = (
        fold(name).replace(".", " ").split(),
        fold(full).replace(".", " ").split(),
    )
    if own[-1] != other[-1] or len(own) > len(other):
        return False
    return own[0] == other[0] or (len(own[0]) == 1 and own[0] == other[0][0])


def _fill(person: Person, other: Person) -> Person:
    """Return a mention with what another one of the same person tells."""
    if not person.institution:
        person = replace(person, institution=other.institution, employer=other.employer)
    role = person.role or other.role
    if not role and (title := OFFICE.search(person.titles)):
        role = title.group()
    return replace(person, role=role)
