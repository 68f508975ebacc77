"""Intervals of validity: the only place that knows how time is asked for.

An interval holds from ``valid_from`` (inclusive) until ``valid_to`` (exclusive).
An open side means: always, as far as we know. A day stands for the earliest day
of its precision, so "2025" is stored as 1 January 2025 with precision year.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from modelcluster.queryset import FakeQuerySet

if TYPE_CHECKING:
    from typing import Self


class Precision(models.TextChoices):
    """How exactly a date is known."""

    YEAR = "year", _("Year")
    MONTH = "month", _("Month")
    DAY = "day", _("Day")


PRECISION_FORMATS = {
    Precision.YEAR: "Y",
    Precision.MONTH: "YEAR_MONTH_FORMAT",
    Precision.DAY: "DATE_FORMAT",
}


def today() -> date:
    """Return the current day in the site's time zone."""
    return timezone.localdate()


def format_day(day: date | None, precision: str = Precision.DAY) -> str:
    """Return a day as exactly as it is known, in the active language."""
    return date_format(day, PRECISION_FORMATS[Precision(precision)]) if day else ""


def machine_day(day: date | None, precision: str = Precision.DAY) -> str:
    """Return a day for ``<time datetime>``: YYYY, YYYY-MM or YYYY-MM-DD.

    Source: HTML standard, "valid date string", "valid month string", "valid year".
    """
    lengths = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}
    return day.isoformat()[: lengths[Precision(precision)]] if day else ""


class DayField(models.DateField):
    """A day, stored as the first one of the year or month that is known.

    So whatever day of a year is typed, the same is stored and asked for. ``precision``
    names the field that says how exactly it is known; an end has a ``start``, which it
    must not precede, or must follow where it is the first day after all others.
    """

    def __init__(
        self,
        *args,
        precision: str = "",
        start: str = "",
        is_after: bool = False,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.precision_name, self.start_name = precision, start
        self.is_after = is_after

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs

    def clean(self, value, model_instance):
        day = super().clean(value, model_instance)
        return self._in_normal_form(day, model_instance)

    def pre_save(self, model_instance, add):
        day = self.to_python(super().pre_save(model_instance, add))
        day = self._in_normal_form(day, model_instance)
        setattr(model_instance, self.attname, day)
        return day

    def _in_normal_form(self, day: date | None, row: models.Model) -> date | None:
        if day is None:
            return None
        precision = getattr(row, self.precision_name)
        start = getattr(row, self.start_name) if self.start_name else None
        return first_day(day, precision, self.to_python(start), is_after=self.is_after)


def first_day(
    day: date, precision: str, start: date | None = None, *, is_after: bool = False
) -> date:
    """Return the first of the days that a day known this exactly may be.

    Of an end in the same year or month as its start that is the start, or with
    ``is_after``, where an end must follow, the first day of the next year or month.
    """
    if precision == Precision.DAY:
        return day
    first = day.replace(day=1)
    if precision == Precision.YEAR:
        first = first.replace(month=1)
    if start is None or not possible_days(first, precision).holds_on(start):
        return first
    return (possible_days(first, precision).valid_to or first) if is_after else start


def last_day(day: date, precision: str = Precision.DAY) -> date:
    """Return the last of the days that a day known this exactly may be."""
    if precision == Precision.YEAR:
        return day.replace(month=12, day=31)
    if precision == Precision.MONTH:
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day


ENDS_TOO_EARLY = _("The end must come after the start.")


class ValidityQuerySet(models.QuerySet):
    """Rows that hold for some time."""

    def as_of(self, day: date | None = None) -> Self:
        """Keep the rows that hold on a day, today by default."""
        day = day or today()
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )

    def begun(self, day: date | None = None) -> Self:
        """Keep the rows that hold or held on a day, today by default.

        What is to come is not public yet.
        """
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day or today())
        )


@dataclass(frozen=True)
class Interval:
    """A time from one day (inclusive) until another (exclusive)."""

    valid_from: date | None
    valid_to: date | None

    def has_begun(self, day: date | None = None) -> bool:
        """Tell whether this time does not lie ahead on a day, today by default."""
        return self.valid_from is None or self.valid_from <= (day or today())

    def holds_on(self, day: date | None = None) -> bool:
        """Tell whether a day, today by default, lies in this time."""
        day = day or today()
        return self.has_begun(day) and (self.valid_to is None or day < self.valid_to)

    def shared_with(self, other: Interval) -> Interval | None:
        """Return the time that two intervals have in common, None where there is none."""
        starts = [day for day in (self.valid_from, other.valid_from) if day]
        ends = [day for day in (self.valid_to, other.valid_to) if day]
        start, end = max(starts, default=None), min(ends, default=None)
        return None if start and end and start >= end else Interval(start, end)


def possible_days(day: date, precision: str) -> Interval:
    """Return the days that a day known so exactly may stand for."""
    longest = {Precision.YEAR: 366, Precision.MONTH: 31, Precision.DAY: 1}
    if day.year == MAXYEAR:
        return Interval(day, None)
    after = day + timedelta(days=longest[Precision(precision)])
    return Interval(day, after if precision == Precision.DAY else after.replace(day=1))


class Validity(models.Model):
    """Something that is true from one day until another, according to a source."""

    valid_from = DayField(
        _("valid from"), null=True, blank=True, precision="valid_from_precision"
    )
    valid_from_precision = models.CharField(
        _("precision of the start"),
        max_length=5,
        choices=Precision,
        default=Precision.DAY,
    )
    valid_to = DayField(
        _("no longer valid from"),
        null=True,
        blank=True,
        help_text=_("The first day on which it does not hold any more."),
        precision="valid_to_precision",
        start="valid_from",
        is_after=True,
    )
    valid_to_precision = models.CharField(
        _("precision of the end"),
        max_length=5,
        choices=Precision,
        default=Precision.DAY,
    )
    source = models.CharField(_("source"), max_length=500, blank=True)

    objects = ValidityQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=ENDS_TOO_EARLY,
            )
        ]

    def clean(self) -> None:
        """Refuse what its constraint refuses, which cannot say beside which field."""
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to <= self.valid_from:
            raise ValidationError({"valid_to": ENDS_TOO_EARLY})

    def holds_on(self, day: date | None = None) -> bool:
        """Tell whether this row holds on a day, today by default. Asks no database."""
        return self.interval.holds_on(day)

    def overlaps(self, other: Validity) -> bool:
        """Tell whether there is a day on which both rows hold."""
        return self.interval.shared_with(other.interval) is not None

    @property
    def interval(self) -> Interval:
        """The time for which this row holds."""
        return Interval(self.valid_from, self.valid_to)

    @property
    def started(self) -> str:
        """The start as exactly as it is known, in the active language."""
        return format_day(self.valid_from, self.valid_from_precision)

    @property
    def ended(self) -> str:
        """The end as exactly as it is known, in the active language."""
        return format_day(self.valid_to, self.valid_to_precision)


def held_on(rows: models.Manager | FakeQuerySet, day: date | None = None) -> list:
    """Return the rows of a related manager that hold on a day.

    Filters in Python, so that prefetched rows cost no query.
    """
    day = day or today()
    return [row for row in rows.all() if row.holds_on(day)]
