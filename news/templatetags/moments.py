"""Instants of a record in templates."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()


@register.simple_tag
def moment(instant: str) -> str:
    """Return day and time of an instant in ISO 8601, in the site's time zone."""
    at = timezone.localtime(datetime.fromisoformat(instant))
    return f"{date_format(at, 'DATETIME_FORMAT')} {at.tzname()}"
