"""References in revisions: what is being written, scheduled, or was once so.

All revisions, not only the newest: one that refers to a merged entry could not
even be opened, because what reads it looks for the entry among the current ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from modelcluster.models import get_all_child_relations
from wagtail.models import Revision

from partners.merging.kept import INCIDENTAL
from partners.merging.moves import Move


def moves(source: models.Model, target: models.Model, fields: set[str]) -> list[Move]:
    """Return the changes of the revisions that refer to the source.

    ``fields`` are the names of all fields that could.
    """
    found = []
    for revision, model in naming(source, fields):
        change = rewrite(model, revision.content, source, target)
        if change:
            found.append(
                Move(
                    model=model._meta.label_lower,
                    pk=revision.pk,
                    label=revision.object_str,
                    change=change,
                    is_draft=True,
                )
            )
    return found


def naming(
    entity: models.Model, fields: set[str]
) -> Iterator[tuple[Revision, type[models.Model]]]:
    """Find the revisions that may refer to an entity, by how JSON is written."""
    stands_there = Q()
    for name in sorted(fields):
        stands_there |= Q(text__contains=f'"{name}": {entity.pk}')
    revisions = (
        Revision.objects.annotate(text=Cast("content", models.TextField()))
        .filter(stands_there)
        .select_related("content_type")
        .order_by("pk")
    )
    for revision in revisions.iterator():
        if model := revision.content_type.model_class():
            yield revision, model


def rewrite(
    model: type[models.Model],
    content: dict,
    source: models.Model,
    target: models.Model,
) -> dict[str, list]:
    """Return the fields of serialised content that change: before and after.

    Only foreign keys and rows are looked at. Texts, and the record of a release,
    stay as they are.
    """
    change = {
        field.name: [source.pk, target.pk]
        for field in model._meta.concrete_fields
        if field.related_model is type(source) and content.get(field.name) == source.pk
    }
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        before = content.get(name) or []
        pairs = rewritten_rows(relation, before, source, target)
        after = [row for _former, row in pairs if row is not None]
        if after != before:
            change[name] = [before, after]
    return change


def rewritten_rows(
    relation: models.ManyToOneRel,
    rows: list[dict],
    source: models.Model,
    target: models.Model,
) -> Iterator[tuple[dict, dict | None]]:
    """Yield each row with what becomes of it: nothing where it would repeat another."""
    model = relation.related_model
    changes = [rewrite(model, row, source, target) for row in rows]
    kept = [row for row, change in zip(rows, changes, strict=True) if not change]
    for row, change in zip(rows, changes, strict=True):
        if not change:
            yield row, row
            continue
        moved = row | {name: pair[1] for name, pair in change.items()}
        if any(repeats(relation, moved, other) for other in kept):
            yield row, None
        else:
            kept.append(moved)
            yield row, moved


def repeats(relation, row: dict, other: dict) -> bool:
    """Tell whether two rows of a draft say the same or could not be stored together."""
    if all(row[name] == other.get(name) for name in row.keys() - INCIDENTAL):
        return True
    return any(
        all(
            row.get(name) == other.get(name)
            for name in constraint.fields
            if name != relation.field.name
        )
        for constraint in relation.related_model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and not constraint.condition
    )
