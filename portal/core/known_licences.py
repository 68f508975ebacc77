"""What one may do with a picture: licences that are known, each with its address.

Known are those that a newsroom is likely to meet; everything else is own terms, in words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CREATIVE_COMMONS = "https://creativecommons.org"
BETWEEN = " · "


@dataclass(frozen=True)
class Licence:
    """A licence as people call it; without an address where nobody publishes its text."""

    name: str | Promise
    address: str = ""


def _creative_commons(kind: str) -> Licence:
    address = f"{CREATIVE_COMMONS}/licenses/{kind}/4.0/"
    return Licence(f"CC {kind.upper()} 4.0", address)


LICENCES: dict[str, Licence] = {
    **{
        f"cc-{kind}-4.0": _creative_commons(kind)
        for kind in ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd")
    },
    "cc0-1.0": Licence("CC0 1.0", f"{CREATIVE_COMMONS}/publicdomain/zero/1.0/"),
    "public-domain": Licence(
        _("Public domain"), f"{CREATIVE_COMMONS}/publicdomain/mark/1.0/"
    ),
    "editorial": Licence(_("Free for editorial use with credit")),
}


@dataclass(frozen=True)
class Terms:
    """What is said of the use of a picture: a known licence, own words, or both."""

    licence: str
    own: str

    @property
    def known(self) -> Licence | None:
        """The licence; None where there is none, or one that is not known any more."""
        return LICENCES.get(self.licence)

    @property
    def address(self) -> str:
        """Where the licence can be read; empty where it cannot."""
        return self.known.address if self.known else ""

    def __bool__(self) -> bool:
        return bool(self.known or self.own)

    def __str__(self) -> str:
        name = str(self.known.name) if self.known else ""
        return BETWEEN.join(filter(None, [name, self.own]))


def list_choices() -> list[tuple[str, str | Promise]]:
    """Return the known licences as choices of a field, after having none of them."""
    return [("", _("Own terms"))] + [(key, one.name) for key, one in LICENCES.items()]


def recognise(text: str) -> str:
    """Return the key of the licence whose address or name a text is, or nothing."""
    return _KEYS.get(_bare(text), "")


def _bare(text: str) -> str:
    """Return an address or a name as it is compared, however it is written."""
    bare = text.strip().rstrip(".").lower()
    if match := re.fullmatch(r"https?://(?:www\.)?(creativecommons\.org/.+)", bare):
        return re.sub(r"/?(?:(?:deed|legalcode)(?:\.[a-z-]+)?)?$", "", match[1])
    return re.sub(r"[\s_-]+", "-", bare)


_KEYS = {
    _bare(spelling): key
    for key, one in LICENCES.items()
    for spelling in (one.address, one.name)
    if isinstance(spelling, str) and spelling
}
