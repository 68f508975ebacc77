"""Clean HTML as plain data: paragraphs, headings, lists, tables, quotations.

For the formats that cannot show HTML. A block is a dictionary with its ``kind``; the
text in it is a list of runs, which have a ``text`` and, where they have any, their
``styles`` and where they lead (``href``). A line break is ``"\\n"`` in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

Run = dict[str, Any]
Block = dict[str, Any]

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = {
    *HEADINGS,
    *("address", "article", "aside", "blockquote", "center", "details", "div"),
    *("dl", "figure", "footer", "header", "hr", "nav", "ol", "p", "pre"),
    *("section", "summary", "table", "ul"),
}
STYLES = {
    "b": "strong",
    "strong": "strong",
    "em": "emph",
    "i": "emph",
    "cite": "emph",
    "sup": "super",
    "sub": "sub",
}
# HTML collapses these; a no-break space is a character like any other.
WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True)
class Text:
    """A release in parts: what opens it, its body, what follows, what is beside it."""

    opening: dict[str, Block] = field(default_factory=dict)
    body: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    beside: list[Block] = field(default_factory=list)

    @classmethod
    def read(
        cls, html: str, appendix: str, opening: list[str], sections_after: int
    ) -> Text:
        """Read a text whose first blocks are named and whose last sections counted.

        ``sections_after`` is the number of sections with a heading of level 2 that
        do not belong to the body. Notes and "About" texts have no headings inside.
        """
        found = read(html)
        named = dict(zip(opening, found, strict=False))
        rest = found[len(named) :]
        starts = [
            place
            for place, block in enumerate(rest)
            if block["kind"] == "heading" and block["level"] == 2
        ]
        end = starts[-sections_after] if 0 < sections_after <= len(starts) else None
        after = rest[end:] if end is not None else []
        return cls(named, rest[:end], after, read(appendix))


def read(html: str) -> list[Block]:
    """Return the blocks of clean HTML."""
    return list(_blocks(BeautifulSoup(html, "html.parser").children))


def plain(runs: Iterable[Run]) -> str:
    """Return the text of runs."""
    return "".join(run["text"] for run in runs)


def _blocks(nodes: Iterable[PageElement]) -> Iterator[Block]:
    """Yield the blocks among nodes; text beside blocks is a paragraph."""
    inline: list[PageElement] = []
    for node in nodes:
        if isinstance(node, Tag) and (node.name in BLOCKS or node.find(list(BLOCKS))):
            yield from _paragraph(inline)
            inline = []
            yield from _block(node)
        else:
            inline.append(node)
    yield from _paragraph(inline)


def _block(tag: Tag) -> Iterator[Block]:
    if tag.name in HEADINGS:
        if runs := _runs([tag]):
            yield {"kind": "heading", "level": HEADINGS[tag.name], "runs": runs}
    elif tag.name in ("ul", "ol"):
        entries = [list(_blocks(item.children)) for item in _own(tag, "li")]
        if any(entries):
            yield {
                "kind": "list",
                "is_ordered": tag.name == "ol",
                "entries": [entry for entry in entries if entry],
            }
    elif tag.name == "figure":
        yield from _figure(tag)
    elif tag.name == "blockquote":
        yield {"kind": "quote", "blocks": list(_blocks(tag.children)), "source": []}
    elif tag.name == "table":
        yield from _table(tag)
    elif tag.name == "dl":
        yield from _terms(tag)
    elif _is_paraphrase(tag):
        said, source = tag.find_all(name=True, recursive=False)
        yield {
            "kind": "said",
            "blocks": list(_blocks(said.children)),
            "source": _runs([source]),
        }
    else:
        yield from _blocks(tag.children)


def _own(tag: Tag, *names: str) -> list[Tag]:
    return tag.find_all(names, recursive=False)


def _is_paraphrase(tag: Tag) -> bool:
    """Tell whether this is what news/blocks/statement.html makes of a paraphrase."""
    children = tag.find_all(name=True, recursive=False)
    return tag.name == "div" and [child.name for child in children] == ["div", "p"]


def _paragraph(nodes: list[PageElement]) -> Iterator[Block]:
    """Yield the text of nodes as a paragraph, and the pictures in it on their own."""
    if runs := _runs(nodes):
        yield {"kind": "paragraph", "runs": runs}
    for node in nodes:
        if isinstance(node, Tag):
            images = [node] if node.name == "img" else node.find_all("img")
            yield from (_picture(image, []) for image in images)


def _figure(tag: Tag) -> Iterator[Block]:
    """Yield what a figure shows with its caption: a quotation or pictures."""
    captions = _own(tag, "figcaption")
    caption = _runs(captions)
    shown = [node for node in tag.children if node not in captions]
    blocks = list(_blocks(shown))
    for block in blocks:
        if block["kind"] == "quote":
            block["source"], caption = caption, []
        elif block["kind"] == "picture":
            block["caption"], caption = caption, []
    yield from blocks
    if caption:
        yield {"kind": "paragraph", "runs": caption}


def _picture(image: Tag, caption: list[Run]) -> Block:
    return {
        "kind": "picture",
        "alt": _collapsed(str(image.get("alt", ""))),
        "caption": caption,
    }


def _table(tag: Tag) -> Iterator[Block]:
    rows = [
        [_runs(cell.children) for cell in _own(row, "th", "td")]
        for row in tag.find_all("tr")
    ]
    rows = [row for row in rows if row]
    if not rows:
        return
    width = max(map(len, rows))
    rows = [row + [[]] * (width - len(row)) for row in rows]
    head = bool(tag.find("thead"))
    yield {
        "kind": "table",
        "caption": _runs(_own(tag, "caption")),
        "head": rows[0] if head else [],
        "rows": rows[head:],
        "width": width,
    }


def _terms(tag: Tag) -> Iterator[Block]:
    """Yield the terms of a list with what is said of each, and as of when."""
    entries: list[dict[str, list[Run]]] = []
    for part in tag.find_all(["dt", "dd"]):
        if part.name == "dt":
            notes = [note.extract() for note in part.find_all("small")]
            entries.append({"term": _runs([part]), "value": [], "note": _runs(notes)})
        elif entries:
            entries[-1]["value"] = _runs([part])
    if entries:
        yield {"kind": "terms", "entries": entries}


def _runs(nodes: Iterable[PageElement]) -> list[Run]:
    """Return the text of nodes as runs, white space collapsed as HTML has it."""
    runs: list[Run] = []
    for text, styles, href in _pieces(nodes, (), ""):
        before = runs[-1]["text"] if runs else "\n"
        if before.endswith((" ", "\n")):
            text = text.removeprefix(" ")
        if text == "\n" and runs:
            runs[-1]["text"] = before.removesuffix(" ")
        run: Run = {"text": text}
        if styles:
            run["styles"] = sorted(set(styles))
        if href:
            run["href"] = href
        if runs and {**runs[-1], "text": ""} == {**run, "text": ""}:
            runs[-1]["text"] += text
        elif text:
            runs.append(run)
    return _stripped(runs)


def _stripped(runs: list[Run]) -> list[Run]:
    """Take white space from both ends of runs, and what is empty then."""
    while runs and not runs[0]["text"].strip(" \n"):
        runs.pop(0)
    while runs and not runs[-1]["text"].strip(" \n"):
        runs.pop()
    if runs:
        runs[0]["text"] = runs[0]["text"].lstrip(" \n")
        runs[-1]["text"] = runs[-1]["text"].rstrip(" \n")
    return [run for run in runs if run["text"]]


def _pieces(
    nodes: Iterable[PageElement], styles: tuple[str, ...], href: str
) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield the texts in nodes, each with its styles and where it leads."""
    for node in nodes:
        if isinstance(node, PreformattedString):
            continue  # a comment is no text
        if isinstance(node, NavigableString):
            yield WHITE_SPACE.sub(" ", node), styles, href
        elif isinstance(node, Tag):
            if node.name == "br":
                yield "\n", (), ""
                continue
            own = STYLES.get(node.name)
            leads = str(node.get("href", "")) if node.name == "a" else ""
            inner = (*styles, own) if own else styles
            yield from _pieces(node.children, inner, leads or href)


def _collapsed(text: str) -> str:
    return WHITE_SPACE.sub(" ", text).strip()
