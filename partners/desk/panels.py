"""What the admin's home page says about partnerships."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from wagtail.admin.ui.components import Component

from partners.models import Partnership, PartnershipMilestone
from partners.terms import Event, EventKind
from partners.timeline.events import own_events
from partners.validity import last_day, today

# How long before a commitment ends or a review takes place it is listed.
NOTICE = timedelta(days=180)


@dataclass(frozen=True)
class NearDate:
    """A commitment that ends or a review that takes place, seen from a day."""

    partnership: Partnership
    event: Event
    day: date

    @property
    def days_left(self) -> int:
        """How many days there are until its first day, at least 0."""
        return max((self.event.day - self.day).days, 0) if self.event.day else 0

    @property
    def days_over(self) -> int:
        """How many days have passed since its last day, at least 0."""
        last = last_day(self.event.day or self.day, self.event.precision)
        return max((self.day - last).days, 0)

    @property
    def edit_url(self) -> str:
        """Where the partnership is edited."""
        name = Partnership.snippet_viewset.get_url_name("edit")
        return reverse(name, args=[self.partnership.pk])


def near_dates(day: date | None = None) -> list[NearDate]:
    """Return what comes near or is overdue on a day (today), the longest due first.

    Two queries, however many partnerships there are.
    """
    day = day or today()
    horizon = day + NOTICE
    reviews = PartnershipMilestone.objects.filter(day__lte=horizon)
    partnerships = (
        Partnership.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
        .filter(
            Q(committed_until__lte=horizon) | Q(pk__in=reviews.values("partnership"))
        )
        .prefetch_related("milestones")
    )
    dates = [
        NearDate(partnership, event, day)
        for partnership in partnerships
        for event in _open_events(partnership, day)
        if event.day and event.day <= horizon
    ]
    return sorted(dates, key=lambda near: (near.event.day, near.partnership.label))


def _open_events(partnership: Partnership, day: date) -> list[Event]:
    """Return the end of the commitment and the reviews that are not done.

    A review is done when its day has passed and another review or a renewal follows.
    """
    events = own_events(partnership)
    milestones = {EventKind.REVIEW, EventKind.RENEWAL}
    newest = max(
        (event.day for event in events if event.kind in milestones and event.day),
        default=date.min,
    )
    return [
        event
        for event in events
        if event.kind == EventKind.COMMITTED
        or (
            event.kind == EventKind.REVIEW
            and event.day
            and event.day >= min(newest, day)
        )
    ]


class NearDatesPanel(Component):
    """The partnerships whose commitment ends or whose review takes place soon."""

    name = "near-dates"
    template_name = "partners/desk/near_dates_panel.html"
    order = 90

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict:
        return {"dates": near_dates()}


def partners_panels(user) -> list[Component]:
    """Return the panels about partners that somebody may see."""
    may_change = user.has_perm("partners.change_partnership")
    return [NearDatesPanel()] if may_change else []
