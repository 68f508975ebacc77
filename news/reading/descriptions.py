"""What stands beside a name and tells who that is: a role, and where somebody works.

Before a name stands what leads to it (*museum director Anna Weiß*), behind it an
apposition, a clause or an institution. *The institute's director* speaks of an institution
that was named before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from news.reading.contacts import EMAIL, LONGEST_CONTACT, find_telephone
from news.reading.known import Found, Known
from news.reading.lists import read_list
from news.reading.organisations import Organisation
from news.reading.passages import Passage
from news.reading.unknown_names import ROLE, UPPER
from news.reading.verbs import VERBS

LONGEST = 140  # characters before or behind a name
ROLE_WORD = re.compile(rf"(?<![\w-]){ROLE}s?(?![\w-])", re.IGNORECASE)
# Another clause begins there; what stands beyond it tells of something else.
CLAUSE_BEFORE = re.compile(r"[.!?:;(„“”\"«»‘–—]\s?|\n")
GENITIVE = re.compile(r"[’']s?$")
# Words that lead to a role and are no part of it.
NO_PART = read_list("before_roles")
AND_ROLE = re.compile(rf"\s(?:and|und|&)\s{ROLE}(?![\w-])", re.IGNORECASE)
# Between what leads to the name of an institution and that, in quotation marks.
QUOTED_HOST = re.compile(r"\s?[„“\"»«]")
# What follows a role and belongs to it, up to what tells where somebody works.
BELONGS = re.compile(r"\s(?:of|in|for|für|der|des|im)\s", re.IGNORECASE)
STOP = re.compile(
    r"\s(?:at|from|with|who|whose|which|where|that|and|und|vom|von|am|an|bei|beim|aus|"
    r"has|had|is|was|hat|ist|war|on|behalf)\s|[,.;:()„“”\"«»–—|\n]|"
    rf"\s(?:{'|'.join(sorted(VERBS, key=len, reverse=True))})\b"
)
GERMAN_ROLE = re.compile(
    rf"(?=[{UPPER}])[\w-]*(?:{'|'.join(sorted(read_list('roles_de') - read_list('roles_en'), key=len, reverse=True))})\b",
    re.IGNORECASE,
)
GENERIC = "|".join(sorted(read_list("generic_hosts"), key=len, reverse=True))
# The institute, of which the text has spoken before.
OF_GENERIC = re.compile(
    rf"\s(?:of|for|at|am|im|an|vom|von|der|des)(?:\s(?:the|der|dem|des))?\s(?:\w+\s)?\w*(?P<host>{GENERIC})e?s?\b",
    re.IGNORECASE,
)
ITS = re.compile(
    rf"(?:\b(?:its|their|dessen|deren)\s|\bthe\s(?P<host>{GENERIC})[’']s\s)(?:\w+[ -]){{0,3}}$",
    re.IGNORECASE,
)
# A role made of the institution: *Institutsdirektorin*, *Museumsdirektor*.
OF_HOST = re.compile(rf"\w*(?P<host>{GENERIC})s?-?(?=\w{{4}})", re.IGNORECASE)
# Between a name, or its role, and an institution behind it.
TO_HOST = re.compile(
    r"(?:[’']s)?,?\s?(?:\(|\|\s|[–—-]\s|\n)?(?:(?:of|from|at|for|with|on behalf of|von der|von|vom|an der|"
    r"am|aus der|aus dem|aus|bei der|beim|bei|im|in der|der|des|dem|beider|für)\s)?(?:the\s|die\s|der\s|dem\s|das\s)?"
    r"(?:(?:[\w-]+\s){1,3}[„“\"»«])?",
    re.IGNORECASE,
)
# Between an institution and the role of somebody there.
HIS = re.compile(r"(?:[’']s?)?[ -](?:\w+ ){0,2}")
OWNS = re.compile(r"[’']s?\s")
WORD = re.compile(r"[\w’'-]+")
RELATIVE = re.compile(r"(?:who|whose|which)\b")
# What somebody is to others, and no role.
RELATION = re.compile(
    r"(?:colleague|kolleg(?:e|in)|successor|predecessor|[\w-]*folger(?:in)?|\w*gänger(?:in)?)s?",
    re.IGNORECASE,
)
BEFORE_NAME = re.compile(r"(?:,?\s|[^,]{0,60},\s)?")
# Joined to a role: *Nordpolarzentrums-Direktor*; an acronym stays there.
OF_JOINED = re.compile(rf"^\w*(?:{GENERIC})s?-(?=\w{{4}})", re.IGNORECASE)
HEADS = re.compile(
    r",\s(?:who|die|der)\s(?:\w+\s){0,2}?(?:chairs|heads|leads|runs|directs|represents|works|am|an der|im|in der|"
    r"die|das|den|beim|vom)\b[^.;:„“”\"«»]{0,40}$",
    re.IGNORECASE,
)
APPOSITION = re.compile(r"(?:[’']s)?\s?[,(|\n]\s?|\s[–—|]\s")


@dataclass(frozen=True)
class Description:
    """Role and institution as the text has them; ``employer`` is known to the graph."""

    role: str = ""
    institution: str = ""
    employer: Known | None = None


@dataclass(frozen=True)
class _Host:
    passage: int
    start: int
    end: int
    name: str
    known: Known | None = None


class Descriptions:
    """Finds what is told about people; all institutions of the text were found before."""

    def __init__(
        self,
        passages: Sequence[Passage],
        found: Sequence[Found],
        organisations: Sequence[Organisation],
    ) -> None:
        self.hosts: dict[int, list[_Host]] = {}
        hosts = [
            _Host(one.place.passage, one.place.start, one.place.end, one.name)
            for one in organisations
        ]
        for one in found:
            known = next((k for k in one.known if k.kind == "institution"), None)
            if known:
                name = passages[one.passage].text[one.start : one.end]
                hosts.append(_Host(one.passage, one.start, one.end, name, known))
        for host in sorted(hosts, key=lambda one: (one.passage, one.start)):
            self.hosts.setdefault(host.passage, []).append(host)
        self.all = [one for number in sorted(self.hosts) for one in self.hosts[number]]

    def describe(self, passage: Passage, start: int, end: int) -> Description:
        """Return what stands beside a name with its titles."""
        behind = self._behind(passage, end)
        before = self._before(passage, start)
        role = behind.role or before.role or self._role_behind(passage, end)
        host = next((one for one in (behind, before) if one.institution), before)
        return Description(role, host.institution, host.employer)

    def _behind(self, passage: Passage, end: int) -> Description:
        """Read an apposition, or an institution right behind a name."""
        text = passage.text
        begins = APPOSITION.match(text, end)
        if begins and not RELATIVE.match(text, begins.end()):
            start = begins.end()
            stop = STOP.search(text, start, start + LONGEST)
            until = stop.start() if stop else min(len(text), start + LONGEST)
            if word := _role_word(text, start, until):
                role, last = self._role(passage, start, len(text), word)
                host = self._host_at(passage, last)
                host = host or self._meant(passage, end, last, role)
                return _description(role, host)
        host = self._host_at(passage, end) or self._headed(passage, end)
        return _description("", host or self._in_contact(passage, end))

    def _role_behind(self, passage: Passage, end: int) -> str:
        """Return the role behind an institution: *Anna Weiß from EMBL, co-director*."""
        host = self._host_at(passage, end)
        begins = APPOSITION.match(passage.text, host.end) if host else None
        if not begins or RELATIVE.match(passage.text, begins.end()):
            return ""
        start = begins.end()
        stop = STOP.search(passage.text, start, start + LONGEST)
        until = stop.start() if stop else min(len(passage.text), start + LONGEST)
        word = _role_word(passage.text, start, until)
        return self._role(passage, start, len(passage.text), word)[0] if word else ""

    def _before(self, passage: Passage, start: int) -> Description:
        """Read what leads to a name: *the institute's director Anna Weiß*."""
        text, begin = passage.text, max(0, start - LONGEST)
        for clause in CLAUSE_BEFORE.finditer(text, begin, start):
            begin = clause.end()
        words = [
            one
            for one in ROLE_WORD.finditer(text, begin, start)
            if not RELATION.fullmatch(one.group())
        ]
        if not words:
            return _description("", self._owner(passage, start))
        role, last = self._role(passage, begin, start, words[-1])
        host = self._host_at(passage, last)
        if host and host.end > start:
            host = None
        rest = text[host.end if host else last : start]
        if not BEFORE_NAME.fullmatch(rest):
            return Description()
        first = words[-1].start()
        host = host or self._before_role(passage, begin, first)
        if host is None and (of := ITS.search(text, begin, first)):
            host = self._named(passage, start, of["host"] or "")
        host = host or self._meant(passage, start, last, role)
        return _description(role, host or self._last_in(passage, start))

    def _role(
        self, passage: Passage, begin: int, until: int, word: re.Match[str]
    ) -> tuple[str, int]:
        """Return a role with what belongs to it, and where that ends."""
        text = passage.text
        start, end = word.span()
        hosts = self.hosts.get(passage.number, [])
        within = next((one for one in hosts if one.start < start < one.end), None)
        start = within.start if within else self._first(text, begin, start, hosts)
        while another := AND_ROLE.match(text, end, until):
            end = another.end()
        while belongs := BELONGS.match(text, end, until):
            stop = STOP.search(text, belongs.end(), until)
            last = stop.start() if stop else until
            inner = BELONGS.search(text, belongs.end(), last)
            last = inner.start() if inner else last
            is_host = any(
                belongs.end() - 4 <= one.start < last
                or QUOTED_HOST.fullmatch(
                    text[last : one.start] if last <= one.start else "-"
                )
                for one in hosts
            )
            if is_host or OF_GENERIC.match(text, end):
                break
            end = last
        role = text[start:end].strip(" ,")
        return OF_JOINED.sub("", role), end

    def _first(self, text: str, begin: int, start: int, hosts: Sequence[_Host]) -> int:
        """Return where the words begin that belong to a role before its word."""
        words = list(WORD.finditer(text, begin, start))
        opens = words[0].start() if len(words) > 2 else -1  # with what begins it
        for word in reversed(words[-3:]):
            if (
                text[word.end() : start].strip(" \u00a0")
                or word.group().lower() in NO_PART
                or word.group() in VERBS
                or (word.group()[0].isupper() and word.start() == opens)
                or GENITIVE.search(word.group())
                or any(
                    one.start < word.end() and word.start() < one.end for one in hosts
                )
                or not _can_stand_before(word.group(), text[start : start + 40])
            ):
                break
            start = word.start()
        return start

    def _owner(self, passage: Passage, start: int) -> _Host | None:
        """Return the institution right before a name, as its owner."""
        for one in self.hosts.get(passage.number, []):
            if OWNS.fullmatch(
                passage.text[one.end : start] if one.end < start else "-"
            ):
                return one
        return None

    def _last_in(self, passage: Passage, place: int) -> _Host | None:
        """Return the institution that a passage named last before a place."""
        hosts = self.hosts.get(passage.number, [])
        return next((one for one in reversed(hosts) if one.end <= place), None)

    def _in_contact(self, passage: Passage, place: int) -> _Host | None:
        """Return the institution in whose lines a name stands that one may ask."""
        if len(passage.text) > LONGEST_CONTACT or not (
            EMAIL.search(passage.text) or find_telephone(passage.text)
        ):
            return None
        hosts = self.hosts.get(passage.number, [])
        behind = next((one for one in hosts if one.start >= place), None)
        return behind or self._last_in(passage, place)

    def _host_at(self, passage: Passage, position: int) -> _Host | None:
        """Return the institution that follows a place, but for what leads to it."""
        for one in self.hosts.get(passage.number, []):
            if position <= one.start and TO_HOST.fullmatch(
                passage.text[position : one.start]
            ):
                return one
        return None

    def _before_role(self, passage: Passage, begin: int, end: int) -> _Host | None:
        """Return whose director somebody is: *Wexcombe's director*, *NPC-Direktor*."""
        for one in reversed(self.hosts.get(passage.number, [])):
            if one.start == end:
                return one  # it begins the word itself: NPC-Direktor
            between = passage.text[one.end : end]
            if begin <= one.start and one.end < end and HIS.fullmatch(between):
                return one
        return None

    def _headed(self, passage: Passage, end: int) -> _Host | None:
        """Return what somebody heads, as a clause behind the name has it."""
        for one in self.hosts.get(passage.number, []):
            if end < one.start and HEADS.fullmatch(
                passage.text[end : one.start].rstrip()
            ):
                return one
        return None

    def _meant(
        self, passage: Passage, place: int, last: int, role: str
    ) -> _Host | None:
        """Return the institution that *of the institute* speaks of, or *Institutsleiter*."""
        of = OF_GENERIC.match(passage.text, last) or OF_HOST.match(role)
        return self._named(passage, place, of["host"]) if of else None

    def _named(self, passage: Passage, place: int, kind: str) -> _Host | None:
        """Return the institution of a kind that was named last before a place."""
        before = [
            one
            for one in self.all
            if (one.passage, one.start) < (passage.number, place)
        ]
        stem = re.sub(r"(?:e|um|er|re)$", "", kind.casefold())[:8]
        names = [
            one
            for one in before
            if stem in one.name.casefold()
            or (one.known and any(stem in n.casefold() for n in one.known.names))
        ]
        if names:
            return names[-1]
        return before[-1] if before else None


def _role_word(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first word of a role, the last of those that stand together."""
    words = [
        one
        for one in ROLE_WORD.finditer(text, start, end)
        if not RELATION.fullmatch(one.group())
    ]
    found = None
    for word in words:
        if found and text[found.end() : word.start()] != " ":
            break
        found = word
    return found


def _can_stand_before(word: str, role: str) -> bool:
    """Tell whether a word before a role can tell what kind of it that is.

    German puts adjectives there, English nouns and adjectives.
    """
    is_german = bool(GERMAN_ROLE.match(role))
    if is_german:
        return word[0].islower() and bool(re.search(r"(?:e|en|er|es|em)$", word))
    return word.isascii() and not re.search(r"(?:ed|ly)$", word)


def _description(role: str, host: _Host | None) -> Description:
    if host is None:
        return Description(role)
    return Description(role, host.name, host.known)
