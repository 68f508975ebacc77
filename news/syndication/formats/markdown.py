"""A release as Markdown (GitHub's, RFC 7764) with its facts in front.

The facts are YAML; each value is written as JSON, which YAML contains.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import quote

from news.syndication.formats.sources import Source
from portal.core.prose import (
    Block,
    Figure,
    Heading,
    List,
    Paragraph,
    Picture,
    Quotation,
    Run,
    Runs,
    Table,
    join,
    line,
)

# What may begin markup inside a line; an exclamation mark only before a link.
SPECIAL = re.compile(r"[]\\&<`[>~=|*_]|!(?=\[|$)")
# What begins a list, a heading or a rule at the start of a line.
BEGINNING = re.compile(
    r"^(\d{1,9}(?=[.)](?:\s|$))|(?=#|[-+](?:[\s-]|$)))", re.MULTILINE
)
CLOSING_HASHES = re.compile(r"(?<=\s)(?=#+$)")
INDENT_OF_LINE = re.compile(r"(?<=\n)[ \t]+")
# What would end an address, or be read as something else in it.
UNSAFE_IN_ADDRESS = re.compile(r"[()<>\\\s]|&(?=#?\w+;)")
MARKS = {"strong": ("**", "strong"), "emph": ("*", "em")}
TAGS = {"super": "sup", "sub": "sub"}
# Keeps two lists apart that would be read as one.
BETWEEN_LISTS = "<!-- -->"
# Characters that JSON may hold as they are and YAML may not.
UNPRINTABLE = re.compile("[\u2028\u2029\ufeff]")


def build(source: Source) -> bytes:
    """Return a release as Markdown."""
    blocks: list[Block] = [Heading(1, line(source.title))]
    for notice in source.notices:
        title = line(f"{notice.title}:", "strong")
        blocks.append(Paragraph(join([title, line(notice.text)])))
    text = write([*blocks, *source.text.whole])
    return f"---\n{_facts(source)}---\n\n{text}\n".encode()


def write(blocks: Iterable[Block]) -> str:
    """Return blocks as Markdown in which text is nothing but text."""
    return "\n\n".join(_write(blocks))


def escape(text: str) -> str:
    """Return a text so that Markdown shows it as it is, in one line."""
    return _escape_beginning(_escape_inside(" ".join(text.split())))


def _escape_inside(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", text)


def _escape_beginning(text: str) -> str:
    return BEGINNING.sub(r"\1\\", text)


def _write(blocks: Iterable[Block]) -> Iterator[str]:
    before: Block | None = None
    for block in blocks:
        if text := _block(block):
            if isinstance(before, List) and isinstance(block, List):
                yield BETWEEN_LISTS
            yield text
            before = block


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        text = CLOSING_HASHES.sub(r"\\", _inline(block.runs, " "))
        return f"{'#' * block.level} {text}"
    if isinstance(block, Paragraph):
        return _inline(block.runs)
    if isinstance(block, List):
        return _list(block)
    if isinstance(block, Quotation):
        return _quotation(block)
    if isinstance(block, Picture):
        image = f"![{escape(block.alt)}]({_destination(block.src)})"
        return "\n\n".join(filter(None, (image, _inline(block.caption))))
    if isinstance(block, Table):
        return _table(block)
    return _list(List(tuple((Paragraph(_figure(one)),) for one in block.entries)))


def _list(block: List) -> str:
    entries = []
    for place, entry in enumerate(block.entries, start=1):
        mark = f"{place}. " if block.is_ordered else "- "
        text = _entry(entry)
        entries.append(mark + _prefix(text, " " * len(mark)).lstrip(" "))
    return "\n".join(entries)


def _entry(blocks: Iterable[Block]) -> str:
    """Return an entry of a list; a list in it follows without an empty line."""
    text = ""
    for block in blocks:
        text += ("\n" if isinstance(block, List) else "\n\n") + _block(block)
    return text.strip("\n")


def _prefix(text: str, prefix: str) -> str:
    """Return a text each line of which begins with something."""
    lines = text.split("\n")
    return "\n".join(prefix + one if one else prefix.rstrip(" ") for one in lines)


def _quotation(block: Quotation) -> str:
    said = write(block.blocks)
    if block.is_verbatim:
        said = _prefix(said, "> ")
    return "\n\n".join(filter(None, (said, _inline(block.source))))


def _table(block: Table) -> str:
    """Return a table; one without a head gets an empty one, which it must have."""
    head: tuple[Runs, ...] = block.head or ((),) * block.width
    rows = [_row(head), f"|{' --- |' * block.width}", *map(_row, block.rows)]
    return "\n\n".join(filter(None, (_inline(block.caption), "\n".join(rows))))


def _row(cells: Iterable[Runs]) -> str:
    return "".join(f"| {_inline(cell, '<br>')} " for cell in cells) + "|"


def _figure(figure: Figure) -> Runs:
    value = tuple(replace(run, styles=("strong",)) for run in figure.value)
    said = (*figure.subject, Run(": "), *value)
    return (*said, Run(" ("), *figure.note, Run(")")) if figure.note else said


def _inline(runs: Runs, line_break: str = "  \n") -> str:
    """Return the text of runs with styles and links, of which neighbours are one."""
    parts = []
    for href, group in groupby(range(len(runs)), key=lambda place: runs[place].href):
        text = "".join(_style(runs, place) for place in group)
        parts.append(f"[{text}]({_destination(href)})" if href else text)
    text = _escape_beginning(INDENT_OF_LINE.sub("", "".join(parts)))
    return text.replace("\n", line_break)


def _style(runs: Runs, place: int) -> str:
    """Return the text of a run; white space at its ends stands outside its styles."""
    run = runs[place]
    core = run.text.strip()
    text = _escape_inside(core)
    if not (core and run.styles):
        return _escape_inside(run.text)
    before, after = run.text.split(core, 1)
    for style in run.styles:
        if tag := TAGS.get(style):
            text = f"<{tag}>{text}</{tag}>"
    is_free = _is_free(runs[:place], before, text[0]) and _is_free(
        runs[place + 1 :], after, text[-1], end=0
    )
    for style in run.styles:
        if style in MARKS:
            mark, tag = MARKS[style]
            text = f"{mark}{text}{mark}" if is_free else f"<{tag}>{text}</{tag}>"
    return before + text + after


def _is_free(neighbours: Runs, space: str, inside: str, end: int = -1) -> bool:
    """Tell whether asterisks are read as marks between a text and its neighbours.

    CommonMark, section 6.2: not between a letter and punctuation. ``end`` is which of
    the neighbours, and which of its characters, is next.
    """
    if space or not neighbours:
        return True
    neighbour = neighbours[end]
    if any(style in MARKS for style in neighbour.styles):
        return False
    outside = neighbour.text[end : end + 1 or None]
    return not _is_punctuation(inside) or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _destination(address: str) -> str:
    """Return an address so that it ends where the parenthesis around it ends."""
    return UNSAFE_IN_ADDRESS.sub(lambda found: quote(found[0]), address)


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
