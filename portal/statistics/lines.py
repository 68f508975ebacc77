"""What is noted of a request: one line of JSON, from this site or from nginx in front.

Nothing that tells who asked: no address, no cookie, and of the page that led here the
host alone. ``deploy/nginx-counting.conf`` writes the same with ``escape=json``, which
leaves bytes that are no UTF-8 as they are. A line feed within a value is escaped by
both, so that nobody can forge a line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO
from urllib.parse import parse_qsl, unquote, urlencode

# Filters by which the newsroom has feeds of its own; of all other queries nothing is kept.
FEED_FILTERS = ("topic", "kind", "institution", "person", "partnership", "languages")
LONGEST_PATH, LONGEST_AGENT, LONGEST_QUERY = 1000, 400, 400  # characters
# Bytes; with every character escaped, a line of ours is shorter, and nginx takes no longer
# header. Nothing longer is held in memory.
LONGEST_LINE = 2**16
# What no database keeps: NUL, and halves of characters beyond the first 65,536.
NO_TEXT = re.compile("[\0\ud800-\udfff]")
# The host of an address, without the name of a user before it and a port after it.
REFERRER = re.compile(
    r"https?://(?:[^/?#@]*@)?([^/?#@:]+)(?=(?::\d*)?(?:[/?#]|$))", re.IGNORECASE
)


@dataclass(frozen=True)
class Line:
    """A request: when (aware), for which path, and what the browser said of itself.

    ``path`` is decoded, ``query`` has the filters of a feed by name, ``referrer`` is a
    host as it was sent, which may be anything.
    """

    at: datetime
    path: str
    query: Mapping[str, str]
    referrer: str
    agent: str


def referring_host(referer: str) -> str:
    """Return the host in a ``Referer`` (RFC 9110, 10.1.3), empty if there is none."""
    found = REFERRER.match(referer)
    return found.group(1) if found else ""


def write_line(
    at: datetime, path: str, query: Mapping[str, str], referer: str, agent: str
) -> bytes:
    """Return the line of a request, with its end.

    ``path`` is percent-encoded, as in a request; ``referer`` is the whole header.
    """
    kept = {name: query[name] for name in FEED_FILTERS if query.get(name)}
    told = {
        "at": round(at.timestamp(), 3),
        "path": path,
        "query": urlencode(kept)[:LONGEST_QUERY],
        "referrer": referring_host(referer)[:LONGEST_QUERY],
        "agent": agent[:LONGEST_AGENT],
    }
    return json.dumps(told).encode() + b"\n"


def read_lines(file: BinaryIO) -> Iterator[Line]:
    """Yield what the lines of a file say; broken ones and too long ones are left out."""
    is_begin = True
    while part := file.readline(LONGEST_LINE):
        is_end = part.endswith(b"\n")
        if is_begin and is_end and (line := read_line(part)):
            yield line
        is_begin = is_end


def read_line(line: bytes) -> Line | None:
    """Return what a line says; None for one that is broken, or holds no text.

    Whoever asks writes what stands in it: nothing may come out that cannot be stored
    or compared, or the lines after it would wait for ever.
    """
    try:
        told = json.loads(line.decode(errors="replace"))
        at = datetime.fromtimestamp(float(told["at"]), UTC)
        path, query, referrer, agent = (
            str(told[name]) for name in ("path", "query", "referrer", "agent")
        )
    except (ValueError, TypeError, KeyError, OverflowError, OSError, RecursionError):
        return None
    path = unquote(path) if len(path) <= LONGEST_PATH else ""
    if not path.startswith("/") or NO_TEXT.search(path + referrer + agent):
        return None
    pairs = parse_qsl(query[:LONGEST_QUERY], errors="replace")
    filters = {
        name: value
        for name, value in pairs
        if name in FEED_FILTERS and not NO_TEXT.search(value)
    }
    return Line(at, path, filters, referrer, agent[:LONGEST_AGENT])
