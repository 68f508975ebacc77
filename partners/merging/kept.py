"""The rows of one model that the kept entry has, in memory.

A few queries for all of them, however many rows are compared with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q

from modelcluster.fields import ParentalKey

# In these, rows may differ and still say the same.
INCIDENTAL = {"id", "pk", "sort_order", "source"}


class Rows:
    """Rows that are found by the values of some fields."""

    def __init__(self, rows: Iterable[models.Model] = ()) -> None:
        self._rows = list(rows)
        self._found_by: dict[tuple[str, ...], dict[tuple, list]] = {}

    def add(self, row: models.Model) -> None:
        """Add one row."""
        self._rows.append(row)
        for names, found in self._found_by.items():
            found[_values(row, names)].append(row)

    def like(self, row: models.Model, names: Iterable[str]) -> list[Any]:
        """Return the other rows with the same values in some fields."""
        names = tuple(names)
        if names not in self._found_by:
            found = self._found_by[names] = defaultdict(list)
            for one in self._rows:
                found[_values(one, names)].append(one)
        same = self._found_by[names].get(_values(row, names), [])
        return [one for one in same if one.pk != row.pk]


class Kept:
    """What rows that move to the kept entry may meet there.

    ``names`` are the fields of the model that refer to such an entity.
    """

    def __init__(
        self,
        model: type[models.Model],
        names: Iterable[str],
        source: models.Model,
        target: models.Model,
    ) -> None:
        self._model, self._names = model, list(names)
        self._source, self._target = source, target
        self._moved = Rows()

    @cached_property
    def rows(self) -> Rows:
        """The rows that refer to the kept entry, as they are stored."""
        return Rows(self._about(self._target))

    def take(self, row: models.Model) -> None:
        """Note that a row will refer to the kept entry as well."""
        self._moved.add(row)

    def has_the_same(self, row: models.Model) -> bool:
        """Tell whether a row that belongs to something repeats another one of it.

        What stands for itself, such as a statement, is never a repetition.
        """
        fields = row._meta.concrete_fields
        if not any(isinstance(field, ParentalKey) for field in fields):
            return False
        compared = compared_fields(row)
        foreign = [field.name for field in compared if field.many_to_one]
        names = [field.name for field in compared]
        return any(
            _values(row, names) == _values(other, names)
            for other in self.rows.like(row, foreign)
        )

    def excludes(self, row: models.Model, names: list[str]) -> bool:
        """Tell whether a row would break what must be unique, by the fields that change.

        What the model checks of single values does not depend on who the entry is.
        """
        return any(
            self._is_taken(row, fields, condition)
            for fields, condition in self._unique
            if not set(names).isdisjoint(fields)
        )

    def _is_taken(self, row: models.Model, fields, condition: Q | None) -> bool:
        if None in _values(row, fields):
            return False
        others = self.rows.like(row, fields) + self._moved.like(row, fields)
        if condition is None:
            return bool(others)
        concerned = self._concerned[condition]
        return row.pk in concerned and any(one.pk in concerned for one in others)

    @cached_property
    def _unique(self) -> list[tuple[tuple[str, ...], Q | None]]:
        """The fields that are unique together and change, each with its condition."""
        meta = self._model._meta
        unique: list[tuple[tuple[str, ...], Q | None]] = [
            (tuple(names), None) for names in meta.unique_together
        ]
        unique += [((one.name,), None) for one in meta.concrete_fields if one.unique]
        unique += [
            (tuple(constraint.fields), constraint.condition)
            for constraint in meta.constraints
            if isinstance(constraint, models.UniqueConstraint)
        ]
        return [one for one in unique if not set(self._names).isdisjoint(one[0])]

    @cached_property
    def _concerned(self) -> dict[Q, set]:
        """The keys of the rows that meet a condition, as they are stored."""
        rows = self._about(self._source, self._target)
        return {
            condition: set(rows.filter(condition).values_list("pk", flat=True))
            for _fields, condition in self._unique
            if condition is not None
        }

    def _about(self, *entities: models.Model) -> models.QuerySet:
        about = Q()
        for name in self._names:
            about |= Q((f"{name}__in", entities))
        return self._model._base_manager.filter(about)


def repetitions(row: models.Model) -> models.QuerySet:
    """Return the other stored rows that say the same as one."""
    same = Q()
    for field in compared_fields(row):
        value = getattr(row, field.attname)
        same &= (
            Q((field.name, value))
            if value is not None
            else Q((f"{field.name}__isnull", True))
        )
    return type(row)._base_manager.exclude(pk=row.pk).filter(same)


def compared_fields(row: models.Model) -> list[models.Field]:
    """Return the fields in which another row must be equal to say the same."""
    ignored = (
        INCIDENTAL if getattr(row, "is_primary", False) else INCIDENTAL | {"is_primary"}
    )
    return [one for one in row._meta.concrete_fields if one.name not in ignored]


def _values(row: models.Model, names: Iterable[str]) -> tuple:
    """Return the plain values of some fields, of foreign keys as well."""
    attributes = {one.name: one.attname for one in row._meta.concrete_fields}
    return tuple(getattr(row, attributes[name]) for name in names)
