"""Reads what stands below the text of a release: about whom, whom to ask, papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from django.core.exceptions import ValidationError

from news.reading.dates import find_dates
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
# The same, with what is told behind it or in the lines below.
ABOUT_INLINE = re.compile(
    r"^(?:About|Über|Zum|Zur)\s+(?:the|das|den|die|dem|der)?\s*(?P<name>[^.:\n]{2,120}?)\s*(?::\s+|\n)(?=\S.{60})",
    re.IGNORECASE | re.DOTALL,
)
# Before the name with which a paragraph begins that tells what an institution is.
OPENING = re.compile(r"^(?:\d+[.)]\s+)?(?:(?:the|das|der|die)\s+)?$", re.IGNORECASE)
NOTE = re.compile(r"(?:^|\n)\d+[.)]\s+")  # one of several, with its number
QUOTED = re.compile(r"[\"„“”»«]")
FEWEST_OF_ABOUT = 90  # characters
EMAIL = re.compile(
    r"[\w.+-]+(?:@|\s?(?:\(at\)|\[at\])\s?)[\w-]+(?:(?:\.|\s?(?:\(dot\)|\[dot\])\s?)[\w-]+)+"
)
TELEPHONE = re.compile(r"(?:\+|\b00|\b0)\d[\d\s()/.–-]{5,}\d")
# The lines above a mail that was sent on.
ADDRESSED = re.compile(
    r"^(?:subject|betreff|from|von|to|an|date|datum|gesendet|sent|cc)\s*:",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"\b(?:contact|ask|Rückfragen (?:an|beantwortet)|wenden Sie sich an)\s+"
    r"(?P<name>[A-ZÄÖÜ][\w’'-]+(?:\s+[A-ZÄÖÜ][\w’'-]+){1,3})"
)
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
    """Whom to ask; ``places`` are all that says so."""

    places: tuple[Place, ...]
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
        if ADDRESSED.match(first):
            continue
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
            found += [] if block else _in_text(passage)
    return found + _contacts(block)


def _in_text(passage: Passage) -> Iterator[Contact]:
    """Yield whom a line of a longer paragraph says to ask."""
    for line in passage.text.split("\n"):
        asked = ASKED.search(line)
        email = EMAIL.search(line)
        if asked and email:
            number = _find_telephone(line)
            place = passage.place(*_span(passage, line, asked))
            yield Contact((place,), asked["name"], (line,), _mailbox(email), number)


def _span(passage: Passage, line: str, found: re.Match[str]) -> tuple[int, int]:
    """Return where a name that was found in a line stands in its passage."""
    start = passage.text.index(line)
    return start + found.start("name"), start + found.end("name")


def _mailbox(found: re.Match[str] | None) -> str:
    return re.sub(r"\s?[(\[]at[)\]]\s?", "@", found.group()) if found else ""


def _find_telephone(text: str) -> str:
    """Return the first number of a telephone; a date can look like one."""
    numbers = (found.group().strip() for found in TELEPHONE.finditer(text))
    return next((one for one in numbers if not any(find_dates(one))), "")


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
    if len(EMAIL.findall("\n".join(lines))) > 1:
        parts = [part for line in lines for part in line.split(";")]
        return [one for part in _by_mailbox(parts) for one in _of_lines(block, part)]
    return _of_lines(block, lines)


def _by_mailbox(lines: list[str]) -> list[list[str]]:
    """Return lines in groups that end with a mailbox each; the last with the rest."""
    groups: list[list[str]] = [[]]
    for line in lines:
        groups[-1].append(line)
        if EMAIL.search(line):
            groups.append([])
    *groups, rest = groups
    groups[-1] += rest
    return groups


def _of_lines(block: list[Passage], lines: list[str]) -> list[Contact]:
    text = "\n".join(lines)
    email, telephone = EMAIL.search(text), _find_telephone(text)
    if not (email or telephone):
        return []
    own = [
        rest for line in lines if (rest := CONTACT.sub("", line).strip(" :"))
    ] or lines
    name = re.split(r"[,|·(]|\s[–-]\s", own[0])[0].strip()
    return [
        Contact(
            tuple(passage.whole() for passage in block),
            name,
            tuple(own),
            _mailbox(email),
            telephone,
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
                known = _named(found, passage) or _named(found, below[0])
                places = tuple(one.whole() for one in below)
                text = "\n".join(one.text for one in below)
                abouts.append(
                    About(places, text, title["name"], known, passage.whole())
                )
                number = below[-1].number + 1
                continue
        if inline := ABOUT_INLINE.match(passage.text):
            abouts.append(_inline(found, passage, inline))
        number += 1
    taken = {place.passage for about in abouts for place in about.places}
    return sorted([*abouts, *_untitled(passages, found, body, taken)], key=_place)


def _place(about: About) -> Place:
    return about.places[0]


def _inline(found: Sequence[Found], passage: Passage, title: re.Match[str]) -> About:
    place = passage.place(title.end(), len(passage.text))
    known = _named(found, passage)
    return About((place,), passage.text[title.end() :], title["name"], known)


def _untitled(
    passages: Sequence[Passage], found: Sequence[Found], body: int, taken: set[int]
) -> Iterator[About]:
    """Yield the paragraphs below a text that begin with whom they tell about."""
    for passage in reversed(passages[body + 1 :]):
        if passage.number in taken or _is_of_end(passage):
            continue
        first = next((one for one in found if one.passage == passage.number), None)
        if (
            first is None
            or len(passage.text) < FEWEST_OF_ABOUT
            or not OPENING.match(passage.text[: first.start])
            or QUOTED.search(passage.text)
        ):
            return
        known = first.known[0]
        name = passage.text[first.start : first.end]
        number = NOTE.match(passage.text)
        start = number.end() if number else 0
        following = NOTE.search(passage.text, start) if number else None
        end = following.start() if following else len(passage.text)
        place = passage.place(start, end)
        yield About((place,), passage.text[place.start : place.end], name, known)


def _is_of_end(passage: Passage) -> bool:
    """Tell whether a passage may stand among those that tell about institutions."""
    text = passage.text.strip(" :")
    return (
        passage.sort != Sort.PARAGRAPH
        or passage.is_line
        or _is_address(passage)
        or any(one.match(text) for one in (CONTACT, PAPER, END, NOTES))
    )


def _below(passages: Sequence[Passage], number: int) -> list[Passage]:
    below = []
    for passage in passages[number:]:
        if passage.sort == Sort.HEADING or (
            passage.is_line and passage.sort == Sort.PARAGRAPH
        ):
            break
        if any(one.match(passage.text) for one in (CONTACT, PAPER, END, NOTES)):
            break
        below.append(passage)
    return below


def _named(found: Sequence[Found], passage: Passage) -> Known | None:
    for one in found:
        if one.passage == passage.number:
            return one.known[0]
    return None
