"""Where the admin offers merging and its reports."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.menu import MenuItem

from partners.desk import merges, merging
from partners.desk.duplicates_report import DuplicatesView
from partners.desk.permissions import may_merge, merged_kinds
from partners.models import Institution, Person


def merging_urls() -> list:
    """Return the addresses of merges and likely duplicates, for the admin."""
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


def merges_menu_item() -> MenuItem:
    """Return the entry of all merges in the menu of reports."""
    return MergersMenuItem(
        _("Merges"),
        reverse("partners_merging:merges"),
        name="merges",
        icon_name="collapse-down",
        order=1100,
    )


def duplicates_menu_item() -> MenuItem:
    """Return the entry of likely duplicates in the menu of reports."""
    return MergersMenuItem(
        _("Likely duplicates"),
        reverse("partners_merging:duplicates"),
        name="duplicates",
        icon_name="copy",
        order=1090,
    )


def merge_buttons(snippet: models.Model, user, next_url=None) -> Iterator:
    """Lead from a line of the list to merging."""
    if isinstance(snippet, (Institution, Person)) and may_merge(user, type(snippet)):
        yield merging.merge_button(snippet)
