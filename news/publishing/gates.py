"""Checks that a text must pass before it is published or scheduled.

Those who approve a release, from whatever part of the admin, ask all of them. A lift
asks none: what waits was approved, and only its time had to come.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils import timezone

from wagtail.models import Revision

from news.models.release import Release

Check = Callable[[Release, Revision], None]

_checks: list[Check] = []


def require(check: Check) -> None:
    """Have every text pass ``check(release, revision)`` before it is approved.

    It raises ValidationError where the text does not; within the transaction of the
    publication, whose rows it may read.
    """
    if check not in _checks:
        _checks.append(check)


def ask(release: Release, revision: Revision) -> None:
    """Let a text through if it passes every check, or was approved before.

    Raises ValidationError with what all of them have to say.
    """
    if is_approved(revision):
        return
    refusals = []
    for check in _checks:
        try:
            check(release, revision)
        except ValidationError as error:
            refusals.append(error)
    if refusals:
        raise ValidationError([text for error in refusals for text in error.messages])


def is_approved(revision: Revision) -> bool:
    """Tell whether a text has only waited for its time, which has come."""
    due_at = revision.approved_go_live_at
    return due_at is not None and due_at <= timezone.now()
