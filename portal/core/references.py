"""What refers to a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from wagtail.models import Page, ReferenceIndex


def find_referring(thing: Model) -> Iterator[tuple[type[Model] | None, Any]]:
    """Yield model and key of what refers to a stored row; pages of all kinds are one.

    From Wagtail's index, which lacks what pages have many of, and from those relations.
    The model is None where it is gone.
    """
    for reference in ReferenceIndex.get_references_to(thing):
        yield reference.base_content_type.model_class(), reference.object_id
    for relation in thing._meta.related_objects:
        if relation.many_to_many and issubclass(relation.related_model, Page):
            rows = relation.related_model._base_manager
            found = rows.filter(**{relation.field.name: thing})
            yield from ((Page, key) for key in found.values_list("pk", flat=True))
