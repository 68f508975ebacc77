"""Do what is due, one act after the other.

However many workers there are, an act is in the hands of one: who takes it gets a
lease, and may change its row no more once that has passed to another.
"""

from __future__ import annotations

import logging
import threading
from datetime import datetime
from functools import partial
from uuid import uuid4

from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from portal.core import outages
from portal.ledger import errors, kinds
from portal.ledger.kinds import Answer, Failed, GivenUp, Kind
from portal.ledger.models import Act
from portal.ledger.patience import patiently
from portal.ledger.turns import LEASE, StoppedError, Turn, TurnLostError

LOOKS_EVERY = 1.0  # seconds, for what is due
# As often may a worker end in the middle of an act before that is taken for the reason.
MOST_LOSSES = 20

logger = logging.getLogger(__name__)


def run(stopping: threading.Event) -> None:
    """Do what is due until told to stop; what is under way ends at its next step."""
    while not stopping.is_set():
        close_old_connections()
        try:
            has_done = do_next(stopping)
        except Exception as error:
            # The lease of what was under way ends by itself.
            if not outages.is_outage(error):
                logger.exception("The worker goes on after an error")
            has_done = False
        if not has_done:
            stopping.wait(LOOKS_EVERY)


def do_next(stopping: threading.Event) -> bool:
    """Do one act that is due; tell whether there was one."""
    act = patiently(partial(_take, timezone.now()), stopping)
    if act is None:
        return False
    turn = Turn(act, stopping)
    try:
        _do(turn)
    except TurnLostError:
        logger.warning("%s is done by another worker", act)
    return True


def run_due() -> None:
    """Do everything that is due now, as a worker would."""
    never = threading.Event()
    while do_next(never):
        pass


def _take(now: datetime) -> Act | None:
    """Take an act that is due, the earliest first, with a lease."""
    due = kinds.find_due(now).order_by("due_at", "pk")
    if not due.exists():  # without a lock, which is one for everybody on SQLite
        return None
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    with transaction.atomic():
        act = due.first()
        if act is None:
            return None
        if act.state == Act.State.RUNNING:
            act.losses += 1
            act.last_error = errors.LOST
        act.state = Act.State.RUNNING
        act.attempts += 1
        act.lease = uuid4()
        act.leased_until = now + LEASE
        act.save()
    return act


def _do(turn: Turn) -> None:
    """Do an act in hand and note what became of it."""
    act = turn.act
    kind = kinds.get(act.kind)
    if act.losses > MOST_LOSSES:
        _give_up(turn, errors.LOST)
        return
    try:
        answer = kind.run(turn)
    except StoppedError:
        turn.undo_attempt()
    except TurnLostError:
        raise
    except Exception as error:
        if outages.is_outage(error):
            connection.close()
            turn.undo_attempt()
            return
        if isinstance(error, OSError):
            logger.warning("%s was not done: %s", act, errors.describe(error))
        else:
            logger.exception("%s was not done", act)
        _note_failure(turn, kind, errors.describe(error))
    else:
        _note_answer(turn, kind, answer)


def _note_answer(turn: Turn, kind: Kind, answer: Answer) -> None:
    if isinstance(answer, GivenUp):
        _give_up(turn, answer.error)
    elif isinstance(answer, Failed):
        _note_failure(turn, kind, answer.error)
    elif answer is None:
        turn.put_back(state=Act.State.DONE, done_at=timezone.now())
    elif answer.error:
        turn.put_back(due_at=answer.at, last_error=answer.error)
    else:
        turn.put_back(due_at=answer.at, attempts=0, losses=0)


def _note_failure(turn: Turn, kind: Kind, described: str) -> None:
    """Try an act again after some time, or no more."""
    failed = turn.act.attempts - turn.act.losses
    if failed > len(kind.retries):
        _give_up(turn, described)
    else:
        later = timezone.now() + kind.retries[failed - 1]
        turn.put_back(due_at=later, last_error=described)


def _give_up(turn: Turn, described: str) -> None:
    logger.error("%s was given up: %s", turn.act, described)
    turn.put_back(
        state=Act.State.GIVEN_UP, done_at=timezone.now(), last_error=described
    )
