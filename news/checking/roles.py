"""Roles and institutions of people that differ from those of the day of the release."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext as _

from news.checking.drafts import Draft
from news.checking.findings import Finding, Severity
from news.checking.graph import Tie
from news.models import CheckKind
from news.reading.words import split_words, word_key
from partners.models import Affiliation
from partners.validity import format_day

# Shorter words, as "of" and "am", say nothing of a role.
SHORTEST_WORD = 4


def find_roles(draft: Draft) -> Iterator[Finding]:
    """Yield people whose role or institution the graph has otherwise on the day."""
    yield from _in_text(draft)
    yield from _of_statements(draft)


def _in_text(draft: Draft) -> Iterator[Finding]:
    seen = set()
    employers = {
        one.employer.pk
        for one in draft.people
        if one.known and one.employer and one.employer.kind == "institution"
    }
    relatives = draft.graph.load_relatives(employers)
    for one in draft.people:
        if not one.known or one.known.pk in seen or not (one.role or one.employer):
            continue
        seen.add(one.known.pk)
        ties = draft.ties.get(one.known.pk, [])
        employer = one.employer
        pk = employer.pk if employer and employer.kind == "institution" else None
        told = differs(
            ties,
            draft.day,
            one.role,
            pk,
            one.institution or (employer.label if employer else ""),
            relatives.get(pk or 0, ()),
        )
        if told:
            line = draft.line_of(one.place.passage)
            yield draft.at(
                CheckKind.ROLE,
                told[0],
                f"{one.known.label}: {told[1]}",
                line.slot,
                line.start + one.place.start,
                line.start + one.place.end,
            )


def _of_statements(draft: Draft) -> Iterator[Finding]:
    """Yield statements whose role or institution is another than on their day."""
    employers = {s.institution_id for *_p, s in draft.spoken if s.institution_id}
    relatives = draft.graph.load_relatives(employers)
    for place, anchor, spoken in draft.spoken:
        told = differs(
            draft.ties.get(spoken.speaker_id, []),
            spoken.made_on or draft.day,
            spoken.role.get(draft.language) or str(spoken.role),
            spoken.institution_id,
            str(spoken.institution or ""),
            relatives.get(spoken.institution_id or 0, ()),
        )
        if told:
            yield Finding(
                CheckKind.ROLE,
                told[0],
                f"{spoken.speaker.label}: {told[1]}",
                draft.language,
                str(spoken.role) or str(spoken.institution or ""),
                place=place,
                where=_("Statement"),
                anchor=anchor,
            )


def differs(
    ties: Collection[Tie],
    day: date,
    role: str,
    institution: int | None,
    institution_name: str,
    relatives: Collection[int] = (),
) -> tuple[Severity, str] | None:
    """Return how sure it is that a role or an institution is another one, and why.

    ``relatives`` are institutions tied to the one that is told: who works at a centre may
    be said to work at the university that runs it. None where nothing contradicts it, and
    where nothing is known.
    """
    held = [tie for tie in ties if tie.interval.holds_on(day)]
    elsewhere = [tie for tie in ties if tie not in held]
    if institution and _hosts(ties):
        near = {institution, *relatives}
        if not near & _hosts(held):
            return _other_institution(near, held, elsewhere, institution_name)
    if role and (told := [tie for tie in held if tie.role]):
        if any(_is_like(role, tie) for tie in told):
            return None
        other = next((tie for tie in elsewhere if _is_like(role, tie)), None)
        if other:
            return Severity.WARN, _over(_("had this role"), other)
        said = " / ".join(dict.fromkeys(str(tie.role) for tie in told))
        reason = _("on that day known as “%(role)s”.") % {"role": said}
        return Severity.HINT, reason
    return None


def _other_institution(
    near: set[int], held: list[Tie], elsewhere: list[Tie], name: str
) -> tuple[Severity, str] | None:
    other = next((tie for tie in elsewhere if _host(tie) in near), None)
    if other:
        told = _("belonged to %(institution)s") % {"institution": name}
        return Severity.WARN, _over(told, other)
    if not held:
        return None  # what was meanwhile is not known
    names = " / ".join(
        dict.fromkeys(str(_host_name(tie)) for tie in held if _host(tie))
    )
    reason = _("on that day known to belong to %(others)s, not to %(institution)s.")
    return Severity.WARN, reason % {"others": names, "institution": name}


def _over(told: str, tie: Tie) -> str:
    """Return until when, or from when on, something was so."""
    named = {"told": told}
    if tie.valid_to and tie.valid_from:
        named |= {"start": _day(tie, "from"), "end": _day(tie, "to")}
        return _("%(told)s from %(start)s until %(end)s only.") % named
    if tie.valid_to:
        return _("%(told)s until %(end)s only.") % (named | {"end": _day(tie, "to")})
    return _("%(told)s from %(start)s on only.") % (
        named | {"start": _day(tie, "from")}
    )


def _day(tie: Tie, end: str) -> str:
    precision = getattr(tie, f"valid_{end}_precision", "day")
    return format_day(getattr(tie, f"valid_{end}"), precision)


def _host(tie: Tie) -> int | None:
    return tie.institution_id if isinstance(tie, Affiliation) else tie.representing_id


def _host_name(tie: Tie) -> object:
    return tie.institution if isinstance(tie, Affiliation) else tie.representing


def _hosts(ties: Collection[Tie]) -> set[int]:
    return {pk for tie in ties if (pk := _host(tie))}


def _is_like(role: str, tie: Tie) -> bool:
    """Tell whether a role has a word in common with what a tie says, in any language."""
    own = _words(role)
    texts = [text for text in tie.role.values() if text]
    unit = getattr(tie, "unit", "")
    theirs = {word for text in (*texts, unit) for word in _words(text)}
    return any(one in other or other in one for one in own for other in theirs)


def _words(role: str) -> set[str]:
    return {
        word_key(word.text)
        for word in split_words(role)
        if len(word.text) >= SHORTEST_WORD
    }
