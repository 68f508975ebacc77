"""Parts of a page that are in another language than the page (WCAG 2.2, 3.1.2)."""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def part(text: object, language: str | None = None) -> SafeString:
    """Return a text, in an element that says its language where that is another one.

    ``language`` is for what was frozen as plain text; else the text knows its own. Not
    for attributes, which cannot say it.
    """
    lang = getattr(text, "lang", "") if language is None else language
    if lang:
        return format_html('<span lang="{}">{}</span>', lang, text)
    return conditional_escape(str(text))
