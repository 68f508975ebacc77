"""Finds the speakers of quotations.

A quotation gets its speaker from what stands nearest to it: behind it up to the end of
the sentence, before it in the sentence that leads to it, in the paragraph before that
ends with a colon, in a line below it that begins with a dash. A second part of the same
sentence belongs to the first one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from news.reading.papers import is_about_a_paper
from news.reading.passages import Passage, Sort
from news.reading.people import Person
from news.reading.quotations import Quotation
from news.reading.said import Said
from news.reading.speakers import Speaker, Speakers, names_a_speaker
from news.reading.unknown_names import TITLE
from news.reading.verbs import ANSWER, PRONOUN_ONE, TITLED, VERB
from news.reading.words import sentences

# A line below a quotation that names its speaker.
DASH_LINE = re.compile(r"^\s*[–—-]{1,2}\s*\S")
LONGEST_SOURCE = 160  # characters
COLON_END = re.compile(r":\s*$")
# What leads to words that go on in its sentence.
WORDS_OF = re.compile(r"\b(?:in the words of|as .{0,120} put it)\b", re.IGNORECASE)
TITLES = re.compile(rf"^(?:(?:{TITLE})\s+)+$")
DATELINE = re.compile(r"^\([^()]*\)\s*$")
CLOSED_END = re.compile(r"[.!?…]$")


class Quoted:
    """Goes through the quotations of a text, and collects what is said in them."""

    def __init__(self, passages: Sequence[Passage], speakers: Speakers) -> None:
        self.passages = passages
        self.speakers = speakers
        self.found: list[Said] = []
        self.open: Said | None = None

    def read(self, passage: Passage, quoted: Sequence[Quotation]) -> None:
        """Find who says the words that are quoted in a passage."""
        before: Said | None = None
        for number, quotation in enumerate(quoted):
            end = quoted[number + 1].outer.start if number + 1 < len(quoted) else None
            start = quoted[number - 1].outer.end if number else 0
            tail = self._tail(passage, quotation, end)
            if not number and self.open and not quotation.outer.start:
                before = self._go_on(self.open, quotation, tail)
            elif (
                before
                and self._is_split(passage, quoted[number - 1], quotation)
                and not self._is_of_another(passage, quotation, tail, before)
            ):
                before = self._join(passage, before, quotation)
            else:
                speaker = tail or self._lead(passage, quotation, start)
                speaker = speaker or self._beside(passage, quotation)
                speaker = speaker or self._alone(passage, quotation, start, end)
                before = self._say(quotation, speaker) if speaker else None
                if before is None and _is_all_of(passage, quotation):
                    before = self._after_paragraph(passage, quotation)
        self.open = before if before and quoted[-1].goes_on else None

    def _say(self, quotation: Quotation, speaker: Speaker) -> Said:
        person, how = speaker
        said = Said(person, quotation.text, (quotation.inner,), how)
        self.found.append(said)
        return said

    def _replace(self, said: Said, **changes) -> Said:
        longer = replace(said, **changes)
        self.found[self.found.index(said)] = longer
        return longer

    def _go_on(self, said: Said, quotation: Quotation, tail: Speaker | None) -> Said:
        """Add the next paragraph of a quotation that was not closed."""
        return self._replace(
            said,
            speaker=tail[0] if tail and tail[1] == "after" else said.speaker,
            text=f"{said.text}\n{quotation.text}",
            places=(*said.places, quotation.inner),
        )

    def _join(self, passage: Passage, said: Said, quotation: Quotation) -> Said:
        """Add the second part of a quotation that its speaker stands in the middle of."""
        between = passage.text[said.places[-1].end : quotation.outer.start].rstrip()
        first = said.text.rstrip(",")
        if between.endswith(".") and not CLOSED_END.search(first):
            first += "."
        elif said.text.endswith(",") or re.search(r"^.?,", between):
            first += "," if between.endswith(",") else ""
        return self._replace(
            said,
            text=f"{first} {quotation.text}",
            places=(*said.places, quotation.inner),
            how="split",
        )

    def _is_split(self, passage: Passage, first: Quotation, second: Quotation) -> bool:
        """Tell whether only the words that name the speaker part two quotations."""
        between = passage.text[first.outer.end : second.outer.start].strip()
        if COLON_END.search(between) or not names_a_speaker(between):
            return False
        if between[:1].isupper() and CLOSED_END.search(first.text):
            return False  # another sentence
        return len(list(sentences("X" + between))) == 1

    def _is_of_another(
        self,
        passage: Passage,
        quotation: Quotation,
        tail: Speaker | None,
        before: Said,
    ) -> bool:
        """Tell whether somebody else says a quotation, also one whom nobody knows.

        *“Yes,” said Anna Weiß. “No,” said the minister.*
        """
        rest = passage.text[quotation.outer.end :]
        following = rest.lstrip()[:1]
        if not (
            quotation.text.endswith(",") or following == "," or following.islower()
        ):
            return False  # its sentence does not go on
        if tail:
            return tail[0].key != before.speaker.key
        first = next(iter(sentences("X" + rest)), None)
        return bool(first and names_a_speaker(rest[: max(first[1] - 1, 0)]))

    def _tail(
        self, passage: Passage, quotation: Quotation, end: int | None
    ) -> Speaker | None:
        """Look for ``, says Anna`` in the sentence that goes on behind a quotation."""
        text = passage.text
        start = quotation.outer.end
        stop = len(text) if end is None else end
        first = next(iter(sentences("X" + text[start:stop])), None)
        if first is None:
            return None
        until = start + first[1] - 1
        part = text[start:until]
        closed = CLOSED_END.search(quotation.text) and not re.match(r"\s*,", part)
        if closed and not re.match(r"\s+(?:\w+\s+)?", part):
            return None
        if not names_a_speaker(part) or COLON_END.search(part):
            return None
        speaker = self.speakers.find(passage, start, until)
        if speaker is None:
            return None
        if closed and not _is_short(part, speaker[0]):
            return None
        return speaker if speaker[1] == "pronoun" else (speaker[0], "after")

    def _lead(
        self, passage: Passage, quotation: Quotation, start: int
    ) -> Speaker | None:
        """Look for ``Anna says:`` in the sentence that leads to a quotation."""
        text = passage.text[start : quotation.outer.start]
        begin = start + _last_sentence(text)
        part = passage.text[begin : quotation.outer.start]
        if not part.strip() or TITLED.search(part):
            return None
        has_colon = COLON_END.search(part)
        if re.search(r"[.!?]\s*$", part):
            return None  # it leads to nothing
        if quotation.text[:1].islower() and not (has_colon or WORDS_OF.search(part)):
            return None  # a few words within a sentence that is told
        if not (has_colon or names_a_speaker(part)):
            return None
        speaker = self.speakers.find(passage, begin, quotation.outer.start)
        if speaker is None and has_colon and ANSWER.search(part):
            earlier = self.speakers.before(passage, begin)
            return (earlier, "sentence before") if earlier else None
        if speaker is None:
            return None
        return speaker if speaker[1] == "pronoun" else (speaker[0], "before")

    def _beside(self, passage: Passage, quotation: Quotation) -> Speaker | None:
        """Look in the paragraph before that ends with a colon, and in a line below."""
        if quotation.outer.start == 0 and passage.number:
            before = self.passages[passage.number - 1]
            begin = _last_sentence(before.text)
            if COLON_END.search(before.text) and not TITLED.search(before.text[begin:]):
                found = self.speakers.find(before, begin, len(before.text))
                person = (
                    found[0]
                    if found
                    else self.speakers.before(before, len(before.text))
                )
                return (person, "paragraph before") if person else None
        if quotation.outer.end >= len(passage.text.rstrip()) - 1:
            after = self.passages[passage.number + 1 : passage.number + 2]
            people = self.speakers.people.get(after[0].number) if after else None
            if people and len(after[0].text) < LONGEST_SOURCE:
                titles = after[0].text[: people[0].place.start]
                begins = quotation.outer.start == 0 and not TITLES.sub("", titles)
                is_source = begins and after[0].is_line
                if is_source or DASH_LINE.match(after[0].text):
                    return people[0], "line below"
        rest = passage.text[quotation.outer.end :]
        if DASH_LINE.match(rest) and len(rest) < LONGEST_SOURCE:
            people = [
                person
                for person in self.speakers.people.get(passage.number, [])
                if person.place.start >= quotation.outer.end
            ]
            return (people[0], "line below") if people else None
        return None

    def _after_paragraph(self, passage: Passage, quotation: Quotation) -> Said | None:
        """Give a paragraph that is nothing but quoted to whom the one before ends with.

        It goes on with the words quoted there, or the last sentence speaks of one person.
        """
        if not passage.number:
            return None
        above = self.passages[passage.number - 1]
        begin = _last_sentence(above.text)
        last = self.found[-1] if self.found else None
        if last and last.places[-1].passage == above.number:
            is_end = last.places[-1].end >= begin
            return self._go_on(last, quotation, None) if is_end else None
        if above.sort != Sort.PARAGRAPH or above.is_line:
            return None
        person = self.speakers.only(above, begin, len(above.text))
        if person is None and PRONOUN_ONE.match(above.text[begin:]):
            person = self.speakers.before(above, begin)
        return self._say(quotation, (person, "paragraph behind")) if person else None

    def _alone(
        self, passage: Passage, quotation: Quotation, start: int, end: int | None
    ) -> Speaker | None:
        """Look at the sentences before and behind words that stand for themselves.

        *The lawyer Bo Lind disagreed. “It is not.”* A quotation that begins a paragraph
        belongs to the one of whom the next sentence speaks.
        """
        text = passage.text
        if not CLOSED_END.search(quotation.text) or quotation.text[:1].islower():
            return None
        before = text[start : quotation.outer.start]
        person = None
        if before.strip() and not DATELINE.match(before):
            begin = start + _last_sentence(before)
            if not re.search(r"[.!?]\s*$", before) or TITLED.search(
                text[begin : quotation.outer.start]
            ):
                return None
            person = self.speakers.only(passage, begin, quotation.outer.start)
        if person:
            return person, "sentence before"
        stop = len(text) if end is None else end
        first = next(iter(sentences(text[quotation.outer.end : stop])), None)
        if first is None:
            return None
        person = self.speakers.only(
            passage, quotation.outer.end, quotation.outer.end + first[1]
        )
        return (person, "sentence behind") if person else None


def _is_all_of(passage: Passage, quotation: Quotation) -> bool:
    return (
        passage.text.strip()
        == passage.text[quotation.outer.start : quotation.outer.end]
    )


def is_said(passage: Passage, quotation: Quotation) -> bool:
    """Tell whether quoted words can be what somebody says."""
    if is_about_a_paper(passage):
        return False
    return quotation.is_speech or quotation.goes_on or _is_followed(passage, quotation)


def is_fragment(quotation: Quotation) -> bool:
    """Tell whether a quotation is a few words within a sentence."""
    return quotation.text[:1].islower()


def _is_followed(passage: Passage, quotation: Quotation) -> bool:
    """Tell whether a few words are said: a verb of saying follows in their sentence."""
    rest = passage.text[quotation.outer.end :]
    first = next(iter(sentences("X" + rest)), None)
    if first is None or len(quotation.text.split()) < 2 or is_fragment(quotation):
        return False
    tail = rest[: max(first[1] - 1, 0)]
    return bool(
        re.match(r"\s*,?\s*(?:\w+\s){0,3}$|\s*,", tail[: tail.find(" ") + 1 or None])
        or quotation.text.endswith(",")
    ) and bool(VERB.search(tail[:60]))


def _is_short(part: str, person: Person) -> bool:
    """Tell whether a sentence behind a quotation only says whose it is."""
    return len(part.split()) <= 12 + len(person.role.split()) + len(
        person.institution.split()
    )


def _last_sentence(text: str) -> int:
    """Return where the last sentence of a text begins."""
    begin = 0
    for start, _end in sentences(text):
        begin = start
    return begin
