"""Hints on a page in simple language, in its editing form."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel
from wagtail.models import Page

from portal.core.languages import find_simple_form
from portal.core.page_texts import list_paragraphs
from portal.core.plain_language import Finding, check

# More are no help.
MOST_HINTS = 20


def find_hints(page: Page) -> dict[str, Any] | None:
    """Return hints on what is saved of a page, None if its language has no such rules.

    ``hints`` are the first of them, ``count`` is how many there are.
    """
    form = find_simple_form(page.locale.language_code) if page.locale_id else None
    if form is None:
        return None
    found: list[Finding] = check(list_paragraphs(page), form)
    return {
        "form": form,
        "language": form.base,
        "count": len(found),
        "hints": found[:MOST_HINTS],
    }


class PlainLanguagePanel(Panel):
    """Hints on the saved text; shown only where the language has rules for it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/desk/plain_language_panel.html"

        def is_shown(self) -> bool:
            return bool(
                self.instance.locale_id
                and find_simple_form(self.instance.locale.language_code)
            )

        def get_context_data(self, parent_context=None) -> dict:
            return super().get_context_data(parent_context) | {
                "found": find_hints(self.instance)
            }
