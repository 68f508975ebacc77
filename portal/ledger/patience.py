"""Wait for a database that is away or locked, instead of losing what was done."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TypeVar

from django.db import DatabaseError, InterfaceError, connection

from portal.core import outages

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0  # seconds

logger = logging.getLogger(__name__)
Result = TypeVar("Result")


def patiently(act: Callable[[], Result], stopping: threading.Event) -> Result:
    """Do something in the database, again and again while that cannot be used.

    ``act`` must be whole in itself: a transaction, or one statement outside of any.
    Raises what the database raises when it is no outage, within a transaction, where
    nothing can be done again, and once ``stopping`` is set.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            return act()
        except (DatabaseError, InterfaceError) as error:
            if connection.in_atomic_block or not outages.is_outage(error):
                raise
            connection.close()
            if stopping.is_set():
                raise
            logger.warning("The database cannot be used: %s", type(error).__name__)
        stopping.wait(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
