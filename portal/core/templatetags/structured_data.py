"""The data of a page for machines, in templates."""

from typing import Any, cast

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.core.models import BasePage
from portal.core.structured_data import (
    MEDIA_TYPE,
    PAGE_CONTEXT,
    identify,
    stream,
    web_page,
)

register = template.Library()
register.filter("identity", identify)


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> str:
    """Return what the page says about itself as JSON-LD: one element, one graph.

    A page of the tree is asked; a view gives ``page_kind`` and further ``nodes``.
    What is neither, such as an error, says only whose site it is.
    """
    given = cast(dict[str, Any], context.flatten())
    nodes = list(given["frame"].structured_data())
    page = given.get("page")
    if isinstance(page, BasePage):
        nodes += page.structured_data(given)
    elif given.get("page_kind"):
        nodes += web_page(given, given["page_kind"]) + given.get("nodes", [])
    return format_html(
        '<script type="{}">{}</script>',
        MEDIA_TYPE,
        SafeString("".join(stream(nodes, PAGE_CONTEXT)).strip()),
    )
