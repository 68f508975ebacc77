"""Languages of a page, for those who do not read it themselves."""

from __future__ import annotations

import locale
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from django import template
from django.utils.encoding import iri_to_uri
from django.utils.translation import to_locale

from portal.core.alternates import alternates as named
from portal.core.simple_forms import base_language

if TYPE_CHECKING:
    from portal.core.models.pages import LanguageLink

register = template.Library()


@register.filter
def alternates(
    links: Iterable[LanguageLink], canonical_url: str
) -> list[tuple[str, str]]:
    """Return ``hreflang`` and absolute address of every version of an address.

    A canonical address with a query is the second or a later page of a list. It
    names only itself: lists of different length have no pages that correspond.
    """
    exact = [link for link in links if link.is_exact]
    if urlsplit(canonical_url).query:
        return [
            (link.language, iri_to_uri(canonical_url))
            for link in exact
            if link.is_current
        ]
    paths = {link.language: urlsplit(link.url).path for link in exact}
    return [
        (tag, iri_to_uri(urljoin(canonical_url, path))) for tag, path in named(paths)
    ]


@register.filter
def territory(language: str) -> str:
    """Return a language with a territory, as Open Graph wants it: ``de_DE``.

    The territory is the one that the C library takes for the language.
    """
    return locale.normalize(to_locale(base_language(language))).partition(".")[0]
