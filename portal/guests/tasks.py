"""What a worker sends to guests: ``manage.py db_worker --backend deliveries``.

Arguments are keys: neither an address nor a token stands in the tables of the queue.
"""

from __future__ import annotations

from django.utils import timezone

from django_tasks import task

from portal.guests import mails
from portal.guests.models import GuestLink
from portal.subscriptions.deliveries import RETRY_AFTER
from portal.subscriptions.sending import Outcome, Post


@task(backend="deliveries")
def send_letter(key: int, kind: str, attempts: int = 0) -> None:
    """Write to a guest, later if that must be; nothing to one whose link is not valid.

    ``attempts`` were made before.
    """
    link = GuestLink.objects.valid().filter(pk=key).exclude(email="").first()
    mail = mails.build(mails.Kind(kind), link) if link else None
    if link is None or mail is None:
        return
    with Post() as post:
        outcome = post.send(mail)
    if outcome is Outcome.SENT:
        GuestLink.objects.filter(pk=key).update(mailed_at=timezone.now())
    elif outcome is Outcome.LATER and attempts < len(RETRY_AFTER):
        later = timezone.now() + RETRY_AFTER[attempts]
        send_letter.using(run_after=later).enqueue(key, kind, attempts + 1)
