"""Identifiers as people write and copy them, and what is wrong with the wrong ones."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from django.utils.translation import gettext_lazy as _

from portal.core.characters import BLANKS

# The longest that somebody may write where the bare value is much shorter.
LONGEST = 1000

ADDRESS = re.compile(
    r"(?P<scheme>https?:/*|//)?(?P<host>(?:[\w-]+\.)+[a-z]{2,})(?::\d+)?(?P<rest>[/?#].*)?",
    re.IGNORECASE,
)
# In front of the host of a service: other forms of it, and what it had before.
FORMS_OF_HOST = re.compile(r"(?:(?:www|m|mobile)\.)+", re.IGNORECASE)
# No identifier has a query. "#" is in some DOIs the check character at the end of a SICI.
TAIL = re.compile(r"\?.*|(?<!;\d-)#.*")
# What stands between the name of a scheme and a value, as in "ORCID iD: 0000-…".
BEHIND_NAME = (
    r"(?![a-z])(?:[\s.-]*(?:id|identifier|no|nr|number|nummer)(?![a-z]))?[\s.:=/#-]*"
)

ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
OPENING = "([{<\"'“”„‘’‚«»‹› "
CLOSING = ".,;:!?/\"'“”„‘’‚«»‹› "
BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}

NONE = _("There is no %(label)s here; one looks like %(example)s.")
FOREIGN = _(
    "This is an address at %(host)s, not one of %(label)s. Give the identifier itself, such as %(example)s."
)
OTHER = _("This is an identifier of %(other)s, not of %(label)s.")
SHORT = _(
    "Too short for %(label)s: %(count)s of %(length)s characters. One looks like %(example)s."
)
LONG = _(
    "Too long for %(label)s: %(count)s characters instead of %(length)s. One looks like %(example)s."
)
STRAY = _("“%(strays)s” occurs in no %(label)s; one looks like %(example)s.")
SPACE = _("There is a space inside this %(label)s; one looks like %(example)s.")
CHECK = _(
    "The check digit of this %(label)s does not fit: a character is wrong, or two have changed places."
)
KIND = _("This is not a valid %(label)s; one looks like %(example)s.")


class ForeignAddressError(ValueError):
    """An address that is none of the service whose identifier is asked for."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


@dataclass(frozen=True)
class Dress:
    """What may stand around the values of a scheme.

    ``names`` is what the scheme is called in front of a value, as a regular expression,
    ``hosts`` where its addresses lead, and ``part`` what a value looks like in one.
    """

    names: str
    hosts: frozenset[str]
    part: re.Pattern[str]

    def take_off(self, written: str) -> str:
        """Return a value without what stands around it, one layer of it.

        Raises ForeignAddressError for an address of another service.
        """
        text = _trim(_visible(written))
        address = ADDRESS.fullmatch(text)
        if address and (address["scheme"] or address["rest"]):
            return self._find_in_address(address["host"], address["rest"] or "")
        names = rf"\A(?:(?:info|urn)[:/]\s*)?(?:{self.names}){BEHIND_NAME}"
        text = re.sub(names, "", text, count=1, flags=re.IGNORECASE | re.ASCII)
        return _trim(_decoded(TAIL.sub("", text)))

    def _find_in_address(self, host: str, rest: str) -> str:
        if FORMS_OF_HOST.sub("", host.lower(), count=1) not in self.hosts:
            raise ForeignAddressError(host.lower())
        path = _trim(_decoded(TAIL.sub("", rest)))
        found = self.part.search(path) or self.part.search(_decoded(rest))
        # What it is not can be told of the last part better than of the whole.
        return found[0] if found else path.rpartition("/")[2]


def _visible(written: str) -> str:
    """Return a text without what is not seen, with one kind of space and of hyphen."""
    text = " ".join(unicodedata.normalize("NFC", written).split())
    return "".join(
        "-" if unicodedata.category(one) == "Pd" or one == "−" else one
        for one in text
        if unicodedata.category(one) not in ("Cf", "Cc", "Cs") and one not in BLANKS
    )


def _decoded(text: str) -> str:
    """Return a text without percent-encoding and entities of HTML."""
    for entity, character in ENTITIES:
        text = text.replace(entity, character)
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return text


def _trim(text: str) -> str:
    """Return a text without the marks of the sentence and the brackets it stands in."""
    text = text.lstrip(OPENING)
    while text:
        last = text[-1]
        opening = BRACKETS.get(last)
        is_loose = opening and text.count(last) > text.count(opening)
        if not is_loose and last not in CLOSING:
            break
        text = text[:-1]
    return text
