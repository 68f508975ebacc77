"""Names with a language and a validity, and how the right one is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from partners.addresses import Addressed
from partners.draftable import Draftable
from partners.indexed import IndexedCluster
from partners.previewed import Previewed
from partners.validity import Interval, Validity, today
from portal.core.filing import FilingField, file_under
from portal.core.languages import LanguageField, Wording, order_languages
from portal.core.ordered_texts import order_draft


class DatedName(Validity):
    """What something or somebody is called for some time."""

    text = models.CharField(_("name"), max_length=250)

    class Meta(Validity.Meta):
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text

    def known(self) -> dict:
        """Return this name as ``NamedInTime.known_names`` keeps it."""
        return {
            "text": self.text,
            "from": self.valid_from.isoformat() if self.valid_from else None,
            "to": self.valid_to.isoformat() if self.valid_to else None,
        }


class Name(DatedName):
    """What something is called in a language for some time."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("Official")
        SHORT = "short", _("Short")
        ACRONYM = "acronym", _("Acronym")
        FORMER = "former", _("Former")
        ALIAS = "alias", _("Also known as")

    language = LanguageField()
    kind = models.CharField(
        _("kind"), max_length=8, choices=Kind, default=Kind.OFFICIAL
    )

    class Meta(DatedName.Meta):
        abstract = True

    def known(self) -> dict:
        return super().known() | {"language": self.language, "kind": self.kind}


@dataclass(frozen=True)
class KnownName(Interval):
    """A name as it is kept beside what it names, see ``NamedInTime``."""

    language: str
    kind: str
    text: str


class NamedInTime(Previewed, Draftable, Addressed, IndexedCluster):
    """Something or somebody with ``names``.

    The rows are what editors write and what the database constrains. A copy of
    them in ``known_names``, kept by ``save``, lets a page name a hundred
    institutions, each as of its day, without asking for a hundred names.
    """

    # The name for lists and choosers of the admin.
    label = models.CharField(_("name"), max_length=250, editable=False, db_index=True)
    known_names = models.JSONField(default=list, editable=False)
    # Where lists have it.
    filed_under = FilingField(_("filed under"))

    # As what the copies are read.
    known_as: ClassVar[type[Interval]] = KnownName
    needed_rows = ("names",)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label or self.slug

    def save(self, *args, **kwargs) -> None:
        order_draft(self)
        self.copy_names()
        super().save(*args, **kwargs)

    def prepare_draft(self) -> None:
        self.copy_names()

    def copy_names(self) -> None:
        """Copy what is read without asking for the rows."""
        self.known_names = [name.known() for name in self.names.all()]
        self.__dict__.pop("_known", None)
        self.label = self.label_from_names() or self.label or self.slug
        self.filed_under = file_under(self.label)

    @cached_property
    def _known(self) -> list[Any]:
        return [self._read(dict(known)) for known in self.known_names]

    def _read(self, known: dict) -> Any:
        start, end = known.pop("from"), known.pop("to")
        return self.known_as(
            valid_from=date.fromisoformat(start) if start else None,
            valid_to=date.fromisoformat(end) if end else None,
            **known,
        )

    def begun_names(self) -> list[Any]:
        """Return the names that hold or held; the next one is not public yet."""
        return [name for name in self._known if name.has_begun()]

    def label_from_names(self) -> str:
        """Return what this is called in the admin today, empty without a name."""
        raise NotImplementedError


class Named(NamedInTime):
    """Something with names in languages."""

    class Meta:
        abstract = True

    def names_of(self, *kinds: str, day: date | None = None) -> list[KnownName]:
        """Return the names of some kinds that hold on a day, today by default."""
        return [n for n in self._known if n.kind in kinds and n.holds_on(day)]

    def named(
        self, *kinds: str, day: date | None = None, language=None
    ) -> KnownName | None:
        """Return the name of the first kind that exists, best language first."""
        names = self.names_of(*kinds, day=day)
        codes = order_languages(language)

        def rank(name: KnownName) -> tuple[int, int]:
            known = name.language in codes
            return (
                codes.index(name.language) if known else len(codes),
                kinds.index(name.kind),
            )

        return min(names, key=rank, default=None)

    def name(self, day: date | None = None, language: str | None = None) -> Wording:
        """Return the official name on a day (today) in a language (the active one).

        Falls back to the site's other languages, then to any language, then to
        the name that held last.
        """
        found = self.named(Name.Kind.OFFICIAL, day=day, language=language)
        found = found or next((n for n in self._known if n.text == self.label), None)
        return Wording(found.text, found.language) if found else Wording(self.label)

    def acronym(self, day: date | None = None, language: str | None = None) -> Wording:
        """Return the acronym on a day, or the short or official name where none is.

        An acronym is letters and in no language: it is spelt as readers spell.
        """
        if found := self.named(Name.Kind.ACRONYM, day=day, language=language):
            return Wording(found.text)
        if found := self.named(Name.Kind.SHORT, day=day, language=language):
            return Wording(found.text, found.language)
        return self.name(day, language)

    def other_names(self) -> list[KnownName]:
        """Return former names, aliases and the official names of other languages."""
        shown = {self.name(), self.acronym()}
        others = {}
        for name in self.begun_names():
            if name.text not in shown:
                others.setdefault(name.text, name)
        return list(others.values())

    def label_from_names(self) -> str:
        """Return what this is called in the admin: the site's first language, today."""
        official = self.names_of(Name.Kind.OFFICIAL, day=today())
        names = official or self.begun_names()
        codes = order_languages("en")
        names.sort(
            key=lambda name: (
                codes.index(name.language) if name.language in codes else len(codes)
            )
        )
        return names[0].text if names else ""
