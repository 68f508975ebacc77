"""The form that adds a language to a release, with the language chosen already."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wagtail.contrib.simple_translation.forms import SubmitTranslationForm
from wagtail.contrib.simple_translation.views import SubmitPageTranslationView
from wagtail.models import Locale


class TranslateView(SubmitPageTranslationView):
    """Wagtail's form; where a link names a language, its box is ticked."""

    def dispatch(
        self, request: HttpRequest, page_id: int, language: str
    ) -> HttpResponseBase:
        self.language = language
        return super().dispatch(request, page_id=page_id)

    def get_form(self) -> forms.Form:
        form = super().get_form()
        if isinstance(form, SubmitTranslationForm) and not form.is_bound:
            chosen = Locale.objects.filter(language_code=self.language)
            form.initial["locales"] = list(chosen)
        return form
