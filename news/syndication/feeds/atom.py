"""Atom 1.0 (RFC 4287) with paging and archives (RFC 5005)."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from django.utils.feedgenerator import rfc3339_date

from news.syndication.feeds import xml
from news.syndication.feeds.entries import Entry
from news.syndication.feeds.feed import Feed
from portal.core.characters import xml_text

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
LINK = "link"


def write(feed: Feed) -> bytes:
    """Return a feed as the bytes of an Atom document."""
    listing = feed.listing
    root = Element(
        "feed", {"xmlns": xml.NAMESPACES["atom"], xml.LANGUAGE: listing.language}
    )
    _text(root, "title", xml_text(listing.full_title))
    _text(root, "subtitle", xml_text(listing.description))
    _text(root, "id", listing.guid)
    _text(root, "updated", rfc3339_date(feed.updated))
    author = SubElement(root, "author")
    _text(author, "name", xml_text(listing.title))
    _text(author, "uri", listing.page_address())
    xml.add_links(root, feed, MEDIA_TYPE.partition(";")[0], LINK)
    for entry in feed.entries:
        add_entry(root, entry)
    return xml.document(root)


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text


def add_entry(root: Element, entry: Entry) -> None:
    """Add a release to the element of a feed."""
    node = SubElement(root, "entry", {xml.LANGUAGE: entry.language})
    _text(node, "title", entry.title)
    _text(node, "id", entry.id)
    _text(node, "published", rfc3339_date(entry.published))
    _text(node, "updated", rfc3339_date(entry.updated))
    link = {"rel": "alternate", "type": "text/html", "hreflang": entry.language}
    SubElement(node, LINK, {**link, "href": entry.url})
    xml.add_entry_links(node, entry, LINK)
    # Some readers open the first alternate, others the last. With another set of
    # attributes it is not the same link twice (RFC 4287, section 4.1.2).
    SubElement(node, LINK, {"href": entry.url})
    if entry.picture:
        enclosure = {
            "rel": "enclosure",
            "type": entry.picture.media_type,
            "length": str(entry.picture.length),
            "href": entry.picture.url,
        }
        SubElement(node, LINK, enclosure)
        xml.add_media(node, entry.picture)
    for author in entry.authors:
        person = SubElement(node, "author")
        _text(person, "name", author.title)
        if author.url:
            _text(person, "uri", author.url)
    for term, label in entry.categories:
        SubElement(node, "category", {"term": term, "label": label})
    if entry.summary:
        _text(node, "summary", entry.summary)
    _text(node, "content", entry.content, type="html")
