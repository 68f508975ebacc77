"""Looks up institutions, people and partnerships while somebody types their names.

What matches is what choosers match (``known_as``). What is called so stands before
what is only called like it, of all kinds together.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from partners.identifiers import INSTITUTION_SCHEMES, PERSON_SCHEMES, SCHEMES
from partners.models import Institution, Person
from partners.public import MODELS
from portal.core.languages import Translated, content_languages

MOST = 8
SCHEMES_OF_ENTRIES = dict([*INSTITUTION_SCHEMES, *PERSON_SCHEMES])
# How well a name fits what was typed, the best first.
FITS = ("names__text__iexact", "names__text__istartswith")


@dataclass(frozen=True)
class Match:
    """Somebody or something that is called like what was typed.

    ``name`` is what it is called on a day in a language, ``called`` the name that was
    typed where that is another one. ``role`` and ``institution`` are those of a person
    on the day.
    """

    kind: str
    entity: Any
    name: str
    called: str = ""
    role: str = ""
    institution: Institution | None = None

    @property
    def about(self) -> str:
        """A line that tells it from others of its name."""
        if self.kind == "person":
            parts = [self.role, self.institution.label if self.institution else ""]
        elif self.kind == "institution":
            parts = [self.entity.get_kind_display(), self.entity.city]
        else:
            parts = [self.entity.get_kind_display()]
        return ", ".join(filter(None, parts))


def read_day(written: str) -> date | None:
    """Return the day of a field that may be empty or unfinished."""
    with suppress(ValueError):
        return date.fromisoformat(written[:10])
    return None


def read_language(written: str) -> str | None:
    """Return a language of the site, None for what is none."""
    return written if written in content_languages() else None


def look_up(
    words: str, kinds: Iterable[str], day: date | None, language: str | None
) -> list[Match]:
    """Return what has some words in a name or identifier; three queries for people."""
    if not words.strip():
        return []
    found = [
        (one.fit, number, one)
        for number, kind in enumerate(kinds)
        for one in _rank(MODELS[kind], words.strip())[:MOST]
    ]
    found.sort(key=lambda ranked: ranked[:2])
    entities = [one for _fit, _number, one in found[:MOST]]
    return describe(entities, day, language, words.strip())


def describe(
    entities: Iterable[Any], day: date | None, language: str | None, typed: str = ""
) -> list[Match]:
    """Return entries as they are offered."""
    return [_describe(one, day, language, typed) for one in entities]


def entries(kind: str) -> QuerySet:
    """Return what can be involved in a release, with what its description needs.

    Whoever was erased is called nothing any more.
    """
    rows = MODELS[kind].objects.all()
    if kind == "person":
        rows = rows.exclude(status=Person.Status.ERASED)
        rows = rows.prefetch_related("affiliations__institution")
    return rows


def _rank(model: Any, words: str) -> QuerySet:
    kind = model._meta.model_name
    fits = [
        When(
            pk__in=model.objects.filter(**{lookup: words}).values("pk"), then=Value(fit)
        )
        for fit, lookup in enumerate(FITS)
    ]
    fit = Case(*fits, default=Value(len(FITS)), output_field=IntegerField())
    found = Q(pk__in=model.objects.known_as(words).values("pk"))
    if hasattr(model, "identifiers") and (values := _identifiers(words)):
        found |= Q(pk__in=model.objects.filter(identifiers__value__in=values))
    return entries(kind).filter(found).annotate(fit=fit).order_by("fit", "label")


def _describe(entity: Any, day: date | None, language: str | None, typed: str) -> Match:
    kind = entity._meta.model_name
    name = str(entity.name(day, language))
    others = (one["text"] for one in entity.known_names)
    is_hit = typed.casefold() in name.casefold()
    called = next((one for one in others if typed.casefold() in one.casefold()), "")
    if kind != "person":
        return Match(kind, entity, name, "" if is_hit else called)
    ties = entity.affiliations_on(day)
    role = Translated(ties[0].role or {}).text_in(language) if ties else ""
    institution = ties[0].institution if ties else None
    return Match(kind, entity, name, "" if is_hit else called, role, institution)


def find_called(names: Iterable[str], kinds: Iterable[str]) -> dict[str, list[Any]]:
    """Return who is called exactly so, or has such an identifier, by what was written.

    Case does not count, unlike in a running text. Two or three queries for each kind.
    """
    names = list(names)
    found: dict[str, list[Any]] = {}
    if not names:
        return found
    values = {name: _identifiers(name) for name in names}
    wanted = {value for some in values.values() for value in some}
    for kind in kinds:
        model = MODELS[kind]
        rows = entries(kind)
        called = Q()
        for name in names:
            called |= Q(names__text__iexact=name)
        if has_identifiers := hasattr(model, "identifiers"):
            called |= Q(identifiers__value__in=wanted)
            rows = rows.prefetch_related("identifiers")
        keys = model.objects.filter(called).values("pk")
        for entity in rows.filter(pk__in=keys):
            texts = {one["text"].casefold() for one in entity.known_names}
            own = set()
            if has_identifiers:
                own = {one.value for one in entity.identifiers.all()}
            for name in names:
                if name.casefold() in texts or own.intersection(values[name]):
                    found.setdefault(name, []).append(entity)
    return found


def _identifiers(written: str) -> set[str]:
    """Return the bare values that something may be as an identifier."""
    values = set()
    for name in SCHEMES_OF_ENTRIES:
        with suppress(ValidationError):
            values.add(SCHEMES[name].clean(written))
    return values
