"""The field of a statement in the text: it is chosen, or written where it stands."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe

from wagtail.admin.telepath import register
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.widgets import SnippetChooserAdapter

from news.models import Statement
from portal.core.choosers import TranslatedChooser


class StatementChooser(TranslatedChooser):
    """A chooser with a short form of its own, which its script shows.

    Its fields have no names. Their script stores a statement once and puts its key
    where a chosen one has it, so that saving the page, by itself or not, stores nothing.
    """

    def render_html(
        self, name: str, value_data: dict | None, attrs: dict[str, Any]
    ) -> SafeString:
        chooser = super().render_html(name, value_data, attrs)
        choices = Statement.Form.choices
        context = {"id": attrs["id"], "forms": choices}
        writer = render_to_string("news/desk/statement_writer.html", context)
        return mark_safe(chooser + writer)  # noqa: S308 - two templates


register(SnippetChooserAdapter(), StatementChooser)


class StatementChooserBlock(SnippetChooserBlock):
    """A statement in the text. How it is chosen is no matter of the database."""

    canonical_module_path = "wagtail.snippets.blocks.SnippetChooserBlock"

    @cached_property
    def widget(self) -> StatementChooser:
        return StatementChooser(Statement, icon=Statement.snippet_viewset.icon)
