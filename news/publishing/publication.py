"""What belongs to every publication of a release, whoever asks Wagtail for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from wagtail.models import Revision

from news.models.release import Release
from news.publishing import (
    correcting,
    gates,
    lifting,
    numbering,
    postponing,
    revisions,
    stories,
)
from news.publishing.changes import change_of
from news.record import mentions
from news.record.named import find_named
from partners import waiting
from portal.core.refused import RefusedError


class PublicationError(RefusedError):
    """Why a release was not published."""


@contextmanager
def publication(
    release: Release, revision: Revision, user: Any = None
) -> Iterator[None]:
    """Number a release, resolve it and tell its other versions; within, publish it.

    One transaction: a release is never public without its number, nor with
    facts that differ between its languages. ``user`` is who publishes or schedules,
    nobody where that was decided before.

    Raises PublicationError where a rule forbids it.
    """
    try:
        with _publication(release, revision, user):
            yield
    except PublicationError:
        raise
    except ValidationError as error:
        raise PublicationError(release, error) from error


@contextmanager
def _publication(release: Release, revision: Revision, user: Any) -> Iterator[None]:
    with transaction.atomic(), change_of(release.translation_key):
        revisions.put(revision, {})
        stories.take_newer_fields(release, revision)
        instant = datetime.fromisoformat(revision.content["released_at"])
        postponing.check_instant(release.translation_key, instant)
        if not gates.is_approved(revision):
            lifting.check_instant(release.translation_key, instant)
        gates.ask(release, revision)
        lifting.note_embargo(release.translation_key, instant)
        numbering.assign(release, revision)
        _take_along(release, revision, instant, user)
        stories.keep_record(revision)
        gates.ask_last(release, revision)
        yield
        stories.apply_shared_fields(release, revision)
        stories.link_stated(release, revision)
        mentions.link(release, revision)
        correcting.keep_withdrawn(release)


def _take_along(
    release: Release, revision: Revision, instant: datetime, user: Any
) -> None:
    """Approve the drafts of entities that wait for a release; publish them with it.

    When an embargo lifts, exactly what was approved with it.
    """
    story, is_due = release.translation_key, instant <= timezone.now()
    if not (is_due and revision.approved_go_live_at):
        waiting.approve(story, find_named(revision.as_object()), user)
    if is_due:
        waiting.publish(story, user)
