"""How names are written in addresses and file names: one rule, in ASCII.

Always in the German way (ä is ae), whatever the language: names have none, and an
address must not depend on who writes it down. Languages without a rule of their own
lose nothing that they keep elsewhere: é is e, ø is o, ł is l.
"""

from __future__ import annotations

import re
import unicodedata

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from portal.core.characters import WHOLE_LETTERS

LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", **WHOLE_LETTERS}
UNWRITABLE = _(
    "Nothing of this can be written in an address: give it in Latin letters here."
)
TABLE = str.maketrans(LETTERS)
DASHES = re.compile("[\u2010-\u2015\u2212]")


def ascii_slug(text: str) -> str:
    """Return a text as a slug; empty where nothing of it can be written in ASCII."""
    lower = unicodedata.normalize("NFC", text).lower()
    return slugify(DASHES.sub("-", lower).translate(TABLE))
