"""The other forms of a release in templates."""

from django import template

from news.syndication.forms.catalogue import CATALOGUE, Form

register = template.Library()


@register.simple_tag
def release_forms() -> list[Form]:
    """Return the forms that readers are told of."""
    return [form for form in CATALOGUE if form.is_listed]
