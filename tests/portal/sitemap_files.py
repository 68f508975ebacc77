"""Reads sitemaps as a search engine does: valid or not at all."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import xmlschema

SCHEMA = xmlschema.XMLSchema(Path(__file__).parent / "schemas" / "sitemap.xsd")
SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


def fetch(client, address: str) -> ElementTree.Element:
    """Return the root of a sitemap that is valid."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    SCHEMA.validate(response.content.decode())
    return ElementTree.fromstring(response.content)


def entries(root: ElementTree.Element) -> dict[str, dict]:
    """Return date and versions of every address; each is listed once."""
    found = {
        url.findtext("s:loc", namespaces=SPACES): {
            "lastmod": url.findtext("s:lastmod", namespaces=SPACES),
            "versions": {
                link.get("hreflang"): link.get("href")
                for link in url.findall("x:link", SPACES)
            },
        }
        for url in root.findall("s:url", SPACES)
    }
    assert len(found) == len(root)
    return found


def listed(client, address: str = "/sitemap.xml") -> dict[str, dict]:
    """Return the entries of a sitemap and of the sections that it lists."""
    root = fetch(client, address)
    if not root.tag.endswith("}sitemapindex"):
        return entries(root)
    found: dict[str, dict] = {}
    for part in parts(root):
        section = entries(fetch(client, part))
        assert not section.keys() & found.keys()
        found |= section
    return found


def parts(index: ElementTree.Element) -> list[str]:
    """Return the paths of the sections of an index."""
    return [urlsplit(loc.text).path for loc in index.findall("s:sitemap/s:loc", SPACES)]


def news(client) -> list[dict[str, str]]:
    """Return what the news sitemap says of every release."""
    return [
        {
            "loc": url.findtext("s:loc", namespaces=SPACES),
            **{
                name: url.findtext(f"n:news/{path}", namespaces=SPACES)
                for name, path in {
                    "name": "n:publication/n:name",
                    "language": "n:publication/n:language",
                    "at": "n:publication_date",
                    "title": "n:title",
                }.items()
            },
        }
        for url in fetch(client, "/news-sitemap.xml").findall("s:url[n:news]", SPACES)
    ]
