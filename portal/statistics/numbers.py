"""What lines come to, before it is written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils import timezone

from portal.core.addresses import host
from portal.statistics.addresses import FeedAddresses, Subject, find_subjects
from portal.statistics.aggregators import Reach, is_unknown, read_reach
from portal.statistics.bounds import MOST_UNKNOWN, MOST_WAITING, join_surplus
from portal.statistics.keeping import oldest_kept, site_today
from portal.statistics.lines import Line
from portal.statistics.models import OTHER
from portal.statistics.robots import is_robot, reads_feeds

HOST = re.compile(
    r"(?=.{4,100}$)(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z][a-z0-9-]+"
)
MOST_FIGURES = 100  # different ones of an aggregator in a file
AHEAD = 60  # seconds by which the clock of whoever wrote a line may be fast
Key = tuple[date, Subject]
Feed = tuple[date, int, str]


@dataclass
class Numbers:
    """What lines come to, in memory: bounded whatever they say."""

    views: dict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    polls: dict[Feed, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    # What aggregators said, each figure with how often.
    said: dict[tuple[Feed, str], Counter[int]] = field(
        default_factory=lambda: defaultdict(Counter)
    )

    def add(self, lines: Iterable[Line], feeds: FeedAddresses) -> None:
        """Add some lines; those at whose address nothing is public count for nothing."""
        lines = list(lines)
        subjects = find_subjects({line.path for line in lines})
        latest = timezone.now().timestamp() + AHEAD
        oldest = oldest_kept(site_today())
        for line in lines:
            subject = subjects.get(line.path)
            if subject is None or line.at.timestamp() > latest:
                continue
            # A day more, so that the time zone stays within the years that there are.
            if line.at.date() <= oldest:
                continue
            day = timezone.localtime(line.at, timezone.get_default_timezone()).date()
            if subject.is_feed:
                address = feeds.name(subject, line.query)
                self._add_poll((day, subject.key, address), line.agent)
            elif not is_robot(line.agent):
                sources = self.views[day, subject]
                sources[source_of(line.referrer)] += 1
                join_surplus(sources, MOST_WAITING)

    def _add_poll(self, feed: Feed, agent: str) -> None:
        if not reads_feeds(agent):
            return
        polls = self.polls[feed]
        reach = read_reach(agent)
        polls[reach.aggregator if reach else ""] += 1
        if reach:
            said = self.said[feed, reach.aggregator]
            if len(said) < MOST_FIGURES or reach.subscribers in said:
                said[reach.subscribers] += 1
        for name in join_surplus(polls, MOST_UNKNOWN, is_unknown):
            del self.said[feed, name]

    def reach_of(self, feed: Feed, aggregator: str) -> Reach | None:
        """Return what an aggregator said of a feed most often."""
        if not (said := self.said.get((feed, aggregator))):
            return None
        return Reach(aggregator, said.most_common(1)[0][0])


def source_of(referrer: str) -> str:
    """Return the host that led here, empty for none and for this site."""
    name = referrer.lower().rstrip(".").removeprefix("www.")
    if not name or name == host(settings.SITE_URL).partition(":")[0]:
        return ""
    return name if HOST.fullmatch(name) else OTHER
