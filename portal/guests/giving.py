"""Give guests their links, and take them back. Each act is in the audit log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from wagtail.log_actions import log

from news.models.release import Release
from news.publishing import changes
from portal.guests import letters
from portal.guests.lifting import find_lift
from portal.guests.mails import Kind
from portal.guests.models import GuestLink, Journalist

# The actions in the audit log.
PASSES_GIVEN = "guests.give_passes"
SHARED = "guests.share"
REVOKED = "guests.revoke"
EXTENDED = "guests.extend"
SENT_AGAIN = "guests.send_again"
# How long a pass leads to the public page after the lift, and a draft can be read.
PASS_FOR, SHARE_FOR = timedelta(days=14), timedelta(days=7)


def note_act(action: str, release: Release, user, **data) -> None:
    """Note in the history of a release what was done for guests; names nobody."""
    # Of entries with one number, the history of a page shows only the last.
    log(instance=release, action=action, user=user, uuid=uuid4(), data=data)


@transaction.atomic
def give_passes(
    release: Release, journalists: Iterable[Journalist], expires_at: datetime, user
) -> list[GuestLink]:
    """Give journalists a pass each and let a worker mail it.

    Not to those who have a valid one. The embargo must be approved.
    """
    story = release.translation_key
    changes.lock(story)  # so that nobody is given two at once
    lift = find_lift(story)
    passes = GuestLink.objects.passes().valid().filter(story=story)
    having = set(passes.values_list("journalist", flat=True))
    given = []
    for journalist in journalists:
        if journalist.pk not in having:
            link = GuestLink.objects.create(
                purpose=GuestLink.Purpose.PASS,
                story=story,
                journalist=journalist,
                name=journalist.name,
                medium=journalist.medium,
                email=journalist.email,
                language=journalist.language,
                created_by=user,
                expires_at=expires_at,
                told_lift_at=lift,
            )
            letters.add(link.pk, Kind.PASS)
            given.append(link)
    if given:
        keys = [link.pk for link in given]
        note_act(PASSES_GIVEN, release, user, links=keys, count=len(keys))
    return given


@transaction.atomic
def share(
    release: Release, name: str, language: str, expires_at: datetime, user
) -> tuple[GuestLink, str]:
    """Make a share link; returns it with its token, which is shown once."""
    link = GuestLink.objects.create(
        purpose=GuestLink.Purpose.SHARE,
        story=release.translation_key,
        name=name,
        language=language,
        created_by=user,
        expires_at=expires_at,
    )
    token = link.add_token()
    note_act(SHARED, release, user, links=[link.pk], until=expires_at.isoformat())
    return link, token


@transaction.atomic
def revoke(link: GuestLink, release: Release, user) -> None:
    """Let a link open nothing from now on."""
    GuestLink.objects.filter(pk=link.pk, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    note_act(REVOKED, release, user, links=[link.pk])


@transaction.atomic
def extend(link: GuestLink, release: Release, until: datetime, user) -> None:
    """Let a link open something until a later (or an earlier) instant."""
    GuestLink.objects.filter(pk=link.pk).update(expires_at=until)
    note_act(EXTENDED, release, user, links=[link.pk], until=until.isoformat())


@transaction.atomic
def send_again(link: GuestLink, kind: Kind, release: Release, user) -> None:
    """Let a worker mail a guest another address of the same link."""
    letters.add(link.pk, kind)
    note_act(SENT_AGAIN, release, user, links=[link.pk])
