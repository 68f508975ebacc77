"""The button of its own that leads from the form to the checklist."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem

from news.models.release import Release
from news.pages import NewsIndexPage

REVIEW = "action-review"


class ReviewMenuItem(PublishMenuItem):
    """Saves the form, checked as for publication, and leads to the checklist.

    It stands beside what the menu shows first, as a second button.
    """

    name = REVIEW
    template_name = "news/desk/publish_menu.html"

    def __init__(self, beside: ActionMenuItem) -> None:
        super().__init__(order=beside.order)
        self.beside = beside

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        page = parent_context.get("page")
        at = page.released_at if page else None
        is_scheduled = bool(at and at > timezone.now() and not page.live)
        return super().get_context_data(parent_context) | {
            "label": _("Schedule …") if is_scheduled else _("Publish …"),
            "beside": self.beside.render_html(parent_context),
        }


def lead_to_the_checklist(
    items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Put the button in place of Wagtail's, which publishes without a question."""
    page, parent = context.get("page"), context.get("parent_page")
    is_release = isinstance(page, Release) or (
        page is None and parent and isinstance(parent.specific, NewsIndexPage)
    )
    publish = next((one for one in items if isinstance(one, PublishMenuItem)), None)
    if is_release and publish:
        items.remove(publish)
        items[0] = ReviewMenuItem(items[0])
