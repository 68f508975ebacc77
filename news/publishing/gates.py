"""Checks that a text must pass before it is published or scheduled.

Those who approve a release, from whatever part of the admin, ask all of them. What
waits was approved, and only its time had to come: a lift asks nothing but whether what
was approved still says what it said.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from django.core.exceptions import ValidationError
from django.utils import timezone

from wagtail.models import Revision

from news.models.release import Release

Check = Callable[[Release, Revision], None]


class When(Enum):
    """When a check is asked."""

    APPROVAL = "approval"
    # As well when what was approved becomes public.
    ALSO_AT_LIFT = "also at lift"
    # After everything else that may refuse: it takes seconds.
    LAST = "last"


_checks: dict[Check, When] = {}


def require(check: Check, when: When = When.APPROVAL) -> None:
    """Have every text pass ``check(release, revision)`` before it is approved.

    It raises ValidationError where the text does not; within the transaction of the
    publication, whose rows it may read. ``ALSO_AT_LIFT`` is for what others may have
    changed meanwhile.
    """
    _checks[check] = when


def find_refusals(release: Release, revision: Revision) -> list[ValidationError]:
    """Return what keeps a text from being approved, but for what takes long to know.

    Asked before somebody decides, by pages of the admin as well. Of a text that was
    approved and is due it is what keeps it from becoming public.
    """
    asked = {When.ALSO_AT_LIFT}
    if not is_approved(revision):
        asked.add(When.APPROVAL)
    return _ask(release, revision, asked)


def ask(release: Release, revision: Revision) -> None:
    """Let a text through if it passes every check that is quick.

    Raises ValidationError with what all of them have to say.
    """
    if refusals := find_refusals(release, revision):
        raise ValidationError(refusals)


def ask_last(release: Release, revision: Revision) -> None:
    """Let a text through that nothing else refuses if it passes what takes long.

    Raises ValidationError as ``ask`` does.
    """
    if is_approved(revision):
        return
    if refusals := _ask(release, revision, {When.LAST}):
        raise ValidationError(refusals)


def _ask(
    release: Release, revision: Revision, asked: set[When]
) -> list[ValidationError]:
    refusals = []
    for check, when in _checks.items():
        if when in asked:
            try:
                check(release, revision)
            except ValidationError as error:
                refusals.append(error)
    return refusals


def is_approved(revision: Revision) -> bool:
    """Tell whether a text has only waited for its time, which has come."""
    due_at = revision.approved_go_live_at
    return due_at is not None and due_at <= timezone.now()
