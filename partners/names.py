"""Names with a language and a validity, and how the right one is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from partners.addresses import Addressed
from partners.indexed import IndexedCluster
from partners.validity import Interval, Validity, today
from portal.core.languages import LanguageField, preferred


class Name(Validity):
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
    text = models.CharField(_("name"), max_length=250)

    class Meta(Validity.Meta):
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text

    def known(self) -> dict:
        """Return this name as ``Named.known_names`` keeps it."""
        return {
            "language": self.language,
            "kind": self.kind,
            "text": self.text,
            "from": self.valid_from.isoformat() if self.valid_from else None,
            "to": self.valid_to.isoformat() if self.valid_to else None,
        }


@dataclass(frozen=True)
class KnownName(Interval):
    """A name as it is kept beside what it names, see ``Named``."""

    language: str
    kind: str
    text: str


class Named(Addressed, IndexedCluster):
    """Something with ``names``.

    The rows are what editors write and what the database constrains. A copy of
    them in ``known_names``, kept by ``save``, lets a page name a hundred
    institutions, each as of its day, without asking for a hundred names.
    """

    # The name for lists and choosers of the admin.
    label = models.CharField(_("name"), max_length=250, editable=False, db_index=True)
    known_names = models.JSONField(default=list, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label or self.slug

    def save(self, *args, **kwargs) -> None:
        self.known_names = [name.known() for name in self.names.all()]
        self.__dict__.pop("_known", None)
        self.label = self.label_from_names() or self.label or self.slug
        super().save(*args, **kwargs)

    @cached_property
    def _known(self) -> list[KnownName]:
        return [
            KnownName(
                valid_from=date.fromisoformat(known["from"]) if known["from"] else None,
                valid_to=date.fromisoformat(known["to"]) if known["to"] else None,
                language=known["language"],
                kind=known["kind"],
                text=known["text"],
            )
            for known in self.known_names
        ]

    def names_of(self, *kinds: str, day: date | None = None) -> list[KnownName]:
        """Return the names of some kinds that hold on a day, today by default."""
        return [n for n in self._known if n.kind in kinds and n.holds_on(day)]

    def named(
        self, *kinds: str, day: date | None = None, language=None
    ) -> KnownName | None:
        """Return the name of the first kind that exists, best language first."""
        names = self.names_of(*kinds, day=day)
        codes = preferred(language)

        def rank(name: KnownName) -> tuple[int, int]:
            known = name.language in codes
            return (
                codes.index(name.language) if known else len(codes),
                kinds.index(name.kind),
            )

        return min(names, key=rank, default=None)

    def name(self, day: date | None = None, language: str | None = None) -> str:
        """Return the official name on a day (today) in a language (the active one).

        Falls back to the site's other languages, then to any language, then to
        the name that held last.
        """
        found = self.named(Name.Kind.OFFICIAL, day=day, language=language)
        return found.text if found else self.label

    def acronym(self, day: date | None = None, language: str | None = None) -> str:
        """Return the acronym on a day, or the short or official name where none is."""
        kinds = (Name.Kind.ACRONYM, Name.Kind.SHORT)
        for kind in kinds:
            found = self.named(kind, day=day, language=language)
            if found:
                return found.text
        return self.name(day, language)

    def begun_names(self) -> list[KnownName]:
        """Return the names that hold or held; the next one is not public yet."""
        day = today()
        return [n for n in self._known if n.valid_from is None or n.valid_from <= day]

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
        names = official or self.begun_names() or list(self._known)
        codes = preferred("en")
        names.sort(
            key=lambda name: (
                codes.index(name.language) if name.language in codes else len(codes)
            )
        )
        return names[0].text if names else ""
