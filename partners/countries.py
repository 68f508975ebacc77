"""Countries by their code of ISO 3166-1, named in the language of the reader.

The names are those of the Unicode CLDR.
"""

from __future__ import annotations

from functools import cache

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from babel import Locale, UnknownLocaleError

from portal.core.filing import file_under
from portal.core.simple_forms import base_language

# What CLDR names besides countries. Kosovo is kept, whose XK ISO leaves to its users.
NO_COUNTRIES = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)


@cache
def countries(language: str) -> dict[str, str]:
    """Return the names of all countries by their code, in a language such as ``de``.

    In English where CLDR does not have the language.
    """
    try:
        locale = Locale.parse(base_language(language), sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return {
        code: name
        for code, name in locale.territories.items()
        if len(code) == 2 and code not in NO_COUNTRIES
    }


def _here() -> dict[str, str]:
    return countries(get_language() or settings.LANGUAGE_CODE)


def country_name(code: str) -> str:
    """Return the name of a country in the active language, or a code nobody has."""
    return _here().get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """Return nothing and every country, as lists are filed."""
    named = sorted(_here().items(), key=lambda pair: file_under(pair[1]))
    return [("", "---------"), *named]


class CountryField(forms.ChoiceField):
    """The choice of a country, which may be left open."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("label", _("Country"))
        kwargs.setdefault("required", False)
        super().__init__(choices=country_choices, **kwargs)
