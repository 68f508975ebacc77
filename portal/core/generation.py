"""A number that every change of public output raises.

Whatever is kept of public pages and documents is kept under this number, so that
nothing has to be deleted and nothing old is served after a change is committed.
"""

from __future__ import annotations

from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone

from wagtail.signals import post_page_move

from portal.core.models import Generation

# Where public output comes from. Of Wagtail's own models only those that decide what
# is public: a draft or an entry of the audit log changes nothing.
APPS = {"core", "home", "news", "partners"}
DECIDING = {"page", "pageviewrestriction", "site", "locale"}
# The first visitor makes them; where they are shown does not change.
IGNORED = {"generation", "customrendition"}
# What saving a draft writes to a page.
OF_DRAFTS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}


def current() -> Generation:
    """Return the present generation; one query."""
    return Generation.objects.filter(pk=1).first() or Generation(pk=1)


def raise_on_commit() -> None:
    """Begin a new generation when the present transaction is committed, once."""
    connection = transaction.get_connection()
    if not any(call is _raise for _sids, call, *_rest in connection.run_on_commit):
        transaction.on_commit(_raise)


def _raise() -> None:
    now = timezone.now()
    raised = Generation.objects.filter(pk=1).update(
        number=models.F("number") + 1, changed_at=now
    )
    if not raised:
        Generation.objects.get_or_create(
            pk=1, defaults={"number": 1, "changed_at": now}
        )


def connect() -> None:
    """Listen to every change that visitors may see."""
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(notice_change, dispatch_uid=f"core.generation.{id(signal)}")
    # Moving a page changes addresses without saving them one by one.
    post_page_move.connect(notice_move, dispatch_uid="core.generation.move")


def notice_change(sender, update_fields=None, **kwargs) -> None:
    """Raise the generation for a change of a model that public output comes from.

    Not for drafts, and not for the models that migrations work with: the table may
    not exist yet.
    """
    if sender.__module__ == "__fake__" or sender._meta.model_name in IGNORED:
        return
    if update_fields and OF_DRAFTS.issuperset(update_fields):
        return
    meta = sender._meta
    decides = meta.app_label == "wagtailcore" and meta.model_name in DECIDING
    if decides or meta.app_label in APPS:
        raise_on_commit()


def notice_move(sender, **kwargs) -> None:
    """Raise the generation when a page stands elsewhere."""
    raise_on_commit()
