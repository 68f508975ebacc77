"""What a worker does: ``manage.py db_worker --backend deliveries``.

Arguments are keys: no address stands in the tables of the queue.
"""

from __future__ import annotations

from datetime import datetime

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult


@task(backend="deliveries")
def announce_release(key: int) -> None:
    """Tell subscribers of a release."""
    from portal.subscriptions import announcing

    announcing.announce_release(key)


@task(backend="deliveries")
def announce_correction(key: int) -> None:
    """Tell subscribers of a correction."""
    from portal.subscriptions import announcing

    announcing.announce_correction(key)


@task(backend="deliveries")
def deliver(keys: list[int]) -> None:
    """Send a batch of deliveries."""
    from portal.subscriptions import deliveries

    deliveries.send(keys)


@task(backend="deliveries")
def send_notice(key: int, kind: str, attempts: int = 0) -> None:
    """Send the mail that answers a form."""
    from portal.subscriptions import notices

    notices.send(key, kind, attempts)


def enqueue_lost(before: datetime) -> None:
    """Let a worker tell again what another one began to tell and never finished.

    ``before`` is when it must have begun. Who is in the queue already is not put
    there twice, so this may come too early. Of the other tasks, ``deliver`` is
    made good by its deliveries, and who gets no answer to a form sends it again.
    """
    paths = [one.module_path for one in (announce_release, announce_correction)]
    DBTaskResult.objects.running().filter(
        task_path__in=paths, started_at__lt=before
    ).update(status=TaskResultStatus.READY)
