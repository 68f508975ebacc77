"""A release as Markdown (GitHub's, RFC 7764) with its facts in front.

The facts are YAML; each value is written as JSON, which YAML contains.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.template.loader import render_to_string

from bs4 import BeautifulSoup
from bs4.element import Tag
from markdownify import ATX, markdownify

from news.syndication.formats.sources import Source, printable

OPTIONS: dict[str, Any] = {
    "heading_style": ATX,
    "bullets": "-",
    "escape_misc": True,
    "sup_symbol": "<sup>",
    "sub_symbol": "<sub>",
}
# What may begin markup inside a line.
SPECIAL = re.compile(r"[]\\&<`[>~=+|*_]")
# Characters that JSON may hold as they are and YAML may not.
UNPRINTABLE = re.compile("[\u2028\u2029\ufeff]")


def build(source: Source) -> bytes:
    """Return a release as Markdown."""
    html = render_to_string("news/formats/whole.html", {"source": source})
    return f"---\n{_facts(source)}---\n\n{from_html(printable(html))}\n".encode()


def from_html(html: str) -> str:
    """Return HTML as Markdown in which text is nothing but text."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a"):
        link.attrs = {"href": _destination(link, "href")}
    for image in soup.find_all("img"):
        alt = SPECIAL.sub(r"\\\g<0>", " ".join(str(image.get("alt", "")).split()))
        image.attrs = {"alt": alt, "src": _destination(image, "src")}
    markdown = markdownify(str(soup), **OPTIONS)
    return re.sub(r"\n{3,}", "\n\n", markdown).strip()


def _destination(tag: Tag, name: str) -> str:
    """Return an address so that it ends where the parenthesis around it ends."""
    address = str(tag.get(name, ""))
    return re.sub(r"[()<>\s]", lambda found: quote(found[0]), address)


def escape(text: str) -> str:
    """Return a text so that Markdown shows it as it is, in one line."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return " ".join(from_html(escaped).split())


def _facts(source: Source) -> str:
    """Return what is known of a release, one fact in a line."""
    facts = {
        "title": source.title,
        "kicker": source.kicker,
        "date": source.released_at.isoformat(),
        "updated": source.updated_at.isoformat(),
        "language": source.release.language,
        "kind": source.release.kind,
        "number": source.number,
        "issuers": source.issuers,
        "status": "withdrawn" if source.withdrawal else "",
        "url": source.address,
        "id": source.release.guid,
    }
    return "".join(
        f"{name}: {_written(value)}\n" for name, value in facts.items() if value
    )


def _written(value: Sequence[str]) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
