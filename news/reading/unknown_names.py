"""Names that a text has and the graph does not: people and organisations.

Told from how a text speaks of them: a title, a role, a verb of saying beside a name;
a word such as *Institute* or *-zentrum* within it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from news.reading.known import COMMON
from news.reading.lists import read_list
from news.reading.verbs import STRONG

UPPER = "A-ZÄÖÜÀ-ÖØ-ÞŁŚŻŹŠŞĞŽČĆĎĐŇŐŘŤİ"
NAME = rf"[{UPPER}][\w’']*[\w](?:-[{UPPER}][\w’']+)*"
INITIAL = rf"[{UPPER}]\."
PARTICLE = r"(?:von|van|vom|zu|zur|zum|de|der|den|del|della|di|da|dos|du|la|le|te|ter|ten|al|el|bin|ibn)"
TITLE = (
    r"(?:Univ\.-)?Prof\.|Professorin|Professor|PD|Priv\.-Doz\.|Privatdozentin|Privatdozent|"
    r"DDr\.|Mag\.a|Mag\.|Primar|Dr\.-Ing\.|Dr\.|Dr\b|Prof\b|Doctor|Dipl\.-\w+\.?|h\.\s?c\.|mult\.|med\.|rer\.\s?nat\.|phil\.|jur\.|"
    r"Sir|Dame|Mr\.?|Mrs\.?|Ms\.?|Herrn?|Frau|M\.\s?Sc\."
)
PERSON = re.compile(
    rf"(?P<titles>(?:(?:{TITLE})\s+)*)"
    rf"(?P<name>(?:{NAME}|{INITIAL})"
    rf"(?:[ \u00a0-](?:{NAME}|{INITIAL})){{0,2}}"
    rf"(?:[ \u00a0]{PARTICLE}){{0,3}}[ \u00a0](?:Mc|Mac|O[’']|d[’'])?{NAME})"
)

# What somebody is: a word of a list, or one with another before it, or made as they are.
ROLES = "|".join(
    sorted(read_list("roles_en") | read_list("roles_de"), key=len, reverse=True)
)
ROLE = rf"(?:[\w-]*(?:{ROLES}|\w(?:ologin?|ologe|istin?|orin|ikerin|iker|erin)))"
ROLE_WORD = re.compile(rf"\b{ROLE}s?\b", re.IGNORECASE)
ROLE_BEFORE = re.compile(
    rf"\b{ROLE}(?: (?:of|for|at|des|der|für|von|vom|am|im) [^.,;]{{2,60}},|,)?\s+$",
    re.IGNORECASE,
)
# A part of a German verb may stand between a name and what is told of it.
ROLE_AFTER = re.compile(
    rf"^(?:\s(?:auf|an|ein|vor|zu|aus|ab|mit))?,\s[^.;:“”\"«»]{{0,60}}?\b{ROLE}s?\b",
    re.IGNORECASE,
)

NEAR = 200  # characters before a name that are looked at
ADJECTIVE = re.compile(
    r"^(?:Neu|Erst|Jung|Groß|Klein|Alt|Gut|Ander|Viel|Einig|Zwei|Drei|Hoh|Letzt|Nächst)\w*$"
)
SAYS_BEFORE = re.compile(
    rf"[“”\"»«’]\s*,?\s*(?:\w+\s+)?(?:{'|'.join(STRONG)})\s+(?:\w+\s+){{0,3}}$"
)
SAYS_AFTER = re.compile(
    rf"^(?:,[^,„“”\"]{{2,120}},)?\s*(?:{'|'.join(STRONG)})\b[^.„“”\"»«]{{0,60}}[:,]?\s*(?:[„“”\"»«‘]|$|dass|that)"
)
# What is no name of a person, whatever stands beside it.
NO_PERSON = re.compile(
    r"\b(?:University|Universität|Institut|Institute|Hospital|Cent(?:er|re)|Zentrum|School|"
    r"College|Foundation|Stiftung|Association|Gesellschaft|Gemeinschaft|Society|Council|"
    r"Ministry|Ministerium|Program(?:me)?|Programm|Laboratory|Labor|Lab|Unit|Academy|Akademie|"
    r"Network|Netzwerk|Health|Research|Science|Sciences|Medical|Medicine|National|European|"
    r"Europäische[nrs]?|Deutsche[nrs]?|German|Nature|Cell|Life|Data|Big|Cancer|Clinic|Klinikum|"
    r"GmbH|Inc|Award|Preis|Prize|Press|Presse|Nobel|State|Land|Federal|Bundes\w*|New|The|Der|"
    r"Die|Das|Ein|Eine|In|Im|Am|An|On|At|For|Für|Mit|With|Von|Bei|Nach|Zu|Zum|Zur|Und|And|"
    r"As|Als|Wie|This|These|Diese[rsnm]?|Our|Unser\w*|We|Wir|It|Es|He|She|Sie|Er|If|Wenn|"
    r"When|While|Dr|Prof|Journal|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|January|February|March|"
    r"April|May|June|July|August|September|October|November|December|Januar|Februar|März|"
    r"Mai|Juni|Juli|Oktober|Dezember|North|South|East|West|Street|Straße|Park|City|Stadt|"
    r"\w*[Hh]undert|\w*[Tt]ausend|Zwei|Drei|Vier|Fünf|Sechs|Sieben|Acht|Neun|Zehn|Zwölf|Forum|"
    r"Joint|Union|Bank|Company|Office|Board|Committee|Commission|Physics|Biology|Chemistry|"
    r"Department|Abteilung|\w*[Ss]telle|Kommunikation|Communications?|Corporate|Media|Medien|Relations|Tel|Telefon|Telephone|Fax|Mail|E-Mail|Phone|Auf|Aus|Um|Über|Unter|"
    r"Durch|Dass|Was|Wer|Wo|Your|My|Meine?|Dear|Liebe|Your|Street|Road|Weg|Platz|"
    r"International|Internationale[nrs]?|Lead|Principal|Senior|Junior|Chief|Group|Team)\b"
)


@dataclass(frozen=True)
class Candidate:
    """A name that the graph does not know, and why it is one."""

    start: int
    end: int
    name: str
    titles: str
    cue: str


def find_people(
    text: str,
    taken: list[tuple[int, int]],
    *,
    is_source: bool = False,
    hosts: Sequence[int] = (),
) -> Iterator[Candidate]:
    """Yield people in a text whose names are nowhere in ``taken``, in order.

    A text that ``is_source`` stands below a quotation and begins with who said it.
    ``hosts`` are the places at which institutions are named.
    """
    position = 0
    while found := PERSON.search(text, position):
        candidate = _candidate(text, found, taken, is_source, hosts)
        if candidate:
            yield candidate
            position = candidate.end
        else:
            first = re.split(r"[ \u00a0-]", found["name"])[0]
            position = found.start("name") + len(first)


def _candidate(
    text: str,
    found: re.Match[str],
    taken: list[tuple[int, int]],
    is_source: bool,
    hosts: Sequence[int],
) -> Candidate | None:
    """Return whom a match names, None where it is nobody or somebody known."""
    name = _without_office(_without_strangers(_without_origin(found["name"])))
    start = found.start("name") + found["name"].rindex(name)
    end = start + len(name)
    if len(name.split()) < 2 or not name[0].isupper() or NO_PERSON.search(name):
        return None
    if re.match(rf"(?:{TITLE})\b", name):
        return None  # a surname with its title
    if any(start < stop and begin < end for begin, stop in taken):
        return None
    titles = found["titles"].strip()
    cue = _cue(text, found.start(), start, end, name, titles)
    if is_source and not SOURCE_BEFORE.sub("", text[:start]):
        cue = cue or "line below"
    is_subject = not OF_SUBJECT.search(text[max(0, start - NEAR) : start])
    if (
        not cue
        and is_subject
        and any(OF_HOST.fullmatch(text[end:place]) for place in hosts)
    ):
        cue = "institution"
    return Candidate(start, end, name, titles, cue) if cue else None


def _without_origin(name: str) -> str:
    """Leave out what follows a whole name: Anna Weiß von der Universität."""
    parts = re.split(rf"[ \u00a0](?={PARTICLE}[ \u00a0])", name, maxsplit=1)
    whole = len(re.split(r"[ \u00a0]", parts[0])) > 1
    last = re.split(r"[ \u00a0-]", parts[0])[-1]
    if (
        len(parts) > 1
        and parts[0] == name.split()[0]
        and parts[0] not in COMMON
        and re.search(r" (?:den|der|dem) ", name)
        and " von " not in name
    ):
        return parts[0]
    if len(parts) > 1 and whole and last not in COMMON and not last.endswith("."):
        return parts[0]
    return name


def _without_strangers(name: str) -> str:
    """Leave out words before a given name that belong to a role: Minister Anna Weiß."""
    words = re.split(r"[ \u00a0]", name)
    while len(words) > 2 and ROLE_WORD.fullmatch(words[0]):
        name = name[len(words[0]) + 1 :]
        words = words[1:]
    for number, word in enumerate(words[:-1]):
        if number and word.split("-")[0] in COMMON and words[number - 1] not in COMMON:
            return name[name.index(word) :] if _is_role(words[:number]) else name
    return name


def _without_office(name: str) -> str:
    """Leave out what follows a whole name and is none: *Anna Weiß Pressestelle*."""
    words = name.split(" ")
    for number, word in enumerate(words):
        if number > 1 and NO_PERSON.fullmatch(word):
            return " ".join(words[:number])
    return name


def _is_role(words: list[str]) -> bool:
    return any(ROLE_WORD.search(word) or NO_PERSON.search(word) for word in words)


def _cue(text: str, begin: int, start: int, end: int, name: str, titles: str) -> str:
    """Return why a name is that of a person, empty where nothing says so."""
    before, after = text[max(0, begin - NEAR) : begin], text[end : end + 2 * NEAR]
    first = re.split(r"[ \u00a0-]", name)[0]
    if titles:
        return "title"
    if ROLE_BEFORE.search(text[max(0, start - NEAR) : start]):
        return "role"
    if first in COMMON:
        return "given name"
    if _is_listed(before, after) or (
        ASKED.search(before) and ADDRESS_AFTER.match(after)
    ):
        return "contact"
    if ROLE_AFTER.match(after):
        return "role"
    if re.match(rf"{INITIAL}", name) or ADJECTIVE.match(first):
        return ""
    return "says" if _says(before, after) else ""


# Between the name of a person and that of an institution.
OF_HOST = re.compile(
    r"[ \u00a0](?:of|from|at|von|vom|von der|aus der|aus dem)[ \u00a0](?:the[ \u00a0])?"
)
OF_SUBJECT = re.compile(r"\b(?:of|for|in|and|für|und|des|der)[ \u00a0]$")
ASKED = re.compile(r"\b(?:contact|ask|an|Kontakt:?|Ansprechpartner(?:in)?:?)\s$")
SOURCE_BEFORE = re.compile(r"^\s*[–—-]{0,2}\s*$")
LABELLED = re.compile(r"(?:^|\n|[|·]\s*)\s*(?:[\w -]{3,30}:\s*)?(?:[^,:\n]{2,60},\s)?$")
ADDRESS_AFTER = re.compile(
    r"^[^.\n]{0,120}?[,\n|·][^\n]{0,80}?(?:\+\d|\b0\d|@)", re.DOTALL
)


def _is_listed(before: str, after: str) -> bool:
    """Tell whether a name begins a line that goes on with a number or a mailbox."""
    return bool(LABELLED.search(before[-120:]) and ADDRESS_AFTER.match(after[:240]))


def _says(before: str, after: str) -> bool:
    """Tell whether somebody of this name says something: a quotation ends nearby."""
    return bool(SAYS_BEFORE.search(before) or SAYS_AFTER.match(after))
