"""What happened in a partnership, and when: the one source of its dates.

Everything here is computed from a partnership as ``load_page`` loads it, without
a query.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partners.models import (
    Institution,
    Partnership,
    PartnershipMember,
    PartnershipRole,
    Person,
)
from partners.public import title_of
from partners.terms import (
    Event,
    EventKind,
    Term,
    find_last_day,
    in_order,
    term_events,
    term_of,
)
from partners.validity import Precision


@dataclass(frozen=True)
class Lane:
    """Somebody who took part, in a role, during some times."""

    name: str
    detail: str
    detail_language: str
    terms: tuple[Term, ...]


def own_events(partnership: Partnership) -> list[Event]:
    """Return the dates of the term together with reviews and renewals, in order."""
    milestones = [
        Event(EventKind(row.kind), row.day, row.precision, row.is_derived)
        for row in partnership.milestones.all()
    ]
    return in_order([*term_events(partnership), *milestones])


def all_events(partnership: Partnership) -> list[Event]:
    """Return everything that happened, in order; what has no day stands last."""
    members = (
        event
        for rows in _grouped(partnership.members.all(), "institution_id")
        for event in _member_events(rows)
    )
    roles = (event for row in partnership.roles.all() for event in _role_events(row))
    return in_order([*own_events(partnership), *members, *roles])


def lanes(partnership: Partnership) -> list[Lane]:
    """Return a lane for every member, then one for every role of a person.

    Who has left is called as on the last day.
    """
    members = [
        Lane(
            rows[0].institution.acronym(_last_day(rows)),
            _roles_of(rows),
            "",
            _terms(rows),
        )
        for rows in _grouped(partnership.members.all(), "institution_id")
    ]
    roles = [
        Lane(
            title_of(row.person, find_last_day(row)),
            str(row.role),
            row.role.lang,
            _terms([row]),
        )
        for row in partnership.roles.all()
    ]
    return members + roles


def _last_day(rows: list[PartnershipMember]) -> date | None:
    """Return the last day on which one of some rows held, None while one holds."""
    days = [day for row in rows if (day := find_last_day(row))]
    return max(days) if len(days) == len(rows) else None


def _terms(rows: Iterable) -> tuple[Term, ...]:
    return tuple(term_of(row) for row in rows)


def _member_events(rows: list[PartnershipMember]) -> Iterable[Event]:
    """Yield when a member joined and left; one event for all roles of one day."""
    terms = {row: term_of(row) for row in rows}
    joined = [(one.first, one.first_precision, row) for row, one in terms.items()]
    left = [(one.last, one.last_precision, row) for row, one in terms.items()]
    for kind, days in (
        (EventKind.MEMBER_JOINED, joined),
        (EventKind.MEMBER_LEFT, left),
    ):
        same: dict[tuple[date, str], list[PartnershipMember]] = {}
        for day, precision, row in days:
            if day:
                same.setdefault((day, precision), []).append(row)
        for (day, precision), those in same.items():
            yield _event(
                kind, those[0].institution, day, precision, detail=_roles_of(those)
            )
    undated = [row for row, one in terms.items() if not (one.first or one.last)]
    if undated:
        yield _event(
            EventKind.MEMBER, undated[0].institution, detail=_roles_of(undated)
        )


def _role_events(row: PartnershipRole) -> Iterable[Event]:
    """Yield when a person's role began and ended, or only that there is one."""
    role = {"detail": str(row.role), "detail_language": row.role.lang}
    term = term_of(row)
    if term.first:
        yield _event(
            EventKind.ROLE_BEGAN, row.person, term.first, term.first_precision, **role
        )
    if term.last:
        yield _event(
            EventKind.ROLE_ENDED, row.person, term.last, term.last_precision, **role
        )
    if not (term.first or term.last):
        yield _event(EventKind.ROLE, row.person, **role)


def _event(
    kind: EventKind,
    who: Institution | Person,
    day: date | None = None,
    precision: str = Precision.DAY,
    detail: str = "",
    detail_language: str = "",
) -> Event:
    """Return an event about somebody, called as on that day."""
    return Event(
        kind,
        day,
        precision,
        path=who.path,
        name=title_of(who, day),
        detail=detail,
        detail_language=detail_language,
    )


def _roles_of(rows: list[PartnershipMember]) -> str:
    return ", ".join(str(row.get_role_display()) for row in rows)


def _grouped(rows: Iterable, *fields: str) -> list[list]:
    """Return rows in groups that agree in some fields, in order of appearance."""
    groups: dict[tuple, list] = {}
    for row in rows:
        groups.setdefault(tuple(getattr(row, f) for f in fields), []).append(row)
    return list(groups.values())
