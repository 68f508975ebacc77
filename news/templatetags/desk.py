"""What the desk adds to templates of the admin."""

from typing import Any

from django import template
from django.template import Context

from wagtail.models import Page

from news.checking.unlinked import Suggestion
from news.pages import PressReleasePage
from news.pages.language_panel import describe_versions
from news.pages.mentions_panel import suggestions_for
from portal.core.plain_panel import find_hints

register = template.Library()


@register.simple_tag
def mention_suggestions(page: Page) -> list[Suggestion] | None:
    """Return what could be linked in a page that is edited, None if it is no release."""
    return suggestions_for(page) if isinstance(page, PressReleasePage) else None


@register.simple_tag
def plain_language_hints(page: Page) -> dict[str, Any] | None:
    """Return hints on a page that is edited, None if its language has no such rules."""
    return find_hints(page)


@register.simple_tag(takes_context=True)
def language_versions(context: Context, page: Page) -> dict[str, Any] | None:
    """Return the versions of a page that is edited, None if it is no release."""
    if not isinstance(page, PressReleasePage):
        return None
    return describe_versions(page, context["request"].user)
