"""Lift an embargo before its time."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Min
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin import messages

from news.desk.confirming import ConfirmedView
from news.publishing import lifting, stories
from portal.core.local_times import LocalTimeField


class LiftForm(forms.Form):
    """When a release becomes public instead, and why."""

    at = LocalTimeField(
        label=gettext_lazy("Public at"),
        required=False,
        help_text=gettext_lazy("Left empty, the release becomes public now."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Stands in the history of the release."),
    )

    def __init__(self, *args, until: datetime, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.until = until

    def clean_at(self) -> datetime | None:
        at = self.cleaned_data["at"]
        if at and at <= timezone.now():
            raise ValidationError(
                _("This time has passed. Choose one that is to come, or none for now.")
            )
        if at and at >= self.until:
            raise ValidationError(
                _("The embargo lifts at %(until)s already. Choose an earlier time.")
                % {"until": _show(self.until)}
            )
        return at


class LiftView(ConfirmedView):
    """The form that asks when and why, and then whether."""

    template_name = "news/desk/lift.html"
    confirm_template_name = "news/desk/confirm_lifting.html"
    form_class = LiftForm
    page_title = gettext_lazy("Lift the embargo")
    header_icon = "lock-open"

    def check_permission(self) -> None:
        self.until = lifting.find_embargo(self.release.translation_key)
        if not lifting.may_lift(self.release, self.request.user):
            raise PermissionDenied

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"until": self.until}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"until": self.until}

    def foresee(self, form: LiftForm) -> dict:
        """Name the languages that wait, and the time at which they become public."""
        names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
        versions = stories.versions_of(self.release.translation_key)
        return {
            "at": form.cleaned_data["at"],
            "now": timezone.now(),
            "first_at": versions.aggregate(at=Min("first_published_at"))["at"],
            "versions": [
                (page, names.get(page.language, "")) for page in versions.scheduled()
            ],
        }

    def act(self, form: LiftForm) -> HttpResponse:
        at, reason = form.cleaned_data["at"], form.cleaned_data["reason"]
        lifting.lift(self.release, at, reason, self.request.user)
        text = _("The embargo is lifted.")
        if at:
            text = _("The embargo lifts at %(at)s now.") % {"at": _show(at)}
        messages.success(self.request, text)
        return redirect("wagtailadmin_pages:edit", self.release.pk)


def _show(instant: datetime) -> str:
    return date_format(timezone.localtime(instant), "DATETIME_FORMAT")
