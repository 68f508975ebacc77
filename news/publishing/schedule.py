"""Publish and take down what is due, one story after the other.

Each is a transaction of its own, for all its languages and all that waits for it: what
cannot be published is noted with its reason, stays scheduled, is tried again at the
next run and stops nothing else. Nothing is due before the clocks of this machine and
of the database have both reached its instant (ADR 37).
"""

from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page, Revision

from news.publishing import alarms
from news.publishing.changes import change_of, lock
from portal.core import clock, instants, outages
from portal.core.generation import raise_on_commit
from portal.core.languages import Translated

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

logger = logging.getLogger(__name__)

# The action in the audit log.
FAILED = "news.publish_failed"
# How late something may be before nobody seems to look after the schedule.
LATE = timedelta(minutes=2)


@dataclass(frozen=True)
class Due:
    """What becomes public together, or one thing that is taken down, since an instant.

    ``revisions`` are the keys of the texts of a story, or of the one text of something
    else; empty when ``thing`` is taken down.
    """

    at: datetime
    thing: Model
    revisions: tuple[int, ...] = ()

    @property
    def key(self) -> tuple:
        return (type(self.thing), self.thing.pk, self.revisions)


class NotPublishedError(Exception):
    """Says which text could not be published, and why."""

    def __init__(self, revision: Revision, cause: Exception) -> None:
        super().__init__(revision.pk)
        self.revision, self.cause = revision, cause


def due_revisions(now: datetime) -> QuerySet[Revision]:
    """Return the texts whose time has come at an instant, the earliest first."""
    return instants.scheduled().filter(approved_go_live_at__lte=now)


def run() -> int:
    """Publish and take down everything that is due; return how many could not be.

    One after the other as they became due: of stories with one instant the one whose
    text was saved first, which so gets the lower number. May run several times at once.
    Raises what the database raises when it is away; the next run goes on.
    """
    difference = clock.measure_difference()
    if abs(difference) > clock.TOLERATED:
        logger.warning(
            "The clock of the database is %+.1f s ahead of this machine's",
            difference.total_seconds(),
        )
    now = clock.reached(difference)
    tried: set[tuple] = set()
    failed = 0
    outage = None
    # What was published late may have expired since.
    while left := [due for due in find_due(now) if due.key not in tried]:
        for due in left:
            tried.add(due.key)
            try:
                failed += not _attempt(due, now)
            except Exception as error:
                if not outages.is_outage(error):
                    raise
                outage = error
    instants.look_ahead(now)
    if outage:
        raise outage
    return failed


def find_due(now: datetime) -> list[Due]:
    """Return what is due at an instant, the earliest first; texts of one story as one."""
    stories: dict[Any, Due] = {}
    for revision in due_revisions(now):
        thing = revision.content_object
        if thing is None:
            continue
        is_page = isinstance(thing, Page)
        key = thing.translation_key if is_page else (type(thing), thing.pk)
        first = stories.get(key) or Due(revision.approved_go_live_at, thing)
        stories[key] = replace(first, revisions=(*first.revisions, revision.pk))
    expired = [
        Due(thing.expire_at, thing)
        for rows in instants.expiring()
        for thing in rows.filter(expire_at__lte=now)
    ]
    return sorted([*stories.values(), *expired], key=lambda due: due.at)


def lift(due: Due, now: datetime, user=None) -> None:
    """Publish all texts of a story in one transaction, or one text of something else.

    Unless somebody else did, or took them off the schedule, meanwhile. Raises
    NotPublishedError; nothing is published then.
    """
    with ExitStack() as entered:
        entered.enter_context(transaction.atomic())
        if isinstance(due.thing, Page):
            entered.enter_context(change_of(due.thing.translation_key))
        waiting = due_revisions(now).select_for_update().filter(pk__in=due.revisions)
        for revision in list(waiting):
            try:
                revision.publish(user=user, log_action="wagtail.publish.scheduled")
            except Exception as error:
                raise NotPublishedError(revision, error) from error


def take_down(thing, now: datetime) -> None:
    """Take down what has expired, unless somebody else has, or gave it more time.

    A text that waits for a later instant goes on waiting.
    """
    with transaction.atomic():
        if isinstance(thing, Page):
            lock(thing.translation_key)
        rows = type(thing)._default_manager.select_for_update(of=("self",))
        expired = rows.filter(pk=thing.pk, live=True, expire_at__lte=now).first()
        if expired is None:
            return
        waits = dict(
            expired.revisions.filter(approved_go_live_at__isnull=False).values_list(
                "pk", "approved_go_live_at"
            )
        )
        expired.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        for key, instant in waits.items():
            expired.revisions.filter(pk=key).update(approved_go_live_at=instant)


def _attempt(due: Due, now: datetime) -> bool:
    """Do one thing that is due and note what went wrong, if anything.

    Returns whether it worked. An outage is raised: nothing is wrong with the thing.
    """
    try:
        if due.revisions:
            lift(due, now)
        else:
            take_down(due.thing, now)
    except Exception as error:
        cause = error.cause if isinstance(error, NotPublishedError) else error
        if outages.is_outage(cause):
            raise
        culprit = error.revision if isinstance(error, NotPublishedError) else None
        if _note(due, culprit, _reasons(cause, culprit)):
            logger.exception("%s (%s) could not be published", due.thing, due.thing.pk)
            alarms.tell_of_failure(due.thing)
            if not due.revisions:
                # What has expired is hidden all the same, so public output has changed.
                raise_on_commit()
        return False
    if now - due.at > LATE:
        logger.warning("%s was due at %s already", due.thing, due.at.isoformat())
        alarms.tell_of_delay(due.thing)
    return True


def _reasons(error: Exception, revision: Revision | None) -> dict[str, str]:
    """Return why something failed, in every language of the admin."""
    reasons = {}
    for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES:
        with translation.override(code):
            reasons[code] = _reason(error, revision)
    return reasons


def _reason(error: Exception, revision: Revision | None) -> str:
    """Say in the active language why something failed.

    The rules are asked once more: the words of an error are in the language in which
    it was raised.
    """
    if not isinstance(error, ValidationError):
        kind = type(error).__name__
        return _("A technical error (%(kind)s); the log of the site has more.") % {
            "kind": kind
        }
    try:
        if revision:
            revision.as_object().full_clean()
    except ValidationError as again:
        error = again
    return " ".join(error.messages)


def _note(due: Due, culprit: Revision | None, reasons: dict[str, str]) -> bool:
    """Note a failure in the histories of all that it holds back.

    ``culprit`` is the text that could not be published. Returns False if all of it
    stands there already.
    """
    if culprit is None:
        return _note_once(due.thing, None, reasons)
    is_new = False
    for revision in Revision.objects.filter(pk__in=due.revisions):
        own = reasons
        if revision.pk != culprit.pk:
            own = {code: _because_of(culprit, reasons, code) for code in reasons}
        is_new |= _note_once(revision.content_object, revision, own)
    return is_new


def _note_once(thing: Model, revision: Revision | None, reasons: dict) -> bool:
    found = {"revision": revision.pk if revision else None, "reasons": reasons}
    if _last_failure(thing, revision) == found:
        return False
    log(instance=thing, action=FAILED, data=found)
    return True


def _last_failure(thing: Model | None, revision: Revision | None) -> dict | None:
    """Return what was noted last of a text, or of a take-down, that failed."""
    entries = log_registry.get_logs_for_instance(thing).filter(action=FAILED)
    last = entries.order_by("-timestamp").first()
    key = revision.pk if revision else None
    return last.data if last and last.data["revision"] == key else None


def _because_of(culprit: Revision, reasons: dict[str, str], code: str) -> str:
    """Say in a language of the admin which other version holds a text back, and why."""
    with translation.override(code):
        return _("Its version in another language, “%(title)s”, cannot: %(reason)s") % {
            "title": culprit.object_str,
            "reason": reasons[code],
        }


def for_reader(reasons: dict[str, str]) -> str:
    """Return a noted reason in the active language."""
    return Translated(reasons).text_in()


@dataclass(frozen=True)
class Overdue:
    """What is not public, or still public, although its time has come, and why.

    ``reasons`` are by language; empty for what was not tried yet.
    """

    thing: Any
    at: datetime
    reasons: dict[str, str]


def find_overdue(now: datetime | None = None) -> list[Overdue]:
    """Return what could not be done, or what nobody has done for ``LATE``."""
    now = now or timezone.now()
    overdue = []
    for due in find_due(now):
        revisions = Revision.objects.filter(pk__in=due.revisions).order_by("pk")
        for revision in [*revisions] or [None]:
            thing = revision.content_object if revision else due.thing
            last = _last_failure(thing, revision)
            reasons = last["reasons"] if last else {}
            if reasons or due.at < now - LATE:
                overdue.append(Overdue(thing, due.at, reasons))
    return overdue
