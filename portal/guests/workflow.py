"""Let workflows go on when sign-offs are there, and stop when a change is asked for."""

from __future__ import annotations

import logging
from functools import partial
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from wagtail.models import TaskState
from wagtail.signals import task_submitted

from news.publishing import changes, stories
from news.querysets import releases
from portal.guests import approvals
from portal.guests.models import SignOff, SignOffTask, going_on_without
from portal.guests.texts import find_drafts

logger = logging.getLogger(__name__)


def connect() -> None:
    """Listen to the beginning of tasks, and to those who go on without sign-off."""
    task_submitted.connect(begin, dispatch_uid="guests.task_submitted")
    going_on_without.connect(waive, dispatch_uid="guests.going_on_without")


def begin(sender, instance, **kwargs) -> None:
    """End a task at once if every sign-off is there already."""
    if isinstance(instance.task.specific, SignOffTask):
        story = instance.workflow_state.content_object.translation_key
        transaction.on_commit(partial(advance, story))


def waive(sender, story, user, reason, **kwargs) -> None:
    """Waive what is missing."""
    # Before any sign-off, as those who decide do: so nobody waits for each other.
    changes.lock(story)
    release = stories.versions_of(story).first()
    missing = approvals.find_missing(story, find_drafts(story))
    approvals.waive(missing, release, reason, user)


@transaction.atomic
def advance(story: UUID) -> None:
    """End the tasks that wait for the sign-offs of a story, once, if none is missing.

    What cannot be published then stays where it is: it is not the business of a guest.
    """
    changes.lock(story)
    states = _waiting_of(story)
    if not states or not SignOff.objects.of(story).current().exists():
        return
    if not approvals.find_missing(story, find_drafts(story)):
        for state in states:
            _act(state.specific.approve)


def send_back(story: UUID) -> None:
    """Send a release back to its author, because a guest has asked for a change."""
    for state in _waiting_of(story):
        _act(state.specific.reject)


def catch_up() -> None:
    """End the tasks that nothing has ended though no sign-off is missing any more.

    Such as those whose process ended when they had just begun, and those whose text
    was changed back to what was approved.
    """
    waiting = _waiting().values_list("workflow_state__object_id", flat=True)
    pages = releases().filter(pk__in=[int(key) for key in set(waiting)])
    for story in set(pages.values_list("translation_key", flat=True)):
        advance(story)


def _waiting_of(story: UUID) -> list[TaskState]:
    keys = [str(key) for key in stories.versions_of(story).values_list("pk", flat=True)]
    return list(_waiting().filter(workflow_state__object_id__in=keys))


def _waiting() -> QuerySet[TaskState]:
    return TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        task__in=SignOffTask.objects.values("pk"),
        workflow_state__status="in_progress",
    )


def _act(act) -> None:
    try:
        with transaction.atomic():
            act(user=None)
    except ValidationError:
        logger.exception("A workflow could not go on after a sign-off")
