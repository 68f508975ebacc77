"""Reports of barriers for those who answer them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, re_path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from portal.legal.models import BarrierReport

MAY_SEE = "legal.view_barrierreport"
MAY_CLOSE = "legal.change_barrierreport"
MAY_DELETE = "legal.delete_barrierreport"


class BarrierReportsView(ReportView):
    """Lists reports. It has no search: what is looked for would be logged."""

    page_title = gettext_lazy("Barriers")
    header_icon = "warning"
    index_url_name = "barrier_reports"
    index_results_url_name = "barrier_reports_results"
    is_searchable = False
    any_permission_required = ["view"]
    columns = [
        TitleColumn(
            "page",
            label=gettext_lazy("Page"),
            accessor=lambda report: report.page or _("The whole site"),
            get_url=lambda report: reverse("barrier_report", args=[report.pk]),
        ),
        DateColumn("reported_at", label=gettext_lazy("Reported")),
        DateColumn("closed_at", label=gettext_lazy("Done")),
        Column(
            "forgotten_at",
            label=gettext_lazy("Deleted on"),
            accessor=lambda report: timezone.localtime(report.forgotten_at).date(),
        ),
    ]

    def user_has_any_permission(self, permissions: list[str]) -> bool:
        return self.request.user.has_perm(MAY_SEE)

    def get_queryset(self) -> QuerySet:
        return BarrierReport.objects.all()


class BarrierReportView(WagtailAdminTemplateMixin, View):
    """Shows a report, and does what a button says: it is done, or is deleted."""

    page_title = gettext_lazy("Report of a barrier")
    header_icon = "warning"
    template_name = "legal/desk/report.html"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        if not request.user.has_perm(MAY_SEE):
            raise PermissionDenied
        self.report = get_object_or_404(BarrierReport, pk=pk)
        return super().dispatch(request, pk=pk)

    def get_breadcrumbs_items(self) -> list[dict]:
        view = BarrierReportsView
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(view.index_url_name), "label": view.page_title},
            {"url": "", "label": self.page_title},
        ]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = self.get_context_data(
            report=self.report,
            may_close=request.user.has_perm(MAY_CLOSE),
            may_delete=request.user.has_perm(MAY_DELETE),
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        needed = MAY_DELETE if "delete" in request.POST else MAY_CLOSE
        if not request.user.has_perm(needed):
            raise PermissionDenied
        if "delete" in request.POST:
            self.report.delete()
            messages.success(request, _("The report was deleted."))
        else:
            self.report.closed_at = timezone.now()
            self.report.save(update_fields=["closed_at"])
            messages.success(request, _("The report is marked as done."))
        return redirect(BarrierReportsView.index_url_name)


def report_urls() -> list:
    """Return the addresses of reports below the admin's."""
    view = BarrierReportsView
    return [
        path("reports/barriers/", view.as_view(), name=view.index_url_name),
        path(
            "reports/barriers/results/",
            view.as_view(results_only=True),
            name=view.index_results_url_name,
        ),
        # As many digits as a key can have.
        re_path(
            r"^reports/barriers/(?P<pk>\d{1,18})/$",
            BarrierReportView.as_view(),
            name="barrier_report",
        ),
    ]


class BarriersMenuItem(MenuItem):
    """The entry for those who answer reports."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm(MAY_SEE)


def barriers_menu_item() -> MenuItem:
    """Return the entry of barriers in the menu of reports."""
    return BarriersMenuItem(
        _("Barriers"),
        reverse(BarrierReportsView.index_url_name),
        name="barriers",
        icon_name="warning",
        order=1220,
    )
