"""The links in a text, each with its words and their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags

from news.checking.slots import Slot
from portal.core.addresses import leads_elsewhere

LINK = re.compile(
    r"<a\b(?P<attributes>[^>]*)>(?P<words>.*?)</a>", re.DOTALL | re.IGNORECASE
)
HREF = re.compile(r"\bhref=([\"'])(?P<href>.*?)\1", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """Words of a slot that lead somewhere; ``href`` is empty within the site's graph."""

    href: str
    words: str
    start: int
    end: int

    @property
    def leads_outside(self) -> bool:
        """Whether it is a page of another site."""
        return self.href.startswith(("http://", "https://")) and leads_elsewhere(
            self.href
        )


def list_links(slot: Slot) -> Iterator[Link]:
    """Yield the links of a text in order."""
    if not slot.is_rich:
        return
    for link in LINK.finditer(slot.source):
        href = HREF.search(link["attributes"])
        yield Link(
            unescape(href["href"]).strip() if href else "",
            " ".join(unescape(strip_tags(link["words"])).split()),
            slot.plain.find(link.start("words")),
            slot.plain.find(link.end("words")),
        )
