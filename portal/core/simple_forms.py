"""Simple forms of languages: Leichte Sprache, plain language.

A simple form is a language of the site whose tag is that of its base with the variant
``simple``, which BCP 47 has in its registry: ``de-simple``. Read by the settings,
so nothing here asks them, and texts are lazy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.conf.locale import LANG_INFO
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VARIANT = "-simple"


class Kind(StrEnum):
    """By which rules texts are written.

    ``EASY`` is Leichte Sprache, for people with learning difficulties and by the rules
    of its networks; ``PLAIN`` is plain language (ISO 24495-1, DIN 8581-1), for all.
    Readers of the one cannot rely on the other, so a language is one of them.
    """

    EASY = "easy"
    PLAIN = "plain"


@dataclass(frozen=True)
class SimpleForm:
    """A language of the site that is a simple form of another."""

    base: str
    kind: Kind
    name: str | Promise
    # In itself, for those who look for it.
    own_name: str
    # What leads to a release in it and to the list of them, in the reader's language.
    invitation: str | Promise
    list_invitation: str | Promise

    @property
    def tag(self) -> str:
        """The tag of the language (BCP 47)."""
        return self.base + VARIANT

    def language_info(self) -> dict[str, Any]:
        """Return what Django wants to know of a language that it does not have."""
        return LANG_INFO[self.base] | {
            "code": self.tag,
            "name": self.name,
            "name_local": self.own_name,
        }


KNOWN = [
    SimpleForm(
        "de",
        Kind.EASY,
        _("Easy-to-read German"),
        "Leichte Sprache",
        _("This release in easy-to-read German"),
        _("Releases in easy-to-read German"),
    ),
    SimpleForm(
        "de",
        Kind.PLAIN,
        _("Plain German"),
        "Einfache Sprache",
        _("This release in plain German"),
        _("Releases in plain German"),
    ),
    SimpleForm(
        "en",
        Kind.EASY,
        _("Easy-to-read English"),
        "Easy-to-read English",
        _("This release in easy-to-read English"),
        _("Releases in easy-to-read English"),
    ),
    SimpleForm(
        "en",
        Kind.PLAIN,
        _("Plain English"),
        "Plain English",
        _("This release in plain English"),
        _("Releases in plain English"),
    ),
]


def find_forms(wanted: Mapping[str, str]) -> list[SimpleForm]:
    """Return the forms that an operator names, as kinds by tag: ``{"de-simple": "easy"}``.

    Raises ValueError, which says what is known, for one that is not.
    """
    known = {(form.tag, str(form.kind)): form for form in KNOWN}
    unknown = [pair for pair in wanted.items() if pair not in known]
    if unknown:
        offered = ", ".join(f"{tag}={kind}" for tag, kind in known)
        raise ValueError(f"There is no {'='.join(unknown[0])}; known are {offered}.")
    return [known[pair] for pair in wanted.items()]


def is_simple(language: str) -> bool:
    """Tell whether a language is a simple form of another."""
    return language.endswith(VARIANT)


def base_language(language: str) -> str:
    """Return the language that a simple one is a form of, any other as it is."""
    return language.removesuffix(VARIANT)
