"""Which parts of a text go where, before the body of a draft is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from news.models import Statement
from news.reading.ends import ABOUT, CONTACT, END, NOTES, PAPER
from news.reading.head import FEWEST_OF_TEXT, is_about_the_paper
from news.reading.passages import Passage, Place, Sort, Text
from news.reading.proposals import Kind, Proposal

# What parts a dateline from the text behind it.
BEHIND_DATELINE = re.compile(r"[\s)(\].:,·|–—-]+")
FEWEST_WORDS = 8  # of what is left of a passage, where no sentence ends it
SENTENCE_END = re.compile(r"[.!?…][\"”“»«’)]*\s*$")
TITLES = (ABOUT, CONTACT, NOTES, PAPER)
# These take their whole passages out of the text.
OF_WHOLE = (
    Kind.HEADLINE,
    Kind.KICKER,
    Kind.STANDFIRST,
    Kind.CONTACT,
    Kind.BOILERPLATE,
)
OF_THE_PAPER = (Kind.DATE, Kind.NUMBER, Kind.BYLINE, Kind.DATELINE_PLACE)


@dataclass(frozen=True)
class Mention:
    """A place in a passage that becomes a link to an entry."""

    start: int
    end: int
    kind: str
    pk: int


@dataclass
class Plan:
    """What becomes of each passage, by its number; all else is prose.

    ``gone`` are parts that stand elsewhere, ``dropped`` whole passages. Of a
    statement there is the place behind which its block stands.
    """

    text: Text
    gone: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    dropped: set[int] = field(default_factory=set)
    headings: dict[int, int] = field(default_factory=dict)
    pictures: dict[int, list[str]] = field(default_factory=dict)
    statements: dict[int, list[tuple[int, Statement]]] = field(default_factory=dict)
    mentions: dict[int, list[Mention]] = field(default_factory=dict)
    notes_from: int = 0

    def take_out(self, places: Iterable[Place]) -> None:
        """Take parts out of the text."""
        for place in places:
            self.gone.setdefault(place.passage, []).append((place.start, place.end))

    def put_statement(self, parts: Iterable[Place], statement: Statement) -> None:
        """Put a statement where its words stood."""
        parts = list(parts)
        first = parts[0]
        self.take_out(parts)
        self.statements.setdefault(first.passage, []).append((first.start, statement))

    def find_left(self, number: int) -> list[tuple[int, int]]:
        """Return the parts of a passage that stay, in order."""
        if number in self.dropped:
            return []
        text = self.text.passages[number].text
        left, position = [], 0
        for start, end in sorted(self.gone.get(number, [])):
            if start > position:
                left.append((position, start))
            position = max(position, end)
        left.append((position, len(text)))
        return [(start, end) for start, end in left if text[start:end].strip(" .,;:")]

    def settle(self, taken: list[Proposal], proposals: Iterable[Proposal]) -> None:
        """Decide what goes with what was taken: lines above and about it."""
        self._take_wholes(taken, list(proposals))
        self._take_head(taken)
        self._take_titles()
        self.notes_from = self._find_notes()

    def _take_wholes(self, taken: list[Proposal], proposals: list[Proposal]) -> None:
        for one in taken:
            if one.kind in OF_WHOLE:
                self.take_out(one.places)
        # A passage stays where another contact in it was refused.
        refused = [one for one in proposals if one not in taken]
        for one in refused:
            if one.kind == Kind.CONTACT:
                for place in one.places:
                    self.gone.pop(place.passage, None)
        for passage in self.text.passages:
            if passage.number in self.gone and self._is_used_up(passage):
                self.dropped.add(passage.number)

    def _is_used_up(self, passage: Passage) -> bool:
        """Tell whether what is left of a passage says nothing by itself."""
        if passage.number in self.statements:
            return False
        left = [
            passage.text[start:end] for start, end in self.find_left(passage.number)
        ]
        rest = " ".join(left)
        return len(rest.split()) < FEWEST_WORDS and not SENTENCE_END.search(rest)

    def _take_head(self, taken: list[Proposal]) -> None:
        """Drop the lines about the paper, and what stands above the headline."""
        above = max(
            (one.places[0].passage for one in taken if one.kind == Kind.HEADLINE),
            default=0,
        )
        for passage in self.text.passages:
            is_above = passage.number < above
            if passage.number in self.dropped or not passage.text.strip():
                continue
            if is_about_the_paper(passage) or (
                is_above and len(passage.text) <= FEWEST_OF_TEXT
            ):
                self.dropped.add(passage.number)
            elif not is_above:
                break
        self._cut_dateline(taken)

    def _cut_dateline(self, taken: list[Proposal]) -> None:
        """Take place and date from the beginning of the text."""
        places = [one.places[0] for one in taken if one.kind in OF_THE_PAPER]
        for number in {place.passage for place in places} - self.dropped:
            inside = sorted(place for place in places if place.passage == number)
            text = self.text.passages[number].text
            if text[: inside[0].start].strip(" ("):
                continue  # it does not begin the passage
            end = max(place.end for place in inside)
            if behind := BEHIND_DATELINE.match(text, end):
                end = behind.end()
            self.gone.setdefault(number, []).append((0, end))

    def _take_titles(self) -> None:
        """Drop the titles of what stands elsewhere, and the mark of the end."""
        for passage in reversed(self.text.passages):
            text = passage.text.strip(" :")
            if END.match(text):
                self.dropped.add(passage.number)
            is_title = (
                passage.sort == Sort.HEADING or passage.is_line or passage.is_bold
            )
            if (
                is_title
                and passage.number + 1 in self.dropped
                and any(one.match(text) for one in TITLES)
            ):
                self.dropped.add(passage.number)

    def _find_notes(self) -> int:
        """Return the number of the passage that begins the notes to editors."""
        for passage in self.text.passages:
            if NOTES.match(passage.text.strip(" :")):
                self.dropped.add(passage.number)
                return passage.number
        return len(self.text.passages)
