"""Send the mails that answer a form."""

from __future__ import annotations

from django.utils import timezone

from portal.subscriptions import mails, tasks
from portal.subscriptions.deliveries import RETRY_AFTER
from portal.subscriptions.models import Subscription
from portal.subscriptions.sending import Outcome, Post


def send(key: int, kind: str, attempts: int) -> None:
    """Send a notice to the address of a subscription, later if that must be."""
    subscription = Subscription.objects.filter(pk=key).first()
    if subscription is None:
        return
    with Post() as post:
        outcome = post.send(mails.notice(mails.Notice(kind), subscription))
    if outcome is Outcome.LATER and attempts < len(RETRY_AFTER):
        later = timezone.now() + RETRY_AFTER[attempts]
        tasks.send_notice.using(run_after=later).enqueue(key, kind, attempts + 1)
