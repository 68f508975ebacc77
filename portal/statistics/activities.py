"""What counting does with what browsers send, as the privacy page tells it."""

from __future__ import annotations

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy, ngettext

from portal.privacy.processing import Basis, Processing


def _tell_kept() -> str:
    return ngettext(
        "What is noted of a request is deleted within a day, as a rule after a few "
        "minutes. The numbers per day, which tell of nobody, are kept for %(count)d year.",
        "What is noted of a request is deleted within a day, as a rule after a few "
        "minutes. The numbers per day, which tell of nobody, are kept for %(count)d years.",
        settings.STATISTICS_YEARS,
    ) % {"count": settings.STATISTICS_YEARS}


COUNTING = Processing(
    key="statistics",
    name=gettext_lazy("Counting of visits"),
    purpose=gettext_lazy(
        "To know how often pages, documents and feeds are read; nobody is recognised."
    ),
    data=gettext_lazy(
        "Of a request only the time, the address of the page, the host of the page with "
        "the link and what the browser calls itself (user agent). No cookies are set, and "
        "IP addresses are not used. Requests that carry Global Privacy Control or Do Not "
        "Track are not counted."
    ),
    basis=Basis.INTEREST,
    interest=gettext_lazy("to know which of our news is read"),
    kept=lazy(_tell_kept, str)(),
    order=15,
)
