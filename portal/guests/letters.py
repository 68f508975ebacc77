"""Send what guests are written, as acts of the ledger.

They hold keys: neither an address nor a token stands there. Who gets a mail twice,
because a worker ended in between, has two links, and both lead to the same.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.guests import mails
from portal.guests.models import GuestLink
from portal.ledger import outbox
from portal.ledger.kinds import Answer, Failed, GivenUp, Kind
from portal.ledger.turns import Turn
from portal.subscriptions.deliveries import RETRY_AFTER
from portal.subscriptions.sending import Outcome, Post


def add(key: int, kind: mails.Kind) -> None:
    """Have a guest written to, by the key of their link."""
    outbox.add(
        LETTER.name,
        f"{key} {kind.value} {timezone.now().isoformat()}",
        payload={"link": key, "letter": kind.value},
    )


def send_letter(turn: Turn) -> Answer:
    """Write to a guest, later if that must be; nothing to one whose link is not valid."""
    payload = turn.act.payload
    links = GuestLink.objects.valid().filter(pk=payload["link"]).exclude(email="")
    link = links.first()
    mail = mails.build(mails.Kind(payload["letter"]), link) if link else None
    if link is None or mail is None:
        return None
    with Post() as post:
        turn.keep()
        outcome = post.send(mail)
    if outcome is Outcome.SENT:
        links.update(mailed_at=timezone.now())
    if outcome is Outcome.REFUSED:
        return GivenUp(post.problem)
    return Failed(post.problem) if outcome is Outcome.LATER else None


LETTER = Kind(
    name="guest letter",
    label=_("Write to a guest"),
    run=send_letter,
    retries=RETRY_AFTER,
    is_shown=False,
)
