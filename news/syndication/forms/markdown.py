"""A release as Markdown (GitHub's, RFC 7764) with its facts in front.

The facts are YAML; each value is written as JSON, which YAML contains.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote

from django.template.loader import render_to_string

from bs4.element import Tag
from markdownify import ATX, MarkdownConverter

from news.syndication.feeds import xml_text
from news.syndication.forms.sources import Source

# Characters that JSON may hold and YAML may not (YAML 1.2, c-printable and b-char).
UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def build(source: Source) -> bytes:
    """Return a release as Markdown."""
    html = render_to_string("news/forms/whole.html", {"source": source})
    return f"---\n{_facts(source)}---\n\n{from_html(xml_text(html))}\n".encode()


class _Converter(MarkdownConverter):
    """Writes HTML as Markdown in which text is nothing but text."""

    class Options(MarkdownConverter.DefaultOptions):
        heading_style = ATX
        bullets = "-"
        escape_misc = True
        sup_symbol = "<sup>"
        sub_symbol = "<sub>"

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        for name, value in (("title", ""), ("href", _destination(el, "href"))):
            el[name] = value
        return super().convert_a(el, text, parent_tags)

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        alt = self.escape(" ".join(str(el.get("alt", "")).split()), parent_tags)
        return f"![{alt}]({_destination(el, 'src')})"


def _destination(tag: Tag, name: str) -> str:
    """Return an address so that it ends where the parenthesis around it ends."""
    address = str(tag.get(name, ""))
    return re.sub(r"[()<>\s]", lambda found: quote(found[0]), address)


def from_html(html: str) -> str:
    """Return HTML as Markdown."""
    return re.sub(r"\n{3,}", "\n\n", _Converter().convert(html)).strip()


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


def _written(value: str | list[str]) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
