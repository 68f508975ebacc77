"""What is planned: releases with a date that is to come, or that has passed unnoticed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies.pages import PagePermissionPolicy

from news.desk.checklist import Line
from news.desk.times import tell_instant, tell_wait
from news.pages import PressReleasePage
from news.querysets import PressReleaseQuerySet

HOOK = "news_waiting"
# How long a date that has passed is still shown.
REMEMBERED = timedelta(days=60)
MOST_ROWS = 300


@dataclass(frozen=True)
class Planned:
    """A version of a release with its date; overdue where that has passed."""

    page: PressReleasePage
    at: datetime
    is_approved: bool
    now: datetime

    @property
    def is_overdue(self) -> bool:
        return self.at <= self.now

    @property
    def day(self) -> date:
        return timezone.localtime(self.at).date()

    @property
    def month(self) -> date:
        return self.day.replace(day=1)

    @property
    def state(self) -> str | Promise:
        """What has become of it, in words."""
        if self.is_overdue and self.is_approved:
            return _("Overdue: it should be public and is not.")
        if self.is_overdue:
            return _("Its date has passed, and nobody has approved it.")
        if self.is_approved:
            return _("Scheduled, %(wait)s") % {"wait": tell_wait(self.at, self.now)}
        return _("Draft: nobody has approved it yet")

    @property
    def when(self) -> str:
        return tell_instant(self.at)


def find_planned(user: Any, now: datetime) -> list[Planned]:
    """Return what somebody has to do with and is not public yet, by its date.

    A draft counts if its date was to come when it was saved last.
    """
    explorable = PagePermissionPolicy().explorable_instances(user)
    releases = PressReleasePage.objects.filter(pk__in=explorable.values("pk"))
    approved = set(releases.scheduled().values_list("pk", flat=True))
    return [
        Planned(page, page.released_at, page.pk in approved, now)
        for page in _dated(releases, now).for_lines()[:MOST_ROWS]
    ]


def _dated(releases: PressReleaseQuerySet, now: datetime) -> PressReleaseQuerySet:
    was_ahead = Q(released_at__gt=F("latest_revision_created_at"))
    recent = releases.filter(live=False, released_at__gt=now - REMEMBERED)
    return recent.filter(was_ahead).order_by("released_at", "pk")


class PlannedView(WagtailAdminTemplateMixin, TemplateView):
    """The calendar of the desk: months and days, what is overdue in red."""

    template_name = "news/desk/planned.html"
    page_title = gettext_lazy("Planned releases")
    header_icon = "calendar-alt"
    _show_header_buttons = False

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not PagePermissionPolicy().explorable_instances(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        own = {"url": "", "label": self.page_title}
        return [*super().get_breadcrumbs_items(), own]

    def get_context_data(self, **kwargs) -> dict:
        planned = find_planned(self.request.user, timezone.now())
        return super().get_context_data(**kwargs) | {
            "overdue": [one for one in planned if one.is_overdue],
            "months": list(_by_month([one for one in planned if not one.is_overdue])),
        }


def _by_month(
    planned: list[Planned],
) -> Iterator[tuple[date, list[tuple[date, list[Planned]]]]]:
    for month, rows in groupby(planned, key=lambda one: one.month):
        days = groupby(rows, key=lambda one: one.day)
        yield month, [(day, list(some)) for day, some in days]


class PlannedMenuItem(MenuItem):
    """The calendar in the menu of those who have to do with pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        policy = PagePermissionPolicy()
        return policy.explorable_instances(request.user).exists()


def planned_menu_item() -> MenuItem:
    """Return the entry of the calendar in the desk's menu."""
    return PlannedMenuItem(
        PlannedView.page_title,
        reverse("news_planned"),
        name="planned",
        icon_name=PlannedView.header_icon,
        order=90,
    )


class WaitingPanel(Component):
    """What waits for somebody, on the home page; nothing where nothing does.

    Other apps add lines with the hook ``news_waiting``: a function that takes a user.
    """

    name = "waiting"
    template_name = "news/desk/waiting_panel.html"
    order = 20

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict:
        user = parent_context["request"].user
        lines = [
            Line(
                f"{one.page.draft_title} ({one.page.locale.get_display_name()}): {one.state}",
                is_open=True,
                url=reverse("wagtailadmin_pages:edit", args=[one.page.pk]),
            )
            for one in find_planned(user, timezone.now())
            # What was approved and is overdue has a panel of its own.
            if one.is_overdue and not one.is_approved
        ]
        for hook in hooks.get_hooks(HOOK):
            lines += hook(user)
        return {"lines": lines}
