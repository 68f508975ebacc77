"""What the text of a release can be made of."""

from __future__ import annotations

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from news.publishing.resolving import Resolver
from portal.core.blocks import ProseStreamBlock


class StatementBlock(blocks.StructBlock):
    """A statement at its place in the text.

    The words, the speaker, the role and the institution are one record, so that
    language versions and the speaker's page say the same.
    """

    statement = SnippetChooserBlock("news.Statement", label=_("Statement"))

    def get_preview_value(self):
        """Preview with the newest statement of the newsroom."""
        statements = apps.get_model("news", "Statement").objects
        return {"statement": statements.order_by("-pk").first()}

    def get_context(self, value, parent_context=None):
        """Take speaker, role and institution from the record of the release."""
        context = super().get_context(value, parent_context)
        record = context.get("record") or {}
        spoken = value["statement"]
        if spoken:
            context["statement"] = record.get("statements", {}).get(
                str(spoken.pk)
            ) or Resolver(spoken.made_on).statement(spoken)
        else:
            context["statement"] = None
        return context

    class Meta:
        icon = "openquote"
        label = _("Statement")
        template = "news/blocks/statement.html"
        description = _("What somebody said, with role and institution")


class FactBlock(blocks.StructBlock):
    """A dated fact at its place in the text.

    A release keeps the value that it was published with.
    """

    fact = SnippetChooserBlock("partners.Fact", label=_("Fact"))

    def get_preview_value(self):
        """Preview with the newest fact."""
        return {
            "fact": apps.get_model("partners", "Fact").objects.order_by("pk").last()
        }

    def get_context(self, value, parent_context=None):
        """Take value, day and source from the record of the release."""
        context = super().get_context(value, parent_context)
        record = context.get("record") or {}
        fact = value["fact"]
        context["fact"] = fact and (
            record.get("facts", {}).get(str(fact.pk)) or Resolver(fact.as_of).fact(fact)
        )
        return context

    class Meta:
        icon = "calendar-check"
        label = _("Dated fact")
        template = "news/blocks/fact.html"
        description = _("A value with its date and source")


class ReleaseBodyBlock(ProseStreamBlock):
    """The body of a release."""

    statement = StatementBlock()
    fact = FactBlock()
