"""What statistics add to the admin."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from news.models.release import Release
from partners.public import MODELS
from portal.statistics.desk.reports import statistics_menu_item, statistics_urls

hooks.register("register_admin_urls", statistics_urls)
hooks.register("register_reports_menu_item", statistics_menu_item)


@hooks.register("register_page_header_buttons")
def lead_to_statistics(
    page: Page, user, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from a release to its numbers."""
    is_release = isinstance(page.specific_deferred, Release)
    if is_release and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Statistics"),
            reverse("statistics_release", args=[page.pk]),
            icon_name="history",
            priority=46,
        )


@hooks.register("register_snippet_listing_buttons")
def lead_to_statistics_of_entity(
    snippet: models.Model, user, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from a line of a list of entities to their numbers."""
    kind = snippet._meta.model_name
    if MODELS.get(str(kind)) is type(snippet):
        yield Button(
            _("Statistics"),
            reverse("statistics_entity", args=[kind, snippet.pk]),
            icon_name="history",
            priority=60,
        )
