"""What cannot move as it is, because the entry that is kept has it already."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey

from partners.merging.kept import Kept
from partners.models import (
    Affiliation,
    Boilerplate,
    InstitutionRelation,
    PartnershipMember,
    PersonName,
)
from partners.names import Name
from partners.validity import Validity

REASONS = {
    "same_name": _("The kept entry has this name already."),
    "alias": _("Becomes an “also known as”: the kept entry has a name of this kind."),
    "secondary": _("Is no longer primary: the kept entry has a primary one."),
    "overlap": _("The kept entry has one for the same time."),
    "itself": _("It would be a relation with itself."),
    "circle": _("It would be part of itself."),
    "repeats": _("The kept entry has the same already."),
    "draft": _("The duplicate is not public; what only it says does not become so."),
}
# Columns of which two rows at one time contradict each other, as migration 0006
# tells PostgreSQL. Names and primary affiliations have rules of their own.
AT_ONE_TIME: dict[type[Validity], tuple[str, ...]] = {
    Boilerplate: ("institution", "language"),
    InstitutionRelation: ("institution", "kind", "target"),
    PartnershipMember: ("partnership", "institution", "role"),
}
CURRENT_NAMES = (Name.Kind.OFFICIAL, Name.Kind.SHORT, Name.Kind.ACRONYM)
# A row that refers to the kept entry already, unsaved, and the fields that changed.
Moving = tuple[models.Model, list[str]]


class Outcome(NamedTuple):
    """What becomes of a row: further changes, a key of ``REASONS`` or nothing."""

    change: dict[str, list]
    reason: str
    # Whether it may refer to the kept entry at all.
    may_stay: bool


def solve(
    moving: list[Moving], kept: Kept, secret: Collection[str] = ()
) -> list[Outcome]:
    """Find what becomes of each row of one model. As many queries for all as for one.

    ``secret`` are the fields by which rows belong to what is not public and stay so.
    """
    circular = _circular([row for row, _names in moving])
    outcomes = []
    for row, names in moving:
        if not set(secret).isdisjoint(names):
            outcome = Outcome({}, "draft", may_stay=False)
        elif isinstance(row, Name | PersonName):
            outcome = _solve_name(row, kept)
        else:
            outcome = _solve(row, names, kept, circular)
        if outcome.may_stay:
            kept.take(row)
        outcomes.append(outcome)
    return outcomes


def _solve(
    row: models.Model, names: list[str], kept: Kept, circular: set[int]
) -> Outcome:
    change, reason = {}, ""
    if isinstance(row, Affiliation) and row.is_primary and _second_primary(row, kept):
        change, reason = {"is_primary": [True, False]}, "secondary"
        row.is_primary = False
    refusal = _refusal(row, kept, circular)
    if not refusal and kept.excludes(row, names):
        refusal = "repeats"
    return Outcome(change, refusal or reason, not refusal)


def _refusal(row: models.Model, kept: Kept, circular: set[int]) -> str:
    """Return why a row would contradict or repeat another, empty where it does not."""
    if isinstance(row, Validity) and (columns := AT_ONE_TIME.get(type(row))):
        others = kept.rows.like(row, columns)
        if any(row.overlaps(other) for other in others):
            return "overlap"
    if isinstance(row, InstitutionRelation):
        if row.institution_id == row.target_id:
            return "itself"
        if row.pk in circular:
            return "circle"
    return "repeats" if kept.has_the_same(row) else ""


def _circular(rows: list[models.Model]) -> set[int]:
    """Return the keys of the relations by which somebody would be part of itself."""
    relations = [row for row in rows if isinstance(row, InstitutionRelation)]
    starts = [relation.institution_id for relation in relations]
    return {row.pk for row in InstitutionRelation.closing_circles(starts, relations)}


def _solve_name(row: Name | PersonName, kept: Kept) -> Outcome:
    """Keep the names of the kept entry; others become aliases unless equal."""
    (parent,) = (f.name for f in row._meta.fields if isinstance(f, ParentalKey))
    languages = ["language"] if isinstance(row, Name) else []
    others = kept.rows.like(row, [parent, *languages])
    met = [other for other in others if row.overlaps(other)]
    if any(other.text.casefold() == row.text.casefold() for other in met):
        return Outcome({}, "same_name", may_stay=False)
    if row.kind in CURRENT_NAMES and any(other.kind == row.kind for other in met):
        change = {"kind": [row.kind, Name.Kind.ALIAS.value]}
        return Outcome(change, "alias", may_stay=True)
    return Outcome({}, "", may_stay=True)


def _second_primary(row: Affiliation, kept: Kept) -> bool:
    others = kept.rows.like(row, ["person", "is_primary"])
    return any(row.overlaps(other) for other in others)
