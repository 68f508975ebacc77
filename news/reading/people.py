"""People in a text: known or not, with the role and institution beside their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from news.reading.known import Found, Known
from news.reading.passages import Passage, Place, Sort
from news.reading.unknown_names import ROLE_WORD, TITLE, UPPER, find_people
from news.reading.verbs import STRONG
from news.reading.words import fold

TITLES_BEFORE = re.compile(rf"(?:(?:{TITLE})\s+)+$")
# What stands behind a name and tells who that is: up to the end of the apposition.
APPOSITION = re.compile(
    r"^(?:[’']s)?\s*(?:,\s*(?P<comma>[^„“”\"«»;:]{2,160}?)(?=,|[.;:!?](?:\s|$)|[„“”\"«»–—]|$|"
    r"\s(?:said|says|explained|explains|added|adds|sagt|sagte|erklärt|erklärte|betont|betonte)\b)"
    r"|\((?P<brackets>[^()]{2,120})\)"
    r"|(?P<from>(?:from|of|at|vom|von der|von|am|an der|der|des|aus)\s[^,.;:„“”\"«»()–]{2,100}?)"
    r"(?=,|[.;:!?](?:\s|$)|[„“”\"«»–—(]|$|\s(?:said|says|explained|explains|added|adds|sagt|"
    r"sagte|erklärt|erklärte|betont|betonte|and|und|has|have|is|was|hat|ist|war|sees|sieht)\b))"
)
ROLE_BEFORE = re.compile(
    r"(?:^|[.,;:!?(„“”\"«»]\s?|\b(?:so|says|said|explains|explained|adds|added|sagt|sagte|erklärt|erklärte|"
    r"betont|betonte|ergänzt|ergänzte|and|und|by|von|with|mit|As|as|wie|Wie)\s)"
    r"(?P<role>(?:(?:the|der|die|dem|den|das)\s)?[^.,;:!?()„“”\"«»]{3,90}?),?\s*$"
)
SAYS = "|".join(sorted(STRONG))
QUOTED = re.compile(r"[„“”\"»«].*[“”\"«»]", re.DOTALL)
PREPOSITION = re.compile(
    r"[\s,]*\b(?:from|of|at|for|in|with|vom|von der|von|am|an der|der|des|dem|aus|im|beim|"
    r"bei|bei der|und|and|the|on behalf of|für)\s*$",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"^(?:the|der|die|dem|den|das|ein|eine|a|an)\s+", re.IGNORECASE)


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

    ``others`` are places where something else is named, ``authors`` those of bylines.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        found: Sequence[Found],
        others: Sequence[Place] = (),
        authors: Sequence[Place] = (),
    ) -> None:
        self.passages = passages
        self.found = found
        self.others = others
        self.authors = authors
        self.full: dict[str, Person] = {}

    def find(self) -> list[Person]:
        """Return every mention of a person in order, surnames by themselves too."""
        mentions = [
            person for passage in self.passages for person in self._full(passage)
        ]
        mentions = self._same(mentions)
        for person in mentions:
            first = self.full.get(person.key)
            if first is None or _says_more(person, first):
                self.full[person.key] = person
        mentions += [
            person
            for passage in self.passages
            for person in self._surnames(passage, mentions)
        ]
        return sorted(mentions, key=lambda person: person.place)

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
        for one in self.authors:
            name = passage.text[one.start : one.end]
            is_name = one.passage == passage.number and len(name.split()) > 1
            if is_name and not any(one.start < e and b < one.end for b, e in taken):
                taken.append((one.start, one.end))
                yield self._person(passage, one.start, one.end, name, None, "byline")
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
        before = TITLES_BEFORE.search(text[:start])
        titles = before.group().strip() if before else ""
        begin = before.start() if before else start
        written = name if known is None else known.label
        role, institution, employer = self._describe(passage, begin, end)
        return Person(
            written,
            Place(passage.number, start, end),
            known,
            titles,
            role,
            institution,
            employer,
            cue,
        )

    def _describe(
        self, passage: Passage, start: int, end: int
    ) -> tuple[str, str, Known | None]:
        """Return role, institution and employer that stand beside a name."""
        text = passage.text
        role, institution, employer = "", "", None
        if apposition := APPOSITION.match(text[end:]):
            group = apposition.lastgroup or "comma"
            first, last = (end + place for place in apposition.span(group))
            role, institution, employer = self._split(passage, first, last)
            if group == "comma" and not role and not employer:
                institution = ""
        before = ROLE_BEFORE.search(text[:start])
        if before and not role:
            first, last = before.span("role")
            part = text[first:last]
            if ROLE_WORD.search(part):
                role, own, other = self._split(passage, first, last)
                institution, employer = institution or own, employer or other
        return role, institution, employer

    def _split(
        self, passage: Passage, start: int, end: int
    ) -> tuple[str, str, Known | None]:
        """Part an apposition into role and institution."""
        text = passage.text
        inside = [
            one
            for one in self.found
            if one.passage == passage.number
            and start <= one.start
            and one.end <= end
            and any(known.kind == "institution" for known in one.known)
        ]
        role = text[start:end]
        institution, employer = "", None
        if inside:
            one = inside[-1]
            employer = next(k for k in one.known if k.kind == "institution")
            institution = text[one.start : one.end]
            role = text[start : inside[0].start]
        while shorter := PREPOSITION.search(role):
            role = role[: shorter.start()]
        role = ARTICLE.sub("", role.strip(" ,–-"))
        if not ROLE_WORD.search(role):
            role = ""
        return role, institution, employer

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
            given, surname = re.escape(person.name.split()[0]), person.name.split()[-1]
            pattern = (
                rf"(?<![\w-])(?P<surname>{re.escape(surname)})(?:s|[’'])?(?![\w-])|"
                rf"\b(?:{SAYS})\s(?P<given>{given})(?=[,.:;]|\s[^{UPPER}]|$)"
            )
            for one in re.finditer(pattern, passage.text):
                start, end = one.span(one.lastgroup)
                if any(start < stop and begin < end for begin, stop in taken):
                    continue
                place = Place(passage.number, start, end)
                yield Person(
                    person.name,
                    place,
                    person.known,
                    "",
                    person.role,
                    person.institution,
                    person.employer,
                    "surname",
                )


def is_short_for(name: str, full: str) -> bool:
    """Tell whether a name is a fuller one with initials, or with fewer given names."""
    own, other = (
        fold(name).replace(".", " ").split(),
        fold(full).replace(".", " ").split(),
    )
    if own[-1] != other[-1] or len(own) > len(other):
        return False
    return own[0] == other[0] or (len(own[0]) == 1 and own[0] == other[0][0])


def _says_more(person: Person, other: Person) -> bool:
    return bool(person.role) + bool(person.institution) > bool(other.role) + bool(
        other.institution
    )
