"""Which rows of a model everybody may know; the packages above say it of theirs.

Asked where it matters for things of any kind: whether a file may be served, and whether
a change is one of public output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from django.db.models import Model, QuerySet

from wagtail.models import Page

from portal.core.querysets import public_pages

Find = Callable[[], QuerySet]
_declared: dict[type[Model], tuple[Find, Find]] = {Page: (public_pages, public_pages)}


def declare(model: type[Model], public: Find, showing: Find | None = None) -> None:
    """Say which rows of a model everybody may know.

    ``showing`` finds those whose files everybody may see, where these are fewer.
    """
    _declared[model] = (public, showing or public)
    root_of.cache_clear()


@cache
def root_of(model: type[Model]) -> type[Model] | None:
    """Return the declared model that rows of a model belong to: pages are of one."""
    return next((one for one in _declared if issubclass(model, one)), None)


def find_public(root: type[Model]) -> QuerySet:
    """Return the rows of a declared model that everybody may know."""
    return _declared[root][0]()


def find_showing() -> Iterator[tuple[type[Model], QuerySet]]:
    """Yield each declared model with the rows whose files are public."""
    for model, (_public, showing) in _declared.items():
        yield model, showing()


def is_public(row: Model) -> bool | None:
    """Tell whether everybody may know a row, as it is stored; None if nobody says."""
    root = root_of(type(row))
    if root is None:
        return None
    return row.pk is not None and find_public(root).filter(pk=row.pk).exists()
