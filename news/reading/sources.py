"""Turns what exists into blocks: pasted HTML, a Word file, plain text.

What a mail programme or a word processor wrote around a text is left out; what it says
about the text (bold lines, lists, tables, pictures with captions) is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath

import mammoth

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
LONGEST_LINE = 130  # characters of one that stands for itself


class UnreadableError(ValueError):
    """A file that is not what its name says, or no text at all."""


def read_file(name: str, data: bytes) -> tuple[Block, ...]:
    """Return the blocks of a file: ``.docx``, ``.html``, ``.htm`` or text.

    Raises UnreadableError where it cannot be read.
    """
    ending = PurePath(name).suffix.lower()
    if ending == ".docx":
        return read_docx(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if ending in (".html", ".htm"):
        return read_html(text)
    return read_plain(text)


def read_docx(data: bytes) -> tuple[Block, ...]:
    """Return the blocks of a Word file. Raises UnreadableError where it is none."""
    try:
        html = mammoth.convert_to_html(BytesIO(data), style_map=STYLES).value
    except Exception as error:  # it raises whatever its libraries do
        raise UnreadableError from error
    return read_html(html)


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
    """Tell whether a program has broken a paragraph into lines of about one length."""
    whole = [len(line) for line in lines[:-1]]
    return bool(whole) and all(length in MARGIN for length in whole)
