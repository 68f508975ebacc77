"""Makes rows of a release of names that somebody picks in its form.

Nothing of the release is stored here: the rows go back into the form. What is new is
stored, as a draft that waits for the release.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from news.drafting.entries import Entries
from news.drafting.outcomes import Outcome
from news.drafting.roles import Roles
from news.models import (
    ReleaseInstitution,
    ReleasePartnership,
    ReleasePerson,
    Series,
    Statement,
)
from news.reading.boilerplates import find_abouts
from news.reading.known import Found, Known, Names
from news.reading.passages import Place, Text
from news.reading.proposals import Kind, Proposal
from partners.draftable import Draftable
from partners.lookup import entries
from partners.models import Institution
from partners.public import MODELS
from portal.core import prose


@dataclass(frozen=True)
class Pick:
    """Somebody who is picked: an entry by its key, or what is new by its name.

    ``role`` and ``institution`` are those of a new person, the latter a key.
    """

    kind: str
    pk: int = 0
    name: str = ""
    role: str = ""
    institution: int = 0


@dataclass(frozen=True)
class Form:
    """What the form of a release has when somebody is picked in it.

    ``words`` are headline, standfirst and paragraphs.
    """

    language: str
    day: date
    words: Sequence[str] = ()
    story: UUID | None = None
    series: int = 0
    statements: Sequence[int] = ()
    has_lead: bool = False


@dataclass(frozen=True)
class Row:
    """A row for somebody who is picked, with what is told of it."""

    relation: str
    field: str
    entity: Draftable
    role: str
    has_boilerplate: bool = False
    is_new: bool = False


@dataclass
class Involved:
    """The rows, and what was made new or left out."""

    rows: list[Row] = field(default_factory=list)
    outcome: Outcome = field(default_factory=Outcome)


def involve(picks: Sequence[Pick], form: Form, user: Any) -> Involved:
    """Return the rows of what is picked; makes what is new, in one transaction."""
    with transaction.atomic():
        return _Maker(picks, form, user).make()


class _Maker:
    def __init__(self, picks: Sequence[Pick], form: Form, user: Any) -> None:
        self.picks = picks
        self.form = form
        self.user = user
        self.found = Involved()
        self.roles = Roles(Text.of(_paragraphs(form.words)))

    def make(self) -> Involved:
        entities = self._load()
        new = self._make_new(entities)
        picked: dict[tuple[str, int], Draftable] = {}
        for pick in self.picks:
            entity = entities.get((pick.kind, pick.pk)) if pick.pk else new.get(pick)
            if entity:
                picked.setdefault((pick.kind, entity.pk), entity)
        known = {key: _known(*key, entity) for key, entity in picked.items()}
        found = self._find(known.values())
        places = _places(found)
        issuer = self._find_issuer(found)
        speakers = self._speakers()
        made = {(pick.kind, entity.pk) for pick, entity in new.items()}
        for (kind, pk), entity in picked.items():
            row = self._row(kind, entity, places.get((kind, pk), []), issuer, speakers)
            is_new = (kind, pk) in made
            self.found.rows.append(Row(**row, entity=entity, field=kind, is_new=is_new))
        return self.found

    def _load(self) -> dict[tuple[str, int], Any]:
        """Return the entries that are picked, or named by a new person."""
        wanted: dict[str, set[int]] = {}
        for pick in self.picks:
            if pick.pk:
                wanted.setdefault(pick.kind, set()).add(pick.pk)
            if pick.institution:
                wanted.setdefault("institution", set()).add(pick.institution)
        return {
            (kind, one.pk): one
            for kind, keys in wanted.items()
            for one in entries(kind).filter(pk__in=keys)
        }

    def _make_new(self, entities: dict[tuple[str, int], Any]) -> dict[Pick, Any]:
        """Make what is new as the draft of a text makes it, institutions first."""
        made: dict[Pick, Any] = {}
        new = [pick for pick in self.picks if not pick.pk and pick.name]
        for pick in sorted(new, key=lambda one: one.kind):
            if entity := self._make_one(pick, entities):
                made[pick] = entity
        return made

    def _make_one(self, pick: Pick, entities: dict[tuple[str, int], Any]) -> Any:
        maker = Entries(
            self.roles.text,
            self.form.language,
            self.form.story,
            self.user,
            self.found.outcome,
        )
        proposals = []
        employer = entities.get(("institution", pick.institution))
        if employer:
            known = _known("institution", employer.pk, employer)
            proposals.append(
                Proposal(Kind.INSTITUTION, known.label, (), "known", entity=known)
            )
        value = {"role": pick.role, "institution_id": pick.institution}
        proposals.append(Proposal(Kind(pick.kind), pick.name, (), "known", value))
        maker.add(proposals)
        found = maker.list_of(MODELS[pick.kind])
        return next((one for of, one in found if of is proposals[-1]), None)

    def _find(self, known: Iterable[Known]) -> list[Found]:
        names = Names(known)
        return [
            one for passage in self.roles.text.passages for one in names.find(passage)
        ]

    def _find_issuer(self, found: list[Found]) -> int:
        """Return the key of who issues: with the series, else the first "About" text."""
        if self.form.has_lead:
            return 0
        series = Series.objects.filter(pk=self.form.series).first()
        if series:
            return series.institution_id
        abouts = find_abouts(self.roles.text.passages, found, 0)
        told = (one.known for one in abouts)
        return next((one.pk for one in told if one and one.kind == "institution"), 0)

    def _speakers(self) -> set[int]:
        said = Statement.objects.filter(pk__in=self.form.statements)
        return set(said.order_by().values_list("speaker", flat=True))

    def _row(
        self,
        kind: str,
        entity: Any,
        places: list[Place],
        issuer: int,
        speakers: set[int],
    ) -> dict[str, Any]:
        """Return the relation, the role and the tick of a row.

        Who is picked is more than a name in the text: an institution is a partner.
        """
        named = "mentioned" if places else "about"
        if kind == "institution":
            is_issuer = entity.pk == issuer
            has_about = is_issuer and self._has_boilerplate(entity)
            told = self.roles.of_institution(
                places, is_issuer=is_issuer, has_about=has_about
            )
            return {
                "relation": "release_institutions",
                "role": told or ReleaseInstitution.Role.PARTNER,
                "has_boilerplate": has_about,
            }
        if kind == "person":
            is_quoted = entity.pk in speakers
            said = self.roles.of_person(places, is_quoted=is_quoted)
            role = said or ReleasePerson.Role(named)
            return {"relation": "release_people", "role": role}
        of = self.roles.of_partnership(places) or ReleasePartnership.Role(named)
        return {"relation": "release_partnerships", "role": of}

    def _has_boilerplate(self, institution: Institution) -> bool:
        return bool(institution.boilerplate(self.form.day, self.form.language))


def _known(kind: str, pk: int, entity: Any) -> Known:
    names = [entity.label, *(one["text"] for one in entity.known_names)]
    return Known(kind, pk, entity.label, tuple(dict.fromkeys(filter(None, names))))


def _places(found: Iterable[Found]) -> dict[tuple[str, int], list[Place]]:
    places: dict[tuple[str, int], list[Place]] = {}
    for one in found:
        for known in one.known:
            place = Place(one.passage, one.start, one.end)
            places.setdefault((known.kind, known.pk), []).append(place)
    return places


def _paragraphs(words: Iterable[str]) -> list[prose.Block]:
    return [prose.Paragraph(prose.line(one)) for one in words if one.strip()]
