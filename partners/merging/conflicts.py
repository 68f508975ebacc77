"""What cannot move as it is, because the entry that is kept has it already."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey

from partners.models import (
    Affiliation,
    Boilerplate,
    InstitutionRelation,
    PartnershipMember,
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
}
# Columns of which two rows at one time contradict each other, as migration 0006
# tells PostgreSQL. Names and primary affiliations have rules of their own.
AT_ONE_TIME: dict[type[Validity], tuple[str, ...]] = {
    Boilerplate: ("institution", "language"),
    InstitutionRelation: ("institution", "kind", "target"),
    PartnershipMember: ("partnership", "institution", "role"),
}
CURRENT_NAMES = (Name.Kind.OFFICIAL, Name.Kind.SHORT, Name.Kind.ACRONYM)
# In these, rows may differ and still say the same.
INCIDENTAL = {"id", "pk", "sort_order", "source"}


def solve(row: models.Model) -> tuple[dict[str, list], str, bool]:
    """Find what becomes of a row that refers to the kept entry already, unsaved.

    Returns further changes to make, a key of ``REASONS`` or nothing, and whether
    the row may stay at all.
    """
    if isinstance(row, Name):
        return _solve_name(row)
    change, reason = {}, ""
    if isinstance(row, Affiliation) and row.is_primary and _second_primary(row):
        change, reason = {"is_primary": [True, False]}, "secondary"
        row.is_primary = False
    refusal = _refusal(row)
    return (change, refusal or reason, not refusal)


def _refusal(row: models.Model) -> str:
    """Return why a row cannot be stored, empty where it can."""
    if isinstance(row, Validity) and (columns := AT_ONE_TIME.get(type(row))):
        same = {name: getattr(row, name) for name in columns}
        if any(row.overlaps(other) for other in _others(row).filter(**same)):
            return "overlap"
    if isinstance(row, InstitutionRelation):
        if row.institution_id == row.target_id:
            return "itself"
        if InstitutionRelation.in_circles(row.institution, [row]):
            return "circle"
    if _says_the_same(row):
        return "repeats"
    try:
        row.validate_unique()
        row.validate_constraints()
    except ValidationError:
        return "repeats"
    return ""


def _others(row: models.Model) -> models.QuerySet:
    return type(row)._base_manager.exclude(pk=row.pk)


def _solve_name(row: Name) -> tuple[dict[str, list], str, bool]:
    """Keep the names of the kept entry; others become aliases unless equal."""
    (parent,) = (f.name for f in row._meta.fields if isinstance(f, ParentalKey))
    others = _others(row).filter(
        **{parent: getattr(row, parent), "language": row.language}
    )
    met = [other for other in others if row.overlaps(other)]
    if any(other.text.casefold() == row.text.casefold() for other in met):
        return {}, "same_name", False
    if row.kind in CURRENT_NAMES and any(other.kind == row.kind for other in met):
        return {"kind": [row.kind, Name.Kind.ALIAS.value]}, "alias", True
    return {}, "", True


def _second_primary(row: Affiliation) -> bool:
    others = _others(row).filter(person=row.person_id, is_primary=True)
    return any(row.overlaps(other) for other in others)


def _says_the_same(row: models.Model) -> bool:
    """Tell whether a row that belongs to something repeats another one of it.

    What stands for itself, such as a statement, is never a repetition.
    """
    fields = row._meta.concrete_fields
    belongs = any(isinstance(field, ParentalKey) for field in fields)
    return belongs and repetitions(row).exists()


def repetitions(row: models.Model) -> models.QuerySet:
    """Return the other rows that say the same as one."""
    ignored = (
        INCIDENTAL if getattr(row, "is_primary", False) else INCIDENTAL | {"is_primary"}
    )
    same = Q()
    for field in row._meta.concrete_fields:
        if field.name not in ignored:
            value = getattr(row, field.attname)
            same &= (
                Q((field.name, value))
                if value is not None
                else Q((f"{field.name}__isnull", True))
            )
    return _others(row).filter(same)
