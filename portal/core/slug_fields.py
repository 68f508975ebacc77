"""The field of the admin that suggests a slug while the title is typed."""

from __future__ import annotations

from wagtail.admin.widgets import SlugInput

from portal.core.slugs import DASHES, LETTERS


def browser_rule() -> dict[str, str]:
    """Return the same rule as attributes of the field that suggests a slug."""
    letters = [
        (f"[{letter}{letter.upper()}]" if len(letter.upper()) == 1 else letter, ascii)
        for letter, ascii in LETTERS.items()
        if letter != "ı"  # its capital is I, which is a letter of ASCII
    ]
    formatters = [*letters, ("ı", LETTERS["ı"]), ("ẞ", "ss"), (DASHES.pattern, "-")]
    # Of no language: each would have its own rule.
    field = SlugInput(formatters=formatters, locale="und")
    return field.attrs | {"data-w-slug-allow-unicode-value": "false"}
