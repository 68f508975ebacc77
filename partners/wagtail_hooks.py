"""What partners add to the admin."""

from __future__ import annotations

from django.db import models
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from partners.desk import audit, merges, merging
from partners.desk.duplicates_report import DuplicatesView
from partners.desk.permissions import may_merge, merged_kinds
from partners.models import Institution, Person
from partners.viewsets import PartnersViewSetGroup

register_snippet(PartnersViewSetGroup)
hooks.register("register_log_actions", audit.register_log_actions)


@hooks.register("register_admin_urls")
def add_merging() -> list:
    """Give merges and likely duplicates their addresses."""
    views = [
        path("merge/<str:kind>/<int:pk>/", merging.MergeView.as_view(), name="merge"),
        path("merges/", merges.MergesView.as_view(), name="merges"),
        path(
            "merges/results/",
            merges.MergesView.as_view(results_only=True),
            name="merges_results",
        ),
        path("merges/<int:pk>/", merges.MergedView.as_view(), name="merged"),
        path("merges/<int:pk>/undo/", merges.UndoView.as_view(), name="undo"),
        path("duplicates/", DuplicatesView.as_view(), name="duplicates"),
    ]
    return [path("partners/", include((views, "partners_merging")))]


class MergersMenuItem(MenuItem):
    """A report for those who may merge."""

    def is_shown(self, request) -> bool:
        return bool(merged_kinds(request.user))


@hooks.register("register_reports_menu_item")
def report_merges() -> MenuItem:
    return MergersMenuItem(
        _("Merges"),
        reverse("partners_merging:merges"),
        name="merges",
        icon_name="collapse-down",
        order=1100,
    )


@hooks.register("register_reports_menu_item")
def report_duplicates() -> MenuItem:
    return MergersMenuItem(
        _("Likely duplicates"),
        reverse("partners_merging:duplicates"),
        name="duplicates",
        icon_name="copy",
        order=1090,
    )


@hooks.register("register_snippet_listing_buttons")
def offer_merging(snippet: models.Model, user, next_url=None):
    """Lead from a line of the list to merging."""
    if isinstance(snippet, (Institution, Person)) and may_merge(user, type(snippet)):
        yield merging.merge_button(snippet)
