"""What a visitor asks the network for."""

from __future__ import annotations

from datetime import date
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from partners.validity import today

ISO_DAY = "%Y-%m-%d"


class AsOfForm(forms.Form):
    """The day for which something is shown; anything else is today, with a message."""

    as_of = forms.DateField(
        label=_("As of"),
        required=False,
        input_formats=[ISO_DAY],
        widget=forms.DateInput(format=ISO_DAY, attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day as in 2021-05-04.")},
    )

    def __init__(self, query: QueryDict) -> None:
        asked = "as_of" in query
        super().__init__(query if asked else None, initial={"as_of": today()})
        if asked and not self.is_valid():
            # A browser empties a date input that holds no date; this keeps what
            # was typed.
            cast(forms.DateInput, self.fields["as_of"].widget).input_type = "text"

    def clean_as_of(self) -> date | None:
        """Refuse a day to come: what will be true then is not public yet."""
        chosen = self.cleaned_data["as_of"]
        if chosen and chosen > today():
            raise ValidationError(_("The day must not lie in the future."))
        return chosen

    def day(self) -> date:
        """Return the day to show."""
        chosen = self.is_valid() and self.cleaned_data["as_of"]
        return chosen or today()
