"""What RSS and Atom documents have in common."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from django.templatetags.static import static

from news.syndication.feeds.entries import Entry, Picture
from news.syndication.feeds.feed import Feed

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
for _prefix, _address in NAMESPACES.items():
    ElementTree.register_namespace(_prefix, _address)


def name(prefix: str, local: str) -> str:
    """Return the name of an element of one of the namespaces."""
    return f"{{{NAMESPACES[prefix]}}}{local}"


# Of a link in RSS. In Atom, elements of Atom have no prefix.
ATOM_LINK = name("atom", "link")


def add_links(
    parent: Element, feed: Feed, media_type: str, link_name: str = ATOM_LINK
) -> None:
    """Add where a feed is, whose it is and where the rest of it is."""
    listing = feed.listing
    links = [
        {"rel": "self", "type": media_type, "href": feed.address},
        {"rel": "alternate", "type": "text/html", "href": listing.page_address()},
        *({"rel": rel, "type": media_type, "href": url} for rel, url in feed.links),
    ]
    if feed.hub:
        links.append({"rel": "hub", "href": feed.hub})
    for link in links:
        SubElement(parent, link_name, link)
    if feed.window.is_archive:
        SubElement(parent, name("fh", "archive"))


def add_entry_links(parent: Element, entry: Entry, link_name: str = ATOM_LINK) -> None:
    """Add the other language versions of an entry and what belongs to it."""
    for version in entry.translations:
        link = {"rel": "alternate", "type": "text/html", "hreflang": version.language}
        link |= {"title": version.title, "href": version.url}
        SubElement(parent, link_name, link)
    for related in entry.related:
        link = {"rel": "related", "title": related.title, "href": related.url}
        SubElement(parent, link_name, link)


def add_media(parent: Element, picture: Picture) -> None:
    """Add a picture with its size and credit (Media RSS 1.5.1).

    Without its description, which common readers show as that of the entry.
    """
    content = SubElement(
        parent,
        name("media", "content"),
        {
            "url": picture.url,
            "type": picture.media_type,
            "medium": "image",
            "fileSize": str(picture.length),
            "width": str(picture.width),
            "height": str(picture.height),
        },
    )
    if picture.credit:
        SubElement(content, name("media", "credit")).text = picture.credit


def document(root: Element) -> bytes:
    """Return the bytes of a document that a browser shows with a style sheet."""
    style = static("css/feed.css")
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<?xml-stylesheet type="text/css" href="{style}"?>\n'
    )
    return head.encode() + ElementTree.tostring(root, encoding="utf-8")
