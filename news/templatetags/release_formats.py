"""The other formats of a release in templates."""

from django import template

from news.syndication.formats.catalogue import CATALOGUE, Format

register = template.Library()


@register.simple_tag
def release_formats() -> list[Format]:
    """Return the formats that readers are told of."""
    return [format for format in CATALOGUE if format.is_listed]
