"""What these pages themselves do with data about people, and what no app does."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.legal.models import LegalFacts
from portal.legal.models.reports import KEPT
from portal.privacy import processing
from portal.privacy.processing import Basis, Processing


def _tell_log() -> str:
    """Return for how long the web server keeps its log, as far as that is known."""
    days = LegalFacts.load_default().log_days
    if days == 0:
        return _("Not at all: the server keeps no log of visits.")
    if days is None:
        return _("As long as it takes to find and mend errors and attacks.")
    return ngettext("%(days)d day.", "%(days)d days.", days) % {"days": days}


def _tell_reports() -> str:
    return _("%(days)d days after the report; then it is deleted.") % {
        "days": KEPT.days
    }


VISITS = Processing(
    key="visits",
    name=gettext_lazy("Visits to the site"),
    purpose=gettext_lazy("To deliver the pages, and to find errors and attacks."),
    data=gettext_lazy(
        "With every request, your browser sends the IP address of your connection, the "
        "address that it asks for and what it says about itself, often also the page that "
        "led there. The server needs the IP address to answer."
    ),
    basis=Basis.INTEREST,
    interest=gettext_lazy("a site that works and is secure"),
    kept=lazy(_tell_log, str)(),
    order=10,
)
ENQUIRIES = Processing(
    key="enquiries",
    name=gettext_lazy("Enquiries"),
    purpose=gettext_lazy("To answer those who write to us or call."),
    data=gettext_lazy("What you tell us, and how we can reach you."),
    basis=Basis.INTEREST,
    interest=gettext_lazy("to answer those who turn to us"),
    kept=gettext_lazy(
        "Until your enquiry is answered, longer only where the law obliges us to keep "
        "correspondence."
    ),
    order=20,
)
BARRIERS = Processing(
    key="barriers",
    name=gettext_lazy("Reports of barriers"),
    purpose=gettext_lazy("To remove barriers on this site and to answer you."),
    data=gettext_lazy(
        "The address of the page, what you write about the barrier, when, in which "
        "language, and your e-mail address if you want an answer. To limit how many forms "
        "come from one network, a value from which its address cannot be read is kept for "
        "an hour."
    ),
    basis=Basis.INTEREST,
    interest=gettext_lazy("a site that everybody can use"),
    kept=lazy(_tell_reports, str)(),
    order=60,
)


def register() -> None:
    """Add these to the record of processing activities."""
    for activity in (VISITS, ENQUIRIES, BARRIERS):
        processing.register(activity)
