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

from partners.draftable import Draftable
from partners.merging.kept import INCIDENTAL
from partners.merging.moves import Move


def moves(source: models.Model, target: models.Model, fields: set[str]) -> list[Move]:
    """Return the changes of the revisions that refer to the source.

    ``fields`` are the names of all fields that could. Drafts of the source itself stay
    as they are, for the day on which the merge is undone.
    """
    found = []
    for revision, model in naming(source, fields):
        if _is_of(revision, source):
            continue
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


def additions(target: Draftable, moved: list[Move]) -> list[Move]:
    """Return how the open drafts of the kept entry get the rows that move to it.

    Publishing such a draft would otherwise delete them. ``moved`` are all other changes
    of the merge, of drafts as well.
    """
    found = []
    for revision in open_drafts(target):
        content = dict(revision.content)
        for move in moved:
            if move.is_draft and move.pk == revision.pk:
                content |= {name: pair[1] for name, pair in move.change.items()}
        change = {}
        for relation in get_all_child_relations(type(target)):
            name = relation.get_accessor_name()
            before = content.get(name) or []
            rows = [
                row
                for row in _moving_to(target, relation, moved)
                if not any(repeats(relation, row, other) for other in before)
            ]
            if rows:
                change[name] = [before, before + rows]
        if change:
            found.append(
                Move(
                    model=type(target)._meta.label_lower,
                    pk=revision.pk,
                    label=revision.object_str,
                    change=change,
                    is_draft=True,
                )
            )
    return found


def open_drafts(entity: Draftable) -> list[Revision]:
    """Return the drafts of an entry that may still be published as they are."""
    waiting = models.Q(approved_go_live_at__isnull=False)
    waiting |= models.Q(waiting__isnull=False)
    if entity.has_unpublished_changes or not entity.live:
        waiting |= models.Q(pk=entity.latest_revision_id)
    return list(entity.revisions.filter(waiting).distinct().order_by("pk"))


def leave_to(target: Draftable) -> None:
    """Take from the open drafts of an entry the rows that belong to another by now."""
    for revision in open_drafts(target):
        content = dict(revision.content)
        for relation in get_all_child_relations(type(target)):
            name, rows = relation.get_accessor_name(), relation.related_model
            keys = [row["pk"] for row in content.get(name) or [] if row.get("pk")]
            others = rows._base_manager.filter(pk__in=keys).exclude(
                **{relation.field.name: target}
            )
            gone = set(others.values_list("pk", flat=True))
            if gone:
                content[name] = [r for r in content[name] if r.get("pk") not in gone]
        if content != revision.content:
            Revision.objects.filter(pk=revision.pk).update(content=content)


def _is_of(revision: Revision, entity: models.Model) -> bool:
    is_kind = revision.content_type.model_class() is type(entity)
    return is_kind and revision.object_id == str(entity.pk)


def _moving_to(
    target: models.Model, relation: models.ManyToOneRel, moved: list[Move]
) -> Iterator[dict]:
    """Yield the rows of a relation that move to an entry, as drafts hold them."""
    for move in moved:
        parent = move.change.get(relation.field.name)
        is_row = not move.is_draft and move.model_class is relation.related_model
        if is_row and parent and parent[1] == target.pk:
            after = {name: pair[1] for name, pair in move.change.items()}
            yield {"pk": move.pk, **move.row["fields"], **after}


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
        pairs = rewritten_rows(relation, before, source, target, content.get("pk"))
        after = [row for _former, row in pairs if row is not None]
        if after != before:
            change[name] = [before, after]
    return change


def rewritten_rows(
    relation: models.ManyToOneRel,
    rows: list[dict],
    source: models.Model,
    target: models.Model,
    owner: int | None = None,
) -> Iterator[tuple[dict, dict | None]]:
    """Yield each row with what becomes of it: nothing where it would repeat another.

    Nor where it would tie its owner, by the key of that, to itself.
    """
    model = relation.related_model
    changes = [rewrite(model, row, source, target) for row in rows]
    kept = [row for row, change in zip(rows, changes, strict=True) if not change]
    for row, change in zip(rows, changes, strict=True):
        if not change:
            yield row, row
            continue
        moved = row | {name: pair[1] for name, pair in change.items()}
        if _leads_to_itself(relation, moved, owner) or any(
            repeats(relation, moved, other) for other in kept
        ):
            yield row, None
        else:
            kept.append(moved)
            yield row, moved


def _leads_to_itself(
    relation: models.ManyToOneRel, row: dict, owner: int | None
) -> bool:
    """Tell whether a row of a draft would tie an entry to itself."""
    parent = relation.field
    return any(
        row.get(field.name) == (row.get(parent.name) or owner)
        for field in relation.related_model._meta.concrete_fields
        if field is not parent
        and field.related_model is parent.related_model
        and not field.null
    )


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
