"""A text as data: paragraphs, headings, lists, tables, quotations.

For the formats that cannot show HTML, and for search. What editors typed as rich text
is read by ``read``; everything else is built from its own fields (``portal.core.bodies``
and, above it, whoever has blocks of its own). No text has a character that some format
cannot carry. A line break is ``"\\n"`` in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from portal.core.characters import printable, write_script

Style = Literal["strong", "emph", "super", "sub"]


@dataclass(frozen=True)
class Run:
    """A part of a text with its styles, and the address that it leads to.

    ``lang`` is its language if it is not that of the text.
    """

    text: str
    styles: tuple[Style, ...] = ()
    href: str = ""
    lang: str = ""

    @property
    def script(self) -> str:
        """Whether the text is raised, "super", or lowered, "sub"."""
        return next((one for one in self.styles if one in ("super", "sub")), "")


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True)
class Heading:
    """A heading; the headline of the whole is of level 1."""

    level: int
    runs: Runs


@dataclass(frozen=True)
class List:
    """A list; each entry is made of blocks."""

    entries: tuple[tuple[Block, ...], ...]
    is_ordered: bool = False


@dataclass(frozen=True)
class Quotation:
    """What somebody said, with who said it; reported speech is not verbatim.

    ``lang`` is the language of the words if it is not that of the text.
    """

    blocks: tuple[Block, ...]
    source: Runs = ()
    is_verbatim: bool = True
    lang: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture: its address, its words for those who do not see it, what is below."""

    src: str
    alt: str = ""
    caption: Runs = ()


@dataclass(frozen=True)
class Table:
    """A table whose rows are equally long; ``head`` is empty where it has none."""

    rows: tuple[tuple[Runs, ...], ...]
    head: tuple[Runs, ...] = ()
    caption: Runs = ()

    @property
    def width(self) -> int:
        return max(map(len, (self.head, *self.rows)), default=0)


@dataclass(frozen=True)
class Figure:
    """A value with what it counts; ``note`` says as of when, and who says so."""

    subject: Runs
    value: Runs
    note: Runs = ()


@dataclass(frozen=True)
class Figures:
    """Figures at a glance."""

    entries: tuple[Figure, ...]


Block = Paragraph | Heading | List | Quotation | Picture | Table | Figures


HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = {
    *HEADINGS,
    *("address", "article", "aside", "blockquote", "center", "details", "div"),
    *("dl", "figure", "footer", "header", "hr", "nav", "ol", "p", "pre"),
    *("section", "summary", "table", "ul"),
}
STYLES: dict[str, Style] = {
    "b": "strong",
    "strong": "strong",
    "em": "emph",
    "i": "emph",
    "cite": "emph",
    "sup": "super",
    "sub": "sub",
}
NO_TEXT = ("script", "style", "template")
# HTML collapses these; a no-break space is a character like any other.
WHITE_SPACE = re.compile(r"[ \t\n\r\f\v]+")
NEW_LINE = re.compile(r"\r\n?")
FOLLOWED = ("http", "https", "mailto", "tel", "ftp", "ftps")


def runs(text: str, *styles: Style, href: str = "") -> Runs:
    """Return a text without markup as runs, none for an empty one."""
    text = NEW_LINE.sub("\n", printable(text)).strip()
    return (Run(text, styles, href),) if text else ()


def line(text: str, *styles: Style, href: str = "") -> Runs:
    """Return a text without markup as runs in one line."""
    return runs(" ".join(printable(text).split()), *styles, href=href)


def join(parts: Iterable[Runs], between: str = " ") -> Runs:
    """Return those of some texts that say anything as one."""
    joined: list[Run] = []
    for part in parts:
        if part:
            joined += [Run(between), *part] if joined else part
    return tuple(joined)


def follow(address: str, base: str) -> str:
    """Return an absolute address, empty for one that nobody should follow."""
    try:
        absolute = urljoin(base, address.strip()) if address else ""
        return absolute if urlsplit(absolute).scheme in FOLLOWED else ""
    except ValueError:
        return ""  # such as a bracket without its other half


def plain(text: Iterable[Run]) -> str:
    """Return runs as plain text: ``10⁶`` where 6 is raised."""
    return "".join(run.text for run in write_scripts(text))


def write_scripts(text: Iterable[Run]) -> Iterator[Run]:
    """Yield runs with their raised and lowered parts as plain text writes them."""
    for script, group in groupby(text, key=lambda run: run.script):
        parts = list(group)
        if not script:
            yield from parts
            continue
        written = write_script([run.text for run in parts], script)
        for run, one in zip(parts, written, strict=True):
            styles = tuple(style for style in run.styles if style != script)
            yield replace(run, text=one, styles=styles)


def list_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield all that blocks say as plain text, one text for each part of them."""
    return map(plain, list_runs(blocks))


def list_runs(blocks: Iterable[Block]) -> Iterator[Runs]:
    """Yield all that blocks say, the runs of one part after those of another."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield block.runs
        elif isinstance(block, List):
            for entry in block.entries:
                yield from list_runs(entry)
        elif isinstance(block, Quotation):
            yield from list_runs(block.blocks)
            yield block.source
        elif isinstance(block, Picture):
            yield from (line(block.alt), block.caption)
        elif isinstance(block, Table):
            yield block.caption
            for row in (block.head, *block.rows):
                yield from row
        else:
            for figure in block.entries:
                yield from (figure.subject, figure.value, figure.note)


def read(html: str, base: str = "", lang: str = "") -> tuple[Block, ...]:
    """Return the blocks of rich text; ``base`` is the address that links start from.

    ``lang`` is its language if it is not that of the text that it stands in.
    """
    nodes = BeautifulSoup(html, "html.parser").children
    return tuple(_Reader(base, lang).blocks(nodes))


def read_line(html: str, base: str = "") -> Runs:
    """Return rich text that stands in one place, such as a cell, as runs."""
    texts = [block.runs for block in read(html, base) if isinstance(block, Paragraph)]
    return join(texts, "\n")


@dataclass(frozen=True)
class _Reader:
    """Reads HTML that editors have typed: paragraphs, lists and what stands in them."""

    base: str
    lang: str = ""

    def blocks(self, nodes: Iterable[PageElement]) -> Iterator[Block]:
        """Yield the blocks among nodes; text beside blocks is a paragraph."""
        inline: list[PageElement] = []
        for node in nodes:
            if isinstance(node, Tag) and (node.name in BLOCKS or _has_blocks(node)):
                yield from self.paragraph(inline)
                inline = []
                yield from self.block(node)
            else:
                inline.append(node)
        yield from self.paragraph(inline)

    def block(self, tag: Tag) -> Iterator[Block]:
        if tag.name in HEADINGS:
            if text := self.runs([tag]):
                yield Heading(HEADINGS[tag.name], text)
        elif tag.name in ("ul", "ol"):
            items = tag.find_all("li", recursive=False)
            entries = [tuple(self.blocks(item.children)) for item in items]
            if any(entries):
                yield List(tuple(filter(None, entries)), tag.name == "ol")
        elif tag.name == "blockquote":
            yield Quotation(tuple(self.blocks(tag.children)))
        elif tag.name == "table":
            yield from self.table(tag)
        elif tag.name == "figure":
            yield from self.figure(tag)
        else:
            yield from self.blocks(tag.children)

    def table(self, tag: Tag) -> Iterator[Block]:
        """Yield a table; one of a single cell, or with blocks in it, is a frame."""
        rows = [
            row.find_all(["td", "th"], recursive=False)
            for row in tag.find_all("tr")
            if row.find_parent("table") is tag
        ]
        rows = [row for row in rows if row]
        width = max(map(len, rows), default=0)
        if width < 2 or len(rows) < 2 or tag.find("table"):
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell.children)
            return
        texts = [tuple(self.cell(cell) for cell in row) for row in rows]
        full = [row + ((),) * (width - len(row)) for row in texts]
        has_head = all(
            cell.name == "th" or _is_strong(text)
            for cell, text in zip(rows[0], full[0], strict=False)
        )
        caption = tag.find("caption", recursive=False)
        yield Table(
            tuple(full[1:] if has_head else full),
            full[0] if has_head else (),
            self.runs([caption]) if caption else (),
        )

    def cell(self, tag: Tag) -> Runs:
        """Return the text of a cell in one place."""
        blocks = self.blocks(tag.children)
        return join(list_runs(blocks), "\n")

    def figure(self, tag: Tag) -> Iterator[Block]:
        """Yield a picture with what stands below it."""
        caption = tag.find("figcaption")
        image = tag.find("img")
        if not image:
            yield from self.blocks(tag.children)
            return
        alt = WHITE_SPACE.sub(" ", str(image.get("alt", ""))).strip()
        src = follow(str(image.get("src", "")), self.base)
        said = self.runs([caption]) if caption else ()
        yield Picture(src, printable(alt), said)

    def paragraph(self, nodes: list[PageElement]) -> Iterator[Block]:
        """Yield the text of nodes as a paragraph, and the pictures in it on their own."""
        if text := self.runs(nodes):
            yield Paragraph(text)
        for node in nodes:
            if isinstance(node, Tag):
                for image in [node] if node.name == "img" else node.find_all("img"):
                    alt = WHITE_SPACE.sub(" ", str(image.get("alt", ""))).strip()
                    src = follow(str(image.get("src", "")), self.base)
                    yield Picture(src, printable(alt))

    def runs(self, nodes: Iterable[PageElement]) -> Runs:
        """Return the text of nodes as runs, white space collapsed as HTML has it."""
        found: list[Run] = []
        for run in self.pieces(nodes, (), ""):
            text = run.text
            before = found[-1].text if found else "\n"
            if before.endswith((" ", "\n")):
                text = text.removeprefix(" ")
            if text == "\n" and found:
                found[-1] = replace(found[-1], text=before.removesuffix(" "))
            if found and replace(found[-1], text="") == replace(run, text=""):
                found[-1] = replace(found[-1], text=found[-1].text + text)
            elif text:
                found.append(replace(run, text=text))
        return _strip(found)

    def pieces(
        self, nodes: Iterable[PageElement], styles: tuple[Style, ...], href: str
    ) -> Iterator[Run]:
        """Yield the texts in nodes, each with its styles and where it leads."""
        for node in nodes:
            if isinstance(node, PreformattedString):
                continue  # a comment is no text
            if isinstance(node, NavigableString):
                text = printable(WHITE_SPACE.sub(" ", node))
                around = node.find_parent(lang=True)
                lang = str(around["lang"]) if around else self.lang
                yield Run(text, tuple(sorted(set(styles))), href, lang)
            elif isinstance(node, Tag) and node.name == "br":
                yield Run("\n")
            elif isinstance(node, Tag) and node.name not in NO_TEXT:
                own = STYLES.get(node.name)
                leads = str(node.get("href", "")) if node.name == "a" else ""
                yield from self.pieces(
                    node.children,
                    (*styles, own) if own else styles,
                    follow(leads, self.base) or href,
                )


def _has_blocks(tag: Tag) -> bool:
    # A list of names would be compared one by one, in long texts for seconds.
    return any(isinstance(one, Tag) and one.name in BLOCKS for one in tag.descendants)


def _is_strong(text: Runs) -> bool:
    return bool(text) and all(
        "strong" in run.styles for run in text if run.text.strip()
    )


def _strip(text: list[Run]) -> Runs:
    """Take white space from both ends of runs, and what is empty then."""
    while text and not text[0].text.strip(" \n"):
        text.pop(0)
    while text and not text[-1].text.strip(" \n"):
        text.pop()
    if text:
        text[0] = replace(text[0], text=text[0].text.lstrip(" \n"))
        text[-1] = replace(text[-1], text=text[-1].text.rstrip(" \n"))
    return tuple(run for run in text if run.text)
