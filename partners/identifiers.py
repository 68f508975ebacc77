"""Identifiers of institutions, people and texts: check, normalise, link.

Values are stored bare, in one spelling, and shown as links. A checksum proves that
there is no typing error, not that the identifier belongs to the name beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from partners import spellings
from partners.check_digits import (
    CROCKFORD,
    DOI_FORM,
    FUNDER_FORM,
    ISNI_FORM,
    ROR_FORM,
    WIKIDATA_FORM,
    is_isni,
    is_orcid,
    is_ror,
)
from partners.evidence import Evidence
from partners.querysets import IdentifierQuerySet


def closed_up(value: str) -> str:
    """Return a value without spaces and hyphens, in plain capitals and digits."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", value)).upper()


def in_fours(value: str) -> str:
    """Return sixteen digits in four groups, as ORCID iDs are written."""
    closed = closed_up(value)
    if not ISNI_FORM.fullmatch(closed):
        return closed
    return "-".join(closed[start : start + 4] for start in (0, 4, 8, 12))


@dataclass(frozen=True)
class Scheme:
    """How one kind of identifier is checked and where it leads."""

    label: str
    dress: spellings.Dress
    is_valid: Callable[[str], bool]
    url: str
    example: str
    normalise: Callable[[str], str]
    # Where all values have one length: what they look like without hyphens, what they
    # consist of, and how long they are.
    form: re.Pattern[str] | None = None
    characters: str = ""
    length: int = 0

    def clean(self, value: str) -> str:
        """Return the bare value of an identifier in any spelling of everyday.

        Raises ValidationError, which says what is wrong, when the value is not one.
        """
        told: dict[str, Any] = {"label": self.label, "example": self.example}
        try:
            bare = self._undress(value)
        except spellings.ForeignAddressError as error:
            owner = _find_owner(value)
            if owner:
                raise ValidationError(
                    spellings.OTHER, params=told | {"other": owner.label}
                ) from error
            raise ValidationError(
                spellings.FOREIGN, params=told | {"host": error.host}
            ) from error
        if not self.is_valid(bare):
            message, more = self._find_fault(bare)
            raise ValidationError(message, params=told | more)
        return bare

    def canonical(self, value: str) -> str:
        """Return the bare value of what may have been stored in another spelling."""
        try:
            return self.clean(value)
        except ValidationError:
            return value

    def recognises(self, value: str) -> bool:
        """Tell whether a value in any spelling is one of this scheme."""
        try:
            return self.is_valid(self._undress(value))
        except spellings.ForeignAddressError:
            return False

    def _undress(self, value: str) -> str:
        """Return the bare value; raises ForeignAddressError.

        What is taken off may have been put on twice: a prefix before an address, a
        value encoded by two programs.
        """
        bare = value
        while (barer := self.normalise(self.dress.take_off(bare))) != bare:
            bare = barer
        return bare

    def _find_fault(self, bare: str) -> tuple[Any, dict[str, Any]]:
        """Return what is wrong with a value that is not valid, and what that names."""
        if not bare:
            return spellings.NONE, {}
        if owner := _find_owner(bare):
            return spellings.OTHER, {"other": owner.label}
        if " " in bare:
            return spellings.SPACE, {}
        if not self.form:
            return spellings.KIND, {}
        closed = bare.replace("-", "")
        strays = "".join(
            dict.fromkeys(one for one in closed if one not in self.characters)
        )
        if len(closed) == self.length and strays:
            return spellings.STRAY, {"strays": strays}
        if self.form.fullmatch(closed):
            return spellings.CHECK, {}
        if strays or len(closed) == self.length:
            return spellings.KIND, {}
        lengths = {"count": len(closed), "length": self.length}
        is_short = len(closed) < self.length
        return spellings.SHORT if is_short else spellings.LONG, lengths

    def link(self, value: str) -> str:
        """Return the address that a bare value leads to."""
        return self.url.format(quote(unquote(value), safe="/():;.-_"))


def _find_owner(value: str) -> Scheme | None:
    """Return the scheme that a value in any spelling belongs to, if to any."""
    return next((one for one in SCHEMES.values() if one.recognises(value)), None)


def _dress(names: str, hosts: str, part: str) -> spellings.Dress:
    pattern = re.compile(part, re.IGNORECASE | re.ASCII)
    return spellings.Dress(names, frozenset(hosts.split()), pattern)


SIXTEEN = r"(?<![\d-])(?:\d{4}[\s-]?){3}\d{3}[\dX](?![\d-])"
SCHEMES = {
    "ror": Scheme(
        "ROR",
        _dress("ror", "ror.org api.ror.org", r"(?<=/)0[a-z0-9]{8}(?![a-z0-9])"),
        is_ror,
        "https://ror.org/{}",
        "04cdgtt98",
        lambda value: closed_up(value).lower(),
        ROR_FORM,
        CROCKFORD,
        9,
    ),
    "orcid": Scheme(
        "ORCID",
        _dress("orcid", "orcid.org pub.orcid.org", SIXTEEN),
        is_orcid,
        "https://orcid.org/{}",
        "0000-0002-1825-0097",
        in_fours,
        ISNI_FORM,
        "0123456789X",
        16,
    ),
    "wikidata": Scheme(
        "Wikidata",
        _dress("wikidata|wd", "wikidata.org", r"(?<![a-z0-9])Q[1-9]\d*(?![a-z0-9])"),
        lambda value: bool(WIKIDATA_FORM.fullmatch(value)),
        "https://www.wikidata.org/wiki/{}",
        "Q42",
        closed_up,
    ),
    "isni": Scheme(
        "ISNI",
        _dress("isni", "isni.org isni.oclc.org", SIXTEEN),
        is_isni,
        "https://isni.org/isni/{}",
        "0000000121032683",
        closed_up,
        ISNI_FORM,
        "0123456789X",
        16,
    ),
    "funder": Scheme(
        "Crossref Funder ID",
        _dress(
            r"10\.13039|(?:crossref\s*)?funder|fundref",
            "doi.org dx.doi.org api.crossref.org",
            r"(?<=/10\.13039/)\d+|(?<=/funders/)\d+",
        ),
        lambda value: bool(FUNDER_FORM.fullmatch(value)),
        "https://doi.org/10.13039/{}",
        "501100002347",
        closed_up,
    ),
    "doi": Scheme(
        "DOI",
        _dress("doi", "doi.org dx.doi.org hdl.handle.net", r"10\.\d{4,9}/.+"),
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


class SpelledField(models.CharField):
    """A bare identifier; a form takes it in every spelling, however long that is."""

    def formfield(self, **kwargs):
        return super().formfield(**{"max_length": spellings.LONGEST, **kwargs})


class DOIField(SpelledField):
    """A bare DOI, in lower case because DOIs do not distinguish case."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("verbose_name", "DOI")
        kwargs.setdefault("max_length", 255)
        super().__init__(*args, **kwargs)

    def clean(self, value, model_instance):
        if value:
            value = SCHEMES["doi"].clean(value)
        return super().clean(value, model_instance)


class ValueField(SpelledField):
    """The bare value of an identifier, whose scheme stands beside it."""

    def deconstruct(self):
        """Return what migrations need to know, to whom it is a text; see Django."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def clean(self, value, model_instance):
        if value and model_instance and model_instance.scheme in SCHEMES:
            value = SCHEMES[model_instance.scheme].clean(value)
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

    value = ValueField(
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
            self._refuse_twin()
        super().clean()

    def withdraw(self, before: Identifier) -> None:
        """Drop also what a check found of another value, or what is answered now."""
        if self.is_about_another(before) or not self.is_evidence_of(before):
            self.finding = self.finding_note = ""
        super().withdraw(before)

    def _refuse_twin(self) -> None:
        """Refuse what belongs to another entry."""
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
