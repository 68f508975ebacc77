"""Turns what exists into blocks: pasted HTML, a Word file, plain text.

What a mail programme or a word processor wrote around a text is left out; what it says
about the text (bold lines, lists, tables, pictures with captions) is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import PurePath
from zipfile import ZipFile

import mammoth

from news.reading.page_frames import leave_out_frame
from portal.core import prose
from portal.core.pasted_html import tidy
from portal.core.prose import Block, Heading, List, Paragraph, Table

# How Word writes what mammoth should know as headings and captions.
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Titel'] => h1:fresh
p[style-name='Subtitle'] => p.standfirst:fresh
p[style-name='Untertitel'] => p.standfirst:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='Beschriftung'] => figcaption:fresh
"""
BULLET = re.compile(r"^\s*(?:[•·▪◦‣*–—-]|o(?=\s{2,}))\s+(?=\S)")
DASHES = frozenset("-–—")
NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+(?=\S)")
RULE = re.compile(r"^\s*(?:[-_=*~–—]\s?){3,}\s*$")
MARKS = re.compile(r"^\s*(?:#{3,}|-\s?(?:end|ende|ends)\s?-|\*{3,})\s*$", re.IGNORECASE)
# A line that was broken by a program ends near the margin.
MARGIN = range(52, 81)
# What mammoth is told not to read.
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|emf|wmf|tiff?|bmp|svg)$", re.IGNORECASE)
# Bytes of all texts of a Word file when it is unpacked: a small one can become huge.
LARGEST_CONTENT = 8 * 1024 * 1024
# A line with a beginning of its own.
LABELLED = re.compile(r"[A-ZÄÖÜ][\w-]*(?: \d+)?: ")
LONGEST_LINE = 130  # characters of one that stands for itself


class UnreadableError(ValueError):
    """A file that is not what its name says, or no text at all."""


@dataclass(frozen=True)
class Source:
    """A text as it came: HTML, or plain."""

    text: str
    is_html: bool = False

    @classmethod
    def of_file(cls, name: str, data: bytes) -> Source:
        """Return what is in a file: ``.docx``, ``.html``, ``.htm`` or text.

        Raises UnreadableError where it cannot be read.
        """
        ending = PurePath(name).suffix.lower()
        if ending == ".docx":
            return cls(convert_docx(data), is_html=True)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
        return cls(text, ending in (".html", ".htm"))

    def read(self) -> tuple[Block, ...]:
        """Return the blocks of the text, without what a page has around it.

        Raises UnreadableError where it is nested deeper than any text.
        """
        try:
            blocks = read_html(self.text) if self.is_html else read_plain(self.text)
            return leave_out_frame(blocks)
        except RecursionError as error:
            raise UnreadableError from error


def read_file(name: str, data: bytes) -> tuple[Block, ...]:
    """Return the blocks of a file. Raises UnreadableError where it cannot be read."""
    return Source.of_file(name, data).read()


def convert_docx(data: bytes) -> str:
    """Return a Word file as HTML, with its pictures' words and without their data.

    Raises UnreadableError where it is none.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            texts = (
                one for one in archive.infolist() if not PICTURE.search(one.filename)
            )
            if sum(one.file_size for one in texts) > LARGEST_CONTENT:
                raise UnreadableError
        return mammoth.convert_to_html(
            BytesIO(data),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(_without_data),
        ).value
    except UnreadableError:
        raise
    except Exception as error:  # it raises whatever its libraries do
        raise UnreadableError from error


def _without_data(image: object) -> dict[str, str]:
    return {"src": ""}


def read_html(html: str) -> tuple[Block, ...]:
    """Return the blocks of HTML as it is pasted or stored."""
    soup = tidy(html)
    return prose.read(str(soup.body or soup))


def read_plain(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text without markup: parted by empty lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return tuple(_blocks(text.replace("\u2028", "\n").replace("\u2029", "\n\n")))


def _blocks(text: str) -> Iterator[Block]:
    text = re.sub(r"(?m)^[>|] ?", "", text)  # as mail programmes mark what they quote
    for part in re.split(r"\n[ \t\u00a0]*\n+", text):
        lines = [line.rstrip() for line in part.split("\n") if line.strip()]
        if len(lines) > 1 and all("\t" in line.strip() for line in lines):
            yield _table(lines)
        else:
            yield from _part([line.expandtabs(4) for line in lines])


def _table(lines: list[str]) -> Table:
    """Return the table that lines with tabs are; its first row is the head."""
    rows = [[prose.line(cell) for cell in line.split("\t")] for line in lines]
    width = max(map(len, rows))
    full = [tuple(row + [()] * (width - len(row))) for row in rows]
    return Table(tuple(full[1:]), full[0])


def _part(lines: list[str]) -> Iterator[Block]:
    """Yield the blocks of lines that no empty line parts."""
    while lines:
        if RULE.match(lines[0]):
            lines = lines[1:]
        elif len(lines) > 1 and RULE.match(lines[1]) and "=" in lines[1]:
            yield Heading(2, prose.line(lines[0]))
            lines = lines[2:]
        elif found := BULLET.match(lines[0]) or NUMBERED.match(lines[0]):
            entries, rest = _entries(lines, not BULLET.match(lines[0]))
            if len(entries.entries) == 1 and found.group().strip() in DASHES:
                # Who said what stands above, rather than a list of one.
                yield Paragraph(prose.line(" ".join(lines[: len(lines) - len(rest)])))
            else:
                yield entries
            lines = rest
        else:
            taken = _until_list(lines)
            yield from _paragraphs(taken)
            lines = lines[len(taken) :]


def _until_list(lines: list[str]) -> list[str]:
    taken = [lines[0]]
    for line in lines[1:]:
        if BULLET.match(line) or RULE.match(line):
            break
        taken.append(line)
    return taken


def _entries(lines: list[str], is_ordered: bool) -> tuple[List, list[str]]:
    sign = NUMBERED if is_ordered else BULLET
    entries: list[str] = []
    while lines:
        if found := sign.match(lines[0]):
            entries.append(lines[0][found.end() :])
        elif entries and lines[0].startswith("  "):
            entries[-1] += f" {lines[0].strip()}"
        else:
            break
        lines = lines[1:]
    rows = tuple((Paragraph(prose.line(entry)),) for entry in entries)
    return List(rows, is_ordered), lines


def _paragraphs(lines: list[str]) -> Iterator[Block]:
    """Yield lines as one paragraph; those of a broken text are put together."""
    if MARKS.match(lines[0]) and len(lines) == 1:
        return
    if is_broken(lines):
        yield Paragraph(prose.line(" ".join(lines)))
    elif all(map(_stands_alone, lines)):
        for line in lines:
            yield Paragraph(prose.line(line))
    elif len(lines) > 1 and _stands_alone(lines[0]) and len(lines[1]) >= LONGEST_LINE:
        yield Paragraph(prose.line(lines[0]))  # a heading without a line below it
        yield from _paragraphs(lines[1:])
    else:
        yield Paragraph(prose.runs("\n".join(line.strip() for line in lines)))


def _stands_alone(line: str) -> bool:
    """Tell whether a line goes on from none and in none."""
    text = line.strip()
    return (
        len(text) < LONGEST_LINE
        and not text[:1].islower()
        and not text.endswith((",", ";", "-"))
    )


def is_broken(lines: list[str]) -> bool:
    """Tell whether a program has broken a paragraph at a margin.

    Of each line the next one's first word would have stood beyond it.
    """
    margin = max(map(len, lines))
    if any(map(LABELLED.match, lines[1:])):
        return False
    return (
        len(lines) > 1
        and margin in MARGIN
        and all(
            len(line) + len(following.split()[0]) >= margin
            for line, following in pairwise(lines)
        )
    )
