"""Identifiers of institutions, people and texts: check, normalise, link.

Values are stored bare and shown as links. A checksum proves that there is no
typing error, not that the identifier belongs to the name beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.evidence import Evidence
from partners.querysets import IdentifierQuerySet

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
ROR_FORM = re.compile(r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}")
ORCID_FORM = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
ISNI_FORM = re.compile(r"\d{15}[\dX]")
DOI_FORM = re.compile(r"10\.\d{4,9}/\S+")
WIKIDATA_FORM = re.compile(r"Q[1-9]\d*")
FUNDER_FORM = re.compile(r"5011000\d{5}|10000\d{4,7}")


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


@dataclass(frozen=True)
class Scheme:
    """How one kind of identifier is checked and where it leads."""

    label: str
    prefixes: re.Pattern[str]
    is_valid: Callable[[str], bool]
    url: str
    example: str
    normalise: Callable[[str], str] = str

    def clean(self, value: str) -> str:
        """Return the bare value of an identifier that may be written as an address.

        Raises ValidationError, with an example, when the value is not one.
        """
        bare = self.normalise(self.prefixes.sub("", value.strip(), count=1))
        if not self.is_valid(bare):
            raise ValidationError(
                _(
                    "This is not a valid %(label)s: a digit is wrong or missing, or the form is not that of %(example)s."
                ),
                params={"label": self.label, "example": self.example},
            )
        return bare

    def link(self, value: str) -> str:
        """Return the address that a bare value leads to."""
        return self.url.format(quote(value, safe="/():;.-_"))


SCHEMES = {
    "ror": Scheme(
        "ROR",
        re.compile(r"^(https?://)?(www\.)?ror\.org/", re.IGNORECASE),
        is_ror,
        "https://ror.org/{}",
        "04cdgtt98",
        str.lower,
    ),
    "orcid": Scheme(
        "ORCID",
        re.compile(r"^(https?://)?(www\.)?orcid\.org/", re.IGNORECASE),
        is_orcid,
        "https://orcid.org/{}",
        "0000-0002-1825-0097",
        str.upper,
    ),
    "wikidata": Scheme(
        "Wikidata",
        re.compile(r"^(https?://)?(www\.)?wikidata\.org/(wiki|entity)/", re.IGNORECASE),
        lambda value: bool(WIKIDATA_FORM.fullmatch(value)),
        "https://www.wikidata.org/wiki/{}",
        "Q42",
        str.upper,
    ),
    "isni": Scheme(
        "ISNI",
        re.compile(r"^(https?://)?(www\.)?isni\.org/(isni/)?", re.IGNORECASE),
        is_isni,
        "https://isni.org/isni/{}",
        "0000000121032683",
        lambda value: re.sub(r"[\s-]", "", value).upper(),
    ),
    "funder": Scheme(
        "Crossref Funder ID",
        re.compile(r"^((https?://)?(dx\.)?doi\.org/)?(10\.13039/)?", re.IGNORECASE),
        lambda value: bool(FUNDER_FORM.fullmatch(value)),
        "https://doi.org/10.13039/{}",
        "501100002347",
    ),
    "doi": Scheme(
        "DOI",
        re.compile(r"^(doi:\s*|(https?://)?(dx\.|www\.)?doi\.org/)", re.IGNORECASE),
        lambda value: bool(DOI_FORM.fullmatch(value)),
        "https://doi.org/{}",
        "10.1000/182",
        str.lower,
    ),
}
INSTITUTION_SCHEMES = [
    (name, SCHEMES[name].label) for name in ("ror", "wikidata", "isni", "funder")
]
PERSON_SCHEMES = [(name, SCHEMES[name].label) for name in ("orcid", "wikidata", "isni")]


class DOIField(models.CharField):
    """A bare DOI, in lower case because DOIs do not distinguish case."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("verbose_name", "DOI")
        kwargs.setdefault("max_length", 255)
        super().__init__(*args, **kwargs)

    def clean(self, value, model_instance):
        if value:
            value = SCHEMES["doi"].clean(value)
        return super().clean(value, model_instance)


class Identifier(Evidence):
    """An identifier of something, with the evidence that it belongs to it.

    Subclasses add ``scheme``, whose choices depend on what is identified.
    """

    scheme: models.CharField

    class Scope(models.TextChoices):
        WHOLE = "whole", _("Whole")
        SITE = "site", _("One site")

    class Finding(models.TextChoices):
        """What a check against a registry can find besides agreement."""

        NAME_DIFFERS = "name_differs", _("The registry gives another name")
        NOT_FOUND = "not_found", _("Not in the registry")
        INACTIVE = "inactive", _("Inactive or withdrawn in the registry")

    value = models.CharField(
        _("value"), max_length=64, help_text=_("Bare or as an address; stored bare.")
    )
    scope = models.CharField(
        _("scope"), max_length=5, choices=Scope, default=Scope.WHOLE
    )
    scope_note = models.CharField(_("which site"), max_length=100, blank=True)
    # What the last check found; written by ``partners.registries``.
    finding = models.CharField(
        _("finding"), max_length=12, choices=Finding, blank=True, editable=False
    )
    finding_note = models.CharField(max_length=300, blank=True, editable=False)

    objects = IdentifierQuerySet.as_manager()

    class Meta(Evidence.Meta):
        abstract = True
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"], name="%(app_label)s_%(class)s_unique"
            ),
            *Evidence.Meta.constraints,
        ]

    def __str__(self) -> str:
        return f"{SCHEMES[self.scheme].label} {self.value}"

    def clean(self) -> None:
        if self.scheme and self.value:
            self._clean_value()
        super().clean()

    def withdraw(self, before: Identifier) -> None:
        """Drop also what a check found of another value, or what is answered now."""
        if self.is_about_another(before) or not self.is_evidence_of(before):
            self.finding = self.finding_note = ""
        super().withdraw(before)

    def _clean_value(self) -> None:
        """Make the value bare; refuse what is wrong or belongs to another entry."""
        try:
            self.value = SCHEMES[self.scheme].clean(self.value)
        except ValidationError as error:
            raise ValidationError({"value": error}) from error
        same = models.Q(("scheme", self.scheme), ("value", self.value))
        twins = type(self)._default_manager.filter(same)
        if twins.exclude(pk=self.pk).exists():
            raise ValidationError(
                {"value": _("This identifier already belongs to another entry.")}
            )

    def is_about_another(self, before: Identifier) -> bool:
        return (self.scheme, self.value) != (before.scheme, before.value)

    @property
    def url(self) -> str:
        """The address that this identifier leads to."""
        return SCHEMES[self.scheme].link(self.value)
