"""What becomes of HTML that an editor pastes into a rich text.

Rich text for the editor that it was pasted into and, where that stands in a stream,
blocks of their own for what rich text cannot hold. What was changed is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from uuid import uuid4

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from bs4 import BeautifulSoup
from bs4.element import NavigableString

from portal.core import prose
from portal.core.link_targets import clean_address, clean_in_text
from portal.core.newsroom_text import hides_characters, order_line, order_markup
from portal.core.pasted_html import tidy
from portal.core.prose import Block, Heading, List, Paragraph, Run, Runs, Table
from portal.core.rich_writing import write_runs, write_table

LONGEST_HEADING = LONGEST_CAPTION = 200  # characters, as the blocks have it
LONGEST_BOLD_LINE = 120  # of one that is taken for a heading
LOWEST = 3  # level of a heading block
BETWEEN_CELLS = " | "

Kind = Literal["links", "hidden", "tables", "captions", "rows", "headings", "pictures"]


@dataclass(frozen=True)
class Pasted:
    """Rich text for the editor, raw data of a stream around it, and what was changed."""

    here: str = ""
    before: list[dict[str, Any]] = field(default_factory=list)
    after: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_pasted(
    html: str,
    features: Collection[str],
    kinds: Collection[str] = (),
    *,
    is_empty: bool = False,
) -> Pasted:
    """Return what HTML becomes in an editor with ``features``.

    ``kinds`` are the blocks that may be put around it, none where it stands in no
    stream. Only around an empty editor may something be put before it.
    """
    soup = tidy(html)
    changed: Counter[Kind] = Counter()
    changed["links"] = _count_unclean_links(soup)
    changed["hidden"] = int(hides_characters(soup.get_text()))
    writer = _Writer(frozenset(features), frozenset(kinds), changed)
    parts = writer.write(prose.read(str(soup.body or soup)))
    notes = list(_list_notes(changed))
    places = [place for place, part in enumerate(parts) if part["type"] == "prose"]
    if not places or (places[0] > 0 and not is_empty):
        return Pasted("", [], parts, notes)
    first = places[0]
    return Pasted(parts[first]["value"], parts[:first], parts[first + 1 :], notes)


class _Writer:
    """Writes the blocks of a text as parts of a stream; paragraphs stay together."""

    def __init__(
        self,
        features: frozenset[str],
        kinds: frozenset[str],
        changed: Counter[Kind],
    ) -> None:
        self.features = features
        self.kinds = kinds
        self.changed = changed
        self.parts: list[dict[str, Any]] = []
        self.prose: list[str] = []
        self.level = 1  # of the heading above

    def write(self, blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
        for block in blocks:
            is_heading = len(blocks) > 1 and _is_bold_line(block)
            if is_heading and "heading" in self.kinds and isinstance(block, Paragraph):
                # Below the headings that the text has; bold lines are beside each other.
                self._put_heading(block.runs, min(self.level + 1, LOWEST))
                self.changed["headings"] += 1
            else:
                self._add(block)
        self._close_prose()
        return self.parts

    def _add(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self._add_prose("p", block.runs)
        elif isinstance(block, Heading):
            self._add_heading(block)
        elif isinstance(block, List):
            self._add_list(block)
        elif isinstance(block, Table):
            self._add_table(block)
        elif isinstance(block, prose.Quotation):
            for part in block.blocks:
                self._add(part)
            self._add_prose("p", block.source)
        elif isinstance(block, prose.Picture):
            self.changed["pictures"] += 1
            self._add_prose("p", block.caption)

    def _add_prose(self, tag: str, runs: Runs) -> None:
        if html := write_runs(runs):
            self.prose.append(format_html("<{0}>{1}</{0}>", tag, html))

    def _close_prose(self) -> None:
        html = order_markup("".join(self.prose))
        self.prose = []
        if html:
            self.parts.append(_part("prose", html))

    def _put(self, kind: str, value: dict[str, Any]) -> None:
        self._close_prose()
        self.parts.append(_part(kind, value))

    def _add_heading(self, block: Heading) -> None:
        """Add a heading; the highest are of level 2, and none skips a level."""
        self.level = max(2, min(block.level, self.level + 1, LOWEST))
        tag = f"h{self.level}"
        if "heading" in self.kinds and len(prose.plain(block.runs)) <= LONGEST_HEADING:
            self._put_heading(block.runs, self.level)
        elif tag in self.features:
            self._add_prose(tag, block.runs)
        else:
            self._add_prose("p", tuple(map(_make_bold, block.runs)))

    def _put_heading(self, runs: Runs, level: int) -> None:
        if text := order_line(prose.plain(runs).replace("\n", " ")).strip():
            self._put("heading", {"text": text, "level": str(level)})

    def _add_list(self, block: List) -> None:
        if {"ul", "ol"} <= self.features:
            self.prose.append(_list_html(block))
            return
        for number, entry in enumerate(block.entries, 1):
            sign = f"{number}. " if block.is_ordered else "– "
            text = prose.join(prose.list_runs(entry))
            self._add_prose("p", (Run(sign), *text))

    def _add_table(self, block: Table) -> None:
        if "table" not in self.kinds:
            self.changed["rows"] += 1
            self._add_prose("p", block.caption)
            for row in (block.head, *block.rows):
                self._add_prose("p", prose.join(row, BETWEEN_CELLS))
            return
        self.changed["tables"] += 1
        caption = order_line(prose.plain(block.caption))[:LONGEST_CAPTION]
        self.changed["captions"] += not caption
        self._put("table", {"caption": caption, "table": write_table(block)})


def _part(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid4())}


def _is_bold_line(block: Block) -> bool:
    """Tell whether a paragraph is a heading that somebody only made bold."""
    if not isinstance(block, Paragraph):
        return False
    text = prose.plain(block.runs)
    return (
        len(text) <= LONGEST_BOLD_LINE
        and "\n" not in text
        and not text.endswith((".", ",", ";"))
        and any(character.isalpha() for character in text)
        and all("strong" in run.styles for run in block.runs if run.text.strip())
    )


def _make_bold(run: Run) -> Run:
    return replace(run, styles=tuple({*run.styles, "strong"}))


def _list_html(block: List) -> SafeString:
    entries = ((_entry_html(entry),) for entry in block.entries)
    items = format_html_join("", "<li>{}</li>", entries)
    return format_html("<{0}>{1}</{0}>", "ol" if block.is_ordered else "ul", items)


def _entry_html(blocks: Iterable[Block]) -> SafeString:
    """Return an entry of a list, with the lists in it."""
    html = SafeString("")
    for block in blocks:
        if isinstance(block, List):
            html += _list_html(block)
        else:
            html += write_runs(prose.join(prose.list_runs([block])))
    return html


def _count_unclean_links(soup: BeautifulSoup) -> int:
    """Return how many links lead through a gateway or track readers."""
    links = soup.find_all("a", href=True)
    unclean = sum(
        clean_address(address) != address
        for link in links
        if (address := str(link["href"]).strip())
    )
    return unclean + sum(
        clean_in_text(text) != text
        for text in soup.find_all(string=lambda text: type(text) is NavigableString)
        if "http" in text and not text.find_parent("a")
    )


def _list_notes(changed: Counter[Kind]) -> Iterable[str]:
    """Yield what was changed, in the language of who reads it."""
    if count := changed["links"]:
        yield ngettext(
            "%(count)d link was cleaned of what tracks readers.",
            "%(count)d links were cleaned of what tracks readers.",
            count,
        ) % {"count": count}
    if changed["hidden"]:
        yield gettext("Invisible characters were left out.")
    if count := changed["headings"]:
        yield ngettext(
            "%(count)d bold line became a heading.",
            "%(count)d bold lines became headings.",
            count,
        ) % {"count": count}
    if count := changed["tables"]:
        yield ngettext(
            "%(count)d table became a block of its own.",
            "%(count)d tables became blocks of their own.",
            count,
        ) % {"count": count}
    if changed["captions"]:
        yield gettext("A table needs a caption before it is published.")
    if count := changed["rows"]:
        yield ngettext(
            "%(count)d table became lines, as a table cannot stand here.",
            "%(count)d tables became lines, as tables cannot stand here.",
            count,
        ) % {"count": count}
    if count := changed["pictures"]:
        yield ngettext(
            "%(count)d picture was left out: upload it and choose it in a block.",
            "%(count)d pictures were left out: upload them and choose them in blocks.",
            count,
        ) % {"count": count}
