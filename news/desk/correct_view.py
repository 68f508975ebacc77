"""Publish a correction of a release, a withdrawal or its end."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin import messages
from wagtail.log_actions import log

from news.desk.confirming import ConfirmedView
from news.models import Correction
from news.models.corrections import REINSTATEMENT, WITHDRAWAL
from news.pages import PressReleasePage
from news.publishing import correcting, stories
from portal.core.refused import Reason, find_reasons


class CorrectionForm(forms.ModelForm):
    """What readers are told; for a withdrawn release only what can follow one."""

    class Meta:
        model = Correction
        fields = ["kind", "what", "why"]
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, is_withdrawn: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        impossible = WITHDRAWAL if is_withdrawn else REINSTATEMENT
        kind = cast(forms.ChoiceField, self.fields["kind"])
        kind.choices = [
            (value, label)
            for value, label in Correction.Kind.choices
            if value != impossible
        ]


class CorrectView(ConfirmedView):
    """The form for a correction, with the ones that are published already."""

    template_name = "news/desk/correct.html"
    confirm_template_name = "news/desk/confirm_correction.html"
    form_class: type[forms.ModelForm] = CorrectionForm
    page_title = gettext_lazy("Correction")
    header_icon = "edit"
    # What the act was refused for.
    refused: Sequence[Reason] = ()

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"refused": self.refused}

    def get_wanted(self) -> dict:
        return {"first_published_at__isnull": False}

    def check_permission(self) -> None:
        if not self.release.permissions_for_user(self.request.user).can_publish():
            raise PermissionDenied

    def get_form_kwargs(self) -> dict:
        withdrawn = self.release.is_withdrawn
        kind = REINSTATEMENT if withdrawn else Correction.Kind.CORRECTION
        return super().get_form_kwargs() | {
            "is_withdrawn": withdrawn,
            "initial": {"kind": kind},
        }

    def foresee(self, form: forms.ModelForm) -> dict:
        """Show the note as readers of each language will see it."""
        correction = self._correction(form)
        missing = self._untold(correction)
        return {
            "kind": correction.kind,
            "missing": missing,
            "versions": [
                {
                    "language": version.language,
                    "is_missing": version.language in missing,
                    "release": SimpleNamespace(
                        language=version.language,
                        notices=[correcting.build_notice(version.language, correction)],
                    ),
                }
                for version in self._public_versions()
            ],
        }

    def find_problem(self, form: forms.ModelForm) -> str:
        missing = set(self._untold(self._correction(form)))
        if missing <= set(self.request.POST.getlist("without")):
            return ""
        return _("Write the text in every language, or confirm that it is missing.")

    def _correction(self, form: forms.ModelForm) -> Correction:
        correction = form.save(commit=False)
        correction.story = self.release.translation_key
        correction.author = self.request.user
        return correction

    def _public_versions(self) -> list[PressReleasePage]:
        versions = PressReleasePage.objects.filter(
            translation_key=self.release.translation_key, live=True
        )
        return list(versions.select_related("locale").order_by("is_translation", "pk"))

    def _untold(self, correction: Correction) -> list[str]:
        languages = [version.language for version in self._public_versions()]
        return correcting.find_untold_languages(correction, languages)

    def act(self, form: forms.ModelForm) -> HttpResponse:
        try:
            with transaction.atomic():
                self.publish(form)
        except ValidationError as error:
            self.refused = find_reasons([error])
            return self.form_invalid(form)
        self._lead_on(form.instance.kind)
        return redirect("wagtailadmin_pages:edit", self.release.pk)

    def publish(self, form: forms.ModelForm) -> None:
        """Publish the note, and note in the history of every version who did.

        Raises ValidationError where a reinstatement cannot be published.
        """
        correction = self._correction(form)
        correcting.correct(correction)
        for version in stories.versions_of(self.release.translation_key):
            log(
                instance=version.specific,
                action="news.correct",
                user=self.request.user,
                # Of entries with one number, the history of a page shows only the last.
                uuid=uuid4(),
                data={"kind": correction.kind, "what": str(correction.what)},
            )

    def _lead_on(self, kind: str) -> None:
        """Say what is public now, and lead on to what is left to do."""
        if kind == WITHDRAWAL:
            messages.success(
                self.request,
                _("The release is withdrawn. Its text is not public any more."),
            )
        elif kind == REINSTATEMENT:
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
        return [
            messages.button(
                reverse("wagtailadmin_pages:edit", args=[version.pk]),
                _("Adjust this version too: %(language)s")
                % {"language": names[version.language]},
            )
            for version in self._public_versions()
            if version.pk != self.release.pk
        ]
