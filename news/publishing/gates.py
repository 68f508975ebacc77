"""Checks that a text must pass before it is published or scheduled.

Those who approve a release, from whatever part of the admin, ask all of them. What
waits was approved, and only its time had to come: a lift asks nothing but whether what
was approved still says what it said.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils import timezone

from wagtail.models import Revision

from news.models.release import Release

Check = Callable[[Release, Revision], None]

# Whether each is asked when what was approved becomes public as well.
_checks: dict[Check, bool] = {}


def require(check: Check, *, at_lift: bool = False) -> None:
    """Have every text pass ``check(release, revision)`` before it is approved.

    It raises ValidationError where the text does not; within the transaction of the
    publication, whose rows it may read. ``at_lift`` has it asked again when the embargo
    lifts, of what others may have changed meanwhile.
    """
    _checks[check] = at_lift


def ask(release: Release, revision: Revision) -> None:
    """Let a text through if it passes every check; if it was approved, those of a lift.

    Raises ValidationError with what all of them have to say.
    """
    is_lift = is_approved(revision)
    refusals = []
    for check, at_lift in _checks.items():
        if is_lift and not at_lift:
            continue
        try:
            check(release, revision)
        except ValidationError as error:
            refusals.append(error)
    if refusals:
        raise ValidationError(refusals)


def is_approved(revision: Revision) -> bool:
    """Tell whether a text has only waited for its time, which has come."""
    due_at = revision.approved_go_live_at
    return due_at is not None and due_at <= timezone.now()
