"""Undo a merge in the revisions that were saved after it.

Publishing one of them would otherwise merge once more what it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Revision

from partners.merging import drafts
from partners.merging.kept import INCIDENTAL
from partners.merging.moves import Move


def give_back(
    moves: list[Move],
    source: models.Model,
    target: models.Model,
    fields: set[str],
    *,
    since: datetime,
) -> list[Move]:
    """Let rows in revisions saved after a merge refer to the source again.

    Only rows that the merge had moved or taken out, by ``moves``. ``fields`` are the
    names of all fields that refer to such an entity. Returns what could not be put
    into a draft again.
    """
    rows = [move for move in moves if not move.is_draft]
    rows += _only_in_drafts(moves, source, target, since)
    moved = [move for move in rows if move.change]
    for revision, model in drafts.naming(target, fields):
        if revision.created_at >= since:
            _give_back(revision, model, moved)
    taken_out = [move for move in rows if not move.change and "fields" in move.row]
    return [
        Move(
            move.model,
            move.pk,
            _("%(entry)s (in a draft)") % {"entry": move.label},
            row=move.row,
        )
        for move in taken_out
        if not _put_in(move, source, target, since)
    ]


def _only_in_drafts(
    moves: list[Move], source: models.Model, target: models.Model, since: datetime
) -> list[Move]:
    """Return what became of rows that no table held, by the newest drafts of then."""
    known = {(move.model, move.pk) for move in moves if not move.is_draft}
    found = []
    for draft in moves:
        if not draft.is_draft or not _was_newest(draft, since):
            continue
        for relation in get_all_child_relations(draft.model_class):
            model = relation.related_model
            label = model._meta.label_lower
            before, _after = draft.change.get(relation.get_accessor_name(), ([], []))
            for row, after in drafts.rewritten_rows(relation, before, source, target):
                if after == row or (label, row.get("pk")) in known:
                    continue
                change = drafts.rewrite(model, row, source, target) if after else {}
                values = {"fields": {k: v for k, v in row.items() if k != "pk"}}
                found.append(Move(label, row.get("pk"), draft.label, change, values))
    return found


def _was_newest(draft: Move, since: datetime) -> bool:
    revision = Revision.objects.filter(pk=draft.pk).first()
    if revision is None:
        return False
    return not Revision.objects.filter(
        content_type=revision.content_type_id,
        object_id=revision.object_id,
        created_at__gt=revision.created_at,
        created_at__lt=since,
    ).exists()


def _give_back(
    revision: Revision, model: type[models.Model], moved: list[Move]
) -> None:
    """Let the rows of one revision refer to the source again."""
    content = dict(revision.content)
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        label = relation.related_model._meta.label_lower
        rows = content.get(name) or []
        keys = {row.get("pk") for row in rows} - {None}
        here = [move for move in moved if move.model == label]
        if rows and here:
            content[name] = [_given_back(row, here, keys) for row in rows]
    if content != revision.content:
        Revision.objects.filter(pk=revision.pk).update(content=content)


def _given_back(row: dict, moved: list[Move], keys: set[int]) -> dict:
    """Return a row as it was before a move: one with its key, else one that says so.

    Publication writes the rows of other language versions anew, with other keys.
    """
    for move in moved:
        is_it = row.get("pk") == move.pk if move.pk in keys else _says(row, move)
        if is_it and all(
            row.get(name) == pair[1] for name, pair in move.change.items()
        ):
            return row | {name: pair[0] for name, pair in move.change.items()}
    return row


def _says(row: dict, move: Move) -> bool:
    """Tell whether a row says what a moved one said, apart from what was moved."""
    fields = move.row.get("fields", {})
    compared = fields.keys() - INCIDENTAL - move.change.keys()
    return bool(fields) and all(row.get(name) == fields[name] for name in compared)


def _put_in(
    move: Move, source: models.Model, target: models.Model, since: datetime
) -> bool:
    """Put a row that the merge took out into later revisions of what it belongs to.

    Only beside the row that was kept instead: where that is gone as well, somebody
    may have taken out both. Tell whether all revisions have the row now.
    """
    row = {"pk": move.pk, **move.row["fields"]}
    change = drafts.rewrite(move.model_class, row, source, target)
    kept = row | {name: pair[1] for name, pair in change.items()}
    is_everywhere = True
    for revision, relation in _saved_since(move, since):
        name = relation.get_accessor_name()
        others = revision.content.get(name) or []
        if any(drafts.repeats(relation, row, other) for other in others):
            continue
        if any(drafts.repeats(relation, kept, other) for other in others):
            content = revision.content | {name: [*others, row]}
            Revision.objects.filter(pk=revision.pk).update(content=content)
        else:
            is_everywhere = False
    return is_everywhere


def _saved_since(
    move: Move, since: datetime
) -> Iterator[tuple[Revision, models.ManyToOneRel]]:
    """Find the later revisions of what a row belongs to, and where it stood there."""
    values = move.row["fields"]
    owners = {
        str(values.get(field.name))
        for field in move.model_class._meta.concrete_fields
        if isinstance(field, ParentalKey)
    }
    revisions = Revision.objects.filter(created_at__gte=since, object_id__in=owners)
    for revision in revisions.select_related("content_type").order_by("pk"):
        model = revision.content_type.model_class()
        for relation in get_all_child_relations(model) if model else ():
            is_of = str(values.get(relation.field.name)) == revision.object_id
            if relation.related_model is move.model_class and is_of:
                yield revision, relation
