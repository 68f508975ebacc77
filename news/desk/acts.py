"""What was done after publications, what was not, and the way to have it done again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, re_path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import View

import django_filters

from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import log
from wagtail.permission_policies.pages import PagePermissionPolicy

from news.pages import PressReleasePage
from portal.ledger import kinds, outbox
from portal.ledger.errors import explain
from portal.ledger.models import Act, ActQuerySet

# The action in the audit log.
REPEATED = "news.repeat_act"
MOST_ROWS = 5


def visible_acts(user) -> ActQuerySet:
    """Return the acts of releases that a user has to do with, and of no release."""
    explorable = PagePermissionPolicy().explorable_instances(user)
    versions = PressReleasePage.objects.filter(translation_key=OuterRef("story"))
    mine = versions.filter(pk__in=explorable.values("pk"))
    shown = Act.objects.filter(kind__in=[kind.name for kind in kinds.find_shown()])
    return shown.filter(Q(story=None) | Exists(mine) | ~Exists(versions))


class Row:
    """An act as editors see it."""

    def __init__(
        self, act: Act, detail: str, versions: list[PressReleasePage], user
    ) -> None:
        self.act = act
        self.detail = detail
        self.versions = versions
        self.user = user

    @property
    def label(self) -> str:
        """What is done."""
        kind = kinds.find(self.act.kind)
        return str(kind.label) if kind else self.act.kind

    @property
    def error(self) -> str:
        """What went wrong last, in words."""
        return explain(self.act.last_error)

    @property
    def is_given_up(self) -> bool:
        """Whether nothing more is tried."""
        return self.act.state == Act.State.GIVEN_UP

    @cached_property
    def release(self) -> PressReleasePage | None:
        """The version to name the release by, in the language of the editor if any."""
        language = get_language()
        return min(
            self.versions, key=lambda one: one.language != language, default=None
        )

    @cached_property
    def may_repeat(self) -> bool:
        """Whether the user may have it done again: who may publish the release."""
        if self.act.state == Act.State.RUNNING:
            return False
        if not self.versions:
            return PagePermissionPolicy().user_has_permission(self.user, "publish")
        return any(
            version.permissions_for_user(self.user).can_publish()
            for version in self.versions
        )


def build_rows(acts: Iterable[Act], user) -> list[Row]:
    """Return acts with what is to be said of them; as many queries for many as for one."""
    acts = list(acts)
    by_kind: dict[str, list[Act]] = {}
    for act in acts:
        by_kind.setdefault(act.kind, []).append(act)
    details: dict[int, str] = {}
    for name, some in by_kind.items():
        if kind := kinds.find(name):
            details |= kind.tell(some)
    versions: dict[UUID | None, list[PressReleasePage]] = {}
    releases = PressReleasePage.objects.filter(
        translation_key__in={act.story for act in acts if act.story}
    )
    for page in releases.for_lines().order_by("pk"):
        versions.setdefault(page.translation_key, []).append(page)
    return [
        Row(act, details.get(act.pk, ""), versions.get(act.story, []), user)
        for act in acts
    ]


def _kind_choices() -> list[tuple[str, str]]:
    return [(kind.name, str(kind.label)) for kind in kinds.find_shown()]


class ActFilters(WagtailFilterSet):
    """What narrows the list."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=Act.State.choices,
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("What"),
        choices=_kind_choices,
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    headline = django_filters.CharFilter(
        label=gettext_lazy("Headline"), method="filter_headline"
    )
    story = django_filters.UUIDFilter(widget=forms.HiddenInput)

    class Meta:
        model = Act
        fields: list[str] = []

    def filter_headline(self, acts: QuerySet, name: str, value: str) -> QuerySet:
        """Keep the acts of releases with some words in their headline."""
        found = PressReleasePage.objects.filter(title__icontains=value)
        return acts.filter(story__in=found.values("translation_key"))


class ActColumn(Column):
    """A column with a template of its own, by its name."""

    @property
    def cell_template_name(self) -> str:
        return f"news/desk/acts/{self.name}.html"


class ActsView(ReportView):
    """Every act, the newest first."""

    page_title = gettext_lazy("After publication")
    header_icon = "history"
    index_url_name = "news_acts"
    index_results_url_name = "news_acts_results"
    is_searchable = False
    any_permission_required = ["view"]
    model = Act
    filterset_class = ActFilters
    columns = [
        ActColumn("release", label=gettext_lazy("Release"), width="30%"),
        ActColumn("what", label=gettext_lazy("What")),
        ActColumn("state", label=gettext_lazy("State")),
        Column("attempts", label=gettext_lazy("Attempts"), accessor="act.attempts"),
        Column("error", label=gettext_lazy("Last error")),
        ActColumn("again_button", label=""),
    ]

    def user_has_any_permission(self, permissions: list[str]) -> bool:
        policy = PagePermissionPolicy()
        return policy.explorable_instances(self.request.user).exists()

    def get_page_subtitle(self) -> str:
        story = self.filters.form.cleaned_data.get("story") if self.filters else None
        page = PressReleasePage.objects.filter(translation_key=story).first()
        return page.draft_title if story and page else ""

    def get_queryset(self) -> QuerySet:
        return visible_acts(self.request.user).order_by("-created_at", "-pk")

    def get_table(self, object_list, **kwargs):
        rows = build_rows(object_list, self.request.user)
        return super().get_table(rows, **kwargs)


class AgainView(WagtailAdminTemplateMixin, View):
    """Has an act done again, after a look at it."""

    page_title = gettext_lazy("Do again")
    header_icon = "rotate"
    template_name = "news/desk/acts/again.html"
    _show_header_buttons = False

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        acts = visible_acts(request.user)
        [self.row] = build_rows([get_object_or_404(acts, pk=pk)], request.user)
        if not self.row.may_repeat:
            raise PermissionDenied
        return super().dispatch(request, pk=pk)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(ActsView.index_url_name), "label": ActsView.page_title},
            {"url": "", "label": self.page_title},
        ]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data(row=self.row))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if outbox.add_again(pk):
            log(
                instance=self.row.release or self.row.act,
                action=REPEATED,
                user=request.user,
                data={"kind": self.row.act.kind, "act": pk},
            )
            messages.success(request, _("It is done as soon as a worker comes to it."))
        else:
            messages.error(request, _("It is being done just now."))
        return redirect(ActsView.index_url_name)


class GivenUpPanel(Component):
    """What was given up, and that nobody does what is due, in red, on the home page."""

    name = "given-up"
    template_name = "news/desk/acts/given_up_panel.html"
    order = 15

    def __init__(self, user) -> None:
        self.user = user

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict:
        acts = visible_acts(self.user)
        given_up = acts.given_up().order_by("-created_at", "-pk")
        found = list(given_up[: MOST_ROWS + 1])
        return {
            "has_no_worker": kinds.find_overdue(timezone.now()).exists(),
            "rows": build_rows(found[:MOST_ROWS], self.user),
            "has_more": len(found) > MOST_ROWS,
            "state": Act.State.GIVEN_UP,
        }


def act_addresses() -> list[URLPattern]:
    """Return the addresses of the list below the admin's."""
    results = ActsView.as_view(results_only=True)
    return [
        path("acts/", ActsView.as_view(), name=ActsView.index_url_name),
        path("acts/results/", results, name=ActsView.index_results_url_name),
        # As many digits as a key can have.
        re_path(
            r"^acts/(?P<pk>\d{1,18})/again/$",
            AgainView.as_view(),
            name="news_act_again",
        ),
    ]


class ActsMenuItem(MenuItem):
    """The list in the menu of those who have to do with pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        policy = PagePermissionPolicy()
        return policy.explorable_instances(request.user).exists()


def acts_menu_item() -> MenuItem:
    """Return the entry of the list in the desk's menu."""
    return ActsMenuItem(
        ActsView.page_title,
        reverse(ActsView.index_url_name),
        name="acts",
        icon_name=ActsView.header_icon,
        order=100,
    )
