"""Two language versions of a release side by side, with what does not agree.

Figures, dates, times, links and names are the same in every language but for how they
are written. What one version has and the other lacks is a mistake more often than not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from babel.dates import get_month_names

from news.models import shape
from news.models.release import Release
from news.syndication.formats.text import build_parts
from news.syndication.history import Piece, compare
from portal.core.addresses import leads_elsewhere
from portal.core.languages import text_languages
from portal.core.prose import list_runs, plain
from portal.core.simple_forms import base_language, is_simple

# Numbers that texts write as words. Not "one", which is an article in German.
WORDS = {
    "en": [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ],
    "de": [
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
    ],
}
# Before the number of a block, where versions have no keys in common.
PLACE = "place "
DECIMAL = {"de": ","}
NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f'’]\d+| \d{3}(?!\d))*")
TIME = re.compile(
    r"\b(\d{1,2})(?:[:.](\d{2}))?\s*(Uhr|a\.?m\.?\b|p\.?m\.?\b)", re.IGNORECASE
)
# As in Europe, with the day first.
IN_FIGURES = (
    r"(?<![\w./])(?P<day>\d{1,2})([./])\s?(?P<month>\d{1,2})\2\s?(?P<year>\d{4})"
    r"(?![\w/]|\.\d)"
)
FULL_DATE = len("2020-08-06")
CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})\b")


@dataclass(frozen=True)
class Flag:
    """Something that one version has and the other lacks."""

    kind: str
    what: str
    language: str  # of the version that has it


@dataclass(frozen=True)
class Row:
    """What stands at one place of both versions; either may be empty."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    flags: tuple[Flag, ...] = ()
    # What changed in the original since the other version was saved.
    changes: tuple[tuple[Piece, ...], ...] = ()
    # The name of a field, or the key of a block in either version.
    key: str = ""


@dataclass(frozen=True)
class Said:
    """What a text says that is the same in every language, by kind and value."""

    figures: frozenset[str]
    dates: frozenset[str]
    links: frozenset[str]
    # Figures that are written as words: they can answer one, and need no answer.
    words: frozenset[str]


def build_rows(
    original: Release, translation: Release, seen: Release | None
) -> list[Row]:
    """Return both versions part by part.

    ``seen`` is the original as it was when the translation was saved, None where
    nobody knows. All three have their record.
    """
    keys = {block.id for block in original.body if block.id}
    others = {block.id for block in translation.body if block.id}
    # Versions that were not made by copying have no keys in common.
    by_key = bool(keys) and len(keys & others) * 2 > min(len(keys), len(others))
    left, right = _parts(original, by_key), _parts(translation, by_key)
    before = _parts(seen, by_key) if seen else {}
    names = _named(original, left), _named(translation, right)
    # In simple language much is left out, and said elsewhere: looked at is what it says
    # and the original does not.
    simple = translation.language if is_simple(translation.language) else ""
    everything = Part(
        tuple(text for part in left.values() for text in part.texts),
        frozenset(link for part in left.values() for link in part.links),
    )
    rows = []
    for key in dict.fromkeys([*left, *right]):
        ours, theirs = left.get(key, Part()), right.get(key, Part())
        was = before.get(key, Part()).texts if seen else ours.texts
        held = everything if simple else ours
        flags = [
            *find_differences(held, original.language, theirs, translation.language),
            *_missing_names(original, ours, *names),
            *_missing_names(translation, theirs, *reversed(names)),
        ]
        flags = [flag for flag in flags if not simple or flag.language == simple]
        rows.append(
            Row(
                ours.texts,
                theirs.texts,
                tuple(flags),
                tuple(compare(was, ours.texts)),
                key,
            )
        )
    return [row for row in rows if row.left or row.right]


@dataclass(frozen=True)
class Part:
    """The texts of one place in a release, and where they lead."""

    texts: tuple[str, ...] = ()
    links: frozenset[str] = frozenset()


def _parts(release: Release, by_key: bool) -> dict[str, Part]:
    """Return the parts of a version, by keys that are the same in all versions.

    Blocks keep their key when a version is copied to be translated; without such keys
    they are paired by their place.
    """
    fields = {
        name: Part((text,) if (text := getattr(release, name)) else ())
        for name in ("kicker", "title", "standfirst", "dateline_place")
    }
    blocks = {}
    for place, (key, built) in enumerate(build_parts(release)):
        is_block = key != "notes_to_editors"
        key = key if by_key or not is_block else f"{PLACE}{place}"
        found = list(list_runs(built))
        texts = tuple(text for one in found if (text := plain(one).strip()))
        # Pages of this site have an address for each language.
        links = {run.href for one in found for run in one if run.href}
        blocks[key] = Part(texts, frozenset(filter(leads_elsewhere, links)))
    return fields | blocks


def find_differences(
    ours: Part, language: str, theirs: Part, other_language: str
) -> Iterator[Flag]:
    """Yield the figures, dates and links that one of two parts has and the other lacks.

    A year answers a date of it, and a day without a year one with it.
    """
    left, right = find_said(ours, language), find_said(theirs, other_language)
    for one, other, code in ((left, right, language), (right, left, other_language)):
        years = {day[:4] for day in other.dates if len(day) == FULL_DATE}
        for figure in sorted(one.figures - other.figures - other.words - years):
            yield Flag(str(_("figure")), figure, code)
        for day in sorted(one.dates - other.dates):
            if not _is_answered(day, other):
                yield Flag(str(_("date or time")), day, code)
        for link in sorted(one.links - other.links):
            yield Flag(str(_("link")), link, code)


def _is_answered(day: str, other: Said) -> bool:
    """Tell whether the other part has a date less fully, or more so."""
    if len(day) == FULL_DATE:
        return day[5:] in other.dates
    return any(one.endswith(f"-{day}") for one in other.dates)


def find_said(part: Part, language: str) -> Said:
    """Return figures, dates and links of a part, written alike for all languages."""
    figures, dates, words = set(), set(), set()
    for text in part.texts:
        days, text = _take_dates(text)
        dates |= days
        decimal = DECIMAL.get(base_language(language), ".")
        figures |= {_normalise(found, decimal) for found in NUMBER.findall(text)}
        known = WORDS.get(base_language(language), [])
        words |= {
            str(known.index(word) + 2)
            for word in re.findall(r"\w+", text.casefold())
            if word in known
        }
    return Said(frozenset(figures), frozenset(dates), part.links, frozenset(words))


def _normalise(number: str, decimal: str) -> str:
    """Return a number without the marks between thousands, its decimal mark a point."""
    groups = re.split(r"[^\d]", number)
    marks = re.findall(r"[^\d]", number)
    whole = groups[0]
    for mark, group in zip(marks, groups[1:], strict=True):
        between = "" if mark != decimal and len(group) == 3 else "."
        whole += between + group
    return whole


def _take_dates(text: str) -> tuple[set[str], str]:
    """Return dates and times of a text in ISO 8601, and the text without them."""
    found: set[str] = set()

    def take_day(match: re.Match[str]) -> str:
        parts = match.groupdict()
        word = parts["month"].casefold()
        month = int(word) if word.isdigit() else _months()[word]
        year = int(parts["year"]) if parts.get("year") else None
        try:
            day = date(year or 2000, month, int(parts["day"]))
        except ValueError:
            return match.group()
        found.add(f"{day:%Y-%m-%d}" if year else f"{day:%m-%d}")
        return " "

    def take_time(match: re.Match[str]) -> str:
        hour, minute = int(match[1]), int(match[2] or 0)
        mark = match[3].casefold() if match.lastindex == 3 else ""
        if mark.startswith("p") and hour < 12:
            hour += 12
        if mark.startswith("a") and hour == 12:
            hour = 0
        found.add(f"{hour:02}:{minute:02}")
        return " "

    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    day_first = (
        rf"\b(?P<day>\d{{1,2}})\.?\s+(?P<month>{months})\b(?:,?\s+(?P<year>\d{{4}}))?"
    )
    month_first = (
        rf"\b(?P<month>{months})\s+(?P<day>\d{{1,2}})\b(?:,?\s+(?P<year>\d{{4}}))?"
    )
    for pattern in (IN_FIGURES, day_first, month_first):
        text = re.sub(pattern, take_day, text, flags=re.IGNORECASE)
    return found, CLOCK.sub(take_time, TIME.sub(take_time, text))


def _months() -> dict[str, int]:
    """Return the numbers of months by their names in the languages of the site."""
    return {
        name.casefold(): number
        for code in text_languages()
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=code).items()
    }


def _missing_names(
    release: Release, part: Part, own: dict[str, str], others: dict[str, str]
) -> Iterator[Flag]:
    """Yield who is named in a part, and nowhere in the other version."""
    for path, name in _named(release, {"": part}).items():
        if path in own and path not in others:
            yield Flag(str(_("name")), name, release.language)


def _named(release: Release, parts: Mapping[str, Part]) -> dict[str, str]:
    """Return the names of those of a record who stand in parts, by their paths."""
    said = " ".join(text for part in parts.values() for text in part.texts)
    named = {}
    for entry in release.record.involved:
        names = [entry.name, getattr(entry, "acronym", "")]
        if isinstance(entry, shape.Person):
            names.append(entry.name.split()[-1])
        if any(re.search(rf"\b{re.escape(name)}\b", said) for name in names if name):
            named[entry.path or entry.name] = entry.name
    return named
