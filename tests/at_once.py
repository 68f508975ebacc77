"""Things that are done at the same time."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do everything at the same time, each with its own connection to the database.

    Returns what came of each, an exception where that was one, in no order.
    """
    start, found = Barrier(len(acts)), []

    def do(act: Callable[[], Any]) -> None:
        start.wait()
        try:
            found.append(act())
        except Exception as error:  # noqa: BLE001  for the one who asked to assert
            found.append(error)
        finally:
            connection.close()

    threads = [Thread(target=do, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
