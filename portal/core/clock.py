"""What time it is, and until when an answer holds.

An instant has come when the clock of this machine and that of the database have both
reached it: one of them may be fast.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone

# By how much clocks may differ before somebody should look after them.
TOLERATED = timedelta(seconds=2)


def begin_of(day: date) -> datetime:
    """Return the first moment of a day in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def measure_difference() -> timedelta:
    """Return by how much the clock of the database is ahead of this machine's.

    One query. Without a server there is one clock only.
    """
    if connection.vendor != "postgresql":
        return timedelta()
    before = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [theirs] = cursor.fetchone()
    return theirs - before


def reached(difference: timedelta) -> datetime:
    """Return the instant that both clocks have reached, as far as they differ."""
    return timezone.now() + min(difference, timedelta())


def cap_lifetime(seconds: int) -> int:
    """Return for how long an answer may be kept: so long, but not beyond this minute.

    Embargoes lift on the minute, and what begins or ends on a day does so at the first
    of it. Every minute counts, whether something waits for it or not: a lifetime that
    ends early would tell that something does.
    """
    now = timezone.now()
    left = timedelta(minutes=1) - timedelta(
        seconds=now.second, microseconds=now.microsecond
    )
    return min(seconds, int(left.total_seconds()))
