"""Which sites and programs are named to somebody: one rule for the screen and the table."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from django.db.models import QuerySet, Sum

from portal.statistics.aggregators import is_unknown
from portal.statistics.bounds import surplus
from portal.statistics.keeping import FEWEST_FROM_A_SOURCE, LATE, find_few
from portal.statistics.models import OTHER, DailyViewsQuerySet

# Programs that are named for each feed of those that nobody here knows.
MOST_TOLD = 5


class SourceNames:
    """The sites that a report names: those that led here often enough in what it is about.

    Days on which a site led few to the whole site count for none. Three queries.
    """

    def __init__(self, rows: DailyViewsQuerySet, today: date) -> None:
        self.since = today - LATE
        self.few = find_few(today)
        self.named = {
            source
            for source, total in self._count_days(rows).items()
            if total >= FEWEST_FROM_A_SOURCE
        }

    def name(self, day: date, source: str) -> str:
        """Return how a site is named that led here on a day."""
        if source and ((day, source) in self.few or source not in self.named):
            return OTHER
        return source

    def count(self, rows: DailyViewsQuerySet) -> Counter[str]:
        """Return how many came from the sites, by their names; two queries."""
        told: Counter[str] = Counter()
        for source, total in self._count_days(rows).items():
            told[source if not source or source in self.named else OTHER] += total
        return told

    def _count_days(self, rows: DailyViewsQuerySet) -> Counter[str]:
        """Return how many came from each site; of days with few, under the others."""
        totals: Counter[str] = Counter()
        for group in rows.by("source"):
            totals[group["source"]] = group["total"]
        for group in rows.filter(day__gte=self.since).by("day", "source"):
            if (group["day"], group["source"]) in self.few:
                totals[group["source"]] -= group["total"]
                totals[OTHER] += group["total"]
        return +totals


class ProgramNames:
    """The programs that are named as readers of a feed.

    Those that are known here, and of the others the few that asked most and more than
    once or twice. One query.
    """

    def __init__(self, rows: QuerySet) -> None:
        polls: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
        groups = rows.order_by().values("newsroom", "address", "aggregator")
        for one in groups.annotate(total=Sum("polls")).order_by("aggregator"):
            polls[one["newsroom"], one["address"]][one["aggregator"]] = one["total"]
        self.nameless = {
            (*feed, name)
            for feed, counts in polls.items()
            for name in _find_nameless(counts)
        }

    def name(self, newsroom: int, address: str, aggregator: str) -> str:
        """Return how a program is named that asked for a feed."""
        is_nameless = (newsroom, address, aggregator) in self.nameless
        return OTHER if is_nameless else aggregator


def _find_nameless(counts: dict[str, int]) -> set[str]:
    unknown = {name: total for name, total in counts.items() if is_unknown(name)}
    few = {name for name, total in unknown.items() if total < FEWEST_FROM_A_SOURCE}
    return few | set(surplus(unknown, MOST_TOLD))
