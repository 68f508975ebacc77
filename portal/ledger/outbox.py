"""Note what has to be done, in the transaction that makes it necessary."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.ledger import kinds
from portal.ledger.models import Act


def add(
    kind: str,
    key: str,
    *,
    story: UUID | None = None,
    payload: dict | None = None,
    due_at: datetime | None = None,
) -> None:
    """Have something done once the present transaction is committed.

    What has the same kind and key as an earlier act is that act, and not done again.
    ``due_at`` is when at the earliest.
    """
    act = Act(
        kind=kind,
        key=key,
        story=story,
        payload=payload or {},
        due_at=due_at or timezone.now(),
    )
    Act.objects.bulk_create([act], ignore_conflicts=True)


@transaction.atomic
def add_again(key: int) -> Act | None:
    """Have an act done once more, or at once if it waits; return it.

    What was given up goes on where it stood; what was done begins anew. None when
    there is no such act, or a worker is at it.
    """
    now = timezone.now()
    act = Act.objects.select_for_update().filter(pk=key).first()
    if act is None or (act.leased_until and act.leased_until > now):
        return None
    if act.state == Act.State.DONE:
        act.progress = {}
    kind = kinds.find(act.kind)
    if kind:
        kind.prepare_again(act)
    act.state = Act.State.WAITING
    act.attempts = act.losses = 0
    act.due_at, act.done_at = now, None
    act.lease = act.leased_until = None
    act.save()
    return act
