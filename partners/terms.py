"""What is told of days: since when, until when, and when what happened.

The one place that turns an interval, which ends before ``valid_to``, into what
readers are told, and that knows which days are not public yet (ADR 31).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partners.validity import Precision, format_day, machine_day, today


@dataclass(frozen=True)
class Term:
    """The first and the last day on which something holds, as far as they are told."""

    first: date | None
    last: date | None
    first_precision: str = Precision.DAY
    last_precision: str = Precision.DAY

    @property
    def started(self) -> str:
        """The first day as exactly as it is known, in the active language."""
        return format_day(self.first, self.first_precision)

    @property
    def ended(self) -> str:
        """The last day as exactly as it is known, in the active language."""
        return format_day(self.last, self.last_precision)

    @property
    def machine_start(self) -> str:
        """The first day for machines: YYYY, YYYY-MM or YYYY-MM-DD."""
        return machine_day(self.first, self.first_precision)

    @property
    def machine_end(self) -> str:
        """The last day for machines: YYYY, YYYY-MM or YYYY-MM-DD."""
        return machine_day(self.last, self.last_precision)


def find_last_day(row: Any) -> date | None:
    """Return the last day on which a row held, None while it holds.

    An end that lies ahead is not told: it may be that of a name with a successor.
    The last day of a year or a month that is not known exactly is its last one.
    """
    end = row.valid_to
    if end is None or end > today() or end == date.min:
        return None
    return end - timedelta(days=1)


def term_of(row: Any) -> Term:
    """Return from when until when a row holds, as everybody may know."""
    return Term(
        row.valid_from,
        find_last_day(row),
        row.valid_from_precision,
        row.valid_to_precision,
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
    # Whom it is about, and what they were called on that day.
    path: str = ""
    name: str = ""
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


def find_end(partnership: Any) -> date | None:
    """Return the day on which a partnership ended, None while that lies ahead.

    What the partners have promised is ``committed_until``, and told at once.
    """
    end = partnership.ended_on
    return None if end is None or end > today() else end


def term_events(partnership: Any) -> list[Event]:
    """Return the dates of the partnership's own term, in order."""
    days = {
        field: getattr(partnership, field) for _kind, field, _prefix in TERM_FIELDS
    } | {"ended_on": find_end(partnership)}
    return in_order(
        Event(
            kind,
            days[field],
            getattr(partnership, f"{prefix}_precision"),
            getattr(partnership, f"{prefix}_derived"),
        )
        for kind, field, prefix in TERM_FIELDS
        if days[field]
    )


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return events in the order of their days; what has none stands last."""
    kinds = list(EventKind)
    return sorted(
        events, key=lambda event: (event.day or date.max, kinds.index(event.kind))
    )
