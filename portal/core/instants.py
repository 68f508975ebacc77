"""The next instant at which something becomes public or is taken down.

It stands beside the generation of public output, where every public request sees it
for one look-up by key. Whatever sets an earlier one writes it in the same transaction;
who has done what was due looks for the next. So it may be too early, when a schedule
was cancelled, and is never too late.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.apps import apps
from django.db import transaction
from django.db.models import DateTimeField, F, Min, QuerySet, Value
from django.db.models.functions import Coalesce, Least
from django.db.models.signals import post_save

from wagtail.models import DraftStateMixin, Page, Revision

from portal.core.models import Generation

# After which time visitors try again what could not be done.
AGAIN = timedelta(seconds=30)


def connect() -> None:
    """Listen to everything that gets a time at which it becomes public, or hidden."""
    post_save.connect(notice_schedule, dispatch_uid="core.instants")


def notice_schedule(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Bring the next instant forward to that of a revision or an object just saved."""
    if sender.__module__ == "__fake__":
        return
    if isinstance(instance, Revision):
        field, instant = "approved_go_live_at", instance.approved_go_live_at
    elif isinstance(instance, DraftStateMixin) and instance.live:
        field, instant = "expire_at", instance.expire_at
    else:
        return
    if instant and (not update_fields or not {field, "live"}.isdisjoint(update_fields)):
        bring_forward(instant)


def bring_forward(instant: datetime) -> None:
    """Note an instant (aware) at which something is due, unless one comes before it.

    In the present transaction. The row is locked even if it stays as it is: who looks
    ahead meanwhile must see what has brought it here.
    """
    given = Value(instant, DateTimeField())
    earlier = Least(Coalesce(F("due_at"), given), given)
    if not Generation.objects.filter(pk=1).update(due_at=earlier):
        Generation.objects.get_or_create(pk=1)
        Generation.objects.filter(pk=1).update(due_at=earlier)


def scheduled() -> QuerySet[Revision]:
    """Return the texts that wait for their time, the earliest first.

    Of two with the same time that which was saved first comes first.
    """
    waiting = Revision.objects.filter(approved_go_live_at__isnull=False)
    return waiting.order_by("approved_go_live_at", "pk")


def expiring() -> Iterator[QuerySet]:
    """Yield, kind by kind, what is public until a certain time, the earliest first."""
    for model in apps.get_models():
        is_kind = issubclass(model, DraftStateMixin) and not issubclass(model, Page)
        if is_kind or model is Page:
            rows = model._default_manager.filter(live=True, expire_at__isnull=False)
            yield rows.order_by("expire_at", "pk")


def find_next(after: datetime | None = None) -> datetime | None:
    """Return the earliest instant after another one, None without one.

    By default that of all that is to come or overdue.
    """
    dated = [("approved_go_live_at", scheduled())]
    dated += [("expire_at", rows) for rows in expiring()]
    found = []
    for field, rows in dated:
        if after:
            rows = rows.filter(**{f"{field}__gt": after})
        found.append(rows.order_by().aggregate(at=Min(field))["at"])
    return min(filter(None, found), default=None)


def load_next() -> datetime | None:
    """Return the instant that is stored: when somebody has to look again."""
    return Generation.objects.filter(pk=1).values_list("due_at", flat=True).first()


def look_ahead(now: datetime) -> None:
    """Store the next instant after all that is due at ``now`` was tried.

    What is left of it could not be done; visitors try it again after ``AGAIN``.
    """

    def find() -> datetime | None:
        earliest = find_next()
        if earliest and earliest <= now:
            return min(now + AGAIN, find_next(now) or now + AGAIN)
        return earliest

    if load_next() != find():
        row = Generation.objects.filter(pk=1)
        with transaction.atomic():
            # Under lock, or an instant that comes in between would be lost.
            list(row.select_for_update().values_list("pk"))
            row.update(due_at=find())
