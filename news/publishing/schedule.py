"""Publish and take down what is due, one after the other.

Each is a transaction of its own: what cannot be published is noted with its reason and
tried again at the next run, and stops nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, PageLogEntry, Revision

from portal.core.languages import Translated

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

logger = logging.getLogger(__name__)

# The action in the audit log.
FAILED = "news.publish_failed"
# How late something may be before nobody seems to look after the schedule.
LATE = timedelta(minutes=2)


def due_revisions(now: datetime) -> QuerySet[Revision]:
    """Return the texts whose time has come at an instant, the earliest first."""
    due = Revision.objects.filter(approved_go_live_at__lte=now)
    return due.order_by("approved_go_live_at", "pk")


def run(now: datetime | None = None) -> int:
    """Publish and take down everything that is due; return how many could not be.

    Raises what the database raises when it is away; the next run goes on.
    """
    now = now or timezone.now()
    failed = 0
    for thing in list(_expired(now)):
        failed += not _attempt(partial(_take_down, thing), thing)
    for key in list(due_revisions(now).values_list("pk", flat=True)):
        revision = Revision.objects.filter(pk=key).first()
        if revision and (thing := revision.content_object):
            failed += not _attempt(partial(_publish, revision, now), thing, revision)
    return failed


def _expired(now: datetime) -> Iterator[Model]:
    """Yield what is public and should not be any more."""
    for model in apps.get_models():
        is_kind = issubclass(model, DraftStateMixin) and not issubclass(model, Page)
        if is_kind or model is Page:
            expired = model._default_manager.filter(live=True, expire_at__lte=now)
            yield from expired.order_by("expire_at", "pk")


def _take_down(thing) -> None:
    thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision, now: datetime) -> None:
    """Publish a text unless somebody else did, or took it off the schedule, meanwhile."""
    waiting = due_revisions(now).select_for_update().filter(pk=revision.pk).first()
    if waiting:
        waiting.publish(log_action="wagtail.publish.scheduled")


def _attempt(
    act: Callable[[], None], thing: Model, revision: Revision | None = None
) -> bool:
    """Do one thing in a transaction of its own and note what went wrong, if anything.

    Returns whether it worked.
    """
    try:
        with transaction.atomic():
            act()
    except Exception as error:
        if _note(thing, revision, _reasons(error, revision)):
            logger.exception("%s (%s) could not be published", thing, thing.pk)
        return False
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


def _note(thing: Model, revision: Revision | None, reasons: dict[str, str]) -> bool:
    """Note a failure in the history of a page; False if it stands there already."""
    found = {"revision": revision.pk if revision else None, "reasons": reasons}
    if isinstance(thing, Page):
        last = PageLogEntry.objects.filter(page=thing.pk, action=FAILED).first()
        if last and last.data == found:
            return False
    log(instance=thing, action=FAILED, data=found)
    return True


def for_reader(reasons: dict[str, str]) -> str:
    """Return a noted reason in the active language."""
    return Translated(reasons).text_in()


def failures(revisions: list[Revision]) -> dict[int, dict[str, str]]:
    """Return why texts that are due were not published, by key and language.

    Empty for one that was not tried yet.
    """
    pages = [revision.object_id for revision in revisions]
    entries = PageLogEntry.objects.filter(action=FAILED, page__in=pages)
    told = {
        entry.data["revision"]: entry.data["reasons"]
        for entry in entries.order_by("timestamp")
    }
    return {revision.pk: told.get(revision.pk, {}) for revision in revisions}
