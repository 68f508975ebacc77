"""Ask a provider what is at an address (https://oembed.com).

Only facts are taken from the answer. Its HTML is looked at for the address of a player
and goes nowhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode, urljoin

from bs4 import BeautifulSoup
from bs4.element import Tag

from wagtail.embeds.oembed_providers import all_providers

from portal.core.characters import printable, without_marks
from portal.core.external_media.fetching import (
    Deadline,
    Fetcher,
    FetchError,
    Wanted,
)
from portal.core.external_media.players import (
    OTHER,
    Player,
    find_bluesky,
    find_framed,
    find_player,
    split,
)

JSON_TYPE = "application/json+oembed"
ANSWER = Wanted(("application/json", JSON_TYPE, "text/json"), 512 * 1024)
# The link to the provider stands in the head, so the beginning is enough.
PAGE = Wanted(("text/html", "application/xhtml+xml"), 512 * 1024, may_be_cut=True)
# Characters that are looked through, and those of one tag. Only tags are parsed: what
# others leave open costs Python's parser time by the square of it.
MOST_READ, LONGEST_TAG = 256 * 1024, 4_000
ENDPOINTS = {
    "youtube": "https://www.youtube.com/oembed",
    "vimeo": "https://vimeo.com/api/oembed.json",
    "x": "https://publish.twitter.com/oembed",
    "bluesky": "https://embed.bsky.app/oembed",
    "mastodon": "https://{host}/api/oembed",
    "peertube": "https://{host}/services/oembed",
}
TITLE_LENGTH, NAME_LENGTH = 200, 80
LARGEST_SIDE = 10_000  # pixels
LONGEST_ADDRESS = 2_000


class UntoldError(FetchError):
    """A page that names no provider who would tell something about it."""


@dataclass(frozen=True)
class Told:
    """What a provider says of an address; empty is what it does not say."""

    title: str = ""
    author: str = ""
    provider: str = ""
    thumbnail: str = ""
    player: Player | None = None


def ask(address: str, fetcher: Fetcher, deadline: Deadline) -> Told:
    """Return what the provider of an address says of it; raises FetchError."""
    player = find_player(address)
    endpoint = _find_endpoint(address, player)
    if endpoint:
        asked = endpoint + "?" + urlencode({"url": address, "format": "json"})
    else:
        asked = _discover(address, fetcher, deadline)
    answer = fetcher.fetch(asked, ANSWER, deadline)
    try:
        told = json.loads(answer.content)
    except (ValueError, RecursionError) as error:
        raise FetchError(f"{asked}: {error}") from error
    if not isinstance(told, dict):
        raise FetchError(f"{asked}: no object")
    return read(told, player)


def read(told: Mapping[str, Any], player: Player | None) -> Told:
    """Return the facts in an answer; ``player`` is what the address alone tells."""
    is_picture = told.get("type") == "photo"
    thumbnail = _text(told.get("thumbnail_url"), LONGEST_ADDRESS)
    if is_picture:
        thumbnail = thumbnail or _text(told.get("url"), LONGEST_ADDRESS)
    return Told(
        title=_text(told.get("title"), TITLE_LENGTH),
        author=_text(told.get("author_name"), NAME_LENGTH),
        provider=_text(told.get("provider_name"), NAME_LENGTH),
        thumbnail=thumbnail if split(thumbnail) else "",
        player=player if player and player.src else _read_player(told, player),
    )


def _read_player(told: Mapping[str, Any], player: Player | None) -> Player | None:
    """Return the player that an answer names: the only frame in its HTML."""
    html = told.get("html")
    if not isinstance(html, str):
        return player
    if player and player.service == "bluesky":
        posts = [tag.get("data-bluesky-uri") for tag in _find_tags(html, "blockquote")]
        post = next(filter(None, posts), None)
        return find_bluesky(str(post)) if post else player
    frames = list(_find_tags(html, "iframe"))
    if len(frames) != 1:
        return player
    src = str(frames[0].get("src", ""))[:LONGEST_ADDRESS].strip()
    found = find_framed(f"https:{src}" if src.startswith("//") else src)
    if found and found.service == OTHER and (size := _size(told)):
        is_film = told.get("type") == "video"
        return Player(OTHER, found.src, found.host, size, is_film)
    return found or player


def _size(told: Mapping[str, Any]) -> tuple[int, int] | None:
    sides = (told.get("width"), told.get("height"))
    numbers = [int(str(side)) for side in sides if re.fullmatch(r"\d{1,5}", str(side))]
    if len(numbers) == 2 and all(0 < side <= LARGEST_SIDE for side in numbers):
        return numbers[0], numbers[1]
    return None


def _text(value: Any, most: int) -> str:
    """Return a text in one line; anything but a text is empty."""
    if not isinstance(value, str):
        return ""
    text = " ".join(without_marks(printable(value)).split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _find_endpoint(address: str, player: Player | None) -> str:
    if player:
        return ENDPOINTS[player.service].format(host=player.host)
    for pattern, endpoint in _known_endpoints():
        if pattern.match(address):
            return endpoint
    return ""


@cache
def _known_endpoints() -> list[tuple[re.Pattern[str], str]]:
    """Return the providers that Wagtail knows, by the form of their addresses."""
    return [
        (re.compile(pattern), provider["endpoint"].replace("{format}", "json"))
        for provider in all_providers
        for pattern in provider["urls"]
    ]


def _discover(address: str, fetcher: Fetcher, deadline: Deadline) -> str:
    """Return where a page says that its provider answers (oEmbed, 4)."""
    page = fetcher.fetch(address, PAGE, deadline)
    begun = page.content[:MOST_READ].partition(b"</head>")[0]
    for link in _find_tags(begun.decode(errors="replace"), "link"):
        if (
            "alternate" in link.get_attribute_list("rel")
            and link.get("type") == JSON_TYPE
        ):
            try:
                return urljoin(page.address, str(link["href"]))
            except (KeyError, ValueError):
                continue  # it leads nowhere
    raise UntoldError(f"{address}: no provider is named")


def _find_tags(html: str, name: str) -> Iterator[Tag]:
    """Yield the opening tags of a name in what others wrote.

    Only they are parsed: for the rest a parser may need minutes, or give up.
    """
    opening = rf"<{name}\b[^<>]{{0,{LONGEST_TAG}}}>"
    for found in re.finditer(opening, printable(html[:MOST_READ]), re.IGNORECASE):
        tag = BeautifulSoup(found.group(), "html.parser").find(name)
        if isinstance(tag, Tag):
            yield tag
