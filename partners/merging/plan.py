"""What a merge will change: found first, shown, then done exactly so."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.text import Truncator

from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField
from wagtail.models import ReferenceIndex, RevisionMixin

from partners.addresses import was_public
from partners.draftable import Draftable
from partners.merging import conflicts, drafts
from partners.merging.kept import Kept
from partners.merging.moves import Move, serialised
from partners.models import FormerAddress, Institution, Person

Entity = Institution | Person

# These are what an entry is; the kept one keeps its own.
NOT_COMPARED = {
    *("id", "slug", "label", "known_names", "merged_into"),
    *("sort_name", "filed_under"),
    *(field.name for field in Draftable._meta.fields),
}
LONGEST_VALUE = 120


@dataclass
class Plan:
    """All changes of a merge of a source into a target."""

    source: Entity
    target: Entity
    moves: list[Move]
    # Rows that cannot move and that others depend on: the merge is refused.
    obstacles: list[str] = field(default_factory=list)

    def fingerprint(self) -> str:
        """Return what differs when anything that would change does."""
        moves = [move.substance() for move in self.moves]
        substance = [self.source.pk, self.target.pk, moves]
        text = json.dumps(substance, sort_keys=True, cls=DjangoJSONEncoder)
        return hashlib.sha256(text.encode()).hexdigest()

    def left_behind(self) -> list[dict]:
        """Return the values of the source that differ and are not taken over."""
        rows = []
        for one in self.source._meta.concrete_fields:
            theirs = getattr(self.source, one.name)
            ours = getattr(self.target, one.name)
            if one.name not in NOT_COMPARED and theirs not in ("", None, ours):
                values = (_shown(self.source, one), _shown(self.target, one))
                if values[0]:
                    rows.append({"field": one.verbose_name, "values": values})
        return rows

    def texts(self) -> list:
        """Return the references in texts, which lead on without being rewritten."""
        references = ReferenceIndex.get_references_to(self.source)
        return [
            reference
            for reference in references
            if isinstance(reference.source_field, (RichTextField, StreamField))
        ]


def plan(source: Entity, target: Entity) -> Plan:
    """Find what becomes of everything that refers to the source.

    The number of queries does not depend on how much that is.
    """
    result = Plan(source, target, [])
    for model, moving in _referring(source).items():
        _add(result, model, moving)
    fields = {relation.field.name for relation in references_to(type(source))}
    result.moves += drafts.moves(source, target, fields)
    result.moves += drafts.additions(target, result.moves)
    result.moves += _addresses(source, target)
    return result


def references_to(model: type[models.Model]) -> list[models.ManyToOneRel]:
    """Return every foreign key of the project that points to a model.

    Those without a name of their own included, so that what is added later moves
    without anybody thinking of it.
    """
    relations = [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
    ]
    return sorted(
        relations, key=lambda one: (one.related_model._meta.label, one.field.name)
    )


def grouped(moves: list[Move]) -> list[dict]:
    """Return moves under the headings of what moves, in the words of editors."""

    def heading(move: Move) -> tuple[bool, str]:
        return move.is_draft, str(move.model_class._meta.verbose_name_plural)

    return [
        {"is_draft": is_draft, "name": name, "moves": list(group)}
        for (is_draft, name), group in groupby(sorted(moves, key=heading), key=heading)
    ]


def _foreign(model: type[models.Model]) -> list[str]:
    return [one.name for one in _foreign_fields(model)]


def _foreign_fields(model: type[models.Model]) -> list[models.Field]:
    return [one for one in model._meta.concrete_fields if one.many_to_one]


def _referring(source: Entity) -> dict[type[models.Model], list[conflicts.Moving]]:
    """Return the rows that refer to the source by model, and by which fields."""
    found: dict = defaultdict(dict)
    for relation in references_to(type(source)):
        model, name = relation.related_model, relation.field.name
        rows = model._base_manager.filter(**{name: source}).order_by("pk")
        for row in rows.select_related(*_foreign(model)):
            found[model].setdefault(row.pk, (row, []))[1].append(name)
    return {model: list(rows.values()) for model, rows in found.items()}


def _add(
    result: Plan, model: type[models.Model], moving: list[conflicts.Moving]
) -> None:
    """Add what becomes of the rows of one model to a plan."""
    source, target = result.source, result.target
    before = [(_label(row, names), serialised(row)) for row, names in moving]
    for row, names in moving:
        for name in names:
            setattr(row, name, target)
    fields = {name for _row, names in moving for name in names}
    kept = Kept(model, sorted(fields), source, target)
    outcomes = conflicts.solve(moving, kept, _secret(result, model))
    ends = list(zip(moving, before, outcomes, strict=True))
    needed = _depended_on([row for (row, _n), _b, end in ends if not end.may_stay])
    for (row, names), (label, values), (change, reason, may_stay) in ends:
        if may_stay:
            moved = {name: [source.pk, target.pk] for name in names} | change
            values = values if _may_be_written_anew(row) else {}
            move = Move(model._meta.label_lower, row.pk, label, moved, values)
        elif row.pk in needed:
            result.obstacles.append(label)
            continue
        else:
            move = Move(model._meta.label_lower, row.pk, label, row=values)
        move.reason = reason
        result.moves.append(move)


def _addresses(source: Entity, target: Entity) -> list[Move]:
    """Return how the addresses of the source will lead to the target.

    One that never was public leads nowhere.
    """
    label = FormerAddress._meta.label_lower
    former = FormerAddress.objects.of(type(source)).order_by("pk")
    taken = former.filter(models.Q(entity_id=source.pk) | models.Q(slug=source.slug))
    moves = [
        Move(label, row.pk, row.slug, {"entity_id": [row.entity_id, target.pk]})
        for row in taken
    ]
    if was_public(source) and source.slug not in {row.slug for row in taken}:
        kind = source._meta.model_name
        row = {"kind": kind, "slug": source.slug, "entity_id": target.pk}
        moves.append(Move(label, None, source.slug, row=row))
    return moves


def _secret(result: Plan, model: type[models.Model]) -> set[str]:
    """Return the fields by which rows belong to a source that is only drafted.

    What nobody has published does not become public by a merge.
    """
    if result.source.live or not result.target.live:
        return set()
    return {one.name for one in _foreign_fields(model) if isinstance(one, ParentalKey)}


def _may_be_written_anew(row: models.Model) -> bool:
    """Tell whether publishing what a row belongs to may give it another key."""
    return any(
        isinstance(one, ParentalKey) and issubclass(one.related_model, RevisionMixin)
        for one in row._meta.concrete_fields
    )


def _depended_on(rows: list[models.Model]) -> set[int]:
    """Return the keys of those rows of one model that other rows refer to."""
    found: set[int] = set()
    for relation in references_to(type(rows[0])) if rows else ():
        others = relation.related_model._base_manager.filter(
            **{f"{relation.field.name}__in": rows}
        )
        found.update(others.values_list(relation.field.attname, flat=True))
    return found


def _label(row: models.Model, names: list[str]) -> str:
    """Return what a row is, for an editor: where it belongs, then what it says."""
    says = [str(row)] if "__str__" in vars(type(row)) or _is_named(row) else []
    belongs, choices = [], []
    for one in row._meta.concrete_fields:
        if isinstance(one, ParentalKey) and one.name not in names:
            belongs.append(str(getattr(row, one.name)))
        elif one.choices and not says:
            choices.append(str(getattr(row, f"get_{one.name}_display")()))
    return ": ".join([*belongs, *says, *choices])


def _is_named(row: models.Model) -> bool:
    """Tell whether the text of a row is written by one of our abstract models."""
    return any(
        "__str__" in vars(base) and base.__module__.startswith("partners.")
        for base in type(row).__mro__
    )


def _shown(entity: models.Model, one: models.Field) -> str:
    display = getattr(entity, f"get_{one.name}_display", None)
    value = display() if display else getattr(entity, one.name)
    return Truncator(str(value if value is not None else "")).chars(LONGEST_VALUE)
