"""The forms with which editors ask for sign-offs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from news.models.release import Release
from partners.models import Institution, Person
from portal.core.mailboxes import normalised
from portal.guests.desk.forms import ExpiryForm
from portal.guests.models import mail_languages
from portal.guests.signing import Asked, Conditions

# Rows for those whom the release does not name.
MORE = 4
PERSON, INSTITUTION = "person", "institution"
WAITS = gettext_lazy(
    "The release is approved and waits for its time; without this sign-off it would not "
    "become public. Only those who may publish all its language versions can ask for it "
    "now."
)


def list_candidates(release: Release) -> list[tuple[str, str]]:
    """Return who can be asked: the key and the name of each whom a release names.

    Those it quotes first, then the institutions that are part of it. ``release`` has its
    record.
    """
    record = release.record
    found = {
        f"{PERSON}-{one.speaker.id}": one.speaker.name
        for one in record.list_statements()
        if one.speaker.id
    }
    found |= {
        f"{INSTITUTION}-{one.id}": one.name
        for one in (*record.issuers, *record.institutions)
        if one.id
    }
    return list(found.items())


class AskForm(ExpiryForm):
    """Whom to ask about what; a row without an address asks nobody.

    Who asks may not always require an answer: ``may_require``.
    """

    is_required = forms.BooleanField(
        label=gettext_lazy("Required"),
        required=False,
        initial=True,
        help_text=gettext_lazy(
            "Without it the release cannot be published or scheduled."
        ),
    )
    quorum = forms.IntegerField(
        label=gettext_lazy("Quorum of each institution"),
        required=False,
        initial=0,
        validators=[MinValueValidator(0)],
        max_value=100,
        help_text=gettext_lazy(
            "How many of those who are asked for an institution must approve; "
            "0 for all of them."
        ),
    )
    remind_after_days = forms.IntegerField(
        label=gettext_lazy("Days between reminders"),
        initial=3,
        min_value=1,
        max_value=60,
    )

    def __init__(
        self,
        *args,
        candidates: list[tuple[str, str]],
        asked: Counter[str],
        language: str,
        may_require: bool,
        **kwargs,
    ) -> None:
        """Offer ``candidates``.

        ``asked`` says how many are asked for each already, ``language`` which one mails
        are in unless another one is chosen.
        """
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.may_require = may_require
        self.count = len(candidates) + MORE
        choices = [("", pgettext("sign-off", "The whole text")), *candidates]
        for place in range(self.count):
            about, name = candidates[place] if place < len(candidates) else ("", "")
            own = {
                "about": forms.ChoiceField(
                    label=pgettext("sign-off", "What is signed off"),
                    choices=choices,
                    required=False,
                    initial=about,
                ),
                "name": forms.CharField(
                    label=_("Name"),
                    max_length=200,
                    required=False,
                    initial=name if about.startswith(PERSON) else "",
                ),
                "email": forms.CharField(
                    label=_("E-mail address"),
                    max_length=254,
                    required=False,
                    widget=forms.EmailInput,
                ),
                "language": forms.ChoiceField(
                    label=_("Language of the mails"),
                    choices=mail_languages,
                    initial=language,
                ),
            }
            self.fields |= {f"{key}_{place}": field for key, field in own.items()}

    def rows(self) -> Iterator[list[forms.BoundField]]:
        """Yield the fields of each row."""
        for place in range(self.count):
            yield [
                self[f"{key}_{place}"] for key in ("about", "name", "email", "language")
            ]

    def common(self) -> list[forms.BoundField]:
        """Return the fields that hold for all who are asked."""
        names = ("expires_at", "is_required", "quorum", "remind_after_days")
        return [self[name] for name in names]

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        for place in range(self.count):
            email = cleaned.get(f"email_{place}", "")
            if email:
                try:
                    cleaned[f"email_{place}"] = normalised(email)
                except ValidationError:
                    self.add_error(
                        f"email_{place}",
                        _("Enter an e-mail address such as name@example.org."),
                    )
                if not cleaned.get(f"name_{place}"):
                    self.add_error(f"name_{place}", _("Write whom you ask."))
            elif f"name_{place}" in self.changed_data and cleaned.get(f"name_{place}"):
                self.add_error(
                    f"email_{place}", _("Write where that person gets mail.")
                )
        if cleaned.get("is_required") and not self.may_require:
            self.add_error("is_required", WAITS)
        self._check_quorum(cleaned)
        if not self.errors and not self.find_asked():
            raise ValidationError(_("Write the e-mail address of whom you ask."))
        return cleaned

    def _check_quorum(self, cleaned: dict) -> None:
        """Refuse a quorum that those who are asked for an institution cannot reach."""
        now = Counter(
            cleaned.get(f"about_{place}", "")
            for place in range(self.count)
            if cleaned.get(f"email_{place}")
        )
        counts = [
            count + self.asked[about]
            for about, count in now.items()
            if about.startswith(INSTITUTION)
        ]
        most = min(counts, default=0)
        if most and (cleaned.get("quorum") or 0) > most:
            text = ngettext(
                "For one of the institutions you ask %(count)d guest only.",
                "For one of the institutions you ask %(count)d guests only.",
                most,
            )
            self.add_error("quorum", text % {"count": most})

    def find_asked(self) -> list[Asked]:
        """Return whom to ask."""
        asked = []
        for place in range(self.count):
            row = {
                key: self.cleaned_data.get(f"{key}_{place}", "")
                for key in ("about", "name", "email", "language")
            }
            kind, _dash, key = row["about"].partition("-")
            if row["email"]:
                asked.append(
                    Asked(
                        row["name"],
                        row["email"],
                        row["language"],
                        Person.objects.get(pk=key) if kind == PERSON else None,
                        Institution.objects.get(pk=key)
                        if kind == INSTITUTION
                        else None,
                    )
                )
        return asked

    def conditions(self) -> Conditions:
        """Return what holds for all who are asked."""
        return Conditions(
            self.cleaned_data["expires_at"],
            self.cleaned_data["is_required"],
            self.cleaned_data["quorum"] or 0,
            self.cleaned_data["remind_after_days"],
        )


class AskAgainForm(ExpiryForm):
    """Whom to ask in place of an earlier sign-off, if one ``may_ask``."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.CharField(
        label=gettext_lazy("E-mail address"), max_length=254, widget=forms.EmailInput
    )
    field_order = ["name", "email", "expires_at"]

    def __init__(self, *args, may_ask: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.may_ask = may_ask

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if not self.may_ask:
            raise ValidationError(WAITS)
        return cleaned

    def clean_email(self) -> str:
        """Return the address in its normal form."""
        try:
            return normalised(self.cleaned_data["email"])
        except ValidationError:
            raise ValidationError(
                _("Enter an e-mail address such as name@example.org.")
            ) from None


class WithoutForm(forms.Form):
    """Why a release goes on without a required sign-off."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It stands in the audit log."),
    )
