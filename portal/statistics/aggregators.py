"""How many subscribers an aggregator says that a feed has with it.

There is no standard; ``Name/1.0 (address; 123 subscribers)`` is what all of them write
who tell it, with "readers" here and there. Nobody can check the number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST = 10_000_000  # subscribers that are believed
_SUBSCRIBERS = re.compile(r"\b(\d{1,9})\s+(?:subscriber|reader)s?\b", re.IGNORECASE)
_PREFIX = re.compile(r"Mozilla/\d\.\d\s*\(?(?:compatible;\s*)?", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z][\w.-]*(?: [A-Za-z][\w.-]*){0,3}")
LONGEST_NAME = 40


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
    return Reach(name.group()[:LONGEST_NAME].strip(), min(int(count.group(1)), MOST))
