"""What should be public, or hidden, and is not, in red, before everything else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.query import PageQuerySet

from news.publishing import schedule


class OverduePanel(Component):
    """What could not be published or taken down, each with the reason."""

    name = "overdue"
    template_name = "news/desk/overdue_panel.html"
    order = 10

    def __init__(self, pages: PageQuerySet) -> None:
        """Take the pages that the reader has to do with; all else is everybody's."""
        self.pages = pages

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict:
        found = schedule.find_overdue()
        keys = [one.thing.pk for one in found if isinstance(one.thing, Page)]
        own = set(self.pages.filter(pk__in=keys).values_list("pk", flat=True))
        finder = AdminURLFinder(parent_context["request"].user)
        return {
            "rows": [
                {
                    "title": self._name(overdue.thing),
                    "kind": self._kind(overdue.thing),
                    "url": finder.get_edit_url(overdue.thing),
                    "due_at": overdue.at,
                    "reason": self._reason(overdue.reasons),
                }
                for overdue in found
                if not isinstance(overdue.thing, Page) or overdue.thing.pk in own
            ]
        }

    def _name(self, thing: Any) -> str:
        return thing.draft_title if isinstance(thing, Page) else str(thing)

    def _kind(self, thing: Any) -> str:
        """Say in which language a page is, or what something else is."""
        if isinstance(thing, Page):
            return thing.locale.get_display_name()
        return capfirst(thing._meta.verbose_name)

    def _reason(self, reasons: dict[str, str]) -> str:
        if not reasons:
            return _("Nothing publishes what is due. Tell the operator of this site.")
        return schedule.for_reader(reasons)
