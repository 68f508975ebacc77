"""What happened in a partnership, and when: the one source of its dates.

Everything here is computed from a partnership as ``for_page()`` loads it, without
a query.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partners.validity import Precision, Validity, format_day, machine_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partners.models import (
        Institution,
        Partnership,
        PartnershipMember,
        PartnershipRole,
        Person,
    )


class EventKind(models.TextChoices):
    """What can happen; on one day in this order."""

    ANNOUNCED = "announced", _("Announced")
    STARTED = "started", _("Started")
    MEMBER_JOINED = "member_joined", _("Member joins")
    ROLE_BEGAN = "role_began", _("Role begins")
    REVIEW = "review", _("Review")
    RENEWAL = "renewal", _("Renewed")
    COMMITTED = "committed", _("Funding committed until")
    ROLE_ENDED = "role_ended", _("Role ends")
    MEMBER_LEFT = "member_left", _("Member leaves")
    ENDED = "ended", _("Ended")
    # Without a day.
    MEMBER = "member", _("Member")
    ROLE = "role", _("Role")


# Kind of event and what the fields of a partnership begin with, as far as they
# are dates with precision and origin.
TERM_FIELDS = (
    (EventKind.ANNOUNCED, "announced_on", "announced"),
    (EventKind.STARTED, "started_on", "started"),
    (EventKind.COMMITTED, "committed_until", "committed"),
    (EventKind.ENDED, "ended_on", "ended"),
)


@dataclass(frozen=True)
class Event:
    """Something that happened on a day, known as exactly as the precision says."""

    kind: EventKind
    day: date | None
    precision: str = Precision.DAY
    is_derived: bool = False
    who: Institution | Person | None = None
    # In which role, and in which language that is written if not in the page's.
    detail: str = ""
    detail_language: str = ""

    @property
    def label(self) -> str | Promise:
        """What happened, in the active language."""
        return self.kind.label

    @property
    def shown_day(self) -> str:
        """The day as exactly as it is known, in the active language."""
        return format_day(self.day, self.precision)

    @property
    def machine(self) -> str:
        """The same day for ``<time datetime>``."""
        return machine_day(self.day, self.precision)


@dataclass(frozen=True)
class Lane:
    """Somebody who took part, in a role, during some times."""

    who: Institution | Person
    detail: str
    detail_language: str
    rows: tuple[Validity, ...]


def term_events(partnership: Partnership) -> list[Event]:
    """Return the dates of the partnership's own term, in order."""
    return _in_order(
        Event(
            kind,
            day,
            getattr(partnership, f"{prefix}_precision"),
            getattr(partnership, f"{prefix}_derived"),
        )
        for kind, field, prefix in TERM_FIELDS
        if (day := getattr(partnership, field))
    )


def own_events(partnership: Partnership) -> list[Event]:
    """Return the dates of the term together with reviews and renewals, in order."""
    milestones = [
        Event(EventKind(row.kind), row.day, row.precision, row.is_derived)
        for row in partnership.milestones.all()
    ]
    return _in_order([*term_events(partnership), *milestones])


def all_events(partnership: Partnership) -> list[Event]:
    """Return everything that happened, in order; what has no day stands last."""
    members = (
        event
        for rows in _grouped(partnership.members.all(), "institution_id")
        for event in _member_events(rows)
    )
    roles = (event for row in _shown_roles(partnership) for event in _role_events(row))
    return _in_order([*own_events(partnership), *members, *roles])


def lanes(partnership: Partnership) -> list[Lane]:
    """Return a lane for every member, then one for every role of a person."""
    members = [
        Lane(rows[0].institution, _roles_of(rows), "", tuple(rows))
        for rows in _grouped(partnership.members.all(), "institution_id")
    ]
    roles = [
        Lane(row.person, str(row.role), row.role.lang, (row,))
        for row in _shown_roles(partnership)
    ]
    return members + roles


def _shown_roles(partnership: Partnership) -> list[PartnershipRole]:
    """Return the roles of people who have a page; nobody else is named."""
    return [row for row in partnership.roles.all() if row.person.has_page]


def _member_events(rows: list[PartnershipMember]) -> Iterable[Event]:
    """Yield when a member joined and left; one event for all roles of one day."""
    dated = (
        (EventKind.MEMBER_JOINED, "valid_from", "valid_from_precision"),
        (EventKind.MEMBER_LEFT, "valid_to", "valid_to_precision"),
    )
    for kind, field, precision in dated:
        for same_day in _grouped(rows, field, precision):
            day = getattr(same_day[0], field)
            if day:
                yield _member_event(
                    kind, same_day, day, getattr(same_day[0], precision)
                )
    undated = [row for row in rows if not (row.valid_from or row.valid_to)]
    if undated:
        yield _member_event(EventKind.MEMBER, undated)


def _member_event(
    kind: EventKind,
    rows: list[PartnershipMember],
    day: date | None = None,
    precision: str = Precision.DAY,
) -> Event:
    return Event(kind, day, precision, who=rows[0].institution, detail=_roles_of(rows))


def _role_events(row: PartnershipRole) -> Iterable[Event]:
    """Yield when a person's role began and ended, or only that there is one."""
    role = {
        "who": row.person,
        "detail": str(row.role),
        "detail_language": row.role.lang,
    }
    if row.valid_from:
        yield Event(
            EventKind.ROLE_BEGAN, row.valid_from, row.valid_from_precision, **role
        )
    if row.valid_to:
        yield Event(EventKind.ROLE_ENDED, row.valid_to, row.valid_to_precision, **role)
    if not (row.valid_from or row.valid_to):
        yield Event(EventKind.ROLE, None, **role)


def _roles_of(rows: list[PartnershipMember]) -> str:
    return ", ".join(str(row.get_role_display()) for row in rows)


def _grouped(rows: Iterable, *fields: str) -> list[list]:
    """Return rows in groups that agree in some fields, in order of appearance."""
    groups: dict[tuple, list] = {}
    for row in rows:
        groups.setdefault(tuple(getattr(row, f) for f in fields), []).append(row)
    return list(groups.values())


def _in_order(events: Iterable[Event]) -> list[Event]:
    kinds = list(EventKind)
    return sorted(
        events, key=lambda event: (event.day or date.max, kinds.index(event.kind))
    )
