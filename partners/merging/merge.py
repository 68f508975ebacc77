"""Merge two entries for the same thing, and take a merge back."""

from __future__ import annotations

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.log_actions import log
from wagtail.models import ReferenceIndex
from wagtail.search import index

from partners import waiting
from partners.indexed import IndexedCluster
from partners.mergeable import hidden
from partners.merging import drafts
from partners.merging.moves import Move
from partners.merging.plan import Entity, Plan, plan, references_to
from partners.merging.returning import give_back
from partners.models import EntityKind, Institution, Merge, Person

MODELS: dict[EntityKind, type[Entity]] = {
    EntityKind.INSTITUTION: Institution,
    EntityKind.PERSON: Person,
}
MERGED, UNMERGED = "partners.merge", "partners.unmerge"


class PlanChangedError(Exception):
    """What would change is not what somebody agreed to any more."""


def check(source: Entity, target: Entity) -> None:
    """Raise ValidationError where two entries cannot become one."""
    if type(source) is not type(target) or type(source) not in MODELS.values():
        raise ValidationError(_("Only two entries of the same kind can be merged."))
    if source.pk == target.pk:
        raise ValidationError(_("An entry cannot be merged into itself."))
    if source.merged_into_id or target.merged_into_id:
        raise ValidationError(_("One of the two has already been merged."))
    erased = Person.Status.ERASED
    if isinstance(source, Person) and erased in (source.status, target.status):
        raise ValidationError(_("A person who was erased cannot be merged."))
    if source.live and not target.live:
        raise ValidationError(_("Keep the entry that is public."))


@transaction.atomic
def merge(source: Entity, target: Entity, user, agreed: str = "") -> Merge:
    """Move everything from a source to a target and keep the source out of sight.

    ``agreed`` is the fingerprint of the plan that somebody was shown; PlanChangedError
    is raised where there is another one by now. Raises ValidationError where the
    two cannot become one.
    """
    source, target = _locked(type(source), source.pk, target.pk)
    check(source, target)
    found = plan(source, target)
    if agreed and agreed != found.fingerprint():
        raise PlanChangedError
    if found.obstacles:
        raise ValidationError(
            _("Others depend on these, they cannot move: %(rows)s")
            % {"rows": "; ".join(found.obstacles)}
        )
    merged = _record(found, user)
    for move in found.moves:
        move.make()
    _hide(source, target)
    waiting.follow_merge(source, target)
    _refresh(found.moves, target)
    _log(merged, source, target, MERGED, user)
    return merged


@transaction.atomic
def undo(merged: Merge, user) -> list[Move]:
    """Take a merge back and return what was left alone, as it has changed since.

    Raises ValidationError where the merge cannot be undone, or not yet.
    """
    merged = Merge.objects.select_for_update().get(pk=merged.pk)
    model = MODELS[EntityKind(merged.kind)]
    source, target = _locked(model, merged.source_id, merged.target_id)
    _check_undo(merged, source, target)
    moves = [Move(**move) for move in merged.moves]
    model.everything.filter(pk=source.pk).update(merged_into=None)
    left = [move for move in reversed(moves) if not move.take_back()]
    fields = {relation.field.name for relation in references_to(model)}
    # A row that could not be put in again is not put into drafts either.
    known = [move for move in moves if move.change or move not in left]
    left += give_back(known, source, target, fields, since=merged.merged_at)
    drafts.leave_to(target)
    merged.undone_at, merged.undone_by = timezone.now(), user
    merged.save(update_fields=["undone_at", "undone_by"])
    _refresh(moves, source, target)
    _log(merged, source, target, UNMERGED, user)
    return left


def _locked(model: type[Entity], source: int, target: int) -> list[Entity]:
    """Return source and target as they are stored, for this transaction alone."""
    rows = model.everything.select_for_update().filter(pk__in=[source, target])
    found = {row.pk: row for row in rows.order_by("pk")}
    if source not in found or target not in found:
        raise ValidationError(_("One of the two does not exist any more."))
    return [found[source], found[target]]


def _check_undo(merged: Merge, source: Entity, target: Entity) -> None:
    if merged.undone_at:
        raise ValidationError(_("This merge has already been undone."))
    if target.merged_into_id:
        later = Merge.objects.filter(
            kind=merged.kind, source_id=target.pk, undone_at__isnull=True
        ).first()
        raise ValidationError(
            _("Undo this merge first: %(merge)s") % {"merge": later or target}
        )
    if source.merged_into_id != target.pk:
        raise ValidationError(_("The two are not merged."))


def _hide(source: Entity, target: Entity) -> None:
    """Make a source a duplicate that only ``everything`` finds.

    Without ``save``: what follows on that would look for it among the current ones.
    """
    type(source).everything.filter(pk=source.pk).update(merged_into=target)
    source.merged_into = target
    ReferenceIndex.create_or_update_for_object(source)
    index.remove_object(source)
    hidden.send(type(source), instance=source)


def _record(found: Plan, user) -> Merge:
    source, target = found.source, found.target
    return Merge.objects.create(
        kind=str(source._meta.model_name),
        source_id=source.pk,
        source_label=source.label,
        target_id=target.pk,
        target_label=target.label,
        moves=[vars(move) for move in found.moves],
        merged_by=user,
    )


def _refresh(moves: list[Move], *entities: Entity) -> None:
    """Save what is found by, or keeps a copy of, rows that have moved."""
    stale: set[tuple[type[Model], int]] = {
        (type(entity), entity.pk) for entity in entities
    }
    for move in moves:
        row = None if move.is_draft or move.pk is None else move.stored()
        for field in row._meta.concrete_fields if row else ():
            related = field.related_model
            if related and issubclass(related, IndexedCluster):
                stale.add((related, getattr(row, field.attname)))
    for model, pk in sorted(stale, key=lambda one: (one[0].__name__, one[1] or 0)):
        rows = model._default_manager.select_for_update(of=("self",))
        if entity := rows.filter(pk=pk).first():
            entity.save()


def _log(merged: Merge, source, target, action: str, user) -> None:
    """Note a merge with both entries, and with itself: that entry leads to its page."""
    words = {
        "merge": merged.pk,
        "source": merged.source_label,
        "target": merged.target_label,
    }
    for subject in (source, target, merged):
        # Of entries with one number, the history of an entry shows only the last.
        log(instance=subject, action=action, user=user, uuid=uuid4(), data=words)
