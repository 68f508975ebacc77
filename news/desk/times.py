"""When something happens, in words that leave no doubt."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.local_times import zone_name

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def tell_instant(at: datetime) -> str:
    """Return an aware instant by the clock of the site, with weekday and place."""
    local = timezone.localtime(at)
    words = {
        "weekday": date_format(local, "l"),
        "date": date_format(local, "DATE_FORMAT"),
        "time": date_format(local, "TIME_FORMAT"),
        "place": zone_name(),
    }
    return _("%(weekday)s, %(date)s, %(time)s (%(place)s)") % words


def tell_wait(at: datetime, now: datetime) -> str:
    """Return how long it is until an aware instant that is to come: *in 3 days*."""
    left = at - now
    if left < HOUR:
        minutes = max(1, round(left / timedelta(minutes=1)))
        text = ngettext("in %(count)d minute", "in %(count)d minutes", minutes)
        return text % {"count": minutes}
    if left < 2 * DAY:
        hours = round(left / HOUR)
        text = ngettext("in %(count)d hour", "in %(count)d hours", hours)
        return text % {"count": hours}
    days = (timezone.localtime(at).date() - timezone.localtime(now).date()).days
    return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}
