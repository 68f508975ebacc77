"""Goes through a text once, and finds what is said in it: quoted and told."""

from __future__ import annotations

from collections.abc import Sequence

from news.reading.passages import Passage
from news.reading.people import Person
from news.reading.quotations import Quotation
from news.reading.quoted import Quoted, is_said
from news.reading.said import Said
from news.reading.speakers import Speakers
from news.reading.told import Told


def find_said(
    passages: Sequence[Passage],
    quotations: Sequence[Quotation],
    people: Sequence[Person],
) -> list[Said]:
    """Return all that somebody says, in order."""
    speech: dict[int, list[Quotation]] = {}
    for one in quotations:
        if is_said(passages[one.outer.passage], one):
            speech.setdefault(one.outer.passage, []).append(one)
    speakers = Speakers(people)
    quoted = Quoted(passages, speakers)
    told = Told(speakers)
    found: list[Said] = []
    for passage in passages:
        within = speech.get(passage.number, [])
        quoted.read(passage, within)
        found += told.read(passage, within, quoted.found)
        speakers.leave(passage)
    return sorted([*quoted.found, *found], key=lambda said: said.places)
