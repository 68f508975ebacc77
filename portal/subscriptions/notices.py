"""Send the mails that answer a form."""

from __future__ import annotations

from django.utils import timezone

from django_tasks import task

from portal.subscriptions import mails
from portal.subscriptions.deliveries import RETRY_AFTER
from portal.subscriptions.models import Subscription
from portal.subscriptions.sending import Outcome, Post


@task(backend="deliveries")
def send_notice(key: int, kind: str, attempts: int = 0) -> None:
    """Send a notice to the address of a subscription, later if that must be.

    ``attempts`` were made before. Who gets no answer to a form sends it again.
    """
    subscription = Subscription.objects.filter(pk=key).first()
    if subscription is None:
        return
    with Post() as post:
        outcome = post.send(mails.notice(mails.Notice(kind), subscription))
    if outcome is Outcome.LATER and attempts < len(RETRY_AFTER):
        later = timezone.now() + RETRY_AFTER[attempts]
        send_notice.using(run_after=later).enqueue(key, kind, attempts + 1)
