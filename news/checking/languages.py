"""Figures, dates and links that one language of a story has and another lacks.

What is the same in two languages, ``news.syndication.comparing`` knows. It is looked for in
the whole text: sentences and paragraphs are divided otherwise in another language.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from news.checking.drafts import Draft, Version
from news.checking.findings import Finding, Severity
from news.checking.links import list_links
from news.checking.slots import Slot
from news.models import CheckKind
from news.syndication.comparing import (
    NUMBER,
    Flag,
    Part,
    find_differences,
    find_said,
)
from portal.core.languages import own_names
from portal.core.simple_forms import is_simple


def find_differing_languages(draft: Draft) -> Iterator[Finding]:
    """Yield what the other languages lack, and what this one lacks of them.

    A text in simple language says little of what the other one says: only what that lacks
    is told.
    """
    own = part_of(draft)
    for other in draft.others:
        theirs = part_of(other)
        told = find_differences(own, draft.language, theirs, other.language)
        for flag in told:
            sides: list[Version] = [draft, other]
            if flag.language == other.language:
                sides.reverse()
            has, lacks = sides
            if is_simple(lacks.language):
                continue
            yield _finding(draft, flag, has, lacks)


def part_of(version: Version) -> Part:
    """Return all that a version says as one part."""
    texts = tuple(text for slot in version.texts for _start, text in slot.plain.lines())
    links = frozenset(one for slot in version.slots for one in _links(slot))
    return Part(texts, links)


def _links(slot: Slot) -> set[str]:
    return {link.href for link in list_links(slot) if link.leads_outside}


def _finding(draft: Draft, flag: Flag, has: Version, lacks: Version) -> Finding:
    names = own_names()
    reason = _("Only in %(language)s: %(kind)s %(what)s. Not in %(other)s.") % {
        "language": names.get(has.language, has.language),
        "kind": flag.kind,
        "what": flag.what,
        "other": names.get(lacks.language, lacks.language),
    }
    place = _find_place(has, flag)
    if place is None:
        return Finding(
            CheckKind.LANGUAGES, Severity.WARN, reason, has.language, flag.what
        )
    slot, start, end = place
    return draft.at(
        CheckKind.LANGUAGES,
        Severity.WARN,
        reason,
        slot,
        start,
        end,
        language=has.language,
    )


def _find_place(version: Version, flag: Flag) -> tuple[Slot, int, int] | None:
    """Return the words that say it, of a date the paragraph that does."""
    for slot in version.texts:
        for link in list_links(slot):
            if link.href == flag.what:
                return slot, link.start, link.end
        for start, text in slot.plain.lines():
            for found in NUMBER.finditer(text):
                said = find_said(Part((found.group(),)), version.language)
                if flag.what in said.figures:
                    return slot, start + found.start(), start + found.end()
            said = find_said(Part((text,)), version.language)
            if flag.what in said.figures | said.dates:
                return slot, start, start + len(text)
    return None
