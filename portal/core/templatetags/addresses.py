"""Addresses in templates."""

from urllib.parse import urljoin

from django import template
from django.http import QueryDict

from portal.core.addresses import host

register = template.Library()
register.filter(host)


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
