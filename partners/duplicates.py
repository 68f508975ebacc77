"""Which entries are likely the same: equal identifiers, addresses, names.

Never every entry with every other one: equal values meet in a dictionary, and
similar names are compared only with their neighbours in two sorted lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, product
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partners.models import Institution, Person

Entity = Institution | Person
SIMILAR = 0.9
SHORTEST_SIMILAR = 8
# How many neighbours in a sorted list a name is compared with.
NEIGHBOURS = 8
# More equal values than this are compared with the first one only.
LARGEST_GROUP = 12
REASONS = {
    "identifier": _("Same identifier"),
    "website": _("Same website and city"),
    "name": _("Same name"),
    "words": _("Same name in another order or abbreviated"),
    "similar": _("Similar names"),
}


@dataclass(frozen=True)
class Entry:
    """What there is to compare of an institution or a person."""

    entity: Entity
    names: frozenset[str]
    identifiers: frozenset[str]
    website: str

    @classmethod
    def of(cls, entity: Entity) -> Entry:
        known = getattr(entity, "known_names", None)
        texts = [name["text"] for name in known] if known else [str(entity)]
        return cls(
            entity,
            frozenset(name for text in texts if (name := fold_name(text))),
            frozenset(bare(row.value) for row in entity.identifiers.all()),
            place(entity),
        )


@dataclass(frozen=True)
class Pair:
    """Two entries that are likely the same, and why."""

    first: Entity
    second: Entity
    reason: str
    evidence: str

    @property
    def why(self) -> str | Promise:
        return REASONS[self.reason]


def fold_name(text: str) -> str:
    """Return the words of a name without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join(re.findall(r"\w+", plain))


def bare(identifier: str) -> str:
    """Return an identifier without what separates its parts.

    An ORCID iD is an ISNI: the same person may have one as the one, one as the other.
    """
    return re.sub(r"[\s-]", "", identifier).casefold()


def place(entity: Entity) -> str:
    """Return the website and city of an institution, empty without either."""
    city = fold_name(getattr(entity, "city", ""))
    address = urlsplit(entity.website)
    host = (address.hostname or "").removeprefix("www.")
    return f"{host}{address.path.rstrip('/')} {city}" if host and city else ""


def likely_duplicates(entities: Iterable[Entity]) -> list[Pair]:
    """Return the pairs among entities of one kind, each once, the surest first."""
    entries = [Entry.of(entity) for entity in entities]
    found: dict[tuple[int, int], Pair] = {}
    for first, second, reason, evidence in _candidates(entries):
        one, other = sorted((first.entity, second.entity), key=lambda e: e.pk)
        if one.pk != other.pk:
            pair = Pair(one, other, reason, evidence)
            found.setdefault((one.pk, other.pk), pair)
    return list(found.values())


def _candidates(entries: list[Entry]) -> Iterator[tuple[Entry, Entry, str, str]]:
    """Find pairs by one reason after the other."""
    yield from _equal(entries, lambda one: one.identifiers, "identifier")
    yield from _equal(entries, lambda one: {one.website} - {""}, "website")
    yield from _equal(entries, lambda one: one.names, "name")
    for _key, first, second in _sharing(entries, _abbreviations):
        pairs = product(sorted(first.names), sorted(second.names))
        same = next((pair for pair in pairs if is_same_in_other_words(*pair)), None)
        if same:
            yield first, second, "words", " / ".join(same)
    yield from _similar(entries)


def _sharing(entries, values) -> Iterator[tuple[str, Entry, Entry]]:
    """Find the pairs that share a value."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        for value in values(entry):
            groups.setdefault(value, []).append(entry)
    for value, group in groups.items():
        small = len(group) <= LARGEST_GROUP
        pairs = combinations(group, 2) if small else ((group[0], o) for o in group[1:])
        for first, second in pairs:
            yield value, first, second


def _equal(entries, values, reason: str) -> Iterator[tuple[Entry, Entry, str, str]]:
    for value, first, second in _sharing(entries, values):
        yield first, second, reason, value


def _abbreviations(entry: Entry) -> set[str]:
    """Return each name as one full word and the initials of the others."""
    keys = set()
    for name in entry.names:
        words = name.split()
        for position, word in enumerate(words):
            others = words[:position] + words[position + 1 :]
            if len(word) > 1 and others:
                initials = "".join(sorted(other[0] for other in others))
                keys.add(f"{word} {initials}")
    return keys


def is_same_in_other_words(one: str, other: str) -> bool:
    """Tell whether two folded names have the same words, some as initials only.

    A number is no initial: institute 1 is not institute 10.
    """
    left, right = sorted(one.split()), sorted(other.split())
    if len(left) != len(right):
        return False
    for word in [word for word in left if word in right]:
        if word in right and word in left:
            left.remove(word)
            right.remove(word)
    return all(
        (len(a) == 1 or len(b) == 1) and a[0] == b[0] and a[0].isalpha()
        for a, b in zip(left, right, strict=True)
    )


def _similar(entries: list[Entry]) -> Iterator[tuple[Entry, Entry, str, str]]:
    """Find names that differ in a few letters, near their end or their beginning."""
    named = [
        (name, entry)
        for entry in entries
        for name in sorted(entry.names)
        if len(name) >= SHORTEST_SIMILAR
    ]
    for key in (lambda one: one[0], lambda one: one[0][::-1]):
        ordered = sorted(named, key=key)
        for position, (name, entry) in enumerate(ordered):
            matcher = SequenceMatcher(None, b=name, autojunk=False)
            for other_name, other in ordered[position + 1 : position + 1 + NEIGHBOURS]:
                if other is entry or numbers(name) != numbers(other_name):
                    continue
                if is_similar(matcher, other_name):
                    yield entry, other, "similar", f"{name} / {other_name}"


def numbers(name: str) -> list[str]:
    """Return the numbers in a name: two numbered institutes are not the same."""
    return re.findall(r"\d+", name)


def is_similar(matcher: SequenceMatcher, name: str) -> bool:
    """Tell whether a name nearly equals that of a matcher."""
    matcher.set_seq1(name)
    return (
        matcher.real_quick_ratio() >= SIMILAR
        and matcher.quick_ratio() >= SIMILAR
        and matcher.ratio() >= SIMILAR
    )
