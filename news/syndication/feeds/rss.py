"""RSS 2.0 with content, media, Dublin Core and Atom elements."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from django.utils.feedgenerator import rfc2822_date, rfc3339_date

from news.syndication.feeds import xml
from news.syndication.feeds.entries import Entry
from news.syndication.feeds.feed import Feed
from portal.core.characters import xml_text

MEDIA_TYPE = "application/rss+xml; charset=utf-8"


def write(feed: Feed) -> bytes:
    """Return a feed as the bytes of an RSS document.

    The build date is that of the newest change, so the same content gives the same
    bytes.
    """
    listing = feed.listing
    root = Element("rss", {"version": "2.0"})
    channel = SubElement(root, "channel")
    _text(channel, "title", xml_text(listing.full_title))
    _text(channel, "link", listing.page_address())
    _text(channel, "description", xml_text(listing.description))
    _text(channel, "language", listing.language)
    if feed.entries:
        _text(channel, "lastBuildDate", rfc2822_date(feed.updated))
    xml.add_links(channel, feed, MEDIA_TYPE.partition(";")[0])
    for entry in feed.entries:
        _add_item(channel, entry)
    return xml.document(root)


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text


def _add_item(channel: Element, entry: Entry) -> None:
    item = SubElement(channel, "item")
    _text(item, "title", entry.title)
    _text(item, "guid", entry.id, isPermaLink="false")
    _text(item, "pubDate", rfc2822_date(entry.published))
    _text(item, xml.name("atom", "updated"), rfc3339_date(entry.updated))
    _text(item, xml.name("dc", "language"), entry.language)
    for author in entry.authors:
        _text(item, xml.name("dc", "creator"), author.title)
    for term, label in entry.categories:
        _text(item, "category", label, domain=term.partition(":")[0])
    xml.add_entry_links(item, entry)
    # After the other languages: some readers open the link that comes last.
    _text(item, "link", entry.url)
    if entry.picture:
        enclosure = {
            "url": entry.picture.url,
            "type": entry.picture.media_type,
            "length": str(entry.picture.length),
        }
        SubElement(item, "enclosure", enclosure)
        xml.add_media(item, entry.picture)
    _text(item, "description", entry.summary or entry.title)
    _text(item, xml.name("content", "encoded"), entry.content)
