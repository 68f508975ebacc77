"""Tell the holders of passes when an embargo moves or lifts early, and of corrections."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from news.models import Correction
from news.publishing import changes
from news.publishing.correcting import corrected
from portal.guests import letters
from portal.guests.lifting import find_lift
from portal.guests.mails import Kind
from portal.guests.models import GuestLink
from portal.guests.texts import find_public

NO_TIME = timedelta()


def connect() -> None:
    """Watch every change of a story, and listen to corrections."""
    changes.watch(watch)
    corrected.connect(tell_of_correction, dispatch_uid="guests.corrected")


@contextmanager
def watch(story: UUID) -> Iterator[None]:
    """Let a story change inside, then tell of what that means for its embargo.

    In the transaction of the change: the queue is in the same database.
    """
    yield
    tell(story)


def tell(story: UUID) -> None:
    """Write to those who were told of another instant than that of the lift.

    Nobody is told that an embargo lifts when it was to. A pass is valid for as much
    longer as its embargo lasts.
    """
    passes = GuestLink.objects.passes().valid().filter(story=story)
    if not passes.exists():
        return
    now = timezone.now()
    lift = find_lift(story)
    if lift:
        for link in passes.exclude(told_lift_at=lift).exclude(told_lift_at=None):
            longer = lift - (link.told_lift_at or lift)
            if _note(
                link,
                told_lift_at=lift,
                expires_at=link.expires_at + max(longer, NO_TIME),
            ):
                letters.add(link.pk, Kind.MOVED)
    elif find_public(story).exists():
        for link in passes.filter(told_lift_at__gt=now):
            if _note(link, told_lift_at=now):
                letters.add(link.pk, Kind.LIFTED)


def tell_of_correction(sender, correction: Correction, **kwargs) -> None:
    """Write to those who could read the release before, in the same transaction."""
    readers = GuestLink.objects.readers().filter(story=correction.story)
    for key in readers.values_list("pk", flat=True):
        letters.add_correction(key, correction)


def _note(link: GuestLink, **values) -> bool:
    """Note what a guest is about to be told, unless somebody else just did."""
    unchanged = GuestLink.objects.filter(pk=link.pk, told_lift_at=link.told_lift_at)
    with transaction.atomic():
        return bool(unchanged.update(**values))
