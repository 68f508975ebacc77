"""The days that a report is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LENGTHS: dict[int, Promise] = {
    7: _("7 days"),
    30: _("30 days"),
    90: _("90 days"),
    365: _("365 days"),
}
USUAL = 30
# With more days than this, a chart and its table have weeks.
MOST_DAYS = 92
WEEK = 7


class PeriodForm(forms.Form):
    """How many days up to today; a value it does not know is the usual one."""

    days = forms.TypedChoiceField(choices=list(LENGTHS.items()), coerce=int)


@dataclass(frozen=True)
class Period:
    """From a day to another, both included."""

    first: date
    last: date

    @classmethod
    def parse(cls, query: Mapping[str, str], today: date) -> Period:
        """Return the days that a query asks for, up to today."""
        form = PeriodForm({"days": query.get("days", "")})
        days = form.cleaned_data["days"] if form.is_valid() else USUAL
        return cls(today - timedelta(days=days - 1), today)

    @property
    def length(self) -> int:
        """How many days these are."""
        return (self.last - self.first).days + 1

    def parts(self) -> list[Period]:
        """Return the days one by one, or in weeks where there are many.

        The last week ends with the last day; days that would begin a week are left out.
        """
        step = 1 if self.length <= MOST_DAYS else WEEK
        count = self.length // step
        begin = self.last - timedelta(days=count * step - 1)
        return [
            Period(
                begin + timedelta(days=number * step),
                begin + timedelta(days=(number + 1) * step - 1),
            )
            for number in range(count)
        ]
