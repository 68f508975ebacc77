"""Marks and labels that stand there twice, or that the page prints itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from news.checking.drafts import Draft
from news.checking.findings import Finding, Severity
from news.checking.pictures import list_pictures
from news.models import CheckKind
from portal.core.outer_marks import without_credit_label, without_quotation_marks

# Two marks that open, or two that close, side by side; one may be the typewriter's.
MARKS = re.compile(r"[„“”\"]{2,}|«{2,}|»{2,}|,,(?=\w)")
LABELS = re.compile(
    r"\b(?P<label>(?:photo|foto|bild|picture|image|grafik|graphic|credit|quelle|source)s?)"
    r"(?:\s*:\s*|\s+)(?P=label)\s*:",
    re.IGNORECASE,
)
OPENING = {"de": "„", "en": "“"}
CLOSING = {"de": "“", "en": "”"}


def find_doubled(draft: Draft) -> Iterator[Finding]:
    """Yield doubled marks and labels."""
    yield from _marks(draft)
    yield from _labels(draft)
    yield from _statements(draft)
    yield from _credits(draft)


def _marks(draft: Draft) -> Iterator[Finding]:
    reason = _("Two quotation marks side by side.")
    language = draft.language.partition("-")[0]
    for slot in draft.slots:
        text = slot.plain.text
        for found in MARKS.finditer(text):
            opens = not text[: found.start()].strip() or bool(
                re.search(r"[\s(\[–-]$", text[: found.start()])
            )
            after = text[found.end() : found.end() + 1]
            if opens and (not after or after.isspace()):
                mark = ""  # nothing stands between them
            elif found.group()[0] in "«»":
                mark = found.group()[0]
            else:
                mark = (OPENING if opens else CLOSING).get(language, found.group()[0])
            mends = draft.replacing(slot, *found.span(), mark) if mark else ()
            yield draft.at(
                CheckKind.DOUBLED, Severity.WARN, reason, slot, *found.span(), [*mends]
            )


def _labels(draft: Draft) -> Iterator[Finding]:
    for slot in draft.slots:
        for found in LABELS.finditer(slot.plain.text):
            label = f"{found['label']}:"
            reason = _("“%(label)s” stands there twice.") % {"label": label}
            mends = draft.replacing(slot, *found.span(), label)
            yield draft.at(
                CheckKind.DOUBLED, Severity.WARN, reason, slot, *found.span(), [*mends]
            )


def _statements(draft: Draft) -> Iterator[Finding]:
    """Yield verbatim statements that bring marks along, which the page sets around them."""
    reason = _(
        "The page sets quotation marks around a statement; this one has its own. Take "
        "them out in the statement."
    )
    for slot in draft.texts:
        if slot.is_own:
            continue
        text = slot.plain.text
        spoken = next(s for place, _a, s in draft.spoken if place == slot.place)
        if spoken.is_verbatim and without_quotation_marks(text) != text:
            yield draft.at(CheckKind.DOUBLED, Severity.WARN, reason, slot, 0, len(text))


def _credits(draft: Draft) -> Iterator[Finding]:
    """Yield pictures whose credit begins with the label that the page prints."""
    for shown in list_pictures(draft):
        credit = shown.image.credit
        if without_credit_label(credit) != credit:
            reason = _(
                "The page prints “Picture:” before the credit. Take the word out of the "
                "credit of “%(picture)s”."
            ) % {"picture": shown.image.title}
            yield shown.finding(CheckKind.DOUBLED, Severity.WARN, reason, credit)
