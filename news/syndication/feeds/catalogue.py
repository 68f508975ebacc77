"""Every feed that is offered: for the page about feeds, OPML and the heads of pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from news.querysets import releases_below
from news.syndication.feeds.languages import ALL
from portal.core import documents
from portal.core.addresses import absolute, page_path
from portal.core.languages import order_languages
from portal.core.models import BasePage

# Sub-addresses of a feed address, by format.
FORMATS = {"rss": "", "atom": "atom/", "json": "json/"}
documents.serve_below(*(f"feed/{end}" for end in FORMATS.values()))
NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON"}
MEDIA_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}
# By filter of the newsroom; years do not change and are no feeds.
SECTIONS: dict[str, Promise] = {
    "topic": _("Topics"),
    "kind": _("Kinds"),
    "institution": _("Institutions"),
    "person": _("People"),
    "partnership": _("Partnerships"),
}


@dataclass(frozen=True)
class Offer:
    """A feed in all its formats, and the page that lists the same."""

    title: str | Promise
    page_url: str
    feed_path: str
    query: str = ""

    @property
    def formats(self) -> list[dict[str, str]]:
        """Name, media type and absolute address of each format."""
        return [
            {
                "name": NAMES[format],
                "type": MEDIA_TYPES[format],
                "url": self.url(format),
            }
            for format in FORMATS
        ]

    def url(self, format: str = "rss") -> str:
        """Return the absolute address of the feed in a format."""
        query = f"?{self.query}" if self.query else ""
        return absolute(self.feed_path + FORMATS[format]) + query


@dataclass(frozen=True)
class Section:
    """Feeds of one kind."""

    title: str | Promise
    offers: list[Offer]


def offer(
    newsroom_path: str, title: str | Promise, query: Iterable[tuple[str, str]] = ()
) -> Offer:
    """Return the feed of a newsroom, or of the part of it that a query lists."""
    encoded = urlencode([(name, value) for name, value in query if value])
    page = absolute(newsroom_path) + (f"?{encoded}" if encoded else "")
    return Offer(title, page, f"{newsroom_path}feed/", encoded)


def catalogue(newsroom: BasePage) -> Iterator[Section]:
    """Yield all feeds of a newsroom by kind; two queries."""
    path = page_path(newsroom)
    yield Section(_("Newsroom"), newsroom_offers(path, newsroom))
    facets = releases_below([newsroom]).facets(newsroom.language)
    for name, title in SECTIONS.items():
        offers = [offer(path, label, [(name, value)]) for value, label in facets[name]]
        if offers:
            yield Section(title, offers)


def languages_offered(own: str) -> tuple[str, ...]:
    """Return the values of ``languages`` that are offered in a newsroom's language.

    Its own alone, all, and each story once with its own first.
    """
    return ("", ALL, ",".join(order_languages(own)))


def newsroom_offers(path: str, newsroom: BasePage) -> list[Offer]:
    """Return the feeds of the whole newsroom: its language, all, each story once."""
    titles = (
        newsroom.title,
        _("All languages, each an entry of its own"),
        _("Each story once, in this language where it has it"),
    )
    return [
        offer(path, title, [("languages", languages)])
        for title, languages in zip(
            titles, languages_offered(newsroom.language), strict=True
        )
    ]
