"""Make an approved release public before the instant it was approved for.

No publication does this: an embargo is lifted early by this act alone, by those who
may, with a reason, and is logged.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail.log_actions import log

from news.models import Embargo
from news.models.release import Release
from news.publishing import postponing, schedule, stories
from news.publishing.changes import change_of

# The action in the audit log, and the right to it.
LIFTED = "news.lift_embargo"
MAY_LIFT = "news.lift_embargo"


def find_embargo(story: UUID) -> datetime | None:
    """Return the instant to come that a story was approved for, None without one."""
    embargoes = Embargo.objects.filter(story=story, until__gt=timezone.now())
    return embargoes.values_list("until", flat=True).first()


def check_instant(story: UUID, released_at: datetime) -> None:
    """Refuse a publication before the instant that a story was approved for.

    Raises ValidationError for the field ``released_at``.
    """
    until = find_embargo(story)
    if until and released_at < until:
        at = date_format(timezone.localtime(until), "DATETIME_FORMAT")
        raise ValidationError(
            {
                "released_at": _(
                    "This release is approved for %(at)s. To make it public before, "
                    "lift the embargo."
                )
                % {"at": at}
            }
        )


def note_embargo(story: UUID, until: datetime) -> None:
    """Remember for which instant a story is approved, if that is to come."""
    if until > timezone.now():
        Embargo.objects.update_or_create(story=story, defaults={"until": until})


def may_lift(release: Release, user) -> bool:
    """Tell whether a release is under an approved embargo that somebody may lift."""
    story = release.translation_key
    return (
        user.has_perm(MAY_LIFT)
        and find_embargo(story) is not None
        and all(
            page.permissions_for_user(user).can_publish()
            for page in stories.versions_of(story)
        )
    )


@transaction.atomic
def lift(release: Release, at: datetime | None, reason: str, user) -> None:
    """Give a story an earlier instant, or make it public now, in all its languages.

    ``at`` is aware and before the present instant; None is now. What waits for its
    time is published then, drafts stay drafts, with the new instant. Raises what a
    publication raises; nothing has changed then.
    """
    story = release.translation_key
    instant = at or timezone.now()
    waiting = []
    with change_of(story):
        since = find_embargo(story)
        Embargo.objects.filter(story=story).update(until=instant)
        for page in stories.versions_of(story).filter(live=False):
            version = page.specific
            text = version.scheduled_revision
            log(
                instance=version,
                action=LIFTED,
                user=user,
                # Of entries with one number, the history of a page shows only the last.
                uuid=uuid4(),
                data={
                    "from": since.isoformat() if since else None,
                    "to": instant.isoformat(),
                    "reason": reason,
                },
            )
            postponing.set_instant(version, instant, text)
            if text:
                text.approved_go_live_at = instant
                text.save(update_fields=["approved_go_live_at"])
                waiting.append(text.pk)
        if at is None and waiting:
            due = schedule.Due(instant, release, tuple(waiting))
            try:
                schedule.lift(due, instant, user)
            except schedule.NotPublishedError as error:
                raise error.cause from None
