"""What bare identifiers look like, and how their check digits are worked out."""

from __future__ import annotations

import re

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
ROR_FORM = re.compile(r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}")
ORCID_FORM = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)
ISNI_FORM = re.compile(r"\d{15}[\dX]", re.ASCII)
DOI_FORM = re.compile(r"10\.[0-9]{4,9}/\S+")
WIKIDATA_FORM = re.compile(r"Q[1-9]\d*", re.ASCII)
FUNDER_FORM = re.compile(r"5011000\d{5}|10000\d{4,7}", re.ASCII)


def is_ror(value: str) -> bool:
    """Tell whether a bare ROR id has the right form and check digits.

    The last two digits are ``98 - (n * 100 mod 97)`` where ``n`` is the six
    characters after the leading 0, read in Crockford's base 32 (ISO 7064 style).
    """
    if not ROR_FORM.fullmatch(value):
        return False
    number = 0
    for character in value[1:7]:
        number = number * 32 + CROCKFORD.index(character)
    return int(value[7:]) == 98 - (number * 100) % 97


def has_mod_11_2(digits: str) -> bool:
    """Tell whether sixteen digits end in their ISO 7064 MOD 11-2 check character."""
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits[-1] == ("X" if check == 10 else str(check))


def is_orcid(value: str) -> bool:
    """Tell whether a bare ORCID iD, with hyphens, has the right check character."""
    return bool(ORCID_FORM.fullmatch(value)) and has_mod_11_2(value.replace("-", ""))


def is_isni(value: str) -> bool:
    """Tell whether a bare ISNI (ISO 27729, no spaces) has its check character."""
    return bool(ISNI_FORM.fullmatch(value)) and has_mod_11_2(value)
