"""Take a public release back until a later instant."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin import messages

from news.desk.confirming import ConfirmedView
from news.models.release import LAST_YEAR
from news.publishing import postponing, stories
from portal.core.local_times import LocalTimeField


class PostponeForm(forms.Form):
    """Until when the public does not read a release."""

    until = LocalTimeField(
        label=gettext_lazy("Public again at"),
        help_text=gettext_lazy("The new date of the release, in all its languages."),
    )

    def clean_until(self) -> datetime:
        until = self.cleaned_data["until"]
        if until <= timezone.now():
            raise ValidationError(
                _("This time has passed. Choose one that is to come.")
            )
        if until.year > LAST_YEAR:
            raise ValidationError(_("Choose an earlier year."))
        return until


class PostponeView(ConfirmedView):
    """The form that asks until when, and then whether."""

    template_name = "news/desk/postpone.html"
    confirm_template_name = "news/desk/confirm_postponing.html"
    form_class = PostponeForm
    page_title = gettext_lazy("Postpone")
    header_icon = "calendar-alt"

    def get_wanted(self) -> dict:
        return {"live": True}

    def check_permission(self) -> None:
        if not postponing.may_postpone(self.release, self.request.user):
            raise PermissionDenied

    def foresee(self, form: PostponeForm) -> dict:
        """Name the languages that go and the time at which they come back."""
        names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
        public = stories.versions_of(self.release.translation_key).filter(live=True)
        return {
            "until": form.cleaned_data["until"],
            "versions": [(page, names.get(page.language, "")) for page in public],
        }

    def act(self, form: PostponeForm) -> HttpResponse:
        until = form.cleaned_data["until"]
        postponing.postpone(self.release, until, self.request.user)
        at = date_format(timezone.localtime(until), "DATETIME_FORMAT")
        messages.success(
            self.request,
            _("The release is not public any more. It will be again at %(at)s.")
            % {"at": at},
        )
        return redirect("wagtailadmin_pages:edit", self.release.pk)
