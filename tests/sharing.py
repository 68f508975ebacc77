"""What many tests begin with is built once and taken back when no test needs it.

``@shared`` makes a fixture of a function that only adds rows, to nothing or to what
other shared fixtures have added. Tests that need the same come one after another.
Before the first of them it is built in a transaction. Each test has a savepoint within,
so that all find the same rows, and gets its own copies of the objects. Tests that need
none of it find an empty database.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

import pytest


@dataclass(frozen=True)
class Builder:
    """How something is built, upon what its parameters name."""

    build: Callable[..., Any]

    @property
    def name(self) -> str:
        return f"{self.build.__module__}.{self.build.__name__}"

    @property
    def parameters(self) -> list[inspect.Parameter]:
        return list(inspect.signature(self.build).parameters.values())


def shared(build: Callable[..., Any]) -> Any:
    """Make a fixture that hands out copies of what a function has built once.

    The function takes other shared fixtures only. A test with transactions of its own
    has all built for itself.
    """
    builder = Builder(build)

    def hand_out(db, **below):
        name = build.__name__
        return LAYERS.copies[name] if name in LAYERS.copies else build(**below)

    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    asked = [inspect.Parameter("db", kind), *builder.parameters]
    vars(hand_out).update(builder=builder, __signature__=inspect.Signature(asked))
    hand_out.__doc__ = build.__doc__
    return pytest.fixture(hand_out, name=build.__name__)


def is_transactional(item: pytest.Item) -> bool:
    """Tell whether a test commits what it does."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


def builders_of(item: pytest.Item | None) -> list[Builder]:
    """Return what a test shares with others, lowest first."""
    if item is None or is_transactional(item):
        return []
    # What each name means to this test, which no public attribute tells.
    known = item._fixtureinfo.name2fixturedefs if hasattr(item, "_fixtureinfo") else {}

    def below(name: str) -> Iterator[Builder]:
        definitions = known.get(name)
        if definitions and (one := getattr(definitions[-1].func, "builder", None)):
            for parameter in one.parameters:
                yield from below(parameter.name)
            yield one

    found = (one for name in sorted(known) for one in below(name))
    return list(dict.fromkeys(found))


@dataclass
class Layer:
    """What has been built, and the transaction that takes it back."""

    builder: Builder
    atomic: transaction.Atomic
    objects: dict[str, Any]  # of this layer and of those below, by fixture
    waiting: list  # for a commit that never comes


class Layers:
    """What is built at present, each upon those before."""

    def __init__(self) -> None:
        self.layers: list[Layer] = []
        self.copies: dict[str, Any] = {}
        self.database: Any = None

    def prepare(self, builders: list[Builder]) -> None:
        """Build what a test needs, and make its copies."""
        self.keep(builders)
        for builder in builders[len(self.layers) :]:
            self._build(builder)
        if self.layers:
            connection.run_on_commit[:] = self.layers[-1].waiting
            self.copies = deepcopy(self.layers[-1].objects)

    def keep(self, builders: list[Builder]) -> None:
        """Take back what is not needed, and all that a test has lost."""
        self.copies = {}
        is_lost = (
            connection.closed_in_transaction
            or connection.connection is not self.database
        )
        while self.layers and (
            is_lost
            or [one.builder for one in self.layers] != builders[: len(self.layers)]
        ):
            connection.needs_rollback = True
            self.layers.pop().atomic.__exit__(None, None, None)

    def _build(self, builder: Builder) -> None:
        objects = deepcopy(self.layers[-1].objects) if self.layers else {}
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            below = {one.name: objects[one.name] for one in builder.parameters}
            objects[builder.build.__name__] = builder.build(**below)
        except BaseException:
            atomic.__exit__(*sys.exc_info())
            raise
        self.database = connection.connection
        waiting = list(connection.run_on_commit)
        self.layers.append(Layer(builder, atomic, objects, waiting))


LAYERS = Layers()
