"""Keep a record in a column of JSON."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.fields.json import KeyTransform

from news.models.shape import Record


class RecordField(models.JSONField):
    """A column whose value is a ``Record``, in rows and in revisions.

    For migrations it is the column of JSON that it always was.
    """

    def __init__(self, *args, **kwargs) -> None:
        kwargs |= {"default": Record, "editable": False}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs | {"default": dict}

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        stored = super().from_db_value(value, expression, connection)
        return (
            stored if isinstance(expression, KeyTransform) else self.to_python(stored)
        )

    def to_python(self, value: Any) -> Any:
        return Record.model_validate(value) if isinstance(value, dict) else value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(self.get_prep_value(value), model_instance)

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value.as_stored() if isinstance(value, Record) else value

    def value_to_string(self, obj: models.Model) -> Any:
        """Return the record as plain data, as revisions keep it."""
        return self.get_prep_value(self.value_from_object(obj))
