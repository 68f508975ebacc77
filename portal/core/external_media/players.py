"""What an address leads to: on which service, and where its player is.

Players are built here from the address alone, so that nothing of a provider's HTML is
used. The keys of the services are those of ``portal.privacy.services.media``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qs, quote, urlencode, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

import idna

from portal.privacy.hosts import is_host

VIDEO, UPRIGHT, POST = (16, 9), (9, 16), (4, 5)
OTHER = "oembed"  # whatever site tells of a player of its own
ANY_HOST = {"mastodon", "peertube", OTHER}

YOUTUBE = {
    "youtube.com",
    "m.youtube.com",
    "music.youtube.com",
    "youtube-nocookie.com",
    "youtu.be",
}
YOUTUBE_PATH = re.compile(r"/(?P<kind>embed|live|shorts|v)/(?P<key>[\w-]{11})/?", re.A)
YOUTUBE_KEY = re.compile(r"[\w-]{11}", re.A)
YOUTUBE_LIST = re.compile(r"[\w-]{12,64}", re.A)
VIMEO = {"vimeo.com", "player.vimeo.com"}
VIMEO_PATH = re.compile(
    r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/|(?:album|showcase)/\d+/video/)?"
    r"(?P<key>\d{4,})(?:/(?P<unlisted>[0-9a-f]{6,}))?/?",
    re.A,
)
X = {"x.com", "twitter.com", "mobile.twitter.com", "mobile.x.com"}
X_PATH = re.compile(
    r"/(?:i(?:/web)?|\w{1,15})/status(?:es)?/(?P<key>\d+)(?:/.*)?", re.A
)
BLUESKY = {"bsky.app"}
BLUESKY_PATH = re.compile(r"/profile/(?P<who>[\w.:%-]+)/post/(?P<key>\w+)/?", re.A)
MASTODON_PATH = re.compile(
    r"/(?:@(?P<who>\w[\w.-]*)|users/(?P<name>\w[\w.-]*)/statuses)/(?P<key>\d{6,})(?:/embed)?/?",
    re.A,
)
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[1-9A-HJ-NP-Za-km-z]{22}"
PEERTUBE_PATH = re.compile(
    rf"/(?:w|videos/(?:watch|embed))/(?P<key>{UUID})/?"
    rf"|/(?:w/p|videos/watch/playlist|video-playlists/embed)/(?P<list>{UUID})/?",
    re.A,
)
# As in "t=1m30s" and "start=90".
START = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?", re.A)


@dataclass(frozen=True)
class Player:
    """Where something is played: by which service, and at which address in a frame.

    ``src`` is empty where only the provider can tell it. ``host`` is given for services
    that run on many hosts. ``size`` says how the sides of the frame relate.
    """

    service: str
    src: str = ""
    host: str = ""
    size: tuple[int, int] = VIDEO
    is_film: bool = True

    @classmethod
    def read(cls, stored: dict[str, Any] | None) -> Player | None:
        """Return a player as it was stored as JSON, ``dataclasses.asdict``."""
        if not stored:
            return None
        width, height = stored["size"]
        return cls(**stored | {"size": (width, height)})


def find_player(address: str) -> Player | None:
    """Return the player of an address; None for one that no rule knows."""
    parts = split(address)
    if parts is None:
        return None
    site = (parts.hostname or "").removeprefix("www.")
    for hosts, build in FIXED:
        if site in hosts:
            return build(parts)
    return _peertube(parts) or _mastodon(parts)


def find_framed(src: str) -> Player | None:
    """Return the player that a provider names as the only frame of its HTML.

    None for one that is not reached by https, or that is a page of this site: its frame
    could do whatever the page around it can.
    """
    parts = split(src, allowed=("https",))
    if parts is None:
        return None
    host = parts.hostname or ""
    own = urlsplit(settings.SITE_URL).hostname
    if host == own or host in settings.ALLOWED_HOSTS:
        return None
    return find_player(src) or Player(OTHER, iri_to_uri(parts.geturl()), host)


def find_bluesky(uri: str) -> Player | None:
    """Return the player of a post by its own address, ``at://did:…/…/key``."""
    found = re.fullmatch(
        r"at://(did:[a-z]+:[\w.:%-]+)/app\.bsky\.feed\.post/(\w+)", uri, re.A
    )
    return _play_bluesky(found[1], found[2]) if found else None


def split(
    address: str, allowed: tuple[str, ...] = ("http", "https")
) -> SplitResult | None:
    """Return the parts of an address of a web site; None for anything else.

    Only the usual ports are looked at, and no address with a password. The host is
    returned as it is sent, in ASCII: it comes into policies and cookies.
    """
    address = address.strip()
    if not address.isprintable() or " " in address:
        return None
    try:
        parts = urlsplit(address)
        port, host = parts.port, _encode_host(parts.hostname or "")
    except (ValueError, idna.IDNAError):
        return None
    usual = {"http": (None, 80), "https": (None, 443)}
    is_good = (
        parts.scheme in allowed
        and is_host(host)
        and port in usual[parts.scheme]
        and "@" not in parts.netloc
    )
    if not is_good:
        return None
    return parts._replace(netloc=f"{host}:{port}" if port else host)


def _encode_host(host: str) -> str:
    """Return a host in ASCII (UTS 46); raises IDNAError for what is none."""
    return host if host.isascii() else idna.encode(host, uts46=True).decode()


def _youtube(parts: SplitResult) -> Player | None:
    asked = _query(parts)
    listed = asked.get("list", "")
    options = {"start": _start(asked)} if _start(asked) else {}
    path = YOUTUBE_PATH.fullmatch(parts.path)
    if parts.hostname == "youtu.be":
        key = parts.path.strip("/")
    else:
        key = path["key"] if path else asked.get("v", "")
    if path and path["key"] == "videoseries":
        key = ""
    player = "https://www.youtube-nocookie.com/embed/"
    if YOUTUBE_KEY.fullmatch(key):
        size = UPRIGHT if path and path["kind"] == "shorts" else VIDEO
        src = player + key + _asking(options)
        return Player("youtube", src, size=size)
    if YOUTUBE_LIST.fullmatch(listed):
        return Player("youtube", f"{player}videoseries{_asking({'list': listed})}")
    return None


def _vimeo(parts: SplitResult) -> Player | None:
    path = VIMEO_PATH.fullmatch(parts.path)
    if not path:
        return None
    unlisted = path["unlisted"] or _query(parts).get("h", "")
    options = {"dnt": "1"}
    if re.fullmatch(r"[0-9a-f]{6,}", unlisted):
        options["h"] = unlisted
    src = f"https://player.vimeo.com/video/{path['key']}{_asking(options)}"
    return Player("vimeo", src)


def _x(parts: SplitResult) -> Player | None:
    path = X_PATH.fullmatch(parts.path)
    if not path:
        return None
    options = _asking({"id": path["key"], "dnt": "true"})
    src = f"https://platform.twitter.com/embed/Tweet.html{options}"
    return Player("x", src, size=POST, is_film=False)


def _bluesky(parts: SplitResult) -> Player | None:
    path = BLUESKY_PATH.fullmatch(parts.path)
    if not path:
        return None
    if path["who"].startswith("did:"):
        return _play_bluesky(path["who"], path["key"])
    return Player("bluesky", size=POST, is_film=False)


def _play_bluesky(who: str, key: str) -> Player:
    src = f"https://embed.bsky.app/embed/{who}/app.bsky.feed.post/{key}"
    return Player("bluesky", src, size=POST, is_film=False)


def _mastodon(parts: SplitResult) -> Player | None:
    path = MASTODON_PATH.fullmatch(parts.path)
    if not path:
        return None
    host = parts.hostname or ""
    who = quote(path["who"] or path["name"])
    src = f"https://{host}/@{who}/{path['key']}/embed"
    return Player("mastodon", src, host, size=POST, is_film=False)


def _peertube(parts: SplitResult) -> Player | None:
    path = PEERTUBE_PATH.fullmatch(parts.path)
    if not path:
        return None
    host = parts.hostname or ""
    start = _start(_query(parts))
    options = _asking({"p2p": "0"} | ({"start": start} if start else {}))
    if path["list"]:
        src = f"https://{host}/video-playlists/embed/{path['list']}{options}"
    else:
        src = f"https://{host}/videos/embed/{path['key']}{options}"
    return Player("peertube", src, host)


def _query(parts: SplitResult) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


def _asking(options: dict[str, str]) -> str:
    return f"?{urlencode(options)}" if options else ""


def _start(asked: dict[str, str]) -> str:
    """Return at which second a link lets a film begin, empty for the first."""
    told = START.fullmatch(asked.get("start") or asked.get("t") or "")
    if not told:
        return ""
    hours, minutes, seconds = (int(part or 0) for part in told.groups())
    return str(hours * 3600 + minutes * 60 + seconds or "")


FIXED: list[tuple[set[str], Callable[[SplitResult], Player | None]]] = [
    (YOUTUBE, _youtube),
    (VIMEO, _vimeo),
    (X, _x),
    (BLUESKY, _bluesky),
]
