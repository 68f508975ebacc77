"""Two languages of a release side by side, and all of them public at once."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from wagtail.admin import messages

from news.desk.headings import HeadedByRelease
from news.models.release import Release
from news.pages import PressReleasePage
from news.pages.going_along_panel import find_entries
from news.pages.translations import State, seen_by, versions_of
from news.publishing import together
from news.record import build
from news.syndication import comparing
from portal.core.refused import Reason, find_reasons


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


class PublishTogetherView(OfReleaseMixin, FormView):
    """Asks whether all languages that go public together shall do so."""

    template_name = "news/desk/together.html"
    form_class = forms.Form
    page_title = gettext_lazy("Publish together")

    def check_permission(self) -> None:
        self.draft = self.release.get_latest_revision_as_object()
        if self.release.language not in self.draft.together:
            raise Http404
        for page in self.chosen():
            if not page.permissions_for_user(self.request.user).can_publish():
                raise PermissionDenied

    def chosen(self) -> list[PressReleasePage]:
        versions = PressReleasePage.objects.select_related("locale").filter(
            translation_key=self.release.translation_key
        )
        return [page for page in versions if page.language in self.draft.together]

    @cached_property
    def refused(self) -> list[Reason]:
        """What keeps them from being published, as far as it is known at once."""
        return find_reasons(together.find_refusals(self.release))

    def get_context_data(self, **kwargs) -> dict:
        wanted = self.draft.together
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "draft": self.draft,
            "entries": find_entries(self.draft, self.request.user),
            "refused": self.refused,
            "versions": [
                one for one in versions_of(self.release) if one.language in wanted
            ],
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            published = together.publish(self.release, self.request.user)
        except ValidationError as error:
            self.refused = find_reasons([error])
            return self.form_invalid(form)
        names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
        told = ", ".join(str(names.get(page.language, "")) for page in published)
        if self.draft.is_embargoed:
            text = _("Scheduled together: %(languages)s.")
        else:
            text = _("Public together: %(languages)s.")
        messages.success(self.request, text % {"languages": told})
        return redirect("wagtailadmin_pages:edit", self.release.pk)
