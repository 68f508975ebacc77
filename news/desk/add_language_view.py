"""Adds a language to a release, and opens the form with both."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from news.desk.headings import HeadedByRelease
from news.drafting.copies import add_language
from news.pages import NewsIndexPage, PressReleasePage
from portal.core.languages import own_names


class AddLanguageView(HeadedByRelease, TemplateView):
    """A button adds the language; a link to this address asks first."""

    template_name = "news/desk/add_language.html"
    page_title = gettext_lazy("Add a language")
    header_icon = "globe"

    def dispatch(
        self, request: HttpRequest, page_id: int, language: str
    ) -> HttpResponseBase:
        pages = PressReleasePage.objects.select_related("locale")
        self.release = get_object_or_404(pages, pk=page_id).specific
        if not self.release.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        newsroom = NewsIndexPage.objects.filter(
            translation_key=self.release.get_parent().translation_key,
            locale__language_code=language,
        )
        self.newsroom = newsroom.select_related("locale").first()
        if self.newsroom is None or language == self.release.language:
            raise Http404
        self.language = language
        return super().dispatch(request)

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "language_name": own_names()[self.language],
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        added = add_language(self.release, self.newsroom, request.user)
        return redirect("news_both", added.pk)
