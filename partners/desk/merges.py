"""The merges that were made: what moved, and the way back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from partners.desk.permissions import MergersOnly, may_merge, merged_kinds
from partners.merging import MODELS, grouped, language_versions, undo
from partners.merging.conflicts import REASONS
from partners.merging.moves import Move
from partners.models import EntityKind, FormerAddress, Merge


def described(moves: list[Move]) -> dict:
    """Return moves as the pages of a merge show them."""
    address = FormerAddress._meta.label_lower
    rows = [move for move in moves if move.model != address]
    return {
        "moving": grouped([move for move in rows if not move.reason]),
        "solved": [
            {
                "name": move.model_class._meta.verbose_name,
                "move": move,
                "reason": REASONS[move.reason],
            }
            for move in rows
            if move.reason
        ],
        "addresses": [move.label for move in moves if move.model == address],
    }


class MergesView(MergersOnly, ReportView):
    """All merges, the newest first."""

    page_title = gettext_lazy("Merges")
    header_icon = "collapse-down"
    index_url_name = "partners_merging:merges"
    index_results_url_name = "partners_merging:merges_results"
    default_ordering = "-merged_at"
    is_searchable = False
    columns = [
        TitleColumn(
            "merge",
            label=gettext_lazy("Merge"),
            accessor=str,
            get_url=lambda merged: reverse("partners_merging:merged", args=[merged.pk]),
        ),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display"),
        Column(
            "moved",
            label=gettext_lazy("Changes"),
            accessor=lambda merged: len(merged.moves),
        ),
        UserColumn("merged_by", label=gettext_lazy("Merged by")),
        DateColumn("merged_at", label=gettext_lazy("Merged at")),
        DateColumn("undone_at", label=gettext_lazy("Undone at")),
    ]

    def get_queryset(self) -> models.QuerySet:
        kinds = merged_kinds(self.request.user)
        return Merge.objects.filter(kind__in=kinds).select_related(
            "merged_by__wagtail_userprofile"
        )


class MergedView(WagtailAdminTemplateMixin, View):
    """What a merge moved, and the way to take it back."""

    page_title = gettext_lazy("Merge")
    header_icon = "collapse-down"
    template_name = "partners/desk/merged.html"

    def setup(self, request: HttpRequest, pk: int) -> None:
        super().setup(request, pk=pk)
        self.merged = get_object_or_404(
            Merge.objects.select_related("merged_by", "undone_by"), pk=pk
        )
        if not may_merge(request.user, MODELS[EntityKind(self.merged.kind)]):
            raise PermissionDenied

    def get_page_subtitle(self) -> str:
        return str(self.merged)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("partners_merging:merges"), "label": _("Merges")},
            {"url": "", "label": str(self.merged)},
        ]

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        moves = described([Move(**move) for move in self.merged.moves])
        return self.render_to_response(
            self.get_context_data(merge=self.merged, moves=moves)
        )


class UndoView(MergedView):
    """Ask once more, then take a merge back."""

    template_name = "partners/desk/merge_undo.html"

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        try:
            left = undo(self.merged, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("partners_merging:merged", self.merged.pk)
        messages.success(request, _("The merge has been undone."))
        if left:
            count = ngettext(
                "%(count)s thing has changed since and was left alone:",
                "%(count)s things have changed since and were left alone:",
                len(left),
            ) % {"count": len(left)}
            names = "; ".join(move.label for move in left)
            messages.warning(request, f"{count} {names}")
        if versions := language_versions(left):
            text = _(
                "The language versions of these may differ now. Please look at them: "
                "%(titles)s"
            )
            messages.warning(request, text % {"titles": "; ".join(versions)})
        return redirect("partners_merging:merged", self.merged.pk)
