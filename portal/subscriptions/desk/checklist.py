"""Who will get a mail about a release that somebody is about to publish."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from news.desk.checklist import Line, Part, Publishing
from portal.subscriptions.models import NEWS_FOR, Subscription


def tell_mails(publishing: Publishing) -> Iterator[Part]:
    """Yield how many subscribers can get a mail at once.

    Which lists have the release is known when it is public, so it is at most so many.
    """
    is_first = publishing.release.first_published_at is None
    count = Subscription.objects.active().immediate().count()
    if not is_first:
        text = _("Nobody gets a mail: subscribers are told of a release once.")
    elif publishing.at < publishing.now - NEWS_FOR:
        text = _("Nobody gets a mail: the date of the release is too long ago.")
    elif not count:
        text = _("Nobody has subscribed to mails that are sent at once.")
    else:
        text = ngettext(
            "At most %(count)d subscriber gets a mail at once, if the list has this release.",
            "At most %(count)d subscribers get a mail at once: those whose list has this release.",
            count,
        ) % {"count": count}
    yield Part(_("Mail"), [Line(text)])
