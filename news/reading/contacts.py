"""Finds whom a text says to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from news.reading.dates import find_dates
from news.reading.ends import ABOUT, ADDRESSED, CONTACT, END
from news.reading.passages import Passage, Place, Sort

EMAIL = re.compile(
    r"[\w.+-]+(?:@|\s?(?:\(at\)|\[at\])\s?)[\w-]+(?:(?:\.|\s?(?:\(dot\)|\[dot\])\s?)[\w-]+)+"
)
TELEPHONE = re.compile(r"(?:\+|\b00|\b0)\d[\d\s()/.–-]{5,}\d")
ASKED = re.compile(
    r"\b(?:contact|ask|Rückfragen (?:an|beantwortet)|wenden Sie sich an)\s+"
    r"(?P<name>[A-ZÄÖÜ][\w’'-]+(?:\s+[A-ZÄÖÜ][\w’'-]+){1,3})"
)
# Characters of what belongs to a contact, and of one that stands in a paragraph.
LONGEST_CONTACT, LONGEST_ADDRESS = 300, 220


@dataclass(frozen=True)
class Contact:
    """Whom to ask; ``places`` are all that says so."""

    places: tuple[Place, ...]
    name: str
    lines: tuple[str, ...]
    email: str
    telephone: str


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
            block = [passage] if is_address(passage) else []
            found += [] if block else _in_text(passage)
    return found + _contacts(block)


def _in_text(passage: Passage) -> Iterator[Contact]:
    """Yield whom a line of a longer paragraph says to ask."""
    for line in passage.text.split("\n"):
        asked = ASKED.search(line)
        email = EMAIL.search(line)
        if asked and email:
            number = find_telephone(line)
            place = passage.place(*_span(passage, line, asked))
            yield Contact((place,), asked["name"], (line,), _mailbox(email), number)


def _span(passage: Passage, line: str, found: re.Match[str]) -> tuple[int, int]:
    """Return where a name that was found in a line stands in its passage."""
    start = passage.text.index(line)
    return start + found.start("name"), start + found.end("name")


def find_telephone(text: str) -> str:
    """Return the first telephone number in a text; a date is none."""
    for one in reversed(list(find_dates(text))):
        text = text[: one.start] + text[one.end :]
    found = TELEPHONE.search(text)
    return found.group().strip() if found else ""


def _mailbox(found: re.Match[str] | None) -> str:
    return re.sub(r"\s?[(\[]at[)\]]\s?", "@", found.group()) if found else ""


def is_address(passage: Passage) -> bool:
    """Tell whether a paragraph is nothing but how somebody is reached."""
    rest = EMAIL.sub("", passage.text)
    rest = rest.replace(find_telephone(rest), "")
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
    email, telephone = EMAIL.search(text), find_telephone(text)
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
