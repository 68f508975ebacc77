"""What the page of an entity would show of others if a draft were public."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Prefetch, prefetch_related_objects

from modelcluster.models import get_all_child_relations

from partners.models import Institution, InstitutionRelation
from partners.public import find_ends, keys_beside, ties_beside
from partners.ties import SHOWN, Tie, join_relations
from partners.validity import Interval, Validity


def load_draft(entity: Any) -> None:
    """Load what its page shows, and leave out of a draft what others hide.

    The rows of the draft are those that were typed; those of others are stored. Nothing
    is saved.
    """
    entity.prepare_draft()
    _leave_out_hidden(entity, [entity])
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
    rows = [row for row in getattr(entity, name).all() if _has_begun(row)]
    for row in rows:
        setattr(row, parent, entity)
    return _leave_out_hidden(entity, rows)


def _has_begun(row: Model) -> bool:
    if not isinstance(row, Validity):
        return True
    return Interval(row.valid_from, row.valid_to).has_begun()


def _leave_out_hidden(entity: Any, rows: list[Any]) -> list[Any]:
    """Return rows of one model without those that need somebody who is not public.

    Where a row may lead to somebody who is not, it leads to nobody. A query for each
    end that rows of the model have, however many there are.
    """
    if not rows:
        return []
    needed, possible = find_ends(type(rows[0]))
    for name, kind in (needed | possible).items():
        key = f"{name}_id"
        keys = {getattr(row, key) for row in rows} - {None}
        public = keys_beside(entity, kind, keys)
        if name in needed:
            rows = [row for row in rows if getattr(row, key) in public]
            continue
        for row in rows:
            if getattr(row, key) not in public:
                setattr(row, name, None)
    return rows
