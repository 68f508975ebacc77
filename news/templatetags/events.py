"""Events of releases in templates."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from news.models.shape import Event

register = template.Library()


@register.simple_tag
def time_of(event: Event) -> SafeString:
    """Return when an event of a record takes place, with one or two ``<time>``.

    In the site's time zone, which is named by its distance from UTC: readers are
    elsewhere, and one abbreviation stands for several time zones.
    """
    start = timezone.localtime(datetime.fromisoformat(event.starts_at))
    begins = _time(start, "DATETIME_FORMAT")
    if not event.ends_at:
        return format_html("{} ({})", begins, _zone(start))
    end = timezone.localtime(datetime.fromisoformat(event.ends_at))
    if start.utcoffset() != end.utcoffset():
        begins = format_html("{} ({})", begins, _zone(start))
    is_same_day = start.date() == end.date()
    ends = _time(end, "TIME_FORMAT" if is_same_day else "DATETIME_FORMAT")
    return format_html("{} – {} ({})", begins, ends, _zone(end))


def _time(moment: datetime, spelling: str) -> SafeString:
    return format_html(
        '<time datetime="{}">{}</time>',
        moment.isoformat(timespec="minutes"),
        date_format(moment, spelling),
    )


def _zone(moment: datetime) -> str:
    """Return the distance from UTC: ``UTC+2``, ``UTC+5:30``."""
    offset = moment.strftime("%z")
    minutes = f":{offset[3:5]}" if offset[3:5] != "00" else ""
    return f"UTC{offset[0].replace('-', '−')}{int(offset[1:3])}{minutes}"
