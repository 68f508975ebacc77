"""Licences under which data, texts and pictures may be used."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Licence:
    """A licence: what it is called, where it stands, and what it allows in short.

    ``asks_for_credit`` is whether the source has to be named.
    """

    name: str | Promise
    summary: str | Promise
    url: str = ""
    asks_for_credit: bool = True


_ATTRIBUTION = _(
    "You may share and change it, also commercially, if you name the source, link to the licence and say what you changed."
)
_FREE = _("You may use it for any purpose without asking.")

LICENCES = {
    "cc0-1.0": Licence(
        _("CC0 1.0 Universal"),
        _FREE,
        "https://creativecommons.org/publicdomain/zero/1.0/",
        asks_for_credit=False,
    ),
    "cc-by-4.0": Licence(
        _("Creative Commons Attribution 4.0 International (CC BY 4.0)"),
        _ATTRIBUTION,
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "cc-by-sa-4.0": Licence(
        _("Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)"),
        _(
            "You may share and change it, also commercially, if you name the source, link to the licence, say what you changed and pass it on under the same licence."
        ),
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "cc-by-nc-4.0": Licence(
        _(
            "Creative Commons Attribution-NonCommercial 4.0 International (CC BY-NC 4.0)"
        ),
        _(
            "You may share and change it for purposes that are not commercial if you name the source, link to the licence and say what you changed."
        ),
        "https://creativecommons.org/licenses/by-nc/4.0/",
    ),
    "cc-by-nd-4.0": Licence(
        _(
            "Creative Commons Attribution-NoDerivatives 4.0 International (CC BY-ND 4.0)"
        ),
        _(
            "You may share it unchanged, also commercially, if you name the source and link to the licence."
        ),
        "https://creativecommons.org/licenses/by-nd/4.0/",
    ),
    "dl-de-zero-2.0": Licence(
        _("Data licence Germany – Zero – version 2.0"),
        _FREE,
        "https://www.govdata.de/dl-de/zero-2-0",
        asks_for_credit=False,
    ),
    "dl-de-by-2.0": Licence(
        _("Data licence Germany – attribution – version 2.0"),
        _(
            "You may use it for any purpose if you name the source, link to the licence and the data, and say what you changed."
        ),
        "https://www.govdata.de/dl-de/by-2-0",
    ),
    "press": Licence(
        _("Free for reporting"),
        _(
            "You may use it free of charge in news about its subject if you name the source. Any other use, advertising above all, needs our permission."
        ),
    ),
    "reserved": Licence(
        _("All rights reserved"),
        _("Any use beyond what the law allows needs our permission."),
    ),
}


def choices() -> list[tuple[str, str | Promise]]:
    """Return the licences for a form, by key."""
    return [(key, licence.name) for key, licence in LICENCES.items()]
