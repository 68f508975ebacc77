"""A draft as the checks see it: its texts, who is named in them, its other languages."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from news.checking.findings import Finding, Mend, Severity
from news.checking.graph import Graph, Tie
from news.checking.slots import Slot, anchor_of, list_slots, place_of
from news.models import CheckKind, Statement
from news.models.release import Release
from news.publishing import stories
from news.reading.known import Found, drop_ordinary
from news.reading.organisations import find_organisations
from news.reading.passages import Passage, Sort
from news.reading.people import People, Person
from news.record.build import day_of
from portal.core.pictures import read_body
from portal.core.simple_forms import base_language


@dataclass(frozen=True)
class Line:
    """A paragraph of a slot: ``start`` is its place in the text of that."""

    slot: Slot
    start: int
    passage: Passage


class Version:
    """The draft of one language with its texts."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.language = release.language
        # All pictures of the body at once.
        self.lead_image = read_body(release.body, release.lead_image_id)

    @cached_property
    def slots(self) -> list[Slot]:
        return list_slots(self.release)

    @cached_property
    def spoken(self) -> list[tuple[str, str, Statement]]:
        """The statements of the body with place and anchor of their blocks."""
        return [
            (place_of(number, child), anchor_of(child), child.value["statement"])
            for number, child in enumerate(self.release.body)
            if child.block_type == "statement" and child.value["statement"]
        ]

    @cached_property
    def texts(self) -> list[Slot]:
        """All that a reader reads in this language: statements as well."""
        said = [
            Slot(place, str(spoken), anchor, text, _refuse, is_own=False)
            for place, anchor, spoken in self.spoken
            if (text := spoken.text.get(base_language(self.language), ""))
        ]
        return [*self.slots, *said]

    @property
    def words(self) -> str:
        """Its own texts in one, to see whether two versions say the very same."""
        return "\n".join(slot.plain.text for slot in self.slots)


def _refuse(text: str) -> None:
    """Write nothing: the text of a statement is changed where it is kept."""
    raise TypeError("A statement is no text of the draft.")


class Draft(Version):
    """The draft that is checked.

    ``others`` are the drafts of the other languages. Everything is found once, however
    many checks ask for it.
    """

    def __init__(self, release: Release, graph: Graph) -> None:
        super().__init__(release)
        self.graph = graph
        self.day: date = day_of(release)

    @cached_property
    def others(self) -> list[Version]:
        """The other languages of the story, without copies that are not translated."""
        if not self.release.pk:
            return []
        rows = stories.other_versions(self.release)
        drafts = [
            row.latest_revision.as_object() if row.latest_revision else row
            for row in rows
        ]
        versions = map(Version, drafts)
        return [one for one in versions if one.words != self.words]

    @cached_property
    def lines(self) -> list[Line]:
        """The paragraphs of its own texts; the number of a passage is its place here."""
        lines: list[Line] = []
        for slot in self.slots:
            sort = Sort.HEADING if slot.is_heading else Sort.PARAGRAPH
            for start, text in slot.plain.lines():
                passage = Passage(len(lines), len(lines), sort, text)
                lines.append(Line(slot, start, passage))
        return lines

    @cached_property
    def passages(self) -> list[Passage]:
        return [line.passage for line in self.lines]

    @cached_property
    def found(self) -> list[Found]:
        """The known names in its own texts."""
        names = self.graph.names
        return drop_ordinary([f for one in self.passages for f in names.find(one)])

    @cached_property
    def people(self) -> list[Person]:
        """Everybody named in its own texts, with role and institution beside the name."""
        others = find_organisations(self.passages, self.found)
        return People(self.passages, self.found, others).find()

    @cached_property
    def known_people(self) -> set[int]:
        """The keys of those who speak, or are named with a role or an institution."""
        named = {one.known.pk for one in self.people if one.known}
        return named | {spoken.speaker_id for *_place, spoken in self.spoken}

    @cached_property
    def ties(self) -> dict[int, list[Tie]]:
        return self.graph.load_ties(self.known_people)

    def found_in(self, line: Line) -> list[Found]:
        return [one for one in self.found if one.passage == line.passage.number]

    def line_of(self, number: int) -> Line:
        return self.lines[number]

    def at(
        self,
        kind: CheckKind,
        severity: Severity,
        reason: str,
        slot: Slot,
        start: int,
        end: int,
        mends: Collection[Mend] = (),
        language: str = "",
    ) -> Finding:
        """Return a finding about a part of a text."""
        plain = slot.plain
        return Finding(
            kind,
            severity,
            reason,
            language or self.language,
            plain.text[start:end],
            plain.before(start),
            plain.after(end),
            slot.place,
            slot.where,
            slot.anchor,
            tuple(mends),
        )

    def replacing(
        self, slot: Slot, start: int, end: int, *words: str
    ) -> Iterator[Mend]:
        """Yield what puts other words for a part of a text, where that can be done."""
        if slot.is_own and slot.plain.is_whole(start, end):
            for one in words:
                label = _("Write “%(words)s”") % {"words": one}
                source = slot.plain.replaced(start, end, one)
                yield Mend(one, slot.place, source, label)
