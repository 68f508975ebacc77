"""How many names are kept of sites that led here, and of programs that read feeds.

Both are said by whoever asks, and can be invented. Names are not kept in the order in
which they come, or whoever sends invented ones before the others comes shuts these
out: those that came most often stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from portal.statistics.models import OTHER

# Sites that are named for each thing: while a day lasts, so that one is known that leads
# here again before as many others have come once, and when the day is over.
MOST_WAITING, MOST_SOURCES = 500, 20
# Programs that are named for each feed and day of those that nobody here knows.
MOST_UNKNOWN = 30


def surplus(counts: Mapping[str, int], most: int) -> list[str]:
    """Return the names beyond those that came most; of equals the newest stay.

    ``counts`` has the oldest first. An invented name comes once: it goes before any that
    came twice, and before those that came after it.
    """
    named = [name for name in counts if name not in ("", OTHER)]
    named.reverse()  # sorting keeps the order of equals
    return sorted(named, key=lambda name: -counts[name])[most:]


def join_surplus(
    counts: Counter[str], most: int, is_bounded: Callable[[str], bool] = bool
) -> list[str]:
    """Count the names beyond those that came most under the others, and return them.

    Only now and then, so that it costs little: when there are twice as many.
    """
    if len(counts) <= 2 * most:
        return []
    dropped = surplus(
        dict(filter(lambda one: is_bounded(one[0]), counts.items())), most
    )
    for name in dropped:
        counts[OTHER] += counts.pop(name)
    return dropped
