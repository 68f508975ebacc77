"""Change one story at a time, and tell those who watch stories of it.

What must be known before and after a change, such as which feeds list a story, is
not the business of publication. Those whose business it is watch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from uuid import UUID

from wagtail.models import Page

Watcher = Callable[[UUID], AbstractContextManager]

_watchers: list[Watcher] = []


def watch(watcher: Watcher) -> None:
    """Have every change of a story happen inside of ``watcher(story)``."""
    if watcher not in _watchers:
        _watchers.append(watcher)


def lock(story: UUID) -> None:
    """Let other changes of a story wait until this transaction has ended."""
    rows = Page.objects.select_for_update().filter(translation_key=story)
    list(rows.order_by("pk").values_list("pk", flat=True))


@contextmanager
def change_of(story: UUID) -> Iterator[None]:
    """Change a story inside, alone and watched by all who asked for it.

    Within a transaction. What is going to be written must be read inside: before,
    somebody else may be about to withdraw it or to take it down.
    """
    lock(story)
    with ExitStack() as entered:
        for watcher in _watchers:
            entered.enter_context(watcher(story))
        yield
