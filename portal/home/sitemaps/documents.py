"""The sitemap: one file, or an index and its sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.html import escape

from portal.core.addresses import absolute
from portal.core.alternates import alternates
from portal.core.documents import Document
from portal.core.languages import content_languages
from portal.core.simple_forms import is_simple
from portal.home.sitemaps.addresses import Address, Addresses

# Limits of the protocol for one file.
MOST_ADDRESSES = 50_000
MOST_BYTES = 52_428_800

MEDIA_TYPE = "application/xml"
# A sitemap is for search engines to read, not to list.
HEADERS = {"X-Robots-Tag": "noindex"}
PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
# What stands at most around the entries, and around the addresses of an entry.
MARKUP = 300
MARKUP_OF_ENTRY = len(
    "<url><loc></loc><lastmod>2026-01-01T00:00:00+00:00</lastmod></url>\n"
)
MARKUP_OF_LINK = len('<xhtml:link rel="alternate" hreflang="x-default" href=""/>')


def whole() -> Document:
    """Return the sitemap of all addresses, an index of sections if it has several."""
    addresses = Addresses()
    sections = _section_count(addresses)
    if sections == 1:
        return _urlset(addresses.between(0, addresses.count))
    numbers = range(1, sections + 1)
    listed = [absolute(reverse("sitemap_section", args=[one])) for one in numbers]
    entries = (f"<sitemap><loc>{escape(url)}</loc></sitemap>\n" for url in listed)
    return document("sitemapindex", {"": PROTOCOL}, entries)


def section(number: int) -> Document:
    """Return a section of the sitemap, counted from 1; raises Http404 beyond the last."""
    addresses = Addresses()
    if not 1 <= number <= _section_count(addresses):
        raise Http404
    size = _section_size(addresses)
    stop = min(number * size, addresses.count)
    return _urlset(addresses.between((number - 1) * size, stop))


def _section_size(addresses: Addresses) -> int:
    """Return how many addresses go into a file of the largest size allowed."""
    links = len(content_languages()) + 1
    entry = MARKUP_OF_ENTRY + links * MARKUP_OF_LINK + (links + 1) * addresses.longest
    return max(1, min(MOST_ADDRESSES, (MOST_BYTES - MARKUP) // entry))


def _section_count(addresses: Addresses) -> int:
    return max(1, -(-addresses.count // _section_size(addresses)))


def _urlset(addresses: Iterable[Address]) -> Document:
    spaces = {"": PROTOCOL, "xhtml": XHTML}
    return document("urlset", spaces, map(_entry, addresses))


def _entry(address: Address) -> str:
    lastmod = (
        f"<lastmod>{instant(address.changed_at)}</lastmod>"
        if address.changed_at
        else ""
    )
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href="{location(path)}"/>'
        for tag, path in alternates(_versions_named(address))
    )
    return f"<url><loc>{location(address.path)}</loc>{lastmod}{links}</url>\n"


def _versions_named(address: Address) -> dict[str, str]:
    """Return the versions of an address that search engines are told of, by language.

    They know languages with a script or a region, and take a variant such as
    ``de-simple`` for a mistake.
    """
    versions = {
        code: path for code, path in address.versions.items() if not is_simple(code)
    }
    return versions if address.path in versions.values() else {}


def location(path: str) -> str:
    """Return the absolute address of a path, as it stands in XML."""
    return escape(iri_to_uri(settings.SITE_URL + path))


def instant(moment: datetime) -> str:
    """Return an instant with its offset from UTC (W3C date and time format)."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


def document(root: str, spaces: dict[str, str], entries: Iterable[str]) -> Document:
    """Return an XML document from its entries, which are written as they come.

    ``spaces`` are namespaces by prefix.
    """
    content = bytearray()
    for part in _parts(root, spaces, entries):
        content += part.encode()
    return Document(bytes(content), MEDIA_TYPE, headers=HEADERS)


def _parts(root: str, spaces: dict[str, str], entries: Iterable[str]) -> Iterator[str]:
    names = "".join(
        f' xmlns{":" if prefix else ""}{prefix}="{name}"'
        for prefix, name in spaces.items()
    )
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}{names}>\n'
    yield from entries
    yield f"</{root}>\n"
