"""Feeds: what subscribers read, in three formats from the same entries."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase

from news.syndication.feeds import atom, json_feed, rss
from news.syndication.feeds.archives import Window
from news.syndication.feeds.feed import Feed
from news.syndication.feeds.listings import Listing, newsroom_listing
from news.syndication.filters import present_slugs
from portal.core import documents
from portal.core.models import BasePage

WRITERS = {"rss": rss, "atom": atom, "json": json_feed}
# Browsers apply a style sheet to XML, but show the source of what they do not know.
XML = "application/xml; charset=utf-8"
SHOWN_AS = {"rss": XML, "atom": XML}


def newsroom_feed(
    request: HttpRequest, newsroom: BasePage, format: str
) -> HttpResponseBase:
    """Answer with a feed of a newsroom, of what the query asks for.

    A slug that somebody once had leads on to the feed under the present one.
    """
    listing = newsroom_listing(newsroom, request.GET.dict())
    is_known = len(listing.labels) == len(listing.query)
    if not is_known and (moved := present_slugs(listing.query)):
        listing = newsroom_listing(newsroom, request.GET.dict() | moved)
        return HttpResponsePermanentRedirect(listing.feed_address(format))
    return feed_response(request, listing, format)


def feed_response(
    request: HttpRequest, listing: Listing, format: str
) -> HttpResponseBase:
    """Answer with the part of a list that the query asks for, in a format."""
    feed = Feed(listing, format, Window.parse(listing.releases, request.GET.dict()))
    return documents.respond(request, feed_document(feed))


def feed_document(feed: Feed) -> documents.Document:
    """Return a feed as the document that subscribers load."""
    writer = WRITERS[feed.format]
    headers = {"Link": f'<{feed.address}>; rel="self"'}
    if feed.hub:
        # W3C WebSub, section 4: publishers should say it in headers.
        headers["Link"] = f'<{feed.hub}>; rel="hub", {headers["Link"]}'
    return documents.Document(
        writer.write(feed),
        writer.MEDIA_TYPE,
        headers=headers,
        shown_as=SHOWN_AS.get(feed.format, ""),
    )
