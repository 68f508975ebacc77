"""Find what a record says of a statement or a figure that stands in a text."""

from __future__ import annotations

from typing import Any

from news.models import shape
from news.models.shape import Record
from news.record.resolve import Resolver


def find_statement(spoken: Any, record: Record | None) -> shape.Statement:
    """Return a statement as a record has it; as of its own day without one."""
    recorded = record.statements.get(str(spoken.pk)) if record else None
    return recorded or Resolver(spoken.made_on).statement(spoken)


def find_figure(figure: Any, record: Record | None) -> shape.Figure:
    """Return a figure as a record has it; as of today without one."""
    recorded = record.figures.get(str(figure.pk)) if record else None
    return recorded or Resolver(None).figure(figure)
