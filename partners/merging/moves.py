"""The single changes of a merge: how each is made, and how it is taken back.

Moves are plain data, kept in ``Merge.moves``. All are found before any is made,
so what an editor is shown is what happens.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.base import DeserializedObject
from django.db import models

from wagtail.models import Revision

from partners.merging.kept import repetitions


@dataclass
class Move:
    """One reversible change.

    ``change`` holds the values before and after by field, of a row or of the
    content of a draft; ``row`` all values of a row that is taken out or added, or
    that publishing may write anew under another key.
    """

    model: str
    pk: int | None
    label: str
    change: dict[str, list] = field(default_factory=dict)
    row: dict[str, Any] = field(default_factory=dict)
    is_draft: bool = False
    # Why a row cannot move as it is, a key of ``REASONS``.
    reason: str = ""

    @property
    def model_class(self) -> type[models.Model]:
        """The model of the row that moves, or the page whose draft changes."""
        return apps.get_model(self.model)

    def substance(self) -> dict:
        """Return what this does, apart from how it is described."""
        return {name: value for name, value in vars(self).items() if name != "label"}

    def make(self) -> None:
        """Make this change."""
        if self.is_draft:
            _put(Revision.objects.get(pk=self.pk), self.change, after=1)
        elif self.change:
            _write(self.model_class._base_manager.get(pk=self.pk), self.change, after=1)
        elif self.pk is None:
            self.model_class._base_manager.create(**self.row)
        else:
            self.model_class._base_manager.get(pk=self.pk).delete()

    def take_back(self) -> bool:
        """Undo this change; tell whether that could be done.

        It cannot where somebody has changed or deleted the same thing since.
        """
        if self.is_draft:
            return self._take_back_draft()
        if self.change:
            return self._take_back_values()
        if self.pk is None:
            self.model_class._base_manager.filter(**self.row).delete()
            return True
        return self._put_in_again()

    def stored(self) -> models.Model | None:
        """Return the row as it is now, None where it is gone."""
        return self.model_class._base_manager.filter(pk=self.pk).first()

    def _take_back_draft(self) -> bool:
        revision = Revision.objects.filter(pk=self.pk).first()
        if revision is None or any(
            revision.content.get(name) != pair[1] for name, pair in self.change.items()
        ):
            return False
        _put(revision, self.change, after=0)
        return True

    def _take_back_values(self) -> bool:
        row = self.stored() or self._written_anew()
        if row is None or any(
            getattr(row, _attname(row, name)) != pair[1]
            for name, pair in self.change.items()
        ):
            return False
        return _write(row, self.change, after=0)

    def _written_anew(self) -> models.Model | None:
        """Return the one row that says what the moved one said, under another key."""
        if not self.row:
            return None
        row = self._kept().object
        for name, pair in self.change.items():
            setattr(row, _attname(row, name), pair[1])
        found = list(repetitions(row)[:2])
        return found[0] if len(found) == 1 else None

    def _put_in_again(self) -> bool:
        kept = self._kept()
        if self.stored() or not is_possible(kept.object):
            return False
        kept.save()
        return True

    def _kept(self) -> DeserializedObject:
        """Return the row whose values this keeps, not stored."""
        (kept,) = serializers.deserialize("json", json.dumps([self.row]))
        return kept


def serialised(row: models.Model) -> dict:
    """Return all values of a row as plain data."""
    return json.loads(serializers.serialize("json", [row]))[0]


def is_possible(row: models.Model) -> bool:
    """Tell whether a row may be stored: what it refers to exists, no rule forbids it."""
    for one in row._meta.concrete_fields:
        key = getattr(row, one.attname)
        related = one.related_model
        if related is None or key is None:
            continue
        if not related._base_manager.filter(pk=key).exists():
            return False
    try:
        row.validate_unique()
        row.validate_constraints()
    except ValidationError:
        return False
    return True


def _attname(row: models.Model, name: str) -> str:
    """Return the attribute that holds the plain value of a field, also of a key."""
    (found,) = (one for one in row._meta.concrete_fields if one.name == name)
    return found.attname


def _write(row: models.Model, change: dict[str, list], *, after: int) -> bool:
    """Store one side of a change where the rules of the model permit it."""
    for name, pair in change.items():
        setattr(row, _attname(row, name), pair[after])
    if not after and not is_possible(row):
        return False
    if getattr(row, "merged_into_id", None):
        # What Wagtail does on saving looks for the row among the current ones.
        values = {name: pair[after] for name, pair in change.items()}
        type(row)._base_manager.filter(pk=row.pk).update(**values)
    else:
        row.save(update_fields=list(change))
    return True


def _put(revision: Revision, change: dict[str, list], *, after: int) -> None:
    """Put one side of a change into a draft; nothing else of it is written."""
    content = revision.content | {name: pair[after] for name, pair in change.items()}
    Revision.objects.filter(pk=revision.pk).update(content=content)
