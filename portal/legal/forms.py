"""The form with which visitors report a barrier."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.core.characters import has_controls, is_visible, printable
from portal.core.mailboxes import is_plain, normalised
from portal.core.visitor_forms import VisitorForm
from portal.legal.models.reports import LONGEST_ADDRESS, LONGEST_TEXT


class BarrierForm(VisitorForm):
    """Where a barrier is, what it is, and whom to answer, if anybody."""

    page = forms.CharField(
        label=_("Address of the page"),
        max_length=LONGEST_ADDRESS,
        required=False,
        help_text=_("Leave this empty if the whole site is meant."),
    )
    text = forms.CharField(
        label=_("What could you not use, read or understand?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "It helps us to know what you use: for example a screen reader, a keyboard "
            "or a magnifier."
        ),
        error_messages={"required": _("Describe the barrier in a few words.")},
    )
    email = forms.CharField(
        label=_("Your e-mail address, if you want an answer"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    field_order = ("page", "text", "email")

    def clean_page(self) -> str:
        """Return the address; what browsers read otherwise than people is none."""
        if has_controls(page := self.cleaned_data["page"]):
            raise ValidationError(
                _("The address contains invisible characters. Type it once more.")
            )
        return page

    def clean_text(self) -> str:
        """Return what is said without characters that nobody sees, such as a bell."""
        text = printable(self.cleaned_data["text"]).strip()
        if not is_visible(text):
            raise ValidationError(self.fields["text"].error_messages["required"])
        return text

    def clean_email(self) -> str:
        """Return the address as it is kept; empty where nobody wants an answer."""
        if not (typed := self.cleaned_data["email"]):
            return ""
        try:
            is_plain(typed)
            return normalised(typed)
        except ValidationError:
            raise ValidationError(
                _("Enter an e-mail address such as name@example.org.")
            ) from None
