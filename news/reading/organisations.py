"""Organisations that a text names and the graph does not know.

Told from what their names are made of: a word such as *Institute* or *-zentrum* beside a
proper name, a legal form behind it, or a word such as *Firma* before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from news.reading.known import Found
from news.reading.lists import read_list, read_pairs
from news.reading.passages import Passage, Place, Sort
from news.reading.unknown_names import ROLE_WORD, TITLE, UPPER
from news.reading.words import split_words

GERMAN = read_pairs("organisations_de")
ENGLISH = read_list("organisations_en")

LONGEST = 200  # characters of what stands before the head of a name
# A word of a name, with whatever is joined to it.
CAPITAL = rf"[{UPPER}][\w’']*(?:[-&][\w’']+)*"
WORD = re.compile(rf"(?<![\w-]){CAPITAL}")
LEGAL = re.compile(
    rf"(?P<name>{CAPITAL}(?:[ \u00a0](?:&[ \u00a0])?{CAPITAL}){{0,4}})[ \u00a0]"
    r"(?:AG|GmbH|SE|KG|e\.[ \u00a0]?V\.|Ltd\.?|Inc\.?|LLC|plc|Corp\.?|S\.A\.|B\.V\.)(?![\w-])"
)
CALLED = re.compile(
    r"\b(?:Firma|Unternehmen|Start-up|Startup|Hersteller|Gießerei|Initiative|company|firm|start-up|startup|"
    r"manufacturer|maker|group|charity|initiative)[ \u00a0]"
    rf"(?P<name>{CAPITAL}(?:[ \u00a0](?:&[ \u00a0])?{CAPITAL}){{0,3}})"
)
# What stands behind the head of a name: what for, or a proper name.
FOR_GERMAN = re.compile(
    rf"[ \u00a0](?:für|der|des)[ \u00a0](?:[\w-]+e[nrs]?[ \u00a0])?{CAPITAL}"
    rf"(?:(?:,[ \u00a0]|[ \u00a0]und[ \u00a0])(?:[\w-]+e[nrs]?[ \u00a0])?{CAPITAL})*"
)
PLACED = re.compile(rf"[ \u00a0](?:am|im|an der|in der|zum|zur)[ \u00a0]{CAPITAL}")
NAMED = re.compile(rf"(?:[ \u00a0]{CAPITAL}){{1,3}}")
OF_ENGLISH = re.compile(
    rf"[ \u00a0](?:of|for)[ \u00a0](?:the[ \u00a0])?{CAPITAL}(?:(?:,[ \u00a0]|[ \u00a0](?:and|&|of)[ \u00a0]|[ \u00a0]){CAPITAL})*"
)
# The place behind a name, or behind its acronym.
ACRONYM = re.compile(rf"[ \u00a0]\([{UPPER}][\w-]*\)")
PLACE = re.compile(rf"(?:{ACRONYM.pattern})?[ \u00a0](?P<place>[{UPPER}][\w’-]+)\b")
PART = re.compile(rf"[ \u00a0][{UPPER}]\w+-[{UPPER}]\w+")
BEFORE_ENGLISH = re.compile(
    rf"(?:{CAPITAL}(?:[ \u00a0]|(?<=s)[’'][ \u00a0])(?:(?:of|and|&|for)[ \u00a0])?){{1,5}}$"
)
ADJECTIVES = re.compile(rf"(?:[{UPPER}][\w-]*(?:e|en|er|es)[ \u00a0]){{1,3}}$")
# What begins a sentence is no part of a name, nor is what stands for a name.
OPENING = re.compile(
    r"^(?:The|About|A|An|At|In|Our|Their|Its|This|That|Both|Some|Many|All|Every|Each|No|For|From|With|By|As|When|While|"
    r"And|But|Of|Der|Die|Das|Dem|Den|Des|Ein|Eine|Einem|Einen|Eines|Im|Am|Vom|Beim|Zum|Zur|Über|Auch|Alle|"
    r"Unser\w*|Ihr\w*|Diese[rsmn]?|Jede[rsmn]?|Viele|Mehrere|Beide|Zwei|Drei|Vier|Neue[rsmn]?|Mit|Für|Von|Aus|Als|"
    r"An|Auf|Bei|Nach|Seit|Über|Unter|Vor)[ \u00a0]"
)
GENERIC = frozenset(
    [
        "Medical",
        "Research",
        "National",
        "Local",
        "Public",
        "Graduate",
        "Law",
        "Business",
        "Primary",
        "Secondary",
        "High",
        "Summer",
        "State",
        "Federal",
        "Data",
        "Press",
        "City",
        "Private",
        "International",
        "Regional",
        "Science",
        "Art",
        "Scientific",
        "Technical",
        "Working",
        "Joint",
        "Steering",
        "Ethics",
        "Advisory",
        "Communications",
        "Media",
        "Space",
        "Ground",
        "Weather",
        "Field",
        "Power",
        "Police",
        "Railway",
        "European",
    ]
)
NO_NAME = re.compile(
    r"^(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Januar|Februar|März|April|Mai|Juni|Juli|"
    r"August|September|Oktober|November|Dezember|Herr|Frau|Sie|Er|Es|Wir|Ich|Und|Aber|Doch|Dr|Prof|PD|Tel|"
    r"Telefon|E-Mail|Fax|Ende|Prozent|Euro|Jahre?n?|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)$"
)
SMALL = re.compile(r"(?<!^)\b(?:Of|For|And|The|Für|Und|Der|Des|Die|Das|In|Im|Am|An)\b")
GENITIVE = {"m": "er", "f": "e", "n": "es", "p": "e"}


@dataclass(frozen=True)
class Organisation:
    """A name that no entry has; ``name`` in the form in which it would be entered."""

    name: str
    place: Place


def find_organisations(
    passages: Sequence[Passage], found: Sequence[Found]
) -> list[Organisation]:
    """Return every mention of an organisation that is not known, in order."""
    organisations = []
    known = {
        fold_name(name) for one in found for entry in one.known for name in entry.names
    }
    for passage in passages:
        if passage.sort == Sort.PICTURE:
            continue
        taken = [(f.start, f.end) for f in found if f.passage == passage.number]
        for start, end, name in _in_order(_quiet(passage.text)):
            is_taken = any(start < stop and begin < end for begin, stop in taken)
            if not is_taken and fold_name(name) not in known:
                place = passage.place(start, end)
                organisations.append(Organisation(name, place))
                taken.append((start, end))
    return organisations


def _quiet(text: str) -> str:
    """Return a line that is all in capitals as it would be without."""
    if not text.isupper() or "\n" in text:
        return text
    quiet = SMALL.sub(lambda found: found.group().lower(), text.title())
    return quiet if len(quiet) == len(text) else text


def fold_name(name: str) -> tuple[str, ...]:
    """Return what all spellings of a name have in common."""
    return tuple(word.key for word in split_words(name.title()))


def _in_order(text: str) -> list[tuple[int, int, str]]:
    """Return names in the order in which they begin, of two at one place the longer."""
    found = [*_with_legal_form(text), *_called(text), *_german(text), *_english(text)]
    return sorted(found, key=lambda one: (one[0], -one[1]))


def _with_legal_form(text: str) -> Iterator[tuple[int, int, str]]:
    for match in LEGAL.finditer(text):
        start = match.start() + _skip(match.group())
        yield start, match.end(), text[start : match.end()]


def _called(text: str) -> Iterator[tuple[int, int, str]]:
    for match in CALLED.finditer(text):
        if not ROLE_WORD.match(match["name"]):
            yield *match.span("name"), match["name"]


def _german(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield names whose head stands before what they are called: *Klinikum Herrenau*."""
    for word in WORD.finditer(text):
        head, gender = _head(word.group())
        if not head:
            continue
        before = ADJECTIVES.search(text, _near(word), word.start())
        begin = before.start() + _skip(before.group()) if before else word.start()
        adjectives = text[begin : word.start()]
        end = _end(text, word.end(), has_adjective=bool(adjectives))
        if end == word.end():
            continue
        yield (
            begin,
            end,
            _nominative(adjectives, gender) + head + text[word.end() : end],
        )


def _head(word: str) -> tuple[str, str]:
    """Return the head of a German name without its ending, and its gender."""
    for ending in ("", "s", "es", "en"):
        bare = word.removesuffix(ending)
        for noun, gender in GERMAN.items():
            if bare.casefold().endswith(noun) and (not ending or gender in "nm"):
                return bare, gender
    return "", ""


def _end(text: str, position: int, *, has_adjective: bool) -> int:
    """Return where a German name ends whose head ends at a position."""
    patterns = [FOR_GERMAN, NAMED] + ([PLACED] if has_adjective else [])
    for pattern in patterns:
        if found := pattern.match(text, position):
            words = found.group().split()
            if pattern is NAMED:
                words = _names(words)
                return _position(text, position, words) if words else position
            if not any(ROLE_WORD.fullmatch(one) or _head(one)[0] for one in words):
                return found.end()
    return position


def _names(words: list[str]) -> list[str]:
    """Return the first words that may be proper names."""
    kept = []
    for word in words:
        if NO_NAME.match(word) or ROLE_WORD.fullmatch(word) or _head(word)[0]:
            break
        if re.fullmatch(rf"(?:{TITLE})", word):
            break
        kept.append(word)
    return kept


def _position(text: str, position: int, words: list[str]) -> int:
    for word in words:
        position = text.index(word, position) + len(word)
    return position


def _nominative(adjectives: str, gender: str) -> str:
    return re.sub(r"e[nrs]?(?=[ \u00a0])", GENITIVE[gender], adjectives)


def _english(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield names whose head stands behind what they are called: *Hollin Law School*."""
    for word in WORD.finditer(text):
        if word.group().casefold() not in ENGLISH:
            continue
        before = BEFORE_ENGLISH.search(text, _near(word), word.start())
        begin = before.start() if before else word.start()
        begin += _skip(text[begin : word.start()])
        behind = OF_ENGLISH.match(text, word.end()) or PART.match(text, word.end())
        end = behind.end() if behind else _end_of_place(text, word.end())
        own = set(re.findall(r"[\w’'-]+", text[begin : word.start()]))
        if end == word.end() and not own - GENERIC - {"and", "of", "for"}:
            continue
        yield begin, end, ACRONYM.sub("", text[begin:end])


def _end_of_place(text: str, position: int) -> int:
    """Return where an English name ends with its place: *Medical Center Ollenburg*."""
    place = PLACE.match(text, position)
    if not place or not _names([place["place"]]):
        return position
    is_whole = not re.match(rf"[ \u00a0-][{UPPER}]", text[place.end() :])
    return place.end() if is_whole else position


def _near(word: re.Match[str]) -> int:
    """Return from where the words before a head are looked at: reading stays linear."""
    return max(0, word.start() - LONGEST)


def _skip(text: str) -> int:
    """Return how many characters of a text open a sentence before a name begins."""
    skipped = 0
    while found := OPENING.match(text[skipped:]):
        skipped += found.end()
    return skipped
