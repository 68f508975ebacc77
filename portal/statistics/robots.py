"""Which visitors are programs, by what they call themselves."""

from __future__ import annotations

import re
from functools import lru_cache

from crawleruseragents import CRAWLER_USER_AGENTS_DATA, is_crawler

# Programs of these kinds read feeds for somebody; all others look for themselves.
READING = {"feed-reader", "http-library"}
_READERS = re.compile(
    "|".join(
        one["pattern"]
        for one in CRAWLER_USER_AGENTS_DATA
        if READING & set(one.get("tags", ()))
    ),
    re.IGNORECASE,  # as is_robot
)


@lru_cache(maxsize=4096)
def is_robot(agent: str) -> bool:
    """Tell whether a ``User-Agent`` is that of a program, or of nobody."""
    return not agent.strip() or is_crawler(agent, case_sensitive=False)


@lru_cache(maxsize=4096)
def reads_feeds(agent: str) -> bool:
    """Tell whether somebody may read a feed by a program that calls itself so."""
    return bool(agent.strip()) and (not is_robot(agent) or bool(_READERS.search(agent)))
