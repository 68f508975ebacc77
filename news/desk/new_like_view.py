"""A new release like an earlier one: a copy in all its languages, by one click."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from wagtail import hooks
from wagtail.actions.copy_page import CopyPageAction
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from news.desk.copying import make_new
from news.desk.headings import HeadedByRelease
from news.models.release import Release
from news.pages import PressReleasePage
from news.publishing import stories


def may_copy(page: Page, user) -> bool:
    """Tell whether somebody may add another release where one is."""
    parent = page.get_parent()
    return (
        page.permissions_for_user(user).can_copy()
        and parent.permissions_for_user(user).can_add_subpage()
    )


class NewLikeView(HeadedByRelease, View):
    """Makes the copy and opens its form; what may not be copied is refused as ever.

    The button of the menu sends the form at once; without its script there is a page.
    """

    template_name = "news/desk/new_like.html"
    page_title = gettext_lazy("New release like this one")
    header_icon = "copy"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        self.release = get_object_or_404(PressReleasePage, pk=pk)
        if not may_copy(self.release, request.user):
            raise PermissionDenied
        return super().dispatch(request, pk=pk)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data(release=self.release))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        release = self.release
        versions = [
            page.specific
            for page in stories.versions_of(release.translation_key)
            if may_copy(page, request.user)
        ]
        for page in versions:
            for hook in hooks.get_hooks("before_copy_page"):
                if refused := hook(request, page):
                    return refused
        copies = self._copy(versions)
        messages.success(
            request,
            _(
                "This is a new release like the earlier one, in the same languages. It has "
                "no number yet, and the date of today."
            ),
        )
        return redirect("wagtailadmin_pages:edit", copies[release.language].pk)

    @transaction.atomic
    def _copy(self, versions: list[Release]) -> dict[str, Release]:
        """Return the copies of the versions of a story, by language."""
        story, copies = uuid4(), {}
        for page in versions:
            parent = page.get_parent()
            copy = CopyPageAction(
                page=page,
                to=parent,
                update_attrs={
                    "slug": find_available_slug(parent, page.slug),
                    "translation_key": story,
                },
                keep_live=False,
                user=self.request.user,
            ).execute()
            make_new(copy, self.request.user)
            copies[page.language] = copy
        return copies


def lead_to_another(
    page: Page, user, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer the copy in the menu of a release."""
    if isinstance(page.specific_deferred, Release) and may_copy(page, user):
        yield Button(
            NewLikeView.page_title,
            reverse("news_new_like", args=[page.pk]),
            icon_name="copy",
            priority=25,
            attrs={
                "data-controller": "w-action",
                "data-action": "w-action#post",
                "data-w-action-url-value": reverse("news_new_like", args=[page.pk]),
            },
        )
