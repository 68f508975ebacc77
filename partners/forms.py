"""Admin forms of institutions and partnerships."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms.models import WagtailAdminModelForm

from partners.instruments import Instrument
from partners.names import overlapping
from portal.core.forms import RowsMixin


class NamesMixin(RowsMixin):
    """A form with names."""

    def check_names(self) -> None:
        """Refuse two official names in one language at one time."""
        rows = self.rows("names")
        twice = overlapping([form.instance for form in rows])
        for form in rows:
            if any(form.instance is name for name in twice):
                form.add_error(
                    "text",
                    _(
                        "There is already an official name in this language at this time."
                    ),
                )


class InstitutionForm(NamesMixin, WagtailAdminModelForm):
    """The form of an institution."""

    def check_rows(self) -> None:
        self.check_names()
        self.check_boilerplates()
        self.check_relations()
        self.refuse_repetition("identifiers", "value", "scheme")

    def check_boilerplates(self) -> None:
        rows = self.rows("boilerplates")
        for position, form in enumerate(rows):
            for other in rows[:position]:
                same = form.instance.language == other.instance.language
                if same and form.instance.overlaps(other.instance):
                    form.add_error(
                        "valid_from",
                        _(
                            "Another boilerplate in this language is valid at this time."
                        ),
                    )
                    break

    def check_relations(self) -> None:
        rows = self.rows("relations")
        relations = [form.instance for form in rows]
        for form in rows:
            if form.instance.exceeds_shares(relations):
                form.add_error(
                    "share_percent",
                    _("The shares of all funders at one time exceed 100 percent."),
                )
            if form.instance.closes_a_circle():
                form.add_error(
                    "target",
                    _("An institution cannot be part of one of its own parts."),
                )


class PartnershipForm(NamesMixin, WagtailAdminModelForm):
    """The form of a partnership."""

    instruments = forms.MultipleChoiceField(
        label=_("What is shared"),
        choices=Instrument,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def check_rows(self) -> None:
        self.check_names()
        members = [form.instance for form in self.rows("members")]
        for form in self.rows("roles"):
            role = form.instance
            if role.representing_id and not any(
                member.institution_id == role.representing_id and member.overlaps(role)
                for member in members
            ):
                form.add_error(
                    "representing",
                    _("This institution is not a member at that time."),
                )
