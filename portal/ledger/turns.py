"""A worker's turn at an act: for so long it is nobody else's."""

from __future__ import annotations

import threading
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from portal.ledger.models import Act
from portal.ledger.patience import patiently

# Longer than any step between two calls of ``Turn.keep``, with every time-out of a
# server used up. A worker that was killed is replaced after it.
LEASE = timedelta(minutes=5)


class TurnLostError(Exception):
    """Somebody else has the act by now."""


class StoppedError(Exception):
    """The worker was told to stop; the act goes on later."""


class Turn:
    """What a function that does an act has of it."""

    def __init__(self, act: Act, stopping: threading.Event | None = None) -> None:
        self.act = act
        self.stopping = stopping or threading.Event()

    def keep(self, progress: dict | None = None) -> None:
        """Go on with the act, and note how far it has come.

        To be called before each step that must not be done by two, and after each that
        need not be done again. Within a transaction the progress is part of it.

        Raises TurnLostError, or StoppedError before a new step when the worker has to
        stop. Neither needs to be caught.
        """
        if progress is not None:
            self.act.progress = progress
            self.act.attempts, self.act.losses = 1, 0
            self.write(progress=progress, attempts=1, losses=0)
        else:
            self.write()
        if self.stopping.is_set():
            raise StoppedError

    def write(self, **values) -> None:
        """Change the row of the act if it is still in these hands, for one lease more."""
        values.setdefault("leased_until", timezone.now() + LEASE)
        held = Act.objects.held(self.act)
        if not patiently(lambda: held.update(**values), self.stopping):
            raise TurnLostError

    def put_back(self, **values) -> None:
        """Let the act wait for its next turn."""
        values = {"state": Act.State.WAITING, "leased_until": None} | values
        self.write(**values, lease=None)

    def undo_attempt(self) -> None:
        """Put the act back as if this turn had not been."""
        self.put_back(due_at=timezone.now(), attempts=F("attempts") - 1)
