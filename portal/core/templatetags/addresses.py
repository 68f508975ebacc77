"""Addresses in templates."""

from urllib.parse import urljoin, urlsplit

from django import template
from django.http import QueryDict

register = template.Library()


@register.filter
def host(address: str) -> str:
    """Return the part of an address that names the site, as people say it."""
    return urlsplit(address).netloc.removeprefix("www.")


@register.filter
def without(query: QueryDict, name: str) -> QueryDict:
    """Return a query without one of its parameters, for ``{% querystring %}``."""
    rest = query.copy()
    rest.pop(name, None)
    return rest


@register.filter
def absolute(base: str, address: str) -> str:
    """Return an address of the site in full, as seen from one of its pages."""
    return urljoin(base, address)
