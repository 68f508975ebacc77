"""What is kept of the numbers, and for how long."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from portal.statistics.bounds import MOST_SOURCES, surplus
from portal.statistics.models import OTHER, THING, CountedFile, DailyViews, FeedReach

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


# A site on a day.
Pair = tuple[date, str]


def find_few(today: date) -> set[Pair]:
    """Return the sites that led few here on a day and have still a name in the numbers.

    Those of today, of which nobody may be told yet either; of the days before until they are
    tidied. What is older was.
    """
    rows = DailyViews.objects.filter(day__gte=today - LATE, day__lte=today)
    groups = rows.exclude(source__in=["", OTHER]).order_by().values("day", "source")
    few = groups.annotate(total=Sum("views")).filter(total__lt=FEWEST_FROM_A_SOURCE)
    return set(few.values_list("day", "source"))


def tidy(today: date) -> None:
    """Forget the names of sites that led few here, and what is older than is kept."""
    few = find_few(today)
    rows = DailyViews.objects.filter(day__gte=today - LATE, day__lt=today)
    named = rows.exclude(source__in=["", OTHER]).order_by(*THING, "pk")
    for thing, found in groupby(named.iterator(), key=attrgetter("thing")):
        if _find_nameless(list(found), few):
            _join_others(dict(zip(THING, thing, strict=True)), few)
    oldest = oldest_kept(today)
    DailyViews.objects.filter(day__lt=oldest).delete()
    FeedReach.objects.filter(day__lt=oldest).delete()
    CountedFile.objects.filter(counted_at__lt=timezone.now() - A_DAY).delete()


def _find_nameless(rows: list[DailyViews], few: set[Pair]) -> list[DailyViews]:
    """Return the rows of a thing that lose their name: few came, or others led more."""
    counts = {row.source: row.views for row in rows if (row.day, row.source) not in few}
    kept = counts.keys() - surplus(counts, MOST_SOURCES)
    return [row for row in rows if row.source not in kept]


@transaction.atomic
def _join_others(thing: dict, few: set[Pair]) -> None:
    """Count the sites that lose their name under the others of a thing."""
    rows = DailyViews.objects.select_for_update().filter(**thing)
    named = rows.exclude(source__in=["", OTHER]).order_by("pk")
    nameless = _find_nameless(list(named), few)
    total = sum(row.views for row in nameless)
    others, is_new = DailyViews.objects.get_or_create(
        **thing, source=OTHER, defaults={"views": total}
    )
    if not is_new:
        DailyViews.objects.filter(pk=others.pk).update(views=F("views") + total)
    DailyViews.objects.filter(pk__in=[row.pk for row in nameless]).delete()
