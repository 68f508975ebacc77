"""Tell those who watch stories that one is changing.

What must be known before and after a change, such as which feeds list a story, is
not the business of publication. Those whose business it is watch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from uuid import UUID

Watcher = Callable[[UUID], AbstractContextManager]

_watchers: list[Watcher] = []


def watch(watcher: Watcher) -> None:
    """Have every change of a story happen inside of ``watcher(story)``."""
    if watcher not in _watchers:
        _watchers.append(watcher)


@contextmanager
def change_of(story: UUID) -> Iterator[None]:
    """Change a story inside, watched by all who asked for it."""
    with ExitStack() as entered:
        for watcher in _watchers:
            entered.enter_context(watcher(story))
        yield
