"""The day of the site, at whose end what was true may be so no longer."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def begin_of(day: date) -> datetime:
    """Return the first moment of a day in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def cap_lifetime(seconds: int) -> int:
    """Return for how long an answer may be kept: so long, but not beyond midnight.

    What begins or ends on a day does so in every answer that is given on it.
    """
    midnight = begin_of(timezone.localdate() + timedelta(days=1))
    left = (midnight - timezone.now()).total_seconds()
    return max(0, min(seconds, int(left)))
