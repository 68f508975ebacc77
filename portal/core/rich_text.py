"""Rich text with links to things that have a name and an address.

What such links are called and where they lead may have been resolved before, as
of some day. Then rendering looks nothing up and always says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText, expand_db_html

from portal.core.characters import BREAKS

# Permanent addresses without a language, for texts that are read elsewhere.
PERMANENT_ADDRESS = "/id/"
# An anchor that leads nowhere is what Wagtail leaves of a broken link.
BROKEN_LINK = "<a>"

_BROKEN = re.compile(r"<a>(.*?)</a>", re.DOTALL)
_TITLED = re.compile(
    r'(<a href="[^"]*") title="([^"]*)" lang="([^"]*)">(.*?)</a>', re.DOTALL
)


@dataclass(frozen=True)
class Links:
    """What is known of links: name and path by key, and where paths begin.

    Without ``by_key`` they have to be looked up.
    """

    by_key: dict[str, dict] | None = None
    below: str = PERMANENT_ADDRESS


_links: ContextVar[Links | None] = ContextVar("_links", default=None)


def links() -> Links:
    """Return what is known of the links of the text that is being rendered."""
    return _links.get() or Links()


def opening_tag(link: dict | None) -> str:
    """Return the opening tag of a link to ``{"name", "name_lang", "path"}``.

    None leads nowhere.
    """
    if not link:
        return BROKEN_LINK
    return format_html(
        '<a href="{}{}" title="{}" lang="{}">',
        links().below,
        link["path"],
        link["name"],
        link.get("name_lang", ""),
    )


def render(
    text: RichText | str | None,
    by_key: dict[str, dict] | None = None,
    below: str = "",
) -> SafeString:
    """Return rich text as HTML.

    ``by_key`` are links resolved before, None to look them up now; ``below`` is
    the address that their paths begin with. Breaks that HTML does not know, as Word
    has them, are spaces. A link that leads nowhere is plain
    text, and one that is called what its text says has no title.
    """
    source = text.source if isinstance(text, RichText) else text or ""
    source = BREAKS.sub(" ", source)
    token = _links.set(Links(by_key, below or PERMANENT_ADDRESS))
    try:
        html = expand_db_html(source)
    finally:
        _links.reset(token)
    html = _BROKEN.sub(r"\1", html)
    return mark_safe(_TITLED.sub(_without_needless_title, html))  # noqa: S308


def _without_needless_title(link: re.Match[str]) -> str:
    """Return a link without the title that its text is; such a text is a name."""
    start, title, language, content = link.groups()
    if unescape(title) != unescape(strip_tags(content)):
        return f'{start} title="{title}">{content}</a>'
    return (
        f'{start} lang="{language}">{content}</a>'
        if language
        else f"{start}>{content}</a>"
    )


def rich_texts(value: Any) -> Iterator[RichText]:
    """Yield every rich text in the value of a stream or of any block, in order.

    These are the values themselves: to change one is to change the stream.
    """
    if isinstance(value, RichText):
        yield value
    elif isinstance(value, TypedTable):
        for row in value.row_data:
            yield from rich_texts(row["values"])
    elif isinstance(value, dict):
        for part in value.values():
            yield from rich_texts(part)
    elif hasattr(value, "stream_block"):
        for child in value:
            yield from rich_texts(child.value)
    elif isinstance(value, list) or hasattr(value, "bound_blocks"):
        for part in value:
            yield from rich_texts(part)
