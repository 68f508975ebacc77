"""Writes text as data (``prose``) as rich text and as the table block store it."""

from __future__ import annotations

from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from portal.core import prose
from portal.core.newsroom_text import order_line, order_markup
from portal.core.prose import Run, Runs, Style, Table

TAGS: dict[Style, str] = {"strong": "b", "emph": "i", "super": "sup", "sub": "sub"}


def write_runs(runs: Runs) -> SafeString:
    """Return runs as rich text in one place."""
    return mark_safe("".join(map(_write_run, runs)))  # noqa: S308


def _write_run(run: Run) -> SafeString:
    html = mark_safe(escape(run.text).replace("\n", "<br/>"))  # noqa: S308
    for style in run.styles:
        html = format_html("<{0}>{1}</{0}>", TAGS[style], html)
    return format_html('<a href="{}">{}</a>', run.href, html) if run.href else html


def write_table(block: Table) -> dict[str, Any]:
    """Return a table as its block stores it; only rich cells make a rich column."""
    head = [order_line(prose.plain(cell)) for cell in block.head] or [""] * block.width
    columns = list(zip(*block.rows, strict=True)) or [()] * block.width
    types = ["prose" if any(map(_is_rich, cells)) else "text" for cells in columns]
    return {
        "caption": "",
        "columns": [
            {"type": kind, "heading": heading}
            for kind, heading in zip(types, head, strict=True)
        ],
        "rows": [
            {"values": [_write_cell(*one) for one in zip(types, row, strict=True)]}
            for row in block.rows
        ],
    }


def _is_rich(cell: Runs) -> bool:
    return any(run.href or run.styles or "\n" in run.text for run in cell)


def _write_cell(kind: str, cell: Runs) -> str:
    if kind == "text":
        return order_line(prose.plain(cell))
    return order_markup(format_html("<p>{}</p>", write_runs(cell))) if cell else ""
