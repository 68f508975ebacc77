"""Rows in groups: by a choice, or by what they refer to."""

from collections.abc import Iterable
from typing import cast

from django import template
from django.db.models import Field, Model

register = template.Library()


@register.filter
def by_choice(rows: Iterable[Model], field: str) -> list[tuple[str, list[Model]]]:
    """Return label and rows for every choice of a field that a row has made.

    In the order in which the choices are declared.
    """
    rows = list(rows)
    if not rows:
        return []
    choices = cast(Field, rows[0]._meta.get_field(field)).flatchoices
    groups = [
        (label, [row for row in rows if getattr(row, field) == value])
        for value, label in choices
    ]
    return [(label, group) for label, group in groups if group]


@register.filter
def together(rows: Iterable[Model], attributes: str) -> list[tuple[Model, list[Model]]]:
    """Return each thing that rows refer to, with the rows that agree in attributes.

    ``attributes`` are names with blanks between them, first that of the thing. In the
    order in which the rows first name it.
    """
    names = attributes.split()
    groups: dict[tuple, list[Model]] = {}
    for row in rows:
        groups.setdefault(tuple(getattr(row, name) for name in names), []).append(row)
    return [(values[0], group) for values, group in groups.items()]


@register.filter
def only(rows: Iterable[Model], path: str) -> list[Model]:
    """Keep the rows for which something is true, looked up as templates do."""
    question = template.Variable(f"row.{path}")
    return [row for row in rows if question.resolve(template.Context({"row": row}))]
