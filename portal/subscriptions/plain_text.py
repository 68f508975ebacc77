"""HTML as plain text that reads well in a mail."""

from __future__ import annotations

import re

from markdownify import ATX, MarkdownConverter

WIDTH = 72
EMPTY_LINES = re.compile(r"\n\s*\n")


class _Converter(MarkdownConverter):
    """Writes addresses as mail programs recognise them (RFC 3986, appendix C)."""

    def convert_a(self, el, text, parent_tags):
        address = el.get("href")
        if not address or text.strip() == address:
            return f"<{address}>" if address else text
        return f"{text} <{address}>"


def plain_text(html: str) -> str:
    """Return HTML as text with the marks of Markdown, which need no explanation."""
    converter = _Converter(
        escape_asterisks=False,
        escape_underscores=False,
        heading_style=ATX,
        strong_em_symbol="",
        wrap=True,
        wrap_width=WIDTH,
    )
    text = converter.convert(html).replace("\N{NO-BREAK SPACE}", " ")
    return EMPTY_LINES.sub("\n\n", text).strip()
