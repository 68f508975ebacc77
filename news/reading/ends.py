"""Reads what stands below the text of a release: about whom, whom to ask, papers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from django.core.exceptions import ValidationError

from news.reading.known import Found, Known
from news.reading.passages import Passage, Place, Sort
from partners.identifiers import SCHEMES

ABOUT = re.compile(
    r"^(?:About|Über|Zum|Zur|Zu|Background:?|Hintergrund:?)\s+(?:the|das|den|die|dem|der)?\s*(?P<name>.{2,150}?)\s*:?$",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"^(?:(?:media |press )?contacts?(?: for (?:the )?(?:media|press))?|for (?:further|more) information.*|"
    r"(?:media|press) (?:enquiries|inquiries|office)|(?:ansprechpartner(?:in|innen)?|kontakt|pressekontakt|"
    r"medienkontakt|rückfragen|rückfragehinweis|weitere informationen|für rückfragen)(?: für .{2,40})?)\b(?:.{0,40}?:?$|.{0,30}?:\s)",
    re.IGNORECASE,
)
EMAIL = re.compile(
    r"[\w.+-]+(?:@|\s?(?:\(at\)|\[at\])\s?)[\w-]+(?:(?:\.|\s?(?:\(dot\)|\[dot\])\s?)[\w-]+)+"
)
TELEPHONE = re.compile(r"(?:\+|\b00|\b0)\d[\d\s()/.–-]{5,}\d")
DOI = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|\bdoi:?\s*|\b)(?P<doi>10\.\d{4,9}/[^\s\"<>„“”]+)",
    re.IGNORECASE,
)
PAPER = re.compile(
    r"^(?:original publication|original paper|publication|publications|reference|references|paper|"
    r"originalpublikation(?:en)?|publikation(?:en)?|originalarbeit|literatur|quelle|studie|veröffentlichung)\s*:?",
    re.IGNORECASE,
)
PICTURE = re.compile(
    r"^(?:(?:bild|foto|photo|picture|image|figure|caption|bildunterschrift|bildlegende|bildtext|abb(?:ildung|\.)|fig\.)\s*\d*\s*[:|])\s*(?P<caption>.+)$",
    re.IGNORECASE | re.DOTALL,
)
CREDIT = re.compile(
    r"[\s(/|]*(?:©|\(c\)|credit:?|foto:|photo:|bild:|picture:|image:|quelle:|source:|copyright:?)\s*(?P<credit>[^()|]{2,120}?)\)?\s*\.?$",
    re.IGNORECASE,
)
NOTES = re.compile(
    r"^(?:notes? (?:to|for) editors|hinweise? (?:für|an) (?:die )?redaktion(?:en)?|hinweise? für medien)\s*:?$",
    re.IGNORECASE,
)
END = re.compile(
    r"^\W*(?:ends?|ende(?: der (?:mitteilung|pressemitteilung))?|###)\W*$",
    re.IGNORECASE,
)


# Characters of what belongs to a contact, and of one that stands in a paragraph.
LONGEST_CONTACT, LONGEST_ADDRESS = 300, 220


@dataclass(frozen=True)
class About:
    """A paragraph, or several, about an institution."""

    places: tuple[Place, ...]
    text: str
    name: str
    known: Known | None
    title: Place | None = None


@dataclass(frozen=True)
class Contact:
    """Whom to ask."""

    place: Place
    name: str
    lines: tuple[str, ...]
    email: str
    telephone: str


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
    doi = unquote(doi).rstrip(".,;:)]}’'")
    try:
        bare = SCHEMES["doi"].clean(doi)
    except ValidationError:
        return
    found.setdefault(bare, Paper(passage.place(start, end), bare, passage.text))


def find_contacts(passages: Sequence[Passage]) -> list[Contact]:
    """Return whom to ask: what stands at and below a line that says so."""
    found: list[Contact] = []
    block: list[Passage] = []
    for passage in passages:
        first = passage.text.strip().split("\n")[0]
        label = CONTACT.match(first)
        is_other = (
            passage.sort == Sort.HEADING or ABOUT.match(first) or END.match(first)
        )
        if label or is_other:
            found += _contacts(block)
            block = [passage] if label else []
        elif block and len(passage.text) < LONGEST_CONTACT:
            block.append(passage)
        else:
            found += _contacts(block)
            block = [passage] if _is_address(passage) else []
    return found + _contacts(block)


def _is_address(passage: Passage) -> bool:
    """Tell whether a paragraph is nothing but how somebody is reached."""
    rest = TELEPHONE.sub("", EMAIL.sub("", passage.text))
    return rest != passage.text and len(rest) < LONGEST_ADDRESS


def _contacts(block: list[Passage]) -> list[Contact]:
    """Return the contacts in a block: a new one begins behind each address."""
    found, part = [], []
    for passage in block:
        if (
            part
            and EMAIL.search("\n".join(one.text for one in part))
            and EMAIL.search(passage.text)
        ):
            found += _contact(part)
            part = []
        part.append(passage)
    return found + _contact(part)


def _contact(block: list[Passage]) -> list[Contact]:
    lines = [line for passage in block for line in passage.lines]
    if not lines:
        return []
    text = "\n".join(lines)
    email, telephone = EMAIL.search(text), TELEPHONE.search(text)
    if not (email or telephone):
        return []
    own = [
        rest for line in lines if (rest := CONTACT.sub("", line).strip(" :"))
    ] or lines
    name = re.split(r"[,|·(]|\s[–-]\s", own[0])[0].strip()
    first = block[0]
    return [
        Contact(
            first.whole(),
            name,
            tuple(own),
            re.sub(r"\s?[(\[]at[)\]]\s?", "@", email.group()) if email else "",
            telephone.group().strip() if telephone else "",
        )
    ]


def find_abouts(
    passages: Sequence[Passage], found: Sequence[Found], body: int
) -> list[About]:
    """Return the paragraphs that tell about an institution what it is."""
    abouts: list[About] = []
    number = body
    while number < len(passages):
        passage = passages[number]
        title = ABOUT.match(passage.text) if len(passage.text) < 170 else None
        if title and (
            passage.sort == Sort.HEADING or passage.is_line or passage.is_bold
        ):
            below = _below(passages, number + 1)
            if below:
                known = _named(found, passage)
                places = tuple(one.whole() for one in below)
                text = "\n".join(one.text for one in below)
                abouts.append(
                    About(places, text, title["name"], known, passage.whole())
                )
                number = below[-1].number + 1
                continue
        number += 1
    return abouts


def _below(passages: Sequence[Passage], number: int) -> list[Passage]:
    below = []
    for passage in passages[number:]:
        if passage.sort == Sort.HEADING or (
            passage.is_line and passage.sort == Sort.PARAGRAPH
        ):
            break
        if (
            CONTACT.match(passage.text)
            or PAPER.match(passage.text)
            or END.match(passage.text)
        ):
            break
        below.append(passage)
    return below


def _named(found: Sequence[Found], passage: Passage) -> Known | None:
    for one in found:
        if one.passage == passage.number:
            return one.known[0]
    return None
