"""What the text of a release can be made of."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from news.models import Statement
from news.pages.statement_chooser import StatementChooserBlock
from news.record.stated import find_figure, find_statement
from partners.models import Fact
from portal.core.blocks import ProseStreamBlock


class StatementBlock(blocks.StructBlock):
    """A statement at its place in the text.

    The words, the speaker, the role and the institution are one record, so that
    language versions and the speaker's page say the same.
    """

    statement = StatementChooserBlock("news.Statement", label=_("Statement"))

    def get_preview_value(self):
        """Preview with the newest statement of the newsroom."""
        statements = Statement.objects
        return {"statement": statements.order_by("-pk").first()}

    def get_context(self, value, parent_context=None):
        """Take speaker, role and institution from the record of the release."""
        context = super().get_context(value, parent_context)
        spoken = value["statement"]
        context["statement"] = (
            find_statement(spoken, context.get("record")) if spoken else None
        )
        return context

    class Meta:
        icon = "openquote"
        label = _("Statement")
        template = "news/blocks/statement.html"
        description = _("What somebody said, with role and institution")


class FactsBlock(blocks.StructBlock):
    """Dated facts at their place in the text.

    A release keeps the values that it was published with.
    """

    title = blocks.CharBlock(label=_("Title"), max_length=100, required=False)
    facts = blocks.ListBlock(
        SnippetChooserBlock("partners.Fact", label=_("Fact")),
        label=_("Facts"),
        min_num=1,
    )

    def get_preview_value(self):
        """Preview with the newest fact."""
        newest = Fact.objects.order_by("-pk")[:1]
        return {"title": "", "facts": list(newest)}

    def get_context(self, value, parent_context=None):
        """Take values, days and sources from the record of the release."""
        context = super().get_context(value, parent_context)
        record = context.get("record")
        context["facts"] = [
            find_figure(figure, record) for figure in value["facts"] if figure
        ]
        return context

    class Meta:
        icon = "calendar-check"
        label = _("Dated facts")
        template = "news/blocks/facts.html"
        description = _("Values, each with its date and source")


class ReleaseBodyBlock(ProseStreamBlock):
    """The body of a release."""

    statement = StatementBlock()
    facts = FactsBlock()
