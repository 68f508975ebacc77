"""Do again and again what is due by the clock, in one process."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass

from django.core.management import CommandError, call_command
from django.db import close_old_connections, connection

from portal.core import outages

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 30.0  # seconds until what failed is tried again

logger = logging.getLogger(__name__)


@dataclass
class Timer:
    """A management command that is called every so many seconds."""

    command: tuple[str, ...]
    every: float
    due_at: float = 0.0
    failures: int = 0

    def run(self) -> None:
        """Call the command and set when it is due again; errors are logged."""
        close_old_connections()
        try:
            call_command(*self.command)
        except CommandError as error:
            # It has done what could be done, and told where the rest is to be seen.
            logger.debug("%s: %s", self.command[0], error)
            pause = self.every
        except Exception as error:
            if outages.is_outage(error):
                logger.warning("%s failed: %s", self.command[0], error)
            else:
                logger.exception("%s failed", self.command[0])
            connection.close()
            pause = min(FIRST_PAUSE * 2**self.failures, LONGEST_PAUSE)
            self.failures += 1
        else:
            pause = self.every
            self.failures = 0
        self.due_at = time.monotonic() + pause


def timers() -> list[Timer]:
    """Return what has to be done, all of it due at once."""
    return [
        Timer(("publish_scheduled",), every=5),
        Timer(("turn_day",), every=5),
        Timer(("send_digests",), every=900),
        Timer(("prune_acts",), every=86_400),
    ]


def run(jobs: list[Timer], stopping: threading.Event) -> None:
    """Call what is due until told to stop; the call under way is finished."""
    while not stopping.is_set():
        for job in jobs:
            if job.due_at <= time.monotonic() and not stopping.is_set():
                job.run()
        next_at = min(job.due_at for job in jobs)
        stopping.wait(max(0.0, next_at - time.monotonic()))
