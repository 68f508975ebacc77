"""Rich text in templates."""

from django import template
from django.utils.safestring import SafeString

from wagtail.rich_text import RichText

from portal.core.rich_text import render

register = template.Library()


@register.simple_tag
def rich_text(
    text: RichText | str, links: dict | str | None = None, below: str = ""
) -> SafeString:
    """Return rich text as HTML.

    ``links`` are those resolved on publication; a variable that is missing, which
    arrives as an empty string, means: look them up. ``below`` is the address of
    the partners page; missing, links lead to permanent addresses.
    """
    return render(text, links if isinstance(links, dict) else None, below or "")
