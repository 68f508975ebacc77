"""What the site tells its visitors of the counting; for the page about privacy."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def describe() -> str:
    """Return what is counted and kept, in the active language; empty if nothing is."""
    if settings.COUNTING == "off":
        return ""
    counted = _(
        "We count how often pages, documents and feeds are asked for, without cookies, "
        "without using IP addresses and without recognising anybody. Of a request only "
        "the time, the address of the page, the host of the page with the link and what "
        "the browser calls itself (user agent) are noted; within a day, as a rule after "
        "a few minutes, this becomes numbers per day and is deleted. Requests that "
        "carry Global Privacy Control or Do Not Track are not counted."
    )
    kept = ngettext(
        "The numbers per day are kept for %(count)d year.",
        "The numbers per day are kept for %(count)d years.",
        settings.STATISTICS_YEARS,
    )
    return f"{counted} {kept % {'count': settings.STATISTICS_YEARS}}"
