"""Times as they are typed: local ones, which a clock change can make ambiguous.

On the day on which clocks go back an hour comes twice, on the day on which they go
forward one does not come at all. Which instant is meant is asked beside the field.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats, timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

READING = "-reading"


@dataclass(frozen=True)
class Reading:
    """An instant that a local time can stand for, and how it is told from the other."""

    instant: datetime
    label: str

    @property
    def value(self) -> str:
        return self.instant.isoformat()


def find_readings(local: datetime) -> list[Reading]:
    """Return the instants (aware) that a naive local time can stand for, if not one.

    Two, the earlier first: both where it comes twice; where it does not come at all, the
    same time by the clock before the change and by that after it. Empty where it is
    clear.
    """
    zone = timezone.get_current_timezone()
    typed = local.replace(second=0, microsecond=0)
    both = [typed.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
    if both[0].utcoffset() == both[1].utcoffset():
        return []
    # By way of UTC a time that does not exist becomes the one that it would have been.
    instants = sorted(moment.astimezone(UTC) for moment in both)
    return [
        Reading(moment, _name(moment, place, typed))
        for place, moment in enumerate(one.astimezone(zone) for one in instants)
    ]


def _name(moment: datetime, place: int, typed: datetime) -> str:
    """Say in the active language what tells one of two readings from the other."""
    words = {
        "time": date_format(moment, "TIME_FORMAT"),
        "season": name_season(moment),
    }
    if moment.replace(tzinfo=None, fold=0) != typed:
        return _("%(time)s, %(season)s") % words
    if place == 0:
        return _("the first %(time)s, %(season)s") % words
    return _("the second %(time)s, %(season)s") % words


def zone_name() -> str:
    """Return what the time zone of the site is called: "Berlin"."""
    return settings.TIME_ZONE.rpartition("/")[2].replace("_", " ")


def name_season(moment: datetime) -> str:
    """Say whether an aware time is in summer or winter time, and how far from UTC."""
    offset = moment.utcoffset() or timedelta()
    hours = f"{offset.total_seconds() / 3600:+g}".replace("-", "−")
    if moment.dst():
        return _("summer time, UTC%(hours)s") % {"hours": hours}
    return _("winter time, UTC%(hours)s") % {"hours": hours}


class AsTyped:
    """A calendar that leaves what it cannot read as it is typed.

    Else it would put in the present day or minute, and an embargo would be gone.
    """

    def get_config(self) -> dict:
        return super().get_config() | {"validateOnBlur": False}  # type: ignore[misc]


class TypedDateInput(AsTyped, AdminDateInput):
    """A date."""


class LocalTimeInput(AsTyped, AdminDateTimeInput):
    """A date and a time, with the time zone in words and a choice where it is needed."""

    template_name = "core/widgets/local_time.html"

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        typed = _parse(value)
        shown = value
        if typed and timezone.is_aware(typed):
            typed = timezone.make_naive(typed)
            shown = typed
        context = super().get_context(name, shown, attrs)
        readings = find_readings(typed) if typed else []
        chosen = typed and typed.replace(tzinfo=timezone.get_current_timezone())
        # In one zone two readings of a time count as equal.
        meant = chosen and chosen.astimezone(UTC)
        # What is typed and not answered yet is not chosen; what is stored is.
        is_answered = not isinstance(value, str) or shown is not value
        context["widget"] |= {
            "zone": str(timezone.get_current_timezone_name()),
            "season": name_season(chosen) if chosen and not readings else "",
            "reading_name": f"{name}{READING}",
            "question": _ask(typed, readings) if typed and readings else "",
            "readings": [
                {
                    "value": reading.value,
                    "label": reading.label,
                    "is_chosen": is_answered
                    and reading.instant.astimezone(UTC) == meant,
                }
                for reading in readings
            ],
        }
        return context

    def value_from_datadict(self, data, files, name: str) -> str | None:
        """Return what was typed, or the instant in ISO 8601 that was chosen for it."""
        typed = super().value_from_datadict(data, files, name)
        local = _parse(typed)
        chosen = data.get(f"{name}{READING}")
        if local and timezone.is_naive(local):
            for reading in find_readings(local):
                if reading.value == chosen:
                    return chosen
        return typed


class LocalTimeField(forms.DateTimeField):
    """An instant, typed as a local time."""

    widget = LocalTimeInput

    def to_python(self, value: Any) -> datetime | None:
        """Return the instant (aware); see Django.

        Raises ValidationError with a question where the time can stand for two.
        """
        typed = _parse(value)
        if isinstance(value, str) and typed and timezone.is_naive(typed):
            readings = find_readings(typed)
            if readings:
                raise ValidationError(_ask(typed, readings), code="which")
        return super().to_python(value)


def _parse(value: Any) -> datetime | None:
    """Return a typed or stored time, naive or aware, None for what is none."""
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        return None
    try:
        parsed = parse_datetime(value.strip())
    except ValueError:
        parsed = None
    if parsed:
        return parsed
    for pattern in formats.get_format("DATETIME_INPUT_FORMATS"):
        try:
            return datetime.strptime(value.strip(), pattern)  # noqa: DTZ007  local
        except ValueError:
            continue
    return None


def _ask(local: datetime, readings: list[Reading]) -> str:
    """Return the question which of two readings of a local time is meant."""
    time = date_format(local, "DATETIME_FORMAT")
    is_gap = readings[0].instant.replace(tzinfo=None, fold=0) != local.replace(
        second=0, microsecond=0, fold=0
    )
    if is_gap:
        return _(
            "There is no %(time)s: the clocks go forward in that night. Choose a time "
            "before or after it."
        ) % {"time": time}
    return _(
        "%(time)s comes twice: the clocks go back in that night. Choose which one is meant."
    ) % {"time": time}


def connect() -> None:
    """Have all forms of the admin ask for times in this way."""
    register_form_field_override(
        models.DateTimeField,
        override={"form_class": LocalTimeField, "widget": LocalTimeInput},
    )
    register_form_field_override(models.DateField, override={"widget": TypedDateInput})
