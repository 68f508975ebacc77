"""What is built for a test is indexed once, at the end: for search and by its references."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from modelsearch import signal_handlers as search_handlers
from modelsearch.tasks import insert_or_update_object_task

from modelcluster.fields import ParentalKey
from wagtail import signal_handlers as reference_handlers
from wagtail.tasks import update_reference_index_task

Thing = tuple[str, str, str]  # application, model and key

_threads = threading.local()


class Indexing:
    """Stands for a task of Wagtail's, which runs after every row that is saved.

    Inside of ``indexing_once`` it waits, and indexes a thing with its rows in one go: a
    fifth of the time of tests that publish. Everywhere else it does as Wagtail.
    """

    def __init__(self, task: Any, find: Callable[..., Thing | None]) -> None:
        self.task = task
        self.find = find

    def enqueue(self, *thing: str) -> None:
        waiting = getattr(_threads, "waiting", None)
        if waiting is None:
            self.task.enqueue(*thing)
        else:
            waiting.setdefault(self, {})[thing] = None

    def index(self, things: dict[Thing, None], is_there: Callable[..., bool]) -> None:
        for thing in dict.fromkeys(self.find(*one) for one in things):
            if thing and is_there(*thing):
                self.task.enqueue(*thing)


@contextmanager
def indexing_once() -> Iterator[None]:
    """Let what is saved meanwhile wait until the end, in this thread."""
    if getattr(_threads, "waiting", None) is not None:
        yield
        return
    _threads.waiting = {}
    try:
        yield
    finally:
        waiting, _threads.waiting = _threads.waiting, None
        if not connection.needs_rollback:
            is_there = cache(_is_there)  # asked once for both indexes
            for indexing, things in waiting.items():
                indexing.index(things, is_there)


def _is_there(app_label: str, model_name: str, key: str) -> bool:
    """Tell whether a thing has not gone meanwhile."""
    model = apps.get_model(app_label, model_name)
    return model._base_manager.filter(pk=key).exists()


def _find_thing(app_label: str, model_name: str, key: str) -> Thing:
    return (app_label, model_name, key)


@cache
def _parental_key(model: type[Model]) -> ParentalKey | None:
    """Return the field by which a row belongs to something."""
    found = (one for one in model._meta.get_fields() if isinstance(one, ParentalKey))
    return next(found, None)


def _find_whole(app_label: str, model_name: str, key: str) -> Thing | None:
    """Return what a row belongs to, or the thing itself; None if the row is gone."""
    model = apps.get_model(app_label, model_name)
    parent = _parental_key(model)
    if parent is None:
        return (app_label, model_name, key)
    rows = model._base_manager.filter(pk=key).order_by()
    above = rows.values_list(parent.attname, flat=True).first()
    about = parent.related_model._meta
    return above and _find_whole(about.app_label, about.model_name, str(above))


reference_handlers.update_reference_index_task = Indexing(
    update_reference_index_task, _find_whole
)
search_handlers.insert_or_update_object_task = Indexing(
    insert_or_update_object_task, _find_thing
)
