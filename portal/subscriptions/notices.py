"""Send the mails that answer a form."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.ledger import outbox
from portal.ledger.kinds import Answer, Failed, Kind
from portal.ledger.sending import RETRY_AFTER, Outcome, Post
from portal.ledger.turns import Turn
from portal.subscriptions import mails
from portal.subscriptions.models import Subscription


def add(kind: mails.Notice, subscription: Subscription) -> None:
    """Have a notice sent to the address of a subscription."""
    outbox.add(
        NOTICE.name,
        f"{subscription.pk} {kind.value} {timezone.now().isoformat()}",
        payload={"subscription": subscription.pk, "notice": kind.value},
    )


def send_notice(turn: Turn) -> Answer:
    """Send a notice, later if that must be. Who gets none sends the form again."""
    payload = turn.act.payload
    subscription = Subscription.objects.filter(pk=payload["subscription"]).first()
    if subscription is None:
        return None
    kind = mails.Notice(payload["notice"])
    with Post() as post:
        turn.keep()
        outcome = post.send(mails.notice(kind, subscription, turn.act.key))
    return Failed(post.problem) if outcome is Outcome.LATER else None


NOTICE = Kind(
    name="notice",
    label=_("Answer a form by e-mail"),
    run=send_notice,
    retries=RETRY_AFTER,
    is_shown=False,
)
