"""Finds the publications that a text names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from news.reading.ends import PAPER
from news.reading.passages import Passage, Place
from partners.identifiers import SCHEMES

DOI = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|\bdoi:?\s*|\b)(?P<doi>10\.\d{4,9}(?:/|%2f)[^\s\"<>„“”]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Paper:
    """A publication that a text names."""

    place: Place
    doi: str
    text: str


def is_about_a_paper(passage: Passage) -> bool:
    """Tell whether a passage names a publication, whose title nobody says."""
    return bool(DOI.search(passage.text) or PAPER.match(passage.text))


def find_papers(passages: Sequence[Passage]) -> list[Paper]:
    """Return the publications with a DOI, written or linked, each once."""
    found: dict[str, Paper] = {}
    for passage in passages:
        for match in DOI.finditer(passage.text):
            _add_paper(found, passage, match["doi"], *match.span())
        for link in passage.links:
            linked = DOI.search(link.href)
            if linked:
                _add_paper(found, passage, linked["doi"], link.start, link.end)
    return list(found.values())


def _add_paper(
    found: dict[str, Paper], passage: Passage, doi: str, start: int, end: int
) -> None:
    try:
        bare = SCHEMES["doi"].clean(doi)
    except ValidationError:
        return
    found.setdefault(bare, Paper(passage.place(start, end), bare, passage.text))
