"""Keep a record in a column of JSON."""

from __future__ import annotations

import logging
from typing import Any

from django.db import models
from django.db.models.fields.json import KeyTransform

from pydantic import ValidationError

from news.models.shape import Record

logger = logging.getLogger(__name__)


def load_record(stored: dict[str, Any]) -> Record:
    """Return a record from plain data; an empty one where it cannot be read.

    A row that was damaged outside of the application hurts its own release and none
    of those that are listed beside it. Publication writes the record anew.
    """
    try:
        return Record.model_validate(stored)
    except ValidationError as error:
        logger.error("A record cannot be read: %s", error.errors(include_input=False))
        return Record()


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
        return load_record(value) if isinstance(value, dict) else value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(self.get_prep_value(value), model_instance)

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value.as_stored() if isinstance(value, Record) else value

    def value_to_string(self, obj: models.Model) -> Any:
        """Return the record as plain data, as revisions keep it."""
        return self.get_prep_value(self.value_from_object(obj))
