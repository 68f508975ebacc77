"""How many get which list, and, for those who may know, who."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, re_path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.generic import View

from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from portal.subscriptions import consent
from portal.subscriptions.models import Subscription

MAY_COUNT = "subscriptions.view_subscription"
MAY_SEE = "subscriptions.see_addresses"
MAY_ERASE = "subscriptions.delete_subscription"


class SubscriptionsView(ReportView):
    """Counts the subscriptions of every list; names nobody."""

    page_title = gettext_lazy("Subscriptions")
    header_icon = "mail"
    index_url_name = "subscriptions_report"
    index_results_url_name = "subscriptions_report_results"
    is_searchable = False
    any_permission_required = ["view"]
    columns = [
        Column("title", label=gettext_lazy("List")),
        Column("immediate", label=gettext_lazy("At once")),
        Column("weekly", label=gettext_lazy("Weekly")),
        Column("pending", label=gettext_lazy("Not confirmed")),
        Column("stopped", label=pgettext_lazy("subscriptions", "Stopped")),
    ]

    def user_has_any_permission(self, permissions: list[str]) -> bool:
        return self.request.user.has_perm(MAY_COUNT)

    def get_queryset(self) -> QuerySet:
        status, frequency = Subscription.Status, Subscription.Frequency
        active = Q(status=status.ACTIVE)
        lists = Subscription.objects.order_by().values("story", "query")
        return lists.annotate(
            title=Min("title"),
            immediate=Count("pk", active & Q(frequency=frequency.IMMEDIATE)),
            weekly=Count("pk", active & Q(frequency=frequency.WEEKLY)),
            pending=Count("pk", Q(status=status.PENDING)),
            stopped=Count("pk", Q(stopped_at__isnull=False)),
        ).order_by("title", "story", "query")


def _erase_address(row: Subscription) -> str:
    return reverse("subscriptions_erase", args=[row.pk])


class SubscribersView(ReportView):
    """Lists addresses. It has no search: what is looked for would be logged."""

    page_title = gettext_lazy("Subscribers")
    header_icon = "mail"
    index_url_name = "subscribers_report"
    index_results_url_name = "subscribers_report_results"
    is_searchable = False
    any_permission_required = ["view"]

    @property
    def columns(self) -> list[Column]:
        may_erase = self.request.user.has_perm(MAY_ERASE)
        return [
            TitleColumn(
                "email",
                label=gettext_lazy("E-mail address"),
                get_url=_erase_address if may_erase else None,
                width="30%",
            ),
            Column("title", label=gettext_lazy("List")),
            Column(
                "frequency",
                label=gettext_lazy("How often"),
                accessor="get_frequency_display",
            ),
            Column(
                "status", label=gettext_lazy("Status"), accessor="get_status_display"
            ),
            DateColumn("confirmed_at", label=gettext_lazy("Confirmed")),
        ]

    def user_has_any_permission(self, permissions: list[str]) -> bool:
        return self.request.user.has_perm(MAY_SEE)

    def get_queryset(self) -> QuerySet:
        return Subscription.objects.order_by("email", "title", "pk")


class EraseView(WagtailAdminTemplateMixin, View):
    """Deletes all that is known of an address, after a look at it."""

    page_title = gettext_lazy("Delete a subscriber")
    header_icon = "bin"
    template_name = "subscriptions/desk/erase.html"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        if not request.user.has_perms([MAY_SEE, MAY_ERASE]):
            raise PermissionDenied
        self.email = get_object_or_404(Subscription, pk=pk).email
        return super().dispatch(request, pk=pk)

    def get_breadcrumbs_items(self) -> list[dict]:
        view = SubscribersView
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(view.index_url_name), "label": view.page_title},
            {"url": "", "label": self.page_title},
        ]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = Subscription.objects.of(self.email).order_by("title", "pk")
        context = self.get_context_data(email=self.email, subscriptions=rows)
        return self.render_to_response(context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        count = consent.erase(self.email)
        message = ngettext(
            "%(count)d subscription was deleted.",
            "%(count)d subscriptions were deleted.",
            count,
        )
        messages.success(request, message % {"count": count})
        return redirect(SubscribersView.index_url_name)


def report_urls() -> list:
    """Return the addresses of the reports below the admin's."""
    views: dict[str, type[SubscriptionsView | SubscribersView]] = {
        "subscriptions": SubscriptionsView,
        "subscribers": SubscribersView,
    }
    pages = [
        path(f"reports/{name}/", view.as_view(), name=view.index_url_name)
        for name, view in views.items()
    ]
    results = [
        path(
            f"reports/{name}/results/",
            view.as_view(results_only=True),
            name=view.index_results_url_name,
        )
        for name, view in views.items()
    ]
    # As many digits as a key can have.
    erase = re_path(
        r"^reports/subscribers/(?P<pk>\d{1,18})/erase/$",
        EraseView.as_view(),
        name="subscriptions_erase",
    )
    return [*pages, *results, erase]


class PermittedMenuItem(MenuItem):
    """An entry for those who have a permission."""

    def __init__(self, *args, permission: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request) -> bool:
        return request.user.has_perm(self.permission)


def subscriptions_menu_item() -> MenuItem:
    """Return the entry of the counts in the menu of reports."""
    return PermittedMenuItem(
        _("Subscriptions"),
        reverse(SubscriptionsView.index_url_name),
        name="subscriptions",
        icon_name="mail",
        order=1200,
        permission=MAY_COUNT,
    )


def subscribers_menu_item() -> MenuItem:
    """Return the entry of the addresses in the menu of reports."""
    return PermittedMenuItem(
        _("Subscribers"),
        reverse(SubscribersView.index_url_name),
        name="subscribers",
        icon_name="mail",
        order=1210,
        permission=MAY_SEE,
    )
