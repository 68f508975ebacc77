"""What counting does with what browsers send, as the privacy page tells it."""

from __future__ import annotations

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.privacy.processing import Basis, Processing


def _tell_kept() -> str:
    return ngettext(
        "What is noted becomes numbers per day within a day, as a rule after a few "
        "minutes, and is deleted. The numbers are kept for %(count)d year.",
        "What is noted becomes numbers per day within a day, as a rule after a few "
        "minutes, and is deleted. The numbers are kept for %(count)d years.",
        settings.STATISTICS_YEARS,
    ) % {"count": settings.STATISTICS_YEARS}


COUNTING = Processing(
    key="counting",
    name=_("Counting of visits"),
    purpose=_(
        "To know how often pages, documents and feeds are asked for: without cookies, "
        "without using IP addresses and without recognising anybody. Requests that "
        "carry Global Privacy Control or Do Not Track are not counted."
    ),
    data=_(
        "The time, the address of the page, the host of the page with the link, and "
        "what the browser calls itself (user agent)."
    ),
    basis=Basis.INTEREST,
    interest=_("to learn which releases are read"),
    kept=lazy(_tell_kept, str)(),
    order=25,
)
