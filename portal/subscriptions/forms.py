"""The forms of visitors: they need neither a cookie nor a script."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.core.languages import content_languages, own_names
from portal.core.mailboxes import normalised
from portal.core.visitor_forms import VisitorForm
from portal.subscriptions.consent import Choice
from portal.subscriptions.models import Subscription


class AddressForm(VisitorForm):
    """An address to which a mail is sent."""

    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Enter your e-mail address.")},
    )

    def clean_email(self) -> str:
        """Return the address as it is kept."""
        try:
            return normalised(self.cleaned_data["email"])
        except ValidationError:
            raise ValidationError(
                _("Enter an e-mail address such as name@example.org.")
            ) from None


class ChoiceForm(forms.Form):
    """How a list is to come: languages by preference, language of mails, frequency.

    One field for each place in the order of languages, so that no script is needed.
    """

    frequency = forms.ChoiceField(
        label=_("How often"), choices=Subscription.Frequency.choices
    )

    def __init__(self, *args, languages: tuple[str, ...] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        names = own_names()
        choices = [(code, names.get(code, code)) for code in content_languages()]
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the mails"), choices=choices
        )
        for place, _code in enumerate(choices):
            self.fields[f"language_{place}"] = self._language(choices, place)
            if place < len(languages):
                self.initial.setdefault(f"language_{place}", languages[place])
        places = [name for name in self.fields if name.startswith("language_")]
        self.order_fields(["email", *places, "language", "frequency"])

    @staticmethod
    def _language(choices: list[tuple[str, str]], place: int) -> forms.ChoiceField:
        if not place:
            return forms.ChoiceField(
                label=_("Language of the releases"), choices=choices
            )
        return forms.ChoiceField(
            label=_("Otherwise in"),
            help_text=_("For releases that do not exist in the language before."),
            choices=[("", "–"), *choices],
            required=False,
        )

    def choice(self) -> Choice:
        """Return what was chosen."""
        chosen = [
            code
            for name, code in self.cleaned_data.items()
            if name.startswith("language_") and code
        ]
        return Choice(
            languages=",".join(dict.fromkeys(chosen)),
            language=self.cleaned_data["language"],
            frequency=self.cleaned_data["frequency"],
        )

    @classmethod
    def of(cls, subscription: Subscription, data=None) -> ChoiceForm:
        """Return the form of a subscription."""
        return cls(
            data,
            prefix=str(subscription.pk),
            languages=subscription.chosen_languages.codes,
            initial={
                "language": subscription.language,
                "frequency": subscription.frequency,
            },
        )


class SubscribeForm(AddressForm, ChoiceForm):
    """What is needed to subscribe to a list."""
