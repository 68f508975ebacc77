"""What became public in a list within some time, as one mail."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from news.querysets import PressReleaseQuerySet
from news.syndication.feeds.listings import Listing
from portal.subscriptions import mails
from portal.subscriptions.lists import subscribed
from portal.subscriptions.models import NEWS_FOR, Subscription


def news(listing: Listing, since: datetime, until: datetime) -> PressReleaseQuerySet:
    """Return what became public or was corrected in a list within some time."""
    return listing.releases.filter(
        Q(
            first_published_at__gt=since,
            first_published_at__lte=until,
            released_at__gt=since - NEWS_FOR,
        )
        | Q(revised_at__gt=since, revised_at__lte=until)
    )


def letter(
    subscription: Subscription, since: datetime, until: datetime
) -> mails.Letter | None:
    """Return the digest of a list, None if nothing of it is public any more."""
    listing = subscribed(subscription)
    if listing is None:
        return None
    releases = list(news(listing, since, until).for_lines())
    if not releases:
        return None
    return mails.digest(listing, releases, subscription.language, since, until)
