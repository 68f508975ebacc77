"""Statements that a text has otherwise than they were made, or than another language."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from news.checking.drafts import Draft
from news.checking.findings import Finding, Severity
from news.checking.slots import Slot
from news.models import CheckKind, Statement
from news.reading.quotations import find_quotations
from news.reading.words import split_words
from news.syndication.comparing import Part, find_differences
from portal.core.languages import own_names
from portal.core.simple_forms import base_language, is_simple

# Of the words, in order: what has fewer in common is another statement.
ALIKE = 0.7
# Fewer words are a term.
FEWEST_WORDS = 5


def find_differing_statements(draft: Draft) -> Iterator[Finding]:
    """Yield statements that differ from their original or between the languages."""
    yield from _typed(draft)
    yield from _missing(draft)
    yield from _untranslated(draft)


def _typed(draft: Draft) -> Iterator[Finding]:
    """Yield quotations in the text that are nearly a statement of somebody named there."""
    quotations = [
        one
        for one in find_quotations(draft.passages)
        if len(one.text.split()) >= FEWEST_WORDS
    ]
    if not quotations:
        return
    statements = list(draft.graph.load_statements(draft.known_people))
    for one in quotations:
        near = _nearest(one.text, statements, draft.language)
        if near is None:
            continue
        spoken, text = near
        reason = _(
            "%(speaker)s said it in other words, see the statement: %(text)s"
        ) % {
            "speaker": spoken.speaker.label,
            "text": text,
        }
        line = draft.line_of(one.inner.passage)
        start, end = line.start + one.inner.start, line.start + one.inner.end
        mends = draft.replacing(line.slot, start, end, text)
        yield draft.at(
            CheckKind.STATEMENT,
            Severity.WARN,
            reason,
            line.slot,
            start,
            end,
            [*mends],
        )


def _nearest(
    quoted: str, statements: list[Statement], language: str
) -> tuple[Statement, str] | None:
    """Return the statement that a quotation is nearly; None where it is one, or none."""
    words = _words(quoted)
    best, likeness = None, ALIKE
    for spoken in statements:
        text = spoken.text.get(base_language(language), "")
        said = _words(text)
        if not said:
            continue
        if f" {' '.join(words)} " in f" {' '.join(said)} ":
            return None  # a part of it is quoted rightly
        ratio = SequenceMatcher(None, words, said, autojunk=False).ratio()
        if ratio >= likeness:
            best, likeness = (spoken, text), ratio
    return best


def _words(text: str) -> list[str]:
    return [word.text.casefold() for word in split_words(text)]


def _missing(draft: Draft) -> Iterator[Finding]:
    """Yield statements that only one of two languages has."""
    names = own_names()
    own = {spoken.pk for *_place, spoken in draft.spoken}
    for other in draft.others:
        theirs = {spoken.pk for *_place, spoken in other.spoken}
        if is_simple(other.language):
            continue
        reason = _("This statement is not in the text in %(language)s.")
        for place, anchor, spoken in draft.spoken:
            if spoken.pk not in theirs:
                told = reason % {"language": names.get(other.language, other.language)}
                yield _about(draft, spoken, told, place, anchor)
        if is_simple(draft.language):
            continue
        reason = _("A statement of the text in %(language)s is missing here.")
        for _place, _anchor, spoken in other.spoken:
            if spoken.pk not in own:
                told = reason % {"language": names.get(other.language, other.language)}
                yield _about(draft, spoken, told, "body", "#id_body")


def _untranslated(draft: Draft) -> Iterator[Finding]:
    """Yield statements without words in this language, or with other figures in them."""
    names = own_names()
    language = base_language(draft.language)
    for place, anchor, spoken in draft.spoken:
        original = spoken.original_language
        text = spoken.text.get(language, "")
        if not text:
            reason = _("This statement has no text in this language.")
            yield _about(draft, spoken, reason, place, anchor)
        elif original != language and (said := spoken.text.get(original, "")):
            for flag in find_differences(
                Part((text,)), language, Part((said,)), original
            ):
                reason = _("Only in %(language)s: %(kind)s %(what)s.") % {
                    "language": names.get(flag.language, flag.language),
                    "kind": flag.kind,
                    "what": flag.what,
                }
                yield _about(draft, spoken, reason, place, anchor)


def _about(
    draft: Draft, spoken: Statement, reason: str, place: str, anchor: str
) -> Finding:
    slot = Slot(place, _("Statement"), anchor, str(spoken), _never, is_own=False)
    length = len(slot.plain.text)
    return draft.at(CheckKind.STATEMENT, Severity.WARN, reason, slot, 0, length)


def _never(text: str) -> None:
    """Write nothing: a statement is changed where it is kept."""
    raise TypeError("A statement is no text of the draft.")
