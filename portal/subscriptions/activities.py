"""What subscriptions do with data about people, as the privacy page tells it."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.privacy.processing import Basis, Processing
from portal.subscriptions.models import STOPPED_KEPT, UNCONFIRMED_KEPT


def _tell_kept() -> str:
    return _(
        "Until you end the subscription, for which every mail has a link. What is not "
        "confirmed is deleted after %(unconfirmed)d days, what was stopped because mails "
        "did not arrive or somebody complained after %(stopped)d days."
    ) % {"unconfirmed": UNCONFIRMED_KEPT.days, "stopped": STOPPED_KEPT.days}


SUBSCRIPTIONS = Processing(
    key="subscriptions",
    name=gettext_lazy("Subscriptions by e-mail"),
    purpose=gettext_lazy(
        "To send you the releases that you have asked for. A first mail asks whether it "
        "was you who asked; nothing else is sent before you confirm it (double opt-in)."
    ),
    data=gettext_lazy(
        "Your e-mail address, what you subscribe to, languages and frequency, when you "
        "asked and confirmed, and which mails were sent. Whether mails are opened or "
        "links followed is not measured. To limit how many forms come from one network, a "
        "value from which its address cannot be read is kept for an hour."
    ),
    basis=Basis.CONSENT,
    recipients=gettext_lazy(
        "The servers that carry mail to you, and a mail service if one is named among the "
        "processors."
    ),
    kept=lazy(_tell_kept, str)(),
    order=30,
)
