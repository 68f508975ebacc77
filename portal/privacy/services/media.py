"""Platforms whose films and posts can be shown in a text.

What they store is what they publish about it, or what a browser shows after their player
was loaded; most of them may change it at any time. The keys are those of
``portal.core.external_media.players``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.privacy.registry import Category, ConsentService, Place, Stored, Text

BY_PROVIDER = _("set by the provider")
UNTIL_DELETED = _("until it is deleted")
SESSION = _("until the browser is closed")
HALF_AN_HOUR = _("30 minutes")
VIDEOS = _(
    "Shows films that are kept on {name}. The provider learns your IP address and on "
    "which site you watch."
)
POSTS = _(
    "Shows posts that are kept on {name}. The provider learns your IP address and on "
    "which site you read."
)
VIDEOS_OF_MANY = _(
    "Shows films that are kept on servers of many operators. The operator learns your "
    "IP address and on which site you watch, and decides what is stored."
)
POSTS_OF_MANY = _(
    "Shows posts that are kept on servers of many operators. The operator learns your "
    "IP address and on which site you read, and decides what is stored."
)
# Where the software of a service tells of the privacy of one of its hosts.
PRIVACY_OF_HOSTS = {
    "mastodon": "https://{host}/privacy-policy",
    "peertube": "https://{host}/about/instance",
}
OF_THE_SERVER = _("the operator of the server that is named beside each of them")


def _tell(purpose: Any, name: str) -> Text:
    return format_lazy(purpose, name=name)


def _youtube() -> ConsentService:
    host = "www.youtube-nocookie.com"
    return ConsentService(
        key="youtube",
        name="YouTube",
        provider=_("Google Ireland Limited, Dublin"),
        purpose=_tell(VIDEOS, "YouTube"),
        category=Category.EXTERNAL_MEDIA,
        stored=(
            Stored("yt-*", Place.LOCAL_STORAGE, BY_PROVIDER, host),
            Stored("yt.innertube::*", Place.LOCAL_STORAGE, UNTIL_DELETED, host),
        ),
        privacy_url={
            "en": "https://policies.google.com/privacy?hl=en",
            "de": "https://policies.google.com/privacy?hl=de",
        },
        sources={"frame-src": (f"https://{host}",)},
    )


def _vimeo() -> ConsentService:
    host = "player.vimeo.com"
    return ConsentService(
        key="vimeo",
        name="Vimeo",
        provider=_("Vimeo.com, Inc., New York"),
        purpose=_tell(VIDEOS, "Vimeo"),
        category=Category.EXTERNAL_MEDIA,
        stored=(
            Stored("__cf_bm", Place.COOKIE, HALF_AN_HOUR, "vimeo.com"),
            Stored("_cfuvid", Place.COOKIE, SESSION, "vimeo.com"),
            Stored("*", Place.LOCAL_STORAGE, BY_PROVIDER, host),
        ),
        privacy_url="https://vimeo.com/privacy",
        sources={"frame-src": (f"https://{host}",)},
    )


def _x() -> ConsentService:
    host = "platform.twitter.com"
    return ConsentService(
        key="x",
        name="X",
        provider=_("X Internet Unlimited Company, Dublin"),
        purpose=_tell(POSTS, "X"),
        category=Category.EXTERNAL_MEDIA,
        stored=(
            Stored("guest_id*", Place.COOKIE, BY_PROVIDER, "twitter.com"),
            Stored("personalization_id", Place.COOKIE, BY_PROVIDER, "twitter.com"),
            Stored("*", Place.LOCAL_STORAGE, BY_PROVIDER, host),
        ),
        privacy_url={
            "en": "https://x.com/en/privacy",
            "de": "https://x.com/de/privacy",
        },
        sources={"frame-src": (f"https://{host}",)},
    )


def _bluesky() -> ConsentService:
    host = "embed.bsky.app"
    return ConsentService(
        key="bluesky",
        name="Bluesky",
        provider=_("Bluesky Social, PBC, Seattle"),
        purpose=_tell(POSTS, "Bluesky"),
        category=Category.EXTERNAL_MEDIA,
        stored=(Stored("*", Place.LOCAL_STORAGE, BY_PROVIDER, host),),
        privacy_url="https://bsky.social/about/support/privacy-policy",
        sources={"frame-src": (f"https://{host}",)},
    )


def _mastodon() -> ConsentService:
    return ConsentService(
        key="mastodon",
        name="Mastodon",
        provider=OF_THE_SERVER,
        purpose=POSTS_OF_MANY,
        category=Category.EXTERNAL_MEDIA,
        is_federated=True,
    )


def _peertube() -> ConsentService:
    return ConsentService(
        key="peertube",
        name="PeerTube",
        provider=OF_THE_SERVER,
        purpose=VIDEOS_OF_MANY,
        category=Category.EXTERNAL_MEDIA,
        is_federated=True,
    )


def _oembed() -> ConsentService:
    return ConsentService(
        key="oembed",
        name=_("Other providers"),
        provider=OF_THE_SERVER,
        purpose=_(
            "Shows what is kept on other sites. Their operators learn your IP "
            "address and on which site you are, and decide what is stored."
        ),
        category=Category.EXTERNAL_MEDIA,
        is_federated=True,
    )


CATALOGUE: dict[str, Callable[[], ConsentService]] = {
    "bluesky": _bluesky,
    "mastodon": _mastodon,
    "oembed": _oembed,
    "peertube": _peertube,
    "vimeo": _vimeo,
    "x": _x,
    "youtube": _youtube,
}
