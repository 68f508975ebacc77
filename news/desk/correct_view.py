"""Publish a correction of a release, a withdrawal or its end."""

from __future__ import annotations

from typing import cast

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from news.models import Correction, PressReleasePage
from news.publishing import correcting


class CorrectionForm(forms.ModelForm):
    """What readers are told; for a withdrawn release only what can follow one."""

    class Meta:
        model = Correction
        fields = ["kind", "what", "why"]
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, is_withdrawn: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        impossible = correcting.WITHDRAWAL if is_withdrawn else correcting.REINSTATEMENT
        kind = cast(forms.ChoiceField, self.fields["kind"])
        kind.choices = [
            (value, label)
            for value, label in Correction.Kind.choices
            if value != impossible
        ]


class CorrectView(WagtailAdminTemplateMixin, FormView):
    """The form for a correction, with the ones that are published already."""

    template_name = "news/desk/correct.html"
    form_class = CorrectionForm
    page_title = gettext_lazy("Correction")
    header_icon = "edit"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        pages = PressReleasePage.objects.select_related("locale")
        self.release = get_object_or_404(pages, pk=pk, first_published_at__isnull=False)
        if not self.release.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, pk=pk)

    def get_form_kwargs(self) -> dict:
        withdrawn = self.release.is_withdrawn
        kind = correcting.REINSTATEMENT if withdrawn else Correction.Kind.CORRECTION
        return super().get_form_kwargs() | {
            "is_withdrawn": withdrawn,
            "initial": {"kind": kind},
        }

    def get_breadcrumbs_items(self) -> list[dict]:
        edit_url = reverse("wagtailadmin_pages:edit", args=[self.release.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": edit_url, "label": self.release.draft_title},
            {"url": "", "label": _("Correction")},
        ]

    def get_page_subtitle(self) -> str:
        return self.release.draft_title

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"release": self.release}

    def form_valid(self, form: CorrectionForm) -> HttpResponse:
        correction = form.save(commit=False)
        correction.story = self.release.translation_key
        correction.author = self.request.user
        correcting.correct(correction)
        log(
            instance=self.release,
            action="news.correct",
            user=self.request.user,
            data={"kind": correction.kind, "what": str(correction.what)},
        )
        self._lead_on(correction.kind)
        return redirect("wagtailadmin_pages:edit", self.release.pk)

    def _lead_on(self, kind: str) -> None:
        """Say what is public now, and lead on to what is left to do."""
        if kind == correcting.WITHDRAWAL:
            messages.success(
                self.request,
                _("The release is withdrawn. Its text is not public any more."),
            )
        elif kind == correcting.REINSTATEMENT:
            messages.success(self.request, _("The release is public again."))
        else:
            text = _(
                "The correction is published. The text is as it was: where it still "
                "says what was wrong, mend it in every language and publish it."
            )
            messages.success(self.request, text, buttons=self._other_languages())

    def _other_languages(self) -> list[tuple]:
        """Return the way to the other public versions of the release."""
        names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
        versions = PressReleasePage.objects.released().filter(
            translation_key=self.release.translation_key
        )
        return [
            messages.button(
                reverse("wagtailadmin_pages:edit", args=[version.pk]),
                str(names[version.language]),
            )
            for version in versions.exclude(pk=self.release.pk).select_related("locale")
        ]
