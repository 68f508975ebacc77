"""What the page of an entity would show of others if a draft were public."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Prefetch, prefetch_related_objects

from modelcluster.models import get_all_child_relations

from partners.models import Institution, InstitutionRelation
from partners.public import find_ends, is_public_beside, ties_beside
from partners.ties import SHOWN, Tie, join_relations
from partners.validity import Interval, Validity


def load_draft(entity: Any) -> None:
    """Load what its page shows, and leave out of a draft what others hide.

    The rows of the draft are those that were typed; those of others are stored. Nothing
    is saved.
    """
    entity.prepare_draft()
    _leave_out_hidden(entity, entity)
    children = {one.get_accessor_name() for one in get_all_child_relations(entity)}
    for name in SHOWN[entity._meta.model_name]:
        if name in children:
            getattr(entity, name).set(_shown_rows(entity, name))
        else:
            rows = ties_beside(entity, entity._meta.get_field(name).related_model)
            prefetch_related_objects([entity], Prefetch(name, rows))


def relations_of_draft(institution: Institution) -> list[Tie]:
    """Return the relations of an institution as its draft and those of others say."""
    others = ties_beside(institution, InstitutionRelation).filter(target=institution)
    own = _shown_rows(institution, "relations")
    return join_relations(institution, [*own, *others.order_by("pk")])


def _shown_rows(entity: Any, name: str) -> list[Any]:
    """Return the rows of a draft that its page would show."""
    parent = entity._meta.get_field(name).field.name
    rows = list(getattr(entity, name).all())
    for row in rows:
        setattr(row, parent, entity)
        _leave_out_hidden(row, entity)
    return [row for row in rows if _is_shown(row, entity)]


def _is_shown(row: Model, entity: Any) -> bool:
    if isinstance(row, Validity) and not _interval(row).has_begun():
        return False
    needed, _possible = find_ends(type(row))
    return all(
        is_public_beside(entity, kind, getattr(row, f"{name}_id"))
        for name, kind in needed.items()
    )


def _interval(row: Validity) -> Interval:
    return Interval(row.valid_from, row.valid_to)


def _leave_out_hidden(row: Model, entity: Any) -> None:
    """Let a row lead to nobody where it may, and where that one is not public."""
    _needed, possible = find_ends(type(row))
    for name, kind in possible.items():
        key = getattr(row, f"{name}_id")
        if key and not is_public_beside(entity, kind, key):
            setattr(row, name, None)
