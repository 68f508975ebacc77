"""Tell the desk that somebody has reported a barrier.

The mail holds nothing of the report, so that it stands in one place, from which it is
deleted in time, and nobody can have the site write what they like to the desk.
"""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.addresses import absolute
from portal.core.models import SiteSettings
from portal.ledger import outbox
from portal.ledger.kinds import Answer, Kind
from portal.ledger.sending import RETRY_AFTER, hand_over
from portal.ledger.turns import Turn
from portal.legal.models import BarrierReport, LegalFacts


def add(report: BarrierReport) -> None:
    """Have the desk told of a report, in the transaction that stores it."""
    outbox.add(ALERT.name, str(report.pk), payload={"report": report.pk})


def find_mailbox() -> str:
    """Return who is told of barriers; empty where nobody is, but for the admin."""
    return LegalFacts.load_default().barriers_mailbox or (
        SiteSettings.load_default().desk_email
    )


def build_alert(mailbox: str, key: int) -> EmailMessage:
    """Return the mail about a report, in the language of the site."""
    with translation.override(settings.LANGUAGE_CODE):
        address = absolute(reverse("barrier_report", args=[key]))
        return EmailMessage(
            subject=_("A barrier was reported"),
            body=_(
                "Somebody could not use a page of the site and has told you so. "
                "Please answer within a month.\n\n%(address)s\n"
            )
            % {"address": address},
            to=[mailbox],
            headers={"Auto-Submitted": "auto-generated"},
        )


def send_alert(turn: Turn) -> Answer:
    """Tell the desk of a report; nothing is sent when it is gone, or nobody to tell."""
    key, mailbox = turn.act.payload["report"], find_mailbox()
    if not mailbox or not BarrierReport.objects.open().filter(pk=key).exists():
        return None
    return hand_over(build_alert(mailbox, key), turn)


ALERT = Kind(
    name="barrier report",
    label=gettext_lazy("Tell the desk of a barrier"),
    run=send_alert,
    retries=RETRY_AFTER,
    is_shown=False,
)
