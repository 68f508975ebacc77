"""Days in templates."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def day_of(instant: datetime) -> str:
    """Return the day of an instant as ``<time>``, in the site's time zone.

    The machine-readable form has no time: what is printed is a day.
    """
    day = timezone.localtime(instant).date()
    return format_html(
        '<time datetime="{}">{}</time>',
        day.isoformat(),
        date_format(day, "DATE_FORMAT"),
    )
