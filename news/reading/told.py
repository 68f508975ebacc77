"""Finds speech that is told: sentences that say in other words what somebody said.

A sentence tells by what it names as its source (*according to*), by a verb of saying
that is inserted (*…, she argues, …*), or by one that its subject goes with and that leads
to what was said: *that*, a clause, the German subjunctive. Sentences that go on in this
belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from news.reading.passages import Passage
from news.reading.people import Person
from news.reading.quotations import Quotation
from news.reading.quoted import is_fragment
from news.reading.said import Said
from news.reading.speakers import Speakers
from news.reading.subjunctive import SUBJUNCTIVE, SURELY
from news.reading.verbs import (
    BARE_CLAUSE,
    CLAUSE,
    IN_VIEW,
    ONE,
    PRONOUN_ONE,
    QUESTION,
    SAYING,
    SO,
    SOURCE,
    SOURCE_OF_ONE,
    SPEECH_ACT,
    THAT,
    VIEW_BEFORE,
    VIEW_BEHIND,
    ZUFOLGE,
)
from news.reading.words import sentences

# Between a verb and its subject behind it: a role, an article, an adverb.
ROLE_BETWEEN = re.compile(r"\s(?:[^\s,.;:]+\s){0,8}(?:[^\s,.;:]+,\s)?$")
# Of whom a preposition speaks is not who does what the verb says.
BY = re.compile(
    r"\b(?:by|with|from|around|about|to|von|mit|um|bei|für|über|an)\s(?:[\w.-]+\s){0,2}$",
    re.IGNORECASE,
)
PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\s(?:\w+\s)?$")
LONGEST = 1000  # characters of a sentence; what is longer is none
SUBJECT_GAP = 160  # characters between a subject with its apposition and its verb
# Another clause stands between a subject and a verb: it is no subject of it.
CLAUSE_END = re.compile(r"[.;:?!]\s|\b(?:whether|dass|ob)\b")
AS = re.compile(r"^(?:Wie|As)\s[^,]*$")
# Behind a verb that is inserted: its other part, or to whom it is said.
INSERTED_END = re.compile(
    r"(?:\s(?:out|on|up|reporters|journalists|guests|us|me|the \w+))?\s*(?:[,.:;–—?!]|$)"
)
ONE_BEHIND = re.compile(rf"\s(?:{ONE})")
PRONOUN_BEHIND = re.compile(r"\s(?:er|sie|he|she)\b")
PRONOUN_BEFORE = re.compile(
    r"(?:^|[\s(])(?:[Hh]e|[Ss]he|[Ee]r|[Ss]ie)(?:\s(?:has|had|hat|hatte))?(?:\s\w+ly|\ssince|\salso|\sthen)?\s$"
)


class Told:
    """Goes through the sentences of a text that tell what somebody said."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers = speakers

    def read(
        self,
        passage: Passage,
        quotations: Sequence[Quotation],
        quoted: Sequence[Said],
    ) -> Iterator[Said]:
        """Yield what a passage tells; ``quoted`` is what was found in its quotations."""
        said = [one for one in quoted if one.places[-1].passage == passage.number]
        before: Said | None = None
        previous = 0
        for start, end in sentences(passage.text):
            place = passage.place(start, end)
            speaker, subject = None, self.speakers.only(passage, previous, start)
            previous = start
            if end - start <= LONGEST and not _is_quoted(
                passage, start, end, quotations, said
            ):
                sentence = _Sentence(passage, start, end, quotations)
                speaker = self._teller(sentence)
                if speaker is None and SUBJUNCTIVE.search(sentence.text):
                    speaker = before.speaker if before else None
                    if SURELY.search(sentence.text):
                        speaker = speaker or _last(said, start) or subject
            if speaker and before and speaker.key == before.speaker.key:
                text = f"{before.text} {passage.text[place.start : place.end]}"
                before = replace(before, text=text, places=(*before.places, place))
                continue
            if before:
                yield before
            before = None
            if speaker:
                text = passage.text[place.start : place.end]
                before = Said(speaker, text, (place,), "told")
        if before:
            yield before

    def _teller(self, sentence: _Sentence) -> Person | None:
        """Return whose words a sentence tells, None where it tells nobody's."""
        for find in (self._source, self._inserted, self._subject, self._before_colon):
            if person := find(sentence):
                return person
        return None

    def _source(self, sentence: _Sentence) -> Person | None:
        """Return whom a sentence names as its source: *according to*, *laut*, *so*."""
        for person in self._named(sentence):
            before, after = sentence.around(person)
            if SOURCE.search(before) or SO.search(before) or ZUFOLGE.match(after):
                return person
            if VIEW_BEFORE.search(before) and VIEW_BEHIND.match(after):
                return person
        if IN_VIEW.search(sentence.text):
            return self._earlier(sentence)
        for one in PRONOUN_ONE.finditer(sentence.text):
            if SOURCE_OF_ONE.search(sentence.text, 0, one.start() + 4):
                return self._earlier(sentence)
        return None

    def _inserted(self, sentence: _Sentence) -> Person | None:
        """Return who says it in words that commas part from what is said."""
        text = sentence.text
        people = self._named(sentence)
        for verb in SAYING.finditer(text):
            before, after = text[: verb.start()], text[verb.end() :]
            if AS.match(before) and after.startswith(","):
                if person := _last_in(people, sentence, 0, verb.start()):
                    return person
                if PRONOUN_ONE.search(before):
                    return self._earlier(sentence)
            if QUESTION.match(text):
                continue
            if re.search(r"[,–—]\s(?:so\s)?$", before):
                if ONE_BEHIND.match(after) and not _is_before_name(
                    sentence, people, verb
                ):
                    return self._earlier(sentence)
                for person in people:
                    begin = sentence.begin(person)
                    between = text[verb.end() : begin]
                    if begin > verb.end() and _is_role(between):
                        return person
            if not INSERTED_END.match(after):
                continue
            if as_said := re.search(r"[,;–—]\s[^,;]*$", before):
                inserted = before[as_said.start() + 1 :]
                if PRONOUN_BEFORE.fullmatch(inserted.lstrip(" ") or "-"):
                    return self._earlier(sentence)
                person = _last_in(people, sentence, as_said.start(), verb.start())
                if person and verb.start() - sentence.end_of(person) <= 2:
                    return person
        return None

    def _subject(self, sentence: _Sentence) -> Person | None:
        """Return who is said to say, think or ask for something."""
        text = sentence.text
        if text.rstrip().endswith(("?", ":")):
            return None
        for verb in _verbs(text):
            if person := self._subject_of(sentence, verb):
                return person
        return None

    def _subject_of(self, sentence: _Sentence, verb: re.Match[str]) -> Person | None:
        text = sentence.text
        subject = text[: verb.start()]
        if PASSIVE.search(subject):
            return None
        people = self._named(sentence)
        if person := _last_in(people, sentence, 0, verb.start()):
            before, _after = sentence.around(person)
            gap = subject[sentence.end_of(person) :]
            if BY.search(before) or len(gap) > SUBJECT_GAP or CLAUSE_END.search(gap):
                return None
            return person
        if PRONOUN_BEFORE.search(subject) or (
            PRONOUN_ONE.match(subject.lstrip()) and len(subject) < SUBJECT_GAP
        ):
            return self._earlier(sentence)
        behind = PRONOUN_BEHIND.match(text, verb.end())
        if behind:
            return self._earlier(sentence)
        for person in people:
            begin = sentence.begin(person)
            if begin > verb.end() and _is_role(text[verb.end() : begin]):
                return person
        return None

    def _before_colon(self, sentence: _Sentence) -> Person | None:
        """Return who stands before a colon behind which something is told."""
        before, colon, after = sentence.text.partition(": ")
        if not colon or not SURELY.search(after):
            return None
        people = self._named(sentence)
        return _last_in(people, sentence, 0, len(before))

    def _named(self, sentence: _Sentence) -> list[Person]:
        return self.speakers.within(sentence.passage, sentence.start, sentence.end)

    def _earlier(self, sentence: _Sentence) -> Person | None:
        return self.speakers.before(sentence.passage, sentence.start)


class _Sentence:
    """A sentence of a passage, with what it quotes left blank."""

    def __init__(
        self, passage: Passage, start: int, end: int, quotations: Sequence[Quotation]
    ) -> None:
        self.passage, self.start, self.end = passage, start, end
        text = passage.text[start:end]
        for one in quotations:
            first = max(one.inner.start - start, 0)
            last = max(min(one.inner.end - start, len(text)), first)
            text = text[:first] + "_" * (last - first) + text[last:]
        self.text = text.replace("\n", " ")

    def begin(self, person: Person) -> int:
        return person.place.start - self.start

    def end_of(self, person: Person) -> int:
        return person.place.end - self.start

    def around(self, person: Person) -> tuple[str, str]:
        """Return what stands before and behind a name."""
        return self.text[: self.begin(person)], self.text[self.end_of(person) :]


def _verbs(text: str) -> Iterator[re.Match[str]]:
    """Yield the verbs that lead to what somebody says."""
    for verb in CLAUSE.finditer(text):
        after = text[verb.end() :]
        if THAT.search(after) or SUBJUNCTIVE.search(after):
            yield verb
    yield from BARE_CLAUSE.finditer(text)
    yield from SPEECH_ACT.finditer(text)


def _is_before_name(
    sentence: _Sentence, people: Sequence[Person], verb: re.Match[str]
) -> bool:
    """Tell whether a role behind a verb leads to a name: *sagt die Leiterin Anna Weiß*."""
    begins = [sentence.begin(person) for person in people]
    return any(
        begin > verb.end() and _is_role(sentence.text[verb.end() : begin])
        for begin in begins
    )


def _is_role(between: str) -> bool:
    """Tell whether only a role stands between a verb and the name of its subject."""
    return bool(ROLE_BETWEEN.fullmatch(between)) and not BY.search(between)


def _last_in(
    people: Sequence[Person], sentence: _Sentence, start: int, end: int
) -> Person | None:
    inside = [
        one
        for one in people
        if start <= sentence.begin(one) and sentence.end_of(one) <= end
    ]
    return inside[-1] if inside else None


def _is_quoted(
    passage: Passage,
    start: int,
    end: int,
    quotations: Sequence[Quotation],
    said: Sequence[Said],
) -> bool:
    """Tell whether a sentence has words that are quoted, more than in passing."""
    places = [
        place for one in said for place in one.places if place.passage == passage.number
    ]
    if any(place.start < end and start < place.end for place in places):
        return True
    within = [q for q in quotations if q.outer.start < end and start < q.outer.end]
    return bool(within) and not any(map(is_fragment, within))


def _last(said: Sequence[Said], end: int) -> Person | None:
    """Return whose quotation stands last before a place."""
    earlier = [one for one in said if one.places[-1].end <= end]
    return earlier[-1].speaker if earlier else None
