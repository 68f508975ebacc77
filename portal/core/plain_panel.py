"""Hints on a page in simple language, in its editing form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from wagtail.admin.panels import Panel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from portal.core.bodies import BUILDERS, Surroundings, build_blocks
from portal.core.languages import find_simple_form
from portal.core.plain_language import Finding, check
from portal.core.prose import list_texts, read

# The fields of pages that visitors read, in the order in which they do.
TEXTS = ("title", "kicker", "standfirst", "introduction", "body", "notes_to_editors")
# What is written for the page; statements, figures and files say what they are.
WRITTEN = {kind: BUILDERS[kind] for kind in ("heading", "prose", "bullet_list", "table", "fact_box")}  # fmt: skip
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


def list_paragraphs(page: Page) -> Iterator[str]:
    """Yield the paragraphs of a page, with line breaks as ``"\\n"``."""
    around = Surroundings("", {})
    for name in TEXTS:
        try:
            field = page._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        value = getattr(page, name)
        if isinstance(field, StreamField):
            written = [block for block in value if block.block_type in WRITTEN]
            yield from list_texts(build_blocks(written, around, WRITTEN))
        elif isinstance(field, RichTextField):
            yield from list_texts(read(value))
        else:
            yield value


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
