"""The kinds of acts: what does them, how often it is tried, what they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise

from portal.ledger.models import Act, ActQuerySet
from portal.ledger.turns import Turn


@dataclass(frozen=True)
class Later:
    """What an act answers that is not done yet: when it goes on, and what went wrong."""

    at: datetime
    error: str = ""


@dataclass(frozen=True)
class GivenUp:
    """What an act answers that cannot be done, with class and code of the reason."""

    error: str


@dataclass(frozen=True)
class Failed:
    """What an act answers that failed, as if it had raised, with class and code."""

    error: str


Answer = Later | GivenUp | Failed | None
Run = Callable[[Turn], Answer]


def tell_nothing(acts: Iterable[Act]) -> dict[int, str]:
    """Have no more to say of acts than their state."""
    return {}


def change_nothing(act: Act) -> None:
    """Have nothing to prepare for a repetition."""


@dataclass(frozen=True)
class Kind:
    """A kind of acts.

    ``run`` does one, in no transaction. It returns None when it is done. What it raises
    is a failure: it is tried again after the ``retries``, one after the other, and then
    given up. It may be run again after a part of it, also when it was done: whatever it
    does must not harm when done twice.

    ``tell`` returns details of acts in the active language by their keys, with as many
    queries for many as for one. ``prepare_again`` is called when somebody asks for a
    repetition. Those that are not shown have nothing to do with releases.
    """

    name: str
    label: str | Promise
    run: Run
    retries: tuple[timedelta, ...]
    tell: Callable[[Iterable[Act]], dict[int, str]] = tell_nothing
    prepare_again: Callable[[Act], None] = change_nothing
    is_shown: bool = True


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Have acts of a kind done."""
    _kinds[kind.name] = kind


def names() -> list[str]:
    """Return the names of all kinds."""
    return list(_kinds)


def find_due(now: datetime) -> ActQuerySet:
    """Return the acts that a worker of this version of the site may take."""
    return Act.objects.due(now).filter(kind__in=names())


def find_overdue(now: datetime) -> ActQuerySet:
    """Return the acts that a worker of this version should have taken long ago."""
    return Act.objects.overdue(now).filter(kind__in=names())


def get(name: str) -> Kind:
    """Return a kind; raises KeyError when this version of the site has none such."""
    return _kinds[name]


def find(name: str) -> Kind | None:
    """Return a kind by its name, None when this version of the site has none."""
    return _kinds.get(name)


def find_shown() -> list[Kind]:
    """Return the kinds that editors see."""
    return [kind for kind in _kinds.values() if kind.is_shown]
