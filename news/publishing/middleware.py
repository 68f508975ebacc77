"""What is due happens before a visitor is answered, whether or not a worker runs."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from news.publishing import schedule
from portal.core import clock, documents, generation, outages
from portal.core.models import Generation

# Not public, or told how things are and not to change them.
OTHERS = re.compile(r"^/(?:admin|static|health)/")
PAUSE = 5.0  # seconds after which a process tries again what did not come to pass

logger = logging.getLogger(__name__)


class LiftFirstMiddleware:
    """Lift what is due before a public request is answered.

    Costs one look-up by key, which the documents need anyway. A visitor waits for the
    lift that is under way, and never sees an error of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.lock = threading.Lock()
        self.quiet_until = 0.0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # What the site asks itself, within a transaction, changes nothing.
        if OTHERS.match(request.path_info) or documents.keeps_nothing():
            return self.get_response(request)
        present = self.lift_first()
        with generation.begun_in(present) if present else nullcontext():
            return self.get_response(request)

    def lift_first(self) -> Generation | None:
        """Do what is due; return the generation then, None if nobody could see it."""
        try:
            present = generation.current()
            if _is_due(present):
                with self.lock:
                    present = self._lift()
            return present
        except Exception as error:
            # The visitor gets what can be had; what is due is tried again.
            if outages.is_outage(error):
                logger.warning("Nobody could see what is due: %s", error)
            else:
                logger.exception("What is due could not be done")
            return None

    def _lift(self) -> Generation:
        """Do what is due unless another thread just has; return the new generation."""
        present = generation.current()
        if not _is_due(present) or time.monotonic() < self.quiet_until:
            return present
        # Also where it raises: else every visitor would try what fails.
        self.quiet_until = time.monotonic() + PAUSE
        with translation.override(settings.LANGUAGE_CODE):
            schedule.run()
        present = generation.current()
        pause = 0.0
        if present.due_at and _is_due(present):
            # The clock of the database is behind.
            now = clock.reached(clock.measure_difference())
            pause = min(PAUSE, (present.due_at - now).total_seconds())
        self.quiet_until = time.monotonic() + pause
        return present


def _is_due(present: Generation) -> bool:
    return present.due_at is not None and present.due_at <= timezone.now()
