"""Once a week: digests for those who want them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.utils import timezone

from portal.ledger import outbox
from portal.ledger.models import Act
from portal.subscriptions.announcing import DIGEST
from portal.subscriptions.digests import news
from portal.subscriptions.lists import subscribed
from portal.subscriptions.models import Delivery, Subscription

WEEKDAY, HOUR = 0, time(7)  # Monday at seven


def last_due(now: datetime) -> datetime:
    """Return when digests were due last, in the site's time zone."""
    local = timezone.localtime(now)
    monday = local.date() - timedelta(days=(local.weekday() - WEEKDAY) % 7)
    due = timezone.make_aware(datetime.combine(monday, HOUR))
    if due > now:
        due = timezone.make_aware(datetime.combine(monday - timedelta(days=7), HOUR))
    return due


@transaction.atomic
def add_due(now: datetime) -> None:
    """Have the digests sent that are due, each once, and none without news."""
    due = last_due(now)
    waiting = Subscription.objects.active().weekly().filter(digested_at__lt=due)
    wanted = []
    for group in _by_list(waiting.select_for_update()):
        listing = subscribed(group[0])
        earliest = min(row.digested_at for row in group if row.digested_at)
        if listing and news(listing, earliest, due).exists():
            wanted += [_delivery(row, due) for row in group]
    waiting.update(digested_at=due)
    if wanted:
        key = f"{_event(due)} {now.isoformat()}"
        outbox.add(DIGEST.name, key)
        act = Act.objects.get(kind=DIGEST.name, key=key)
        for delivery in wanted:
            delivery.act = act
        Delivery.objects.bulk_create(wanted)


def _by_list(subscriptions) -> Iterator[list[Subscription]]:
    key = attrgetter("story", "query", "languages")
    ordered = subscriptions.order_by("story", "query", "languages", "pk")
    for _key, group in groupby(ordered, key=key):
        yield list(group)


def _event(due: datetime) -> str:
    return f"digest:{timezone.localtime(due).date().isoformat()}"


def _delivery(subscription: Subscription, due: datetime) -> Delivery:
    return Delivery(
        subscription=subscription,
        story=subscription.story,
        event=_event(due),
        since=subscription.digested_at,
        until=due,
    )
