"""JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json

from django.utils.feedgenerator import rfc3339_date

from news.syndication.feeds.entries import Entry, Link
from news.syndication.feeds.feed import Feed
from portal.core.addresses import absolute
from portal.core.characters import xml_text

MEDIA_TYPE = "application/feed+json; charset=utf-8"


def write(feed: Feed) -> bytes:
    """Return a feed as the bytes of a JSON Feed.

    What the format has no word for stands in the extension ``_dateline``.
    """
    listing = feed.listing
    links = dict(feed.links)
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": xml_text(listing.full_title),
        "home_page_url": listing.page_address(),
        "feed_url": feed.address,
        "description": xml_text(listing.description),
        "language": listing.language,
        "items": [_item(entry) for entry in feed.entries],
        "_dateline": {
            "about": absolute(listing.page_path),
            "id": listing.guid,
            "links": links,
        },
    }
    if "next" in links:
        document["next_url"] = links["next"]
    if feed.hub:
        document["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _item(entry: Entry) -> dict:
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.content,
        "summary": entry.summary,
        "date_published": rfc3339_date(entry.published),
        "date_modified": rfc3339_date(entry.updated),
        "language": entry.language,
        "authors": [_author(author) for author in entry.authors],
        "tags": [label for _term, label in entry.categories],
        "_dateline": {
            "categories": [term for term, _label in entry.categories],
            "translations": [vars(version) for version in entry.translations],
            "related": [
                {"url": link.url, "title": link.title} for link in entry.related
            ],
            "notices": entry.notices,
        },
    }
    if entry.picture:
        item["image"] = entry.picture.url
        item["attachments"] = [
            {
                "url": entry.picture.url,
                "mime_type": entry.picture.media_type,
                "size_in_bytes": entry.picture.length,
                "title": entry.picture.alt,
            }
        ]
    # The text must be there, even that of a release without one.
    return {
        key: value
        for key, value in item.items()
        if key == "content_html" or value not in ("", [])
    }


def _author(author: Link) -> dict:
    return {"name": author.title} | ({"url": author.url} if author.url else {})
