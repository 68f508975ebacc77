"""Whether a new text says something else than the public one, or only says it better."""

from __future__ import annotations

import re
from collections import Counter

from django.utils.translation import gettext as _

from news.models.release import Release
from news.models.shape import Record
from news.syndication.formats.sources import source_of
from news.syndication.history import compare, paragraphs_of
from portal.core.addresses import leads_elsewhere
from portal.core.prose import list_runs

# More changed words than these are no slip of the pen.
MOST_WORDS = 12
NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f']\d+)*")
_WORD = re.compile(r"\w+")


def find_reasons(public: Release, draft: Release) -> list[str]:
    """Return in words why readers should be told of a draft, empty if they need not.

    ``draft`` has its record. Figures, statements, names, dates and links count, and
    texts of which much is new.
    """
    before, after = paragraphs_of(public), paragraphs_of(draft)
    checks = {
        _("Figures differ."): _numbers(before) != _numbers(after),
        _("Statements differ."): _statements(public.record)
        != _statements(draft.record),
        _("People, institutions or partnerships differ."): _names(public.record)
        != _names(draft.record),
        _("Links differ."): _links(public) != _links(draft),
        _("Dates differ."): _dates(public) != _dates(draft),
        _("Much of the text is new."): _changed_words(before, after) > MOST_WORDS,
    }
    return [reason for reason, differs in checks.items() if differs]


def _numbers(paragraphs: list[str]) -> Counter[str]:
    return Counter(
        re.sub(r"\D", "", number)
        for text in paragraphs
        for number in NUMBER.findall(text)
    )


def _statements(record: Record) -> list[tuple]:
    return [
        (one.text, one.speaker.name, one.role, one.institution and one.institution.name)
        for one in record.list_statements()
    ]


def _names(record: Record) -> set[tuple[str, str]]:
    return {(type(one).__name__, one.name) for one in record.involved}


def _links(release: Release) -> set[str]:
    """Return where a text leads to; a partner who is linked is named all the same."""
    body = source_of(release).text.body
    links = {run.href for runs in list_runs(body) for run in runs if run.href}
    return set(filter(leads_elsewhere, links))


def _dates(release: Release) -> tuple:
    events = [
        (one.title, one.starts_at, one.ends_at, one.place)
        for one in release.record.events
    ]
    # Forms know minutes; who lifts an embargo early does it at some second.
    return release.released_at.replace(second=0, microsecond=0), events


def _changed_words(before: list[str], after: list[str]) -> int:
    return sum(
        len(_WORD.findall(piece.text))
        for pieces in compare(before, after)
        for piece in pieces
        if piece.kind != "equal"
    )
