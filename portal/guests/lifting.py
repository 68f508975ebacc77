"""When an embargo lifts, and whether a clock changes before."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from wagtail.models import Revision

from news.publishing import stories
from portal.core.local_times import zone_name

# Days that are looked through for a clock change, at most.
FAR = 400


def find_lift(story: UUID) -> datetime | None:
    """Return when the embargo of a story lifts; None where no text is approved."""
    pages = [
        str(key) for key in stories.versions_of(story).values_list("pk", flat=True)
    ]
    waiting = Revision.page_revisions.filter(object_id__in=pages)
    return waiting.aggregate(at=Min("approved_go_live_at"))["at"]


def find_clock_changes(start: datetime, end: datetime) -> list[date]:
    """Return the days between two instants on which the clocks of the site change."""
    zone = ZoneInfo(settings.TIME_ZONE)
    changes = []
    day = start
    while day < end and (day - start).days < FAR:
        later = min(day + timedelta(days=1), end)
        if day.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
            changes.append(_day_of_change(day, later, zone))
        day = later
    return changes


def _day_of_change(start: datetime, end: datetime, zone: ZoneInfo) -> date:
    """Return the day of the one change between two instants, to the minute."""
    before = start.astimezone(zone).utcoffset()
    while end - start > timedelta(minutes=1):
        middle = start + (end - start) / 2
        if middle.astimezone(zone).utcoffset() == before:
            start = middle
        else:
            end = middle
    return end.astimezone(zone).date()


def describe(at: datetime) -> dict:
    """Return what a template needs to tell when an embargo lifts, in words."""
    local = timezone.localtime(at)
    now = timezone.now()
    return {
        "at": at,
        "local": local,
        "zone": zone_name(),
        "clock_changes": find_clock_changes(now, at),
    }
