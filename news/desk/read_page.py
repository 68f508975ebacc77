"""A text with its proposals as the page of the admin shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from news.drafting.readings import Reading
from news.reading.passages import Passage
from news.reading.proposals import Kind, Proposal

LABELS: dict[Kind, str | Promise] = {
    Kind.HEADLINE: gettext_lazy("Headline"),
    Kind.KICKER: gettext_lazy("Kicker"),
    Kind.STANDFIRST: gettext_lazy("Standfirst"),
    Kind.DATELINE_PLACE: gettext_lazy("Place of the dateline"),
    Kind.DATE: gettext_lazy("Date"),
    Kind.NUMBER: pgettext_lazy("of a release", "Number"),
    Kind.BYLINE: gettext_lazy("Bylines"),
    Kind.STATEMENT: gettext_lazy("Statements"),
    Kind.PERSON: gettext_lazy("People"),
    Kind.INSTITUTION: gettext_lazy("Institutions"),
    Kind.PARTNERSHIP: gettext_lazy("Partnerships"),
    Kind.BOILERPLATE: gettext_lazy("“About” texts"),
    Kind.CONTACT: gettext_lazy("Press contacts"),
    Kind.PUBLICATION: gettext_lazy("Publications"),
    Kind.TOPIC: gettext_lazy("Topics"),
    Kind.HEADING: gettext_lazy("Headings"),
    Kind.PICTURE: gettext_lazy("Pictures"),
}
# What of a value is shown beside the proposal, in this order.
DETAILS = {
    "speaker": pgettext_lazy("who said something", "Speaker"),
    "titles": gettext_lazy("Titles"),
    "role": gettext_lazy("Role"),
    "institution": gettext_lazy("Institution"),
    "telephone": gettext_lazy("Telephone"),
    "email": gettext_lazy("E-mail"),
    "credit": gettext_lazy("Credit"),
    "date": gettext_lazy("Date"),
}
NEW = (Kind.PERSON, Kind.INSTITUTION)


@dataclass(frozen=True)
class Row:
    """A proposal in the list; ``number`` is that of its mark in the text."""

    number: int
    key: str
    proposal: Proposal
    is_accepted: bool

    @property
    def entry(self) -> str:
        """Which entry it is about, or that it makes a new one."""
        if self.proposal.entity:
            return self.proposal.entity.label
        return (
            _("A new entry, which is not public") if self.proposal.kind in NEW else ""
        )

    @property
    def details(self) -> list[tuple[str | Promise, str]]:
        """What the text tells beside it."""
        value = self.proposal.value
        return [
            (label, value[name]) for name, label in DETAILS.items() if value.get(name)
        ]


@dataclass(frozen=True)
class Group:
    """All proposals of a kind."""

    kind: Kind
    rows: list[Row]

    @property
    def label(self) -> str | Promise:
        return LABELS[self.kind]


@dataclass(frozen=True)
class Piece:
    """A part of a passage; ``rows`` are those that begin with it."""

    text: str
    is_marked: bool
    rows: list[Row]


@dataclass(frozen=True)
class Line:
    """A passage with its marks."""

    passage: Passage
    pieces: list[Piece]


def build_groups(reading: Reading, accepted: Collection[str]) -> list[Group]:
    """Return the proposals by kind, numbered in the order of the text."""
    rows = [
        Row(number, key, proposal, key in accepted)
        for number, (key, proposal) in enumerate(reading.proposals.items(), start=1)
    ]
    groups = [
        Group(kind, [one for one in rows if one.proposal.kind == kind])
        for kind in LABELS
    ]
    return [group for group in groups if group.rows]


def build_lines(reading: Reading, groups: list[Group]) -> list[Line]:
    """Return the text, passage by passage, with marks where something is proposed."""
    rows = [row for group in groups for row in group.rows]
    return [
        Line(passage, list(_pieces(passage, rows)))
        for passage in reading.text.passages
        if passage.text.strip()
    ]


def _pieces(passage: Passage, rows: list[Row]) -> Iterator[Piece]:
    places = [
        (place, row if place == row.proposal.places[0] else None)
        for row in rows
        for place in row.proposal.places
        if place.passage == passage.number
    ]
    edges = {0, len(passage.text)}
    for place, _row in places:
        edges |= {place.start, place.end}
    for start, end in pairwise(sorted(edges)):
        begun = [row for place, row in places if row and place.start == start]
        is_marked = any(p.start <= start and end <= p.end for p, _row in places)
        numbered = sorted(begun, key=lambda row: row.number)
        yield Piece(passage.text[start:end], is_marked, numbered)
