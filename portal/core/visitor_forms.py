"""Forms of visitors: they need neither a cookie nor a script."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.core import limits

TOO_MANY = _("Too many forms were sent from your network. Try again in an hour.")


class VisitorForm(forms.Form):
    """A form that anybody may send; ``website`` is a trap for programs."""

    website = forms.CharField(required=False)

    @property
    def is_trapped(self) -> bool:
        """Whether a field is filled in that nobody can see."""
        return bool(self.data.get(self.add_prefix("website")))

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The fields that a visitor fills in."""
        return [field for field in self if field.name != "website"]

    def is_accepted(self, request: HttpRequest, field: str) -> bool:
        """Tell whether the form is in order; its network may not send too many.

        ``field`` is beside which it is said that there were too many.
        """
        if not self.is_valid():
            return False
        if not limits.is_allowed(request):
            self.add_error(field, TOO_MANY)
            return False
        return True
