""" "About" texts that are not those of the day of the release."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from news.checking.drafts import Draft
from news.checking.findings import Finding, Severity
from news.models import CheckKind
from news.reading.abouts import Version, find_nearest, find_same
from news.reading.boilerplates import find_abouts
from partners.models import Boilerplate
from partners.validity import format_day
from portal.core.prose import list_texts, read
from portal.core.simple_forms import base_language


def find_outdated_boilerplates(draft: Draft) -> Iterator[Finding]:
    """Yield "About" texts typed from another time, and those that have no version."""
    abouts = [
        one
        for one in find_abouts(draft.passages, draft.found, body=1)
        if one.known and one.known.kind == "institution"
    ]
    rows = [row for row in draft.release.institutions_by_role() if row.has_boilerplate]
    wanted = {row.institution_id for row in rows}
    wanted |= {one.known.pk for one in abouts if one.known}
    on_file = draft.graph.load_boilerplates(wanted)
    for one in abouts:
        if one.known:
            yield from _typed(draft, one, on_file[one.known.pk])
    for row in rows:
        yield from _printed(draft, row, on_file[row.institution_id])


def _typed(draft: Draft, about, rows: list[Boilerplate]) -> Iterator[Finding]:
    """Yield an "About" text in the text that is not that of the day."""
    versions = [Version(row.pk, _plain(row), row.valid_from) for row in rows]
    by_pk = {row.pk: row for row in rows}
    found = find_same(about.text, versions) or find_nearest(about.text, versions)
    if found is None:
        return
    typed, language = by_pk[found.pk], base_language(draft.language)
    same = find_same(about.text, versions) is not None
    held = next(
        (r for r in rows if r.language == language and r.interval.holds_on(draft.day)),
        None,
    )
    if same and typed.interval.holds_on(draft.day):
        return
    line = draft.line_of(about.places[0].passage)
    start = line.start + about.places[0].start
    end = line.start + about.places[0].end
    if same and typed.valid_to and typed.valid_to <= draft.day:
        reason = _("This “About” text of %(name)s was replaced on %(day)s.") % {
            "name": about.known.label,
            "day": format_day(typed.valid_to, typed.valid_to_precision),
        }
    elif held is None:
        return  # none is on file for the day, so this one contradicts nothing
    else:
        reason = _(
            "This is not the “About” text of %(name)s on the day of the release."
        )
        reason %= {"name": about.known.label}
    text = _plain(held) if held else ""
    is_short = len(about.places) == 1 and "\n" not in text
    mends = draft.replacing(line.slot, start, end, text) if text and is_short else ()
    yield draft.at(
        CheckKind.BOILERPLATE, Severity.WARN, reason, line.slot, start, end, [*mends]
    )


def _printed(draft: Draft, row, on_file: list[Boilerplate]) -> Iterator[Finding]:
    """Yield an "About" text that will not be printed, or in another language only."""
    language = base_language(draft.language)
    own = [one for one in on_file if one.language == language]
    if not on_file or any(one.interval.holds_on(draft.day) for one in own):
        return
    ended = [one for one in own if one.valid_to and one.valid_to <= draft.day]
    named = {"name": str(row.institution)}
    if ended:
        last = max(ended, key=lambda one: one.valid_to or date.min)
        day = format_day(last.valid_to, last.valid_to_precision)
        reason = _("The “About” text of %(name)s ended on %(day)s without a new one.")
        reason %= named | {"day": day}
    elif own:
        reason = _("The “About” text of %(name)s begins after the day of the release.")
        reason %= named
    else:
        reason = _("%(name)s has no “About” text in this language.") % named
    yield Finding(
        CheckKind.BOILERPLATE,
        Severity.HINT,
        reason,
        draft.language,
        str(row.institution),
        place="release_institutions",
        where=_("Institutions"),
        anchor="#id_release_institutions-FORMS",
    )


def _plain(row: Boilerplate) -> str:
    return "\n".join(list_texts(read(row.text)))
