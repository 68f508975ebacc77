"""Do again and again what is due by the clock, in one process."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.management import CommandError, call_command
from django.db import close_old_connections, connection

from portal.core import clock, instants, outages

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 30.0  # seconds until what failed is tried again
LIFT_PAUSE = 1.0  # the same, at most, where a second counts

logger = logging.getLogger(__name__)


@dataclass
class Timer:
    """A management command that is called every so many seconds.

    And at the instant that ``load_next`` gives, if it comes before. What failed is
    tried again after ``longest_pause`` seconds at the latest.
    """

    command: tuple[str, ...]
    every: float
    load_next: Callable[[], datetime | None] | None = None
    longest_pause: float = LONGEST_PAUSE
    due_at: float = 0.0
    failures: int = 0

    def run(self) -> None:
        """Call the command and set when it is due again; errors are logged."""
        close_old_connections()
        try:
            self._call()
            pause = self._pause()
        except Exception as error:
            if outages.is_outage(error):
                logger.warning("%s failed: %s", self.command[0], error)
            else:
                logger.exception("%s failed", self.command[0])
            connection.close()
            pause = min(FIRST_PAUSE * 2**self.failures, self.longest_pause)
            self.failures += 1
        else:
            self.failures = 0
        self.due_at = time.monotonic() + pause

    def _call(self) -> None:
        try:
            call_command(*self.command)
        except CommandError as error:
            # It has done what could be done, and told where the rest is to be seen.
            logger.debug("%s: %s", self.command[0], error)

    def _pause(self) -> float:
        """Return for how many seconds there is nothing to do."""
        next_at = self.load_next() if self.load_next else None
        if next_at is None:
            return self.every
        now = clock.reached(clock.measure_difference())
        return min(self.every, (next_at - now).total_seconds())


def lifts() -> list[Timer]:
    """Return what must not wait for anything else."""
    lift = Timer(("publish_scheduled",), 5, instants.load_next, LIFT_PAUSE)
    return [lift]


def timers() -> list[Timer]:
    """Return what else has to be done, all of it due at once."""
    return [
        Timer(("turn_day",), every=5),
        Timer(("send_digests",), every=900),
        Timer(("remind_guests",), every=900),
        Timer(("prune_acts",), every=86_400),
        Timer(("count_visits",), every=120),
        Timer(("tidy_statistics",), every=3600),
        Timer(("forget_reports",), every=86_400),
    ]


def run(jobs: list[Timer], stopping: threading.Event) -> None:
    """Call what is due until told to stop; the call under way is finished."""
    while not stopping.is_set():
        for job in jobs:
            if job.due_at <= time.monotonic() and not stopping.is_set():
                job.run()
        next_at = min(job.due_at for job in jobs)
        stopping.wait(max(0.0, next_at - time.monotonic()))
