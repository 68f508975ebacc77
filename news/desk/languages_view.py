"""Two languages of a release side by side, and all of them public at once."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from news.desk.headings import HeadedByRelease
from news.models.release import Release
from news.pages import PressReleasePage
from news.pages.translations import State, seen_by, versions_of
from news.record import build
from news.syndication import comparing


def draft_with_record(release: Release, revision=None) -> Release:
    """Return a text of a release, the newest by default, with the record it would have."""
    draft = (
        revision.as_object() if revision else release.get_latest_revision_as_object()
    )
    draft.record = build.build_fields(draft)["record"]
    return draft


class OfReleaseMixin(HeadedByRelease):
    """A page of the admin about a release, for those who may change it."""

    request: HttpRequest
    header_icon = "site"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        pages = PressReleasePage.objects.select_related("locale", "latest_revision")
        self.release = get_object_or_404(pages, pk=pk).specific
        self.check_permission()
        return super().dispatch(request, pk=pk)

    def check_permission(self) -> None:
        if not self.release.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied


class CompareLanguagesView(OfReleaseMixin, TemplateView):
    """The original beside a translation, paragraph by paragraph."""

    template_name = "news/desk/languages.html"
    page_title = gettext_lazy("Compare languages")

    def get_context_data(self, **kwargs) -> dict:
        versions = [one for one in versions_of(self.release) if one.page]
        original = next(
            (one for one in versions if one.state == State.ORIGINAL), versions[0]
        )
        others = [one for one in versions if one is not original]
        if not others:
            raise Http404
        asked = self.request.GET.get("language") or self.release.language
        other = next((one for one in others if one.language == asked), others[0])
        pages = [one.page.specific for one in (original, other) if one.page]
        seen = seen_by(pages[1], pages[0])
        rows = comparing.build_rows(
            draft_with_record(pages[0]),
            draft_with_record(pages[1]),
            draft_with_record(pages[0], seen) if seen else None,
        )
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "original": original,
            "other": other,
            "others": others,
            "rows": rows,
            "flags": sum(len(row.flags) for row in rows),
            "changes": sum(bool(row.changes) for row in rows),
        }
