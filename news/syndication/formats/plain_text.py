"""A release as plain text, as news desks and mail programs read it.

Facts first, then headline, standfirst and text, an end mark, and after it the
background and whom to ask. No line is longer than 72 characters unless it is one
word, such as an address.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from news.syndication.formats.sources import Source
from portal.core.languages import in_its_language
from portal.core.prose import (
    Block,
    Figure,
    Heading,
    List,
    Paragraph,
    Picture,
    Quotation,
    Run,
    Table,
    plain,
    write_scripts,
)
from portal.core.structured_data import identify

WIDTH = 72
INDENT = "    "
# How a language quotes; others quote as English does.
QUOTES = {"de": ("„", "“")}
ENGLISH_QUOTES = ("“", "”")


def build(source: Source) -> bytes:
    """Return a release as plain text."""
    parts = [
        _facts(source),
        *folded_notices(source),
        fold(source.kicker),
        fold(source.title),
    ]
    if not source.withdrawal:
        parts += [fold(source.standfirst), plain_body(source), _("(end)")]
    language = source.release.language
    parts += fold_blocks([*source.text.after, *source.text.beside], language)
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def folded_notices(source: Source) -> list[str]:
    """Return what was said about a release later, one paragraph for each notice."""
    return [fold(f"{one.title}: {one.text}") for one in source.notices]


def plain_body(source: Source) -> str:
    """Return the text of a release between its standfirst and its end mark."""
    return "\n\n".join(fold_blocks(source.text.body, source.release.language))


@in_its_language
def fold_whole(source: Source) -> str:
    """Return the whole text of a release, what was said about it later before it."""
    whole = fold_blocks(source.text.whole, source.language)
    return "\n\n".join([*reversed(folded_notices(source)), *whole])


def fold_blocks(blocks: Iterable[Block], language: str) -> list[str]:
    """Return blocks as paragraphs; quotations stand in the marks of a language."""
    return [part for block in blocks if (part := _block(block, language))]


def fold(text: str, indent: str = "", first: str | None = None) -> str:
    """Return a text in lines of the right width, its own line breaks kept."""
    lines = []
    for line in text.split("\n"):
        opening = indent if first is None or lines else first
        lines += textwrap.wrap(
            line,
            WIDTH,
            initial_indent=opening,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines)


def _facts(source: Source) -> str:
    """Return number, date, place and address; what is released has no embargo."""
    at = timezone.localtime(source.release.released_at)
    facts = {
        source.kind: source.number,
        _("Date"): f"{date_format(at, 'DATETIME_FORMAT')} ({at.tzname()})",
        _("Place"): source.place,
        _("Issued by"): "; ".join(source.issuers),
        _("Embargo"): source.mark or pgettext("embargo", "none"),
        _("Address"): source.address,
    }
    return "\n".join(
        fold(f"{label}: {value}" if value else label, indent=INDENT, first="")
        for label, value in facts.items()
        if value or label == source.kind
    )


def _block(block: Block, language: str) -> str:
    if isinstance(block, Heading | Paragraph):
        return fold(_text(block.runs))
    if isinstance(block, List):
        return _list(block, language)
    if isinstance(block, Quotation):
        return _quotation(block, language)
    if isinstance(block, Picture):
        words = plain(block.caption) or block.alt
        return fold(f"[{_('Picture')}: {words}]") if words else ""
    if isinstance(block, Table):
        return "\n".join(_table(block))
    return "\n".join(fold(_figure(one), INDENT, first="") for one in block.entries)


def _figure(figure: Figure) -> str:
    note = plain(figure.note)
    said = f"{plain(figure.subject)}: {plain(figure.value)}"
    return f"{said} ({note})" if note else said


def _list(block: List, language: str) -> str:
    lines = []
    for place, entry in enumerate(block.entries, start=1):
        mark = f"{place}. " if block.is_ordered else "- "
        text = "\n".join(fold_blocks(entry, language))
        lines.append(fold(_unfold(text), " " * len(mark), first=mark))
    return "\n".join(lines)


def _unfold(text: str) -> str:
    """Return a folded text in one line, to be folded anew."""
    return " ".join(text.split("\n"))


def _quotation(block: Quotation, language: str) -> str:
    """Return what somebody said, with who said it; only words verbatim in quotes."""
    said = "\n\n".join(fold_blocks(block.blocks, language))
    if block.is_verbatim:
        opening, closing = QUOTES.get(language, ENGLISH_QUOTES)
        said = f"{opening}{said}{closing}"
    paragraphs = [fold(_unfold(paragraph), INDENT) for paragraph in said.split("\n\n")]
    if block.source:
        paragraphs.append(fold(f"– {plain(block.source)}", INDENT))
    return "\n\n".join(paragraphs)


def _table(block: Table) -> Iterator[str]:
    if block.caption:
        yield fold(plain(block.caption))
    for row in [block.head, *block.rows]:
        if row:
            cells = (_unfold(plain(cell)) for cell in row)
            yield fold(" | ".join(cells), INDENT, first="")


def _text(runs: Iterable[Run]) -> str:
    """Return the text of runs; a link is followed by its address (RFC 3986, C)."""
    parts = []
    for href, group in groupby(write_scripts(runs), key=lambda run: run.href):
        text = "".join(run.text for run in group)
        parts.append(text)
        if href and _is_told(href) and href not in text:
            parts.append(f" <{href}>")
    return "".join(parts)


def _is_told(address: str) -> bool:
    """Tell whether to write out where a link leads.

    Not behind the name of an institution or a person: there are many of them.
    """
    is_web = address.startswith(("https://", "http://"))
    return is_web and not address.startswith(identify(""))
