"""What a worker does: ``manage.py db_worker --backend deliveries``.

Arguments are keys: no address stands in the tables of the queue.
"""

from __future__ import annotations

from django_tasks import task


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
