"""A text as HTML that any mail program shows, and that loads nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.core.prose import (
    Block,
    Heading,
    List,
    Paragraph,
    Picture,
    Quotation,
    Run,
    Runs,
    Table,
)

TAGS = {"strong": "strong", "emph": "em", "super": "sup", "sub": "sub"}


def write(blocks: Iterable[Block]) -> SafeString:
    """Return blocks as HTML; the words for a picture stand in its place.

    A mail program would load the picture, and tell when it is read.
    """
    return format_html_join("\n", "{}", ((_block(block),) for block in blocks))


def _block(block: Block) -> SafeString:
    if isinstance(block, Heading):
        return format_html("<h{0}>{1}</h{0}>", block.level, _inline(block.runs))
    if isinstance(block, Paragraph):
        return format_html("<p>{}</p>", _inline(block.runs))
    if isinstance(block, List):
        entries = format_html_join("", "<li>{}</li>", map(_entry, block.entries))
        return format_html(
            "<{0}>{1}</{0}>", "ol" if block.is_ordered else "ul", entries
        )
    if isinstance(block, Quotation):
        return _quotation(block)
    if isinstance(block, Picture):
        words = (Run(f"[{block.alt}]"),) if block.alt else ()
        return format_html_join(
            "\n",
            "<p>{}</p>",
            ((_inline(one),) for one in (words, block.caption) if one),
        )
    if isinstance(block, Table):
        return _table(block)
    figures = (
        (_inline(one.subject), _inline(one.value), _inline(one.note))
        for one in block.entries
    )
    return format_html(
        "<dl>{}</dl>",
        format_html_join("", "<dt>{0} <small>{2}</small></dt><dd>{1}</dd>", figures),
    )


def _entry(blocks: tuple[Block, ...]) -> tuple[SafeString]:
    """Return an entry of a list; one that is a single paragraph needs no mark for it."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return (_inline(blocks[0].runs),)
    return (write(blocks),)


def _quotation(block: Quotation) -> SafeString:
    said = write(block.blocks)
    if block.is_verbatim:
        said = format_html("<blockquote{}>{}</blockquote>", _lang(block.lang), said)
    elif block.lang:
        said = format_html("<div{}>{}</div>", _lang(block.lang), said)
    source = format_html("<p>{}</p>", _inline(block.source)) if block.source else ""
    return format_html("{}\n{}", said, source)


def _lang(language: str) -> SafeString | str:
    return format_html(' lang="{}"', language) if language else ""


def _table(block: Table) -> SafeString:
    caption = format_html("<caption>{}</caption>", _inline(block.caption))
    head = format_html("<thead>{}</thead>", _row(block.head, "th"))
    rows = format_html_join("", "{}", ((_row(row, "td"),) for row in block.rows))
    return format_html(
        "<table>{}{}<tbody>{}</tbody></table>",
        caption if block.caption else "",
        head if block.head else "",
        rows,
    )


def _row(cells: Iterable[Runs], tag: str) -> SafeString:
    scope = SafeString(' scope="col"') if tag == "th" else ""
    marked = format_html_join(
        "", "<{0}{1}>{2}</{0}>", ((tag, scope, _inline(one)) for one in cells)
    )
    return format_html("<tr>{}</tr>", marked)


def _inline(runs: Runs) -> SafeString:
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> SafeString:
    text = format_html_join(
        SafeString("<br>"), "{}", ((part,) for part in run.text.split("\n"))
    )
    for style in run.styles:
        text = format_html("<{0}>{1}</{0}>", TAGS[style], text)
    if run.href:
        text = format_html('<a href="{}">{}</a>', run.href, text)
    return (
        format_html('<span lang="{}">{}</span>', run.lang, text) if run.lang else text
    )
