"""Send what guests are written, as acts of the ledger.

They hold keys: neither an address nor a token stands there. Who gets a mail twice,
because a worker ended in between, has two links, and both lead to the same.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.models import Correction
from portal.guests import mails
from portal.guests.models import GuestLink
from portal.ledger import outbox
from portal.ledger.kinds import Answer, Kind
from portal.ledger.sending import RETRY_AFTER, hand_over
from portal.ledger.turns import Turn


def add(key: int, kind: mails.Kind) -> None:
    """Have a guest written to, by the key of their link."""
    outbox.add(
        LETTER.name,
        f"{key} {kind.value} {timezone.now().isoformat()}",
        payload={"link": key, "letter": kind.value},
    )


def add_correction(key: int, correction: Correction) -> None:
    """Have a journalist told of a correction, by the key of their pass, once."""
    outbox.add(
        LETTER.name,
        f"{key} correction {correction.pk}",
        payload={"link": key, "correction": correction.pk},
    )


def send_letter(turn: Turn) -> Answer:
    """Write to a guest, later if that must be; nothing to one whose link is not valid.

    Corrections reach also those whose pass has ended: they have read the text.
    """
    payload = turn.act.payload
    key = payload.get("correction")
    links = GuestLink.objects.readers() if key else GuestLink.objects.valid()
    links = links.filter(pk=payload["link"]).exclude(email="")
    link = links.first()
    if link is None:
        return None
    if key:
        mail = mails.build_correction(Correction.objects.get(pk=key), link)
    else:
        mail = mails.build(mails.Kind(payload["letter"]), link)
    answer = hand_over(mail, turn) if mail else None
    if mail and answer is None:
        links.update(mailed_at=timezone.now())
    return answer


LETTER = Kind(
    name="guest letter",
    label=_("Write to a guest"),
    run=send_letter,
    retries=RETRY_AFTER,
    is_shown=False,
)
