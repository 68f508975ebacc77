"""What is kept of the numbers, and for how long."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from portal.statistics.models import OTHER, CountedFile, DailyViews, FeedReach

# A site that led fewer visitors here in a whole day is not named: a visit from the
# intranet of a small office, or from somebody's own page, could tell of a person.
FEWEST_FROM_A_SOURCE = 3
A_DAY = timedelta(days=1)
LATE = timedelta(days=7)  # within which lines of a day may still be counted


def site_today() -> date:
    """Return the current day in the time zone of the site, whatever that of a user."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def oldest_kept(today: date) -> date:
    """Return the first day whose numbers are kept."""
    return today - timedelta(days=round(settings.STATISTICS_YEARS * 365.25))


def tidy(today: date) -> None:
    """Forget the names of sites that led few here, and what is older than is kept."""
    recent = DailyViews.objects.filter(day__gte=today - LATE, day__lt=today)
    sources = recent.exclude(source__in=["", OTHER]).order_by().values("day", "source")
    for few in sources.annotate(total=Sum("views")).filter(
        total__lt=FEWEST_FROM_A_SOURCE
    ):
        _join_others(few["day"], few["source"])
    oldest = oldest_kept(today)
    DailyViews.objects.filter(day__lt=oldest).delete()
    FeedReach.objects.filter(day__lt=oldest).delete()
    CountedFile.objects.filter(counted_at__lt=timezone.now() - A_DAY).delete()


@transaction.atomic
def _join_others(day: date, source: str) -> None:
    """Count a site under the others on a day: at most two rows, or it led more here."""
    rows = DailyViews.objects.select_for_update().filter(day=day, source=source)
    for row in rows:
        thing = {
            name: getattr(row, name)
            for name in ("day", "kind", "key", "language", "format")
        }
        others, is_new = DailyViews.objects.get_or_create(
            **thing, source=OTHER, defaults={"views": row.views}
        )
        if not is_new:
            DailyViews.objects.filter(pk=others.pk).update(views=F("views") + row.views)
        row.delete()
