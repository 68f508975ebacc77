"""The forms with which editors let guests in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.local_times import LocalTimeField
from portal.core.models import Topic
from portal.guests.models import Journalist, mail_languages

# Further ahead a link has no end to speak of; more likely a year is mistyped.
LONGEST = timedelta(days=2 * 365)


class ExpiryForm(forms.Form):
    """Until when a link is valid: two years at most."""

    expires_at = LocalTimeField(label=gettext_lazy("Valid until"))

    def clean_expires_at(self) -> datetime:
        expires_at = self.cleaned_data["expires_at"]
        if expires_at <= timezone.now():
            raise ValidationError(
                _("This time has passed. Choose one that is to come.")
            )
        if expires_at > timezone.now() + LONGEST:
            raise ValidationError(_("Choose a time within the next two years."))
        return expires_at


class PassesForm(ExpiryForm):
    """Who gets a pass: journalists by their beats, and others one by one."""

    beats = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        label=gettext_lazy("Beats"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("All journalists with one of these beats."),
    )
    journalists = forms.ModelMultipleChoiceField(
        Journalist.objects.all(),
        label=gettext_lazy("Journalists"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["beats", "journalists", "expires_at"]

    def __init__(self, *args, is_approved: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.is_approved = is_approved

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if not self.is_approved:
            raise ValidationError(
                _(
                    "Passes are given for releases that are approved and wait for "
                    "their time."
                )
            )
        if not self.errors and not self.find_chosen():
            raise ValidationError(_("Choose at least one journalist."))
        return cleaned

    def find_chosen(self) -> list[Journalist]:
        """Return who was chosen, each once, by name."""
        by_beat = Journalist.objects.filter(topics__in=self.cleaned_data["beats"])
        chosen = {one.pk: one for one in [*by_beat, *self.cleaned_data["journalists"]]}
        return sorted(chosen.values(), key=lambda one: one.name.casefold())


class ShareForm(ExpiryForm):
    """For whom a share link is."""

    name = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=200,
        help_text=gettext_lazy("The name stands on the page."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=mail_languages)
    field_order = ["name", "language", "expires_at"]
