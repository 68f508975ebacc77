"""The form of a sign-off, which needs neither a cookie nor a script."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.core.mailboxes import normalised
from portal.guests.models import PassageComment, SignOff
from portal.guests.parts import Passage

LONGEST = 5000
COMMENT = "comment-"


def _is_comment(name: str) -> bool:
    return name == "general" or name.startswith(COMMENT)


class SignOffForm(forms.Form):
    """Approve, ask for a change, or let somebody else decide.

    ``seen`` is the digest of what the form is shown with; a form that was opened before
    the text changed is shown again with the new one.
    """

    decision = forms.ChoiceField(
        label=gettext_lazy("Your decision"),
        choices=[
            (SignOff.Decision.APPROVED, pgettext_lazy("guest", "I approve this text.")),
            (
                SignOff.Decision.CHANGE,
                pgettext_lazy("guest", "I ask for a change, as I have written above."),
            ),
            (
                SignOff.Decision.DELEGATED,
                pgettext_lazy("guest", "Somebody else has to decide:"),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what you decide.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the person who decides"),
        max_length=200,
        required=False,
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail address of the person who decides"),
        max_length=254,
        required=False,
        widget=forms.EmailInput,
    )
    general = forms.CharField(
        label=gettext_lazy("A comment on the whole"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, data, *, passages: list[Passage], seen: str) -> None:
        self.is_new_text = data is not None and data.get("seen") != seen
        if data is not None:
            data = data.copy()
            # What is sent next is about the text that is shown now.
            data["seen"] = seen
        super().__init__(data, initial={"seen": seen})
        self.passages = passages
        for passage in passages:
            self.fields[COMMENT + passage.key] = forms.CharField(
                label=_("Comment: %(passage)s") % {"passage": passage.name},
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def rows(self) -> list[tuple[Passage, forms.BoundField]]:
        """Return every passage with the field for what is to be changed in it."""
        return [(one, self[COMMENT + one.key]) for one in self.passages]

    @property
    def has_comments(self) -> bool:
        """Whether something was written at a passage, or about the whole."""
        return any(self[name].value() for name in self.fields if _is_comment(name))

    def clean_email(self) -> str:
        """Return the address in its normal form."""
        if not self.cleaned_data["email"]:
            return ""
        try:
            return normalised(self.cleaned_data["email"])
        except ValidationError:
            raise ValidationError(
                _("Enter an e-mail address such as name@example.org.")
            ) from None

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if self.is_new_text:
            raise ValidationError(
                _(
                    "The text has changed since you opened this page. Read it again, "
                    "and decide then. What you have written is still here."
                )
            )
        decision = cleaned.get("decision")
        has_comments = bool(self.comments())
        if decision == SignOff.Decision.CHANGE and not has_comments:
            self.add_error("decision", _("Write what is to be changed."))
        if decision == SignOff.Decision.APPROVED and has_comments:
            self.add_error(
                "decision",
                _("You have written comments. Ask for a change, or take them out."),
            )
        if decision == SignOff.Decision.DELEGATED:
            if not cleaned.get("name"):
                self.add_error("name", _("Write who decides."))
            if not cleaned.get("email") and "email" not in self.errors:
                self.add_error("email", _("Write where that person gets mail."))
        return cleaned

    def comments(self) -> list[PassageComment]:
        """Return what was written, each with its passage as it stood."""
        written = [
            PassageComment(key=one.key, passage=one.text, comment=comment)
            for one in self.passages
            if (comment := self.cleaned_data.get(COMMENT + one.key, "").strip())
        ]
        if general := self.cleaned_data.get("general", "").strip():
            written.append(PassageComment(comment=general))
        return written
