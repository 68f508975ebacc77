"""How many subscribers an aggregator says that a feed has with it.

There is no standard; ``Name/1.0 (address; 123 subscribers)`` is what all of them write
who tell it, with "readers" here and there. Nobody can check the number, so that it is
only believed within bounds: anybody may call themselves anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.statistics.models import OTHER

_SUBSCRIBERS = re.compile(r"\b(\d{1,9})\s+(?:subscriber|reader)s?\b", re.IGNORECASE)
_PREFIX = re.compile(r"Mozilla/\d\.\d\s*\(?(?:compatible;\s*)?", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z][\w.-]*(?: [A-Za-z][\w.-]*){0,3}", re.ASCII)
LONGEST_NAME = 40

# Services that report subscribers, by a word with which their names begin, in lower case.
# Each has one figure for a feed, whichever of its programs asks.
KNOWN = {
    "bazqux": "BazQux Reader",
    "blogtrottr": "Blogtrottr",
    "commafeed": "CommaFeed",
    "feedbin": "Feedbin",
    "feeder.co": "Feeder",
    "feedly": "Feedly",
    "feedspot": "Feedspot",
    "feedwrangler": "Feed Wrangler",
    "feed-wrangler": "Feed Wrangler",
    "flipboard": "Flipboard",
    "inoreader": "Inoreader",
    "netvibes": "Netvibes",
    "newsblur": "NewsBlur",
    "theoldreader": "The Old Reader",
    "the old reader": "The Old Reader",
}
NAMES = frozenset(KNOWN.values())
_KNOWN = re.compile("|".join(map(re.escape, KNOWN)))
# What one is believed that nobody here knows.
MOST_OF_UNKNOWN = 25
# What one is believed on its first day; from day to day a figure at most doubles beyond
# that, and at most halves.
MOST_AT_FIRST = 1000


@dataclass(frozen=True)
class Reach:
    """What an aggregator says: its name, and for how many it reads a feed."""

    aggregator: str
    subscribers: int


def read_reach(agent: str) -> Reach | None:
    """Return what a ``User-Agent`` reports, None if it reports nothing.

    >>> read_reach("Feedly/1.0 (+http://www.feedly.com/fetcher.html; 123 subscribers)")
    Reach(aggregator='Feedly', subscribers=123)
    """
    count = _SUBSCRIBERS.search(agent)
    name = _NAME.match(_PREFIX.sub("", agent, count=1))
    if not count or not name:
        return None
    return Reach(_identify(name.group()), int(count.group(1)))


def _identify(name: str) -> str:
    """Return the one name of an aggregator; of an unknown one, what it says."""
    if known := _KNOWN.match(name.lower()):
        return KNOWN[known.group()]
    return name[:LONGEST_NAME].strip()


def is_unknown(name: str) -> bool:
    """Tell whether a name is one that anybody may have invented."""
    return name not in ("", OTHER) and name not in NAMES


def believe(reach: Reach, before: int | None) -> int:
    """Return how many subscribers are believed; ``before`` is the figure of an earlier day."""
    if is_unknown(reach.aggregator):
        return min(reach.subscribers, MOST_OF_UNKNOWN)
    least, most = (before or 0) // 2, 2 * (before or 0) + MOST_AT_FIRST
    return max(least, min(reach.subscribers, most))
