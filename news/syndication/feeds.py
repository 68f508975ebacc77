"""Feeds: what subscribers read, in three formats from the same entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.db.models import Min
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone

from news.filters import present_slugs
from news.syndication import atom, json_feed, rss
from news.syndication.archives import Window
from news.syndication.entries import Entry, entries
from news.syndication.listings import Listing, newsroom_listing
from portal.core import documents, generation
from portal.core.querysets import public_pages

if TYPE_CHECKING:
    from news.models import NewsIndexPage

WRITERS = {"rss": rss, "atom": atom, "json": json_feed}
# Browsers apply a style sheet to XML, but show the source of what they do not know.
XML = "application/xml; charset=utf-8"
SHOWN_AS = {"rss": XML, "atom": XML}


@dataclass(frozen=True)
class Feed:
    """One document of a feed: a part of a list in a format."""

    listing: Listing
    form: str
    window: Window

    @cached_property
    def entries(self) -> list[Entry]:
        """The entries of this part, the newest first."""
        return entries(self.window.releases)

    @property
    def updated(self) -> datetime:
        """When something substantive changed last among the entries.

        Without entries that was when the list began (RFC 4287, section 4.2.15).
        """
        changes = [entry.updated for entry in self.entries]
        return max(changes) if changes else _begun(self.listing.language)

    @property
    def address(self) -> str:
        """The address of this document."""
        return self.listing.feed_address(self.form, **self.window.query)

    @property
    def hub(self) -> str:
        """The hub that announces changes of this feed, empty without one."""
        listed = self.listing.is_announced and not self.window.query
        return settings.WEBSUB_HUB if listed else ""

    @cached_property
    def links(self) -> list[tuple[str, str]]:
        """Other documents of this feed: relation and address (RFC 5005)."""
        return [
            (relation, self.listing.feed_address(self.form, **query))
            for relation, query in self.window.links.items()
        ]


def _begun(language: str) -> datetime:
    """Return since when there are lists of releases in a language.

    That is since its newsroom was published: an instant that no other change moves.
    Where nobody noted it, the last change of all that is public.
    """
    rooms = public_pages(apps.get_model("news", "NewsIndexPage"))
    begun = rooms.filter(locale__language_code=language).aggregate(
        at=Min("first_published_at")
    )["at"]
    return begun or generation.current().changed_at or timezone.now()


def newsroom_feed(
    request: HttpRequest, newsroom: NewsIndexPage, form: str
) -> HttpResponseBase:
    """Answer with a feed of a newsroom, of what the query asks for.

    A slug that somebody once had leads on to the feed under the present one.
    """
    listing = newsroom_listing(newsroom, request.GET.dict())
    is_known = len(listing.labels) == len(listing.query)
    if not is_known and (moved := present_slugs(listing.query)):
        listing = newsroom_listing(newsroom, request.GET.dict() | moved)
        return HttpResponsePermanentRedirect(listing.feed_address(form))
    return feed_response(request, listing, form)


def feed_response(
    request: HttpRequest, listing: Listing, form: str
) -> HttpResponseBase:
    """Answer with the part of a list that the query asks for, in a format."""
    feed = Feed(listing, form, Window.parse(listing.releases, request.GET.dict()))
    return documents.respond(request, feed_document(feed))


def feed_document(feed: Feed) -> documents.Document:
    """Return a feed as the document that subscribers load."""
    writer = WRITERS[feed.form]
    headers = {"Link": f'<{feed.address}>; rel="self"'}
    if feed.hub:
        # W3C WebSub, section 4: publishers should say it in headers.
        headers["Link"] = f'<{feed.hub}>; rel="hub", {headers["Link"]}'
    return documents.Document(
        writer.write(feed),
        writer.MEDIA_TYPE,
        headers=headers,
        shown_as=SHOWN_AS.get(feed.form, ""),
    )
