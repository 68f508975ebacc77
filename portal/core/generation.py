"""A number that every change of public output raises.

Whatever is kept of public pages and documents is kept under this number, so that
nothing has to be deleted and nothing old is served after a change is committed.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from django.utils import timezone

from modelcluster.fields import ParentalKey
from wagtail.models import DraftStateMixin, Page, ReferenceIndex
from wagtail.signals import post_page_move

from portal.core.clock import begin_of
from portal.core.models import Generation

# Where public output comes from. Of Wagtail's own models only those that decide what
# is public: a draft or an entry of the audit log changes nothing.
APPS = {"core", "home", "news", "partners"}
DECIDING = {"page", "pageviewrestriction", "site", "locale"}
# The first visitor makes them; where they are shown does not change.
IGNORED = {"generation", "customrendition"}
# What saving a draft, or locking one, writes to a row.
OF_DRAFTS = {
    "locked",
    "locked_at",
    "locked_by",
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}


def current() -> Generation:
    """Return the present generation; one query.

    On a day of which nothing is stored yet, output has changed at midnight.
    """
    present = Generation.objects.filter(pk=1).first() or Generation(pk=1)
    today = timezone.localdate()
    if present.changed_at and present.day and present.day < today:
        present.changed_at = max(present.changed_at, begin_of(today))
    return present


def turn(day: date) -> None:
    """Note that a day has begun in all that is stored, and begin a new generation."""
    Generation.objects.update_or_create(pk=1, defaults={"day": day})
    raise_on_commit()


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
    pre_save.connect(remember_whether_it_was_live, dispatch_uid="core.generation.live")
    for signal in (post_save, pre_delete, m2m_changed):
        signal.connect(notice_change, dispatch_uid=f"core.generation.{id(signal)}")
    # Moving a page changes addresses without saving them one by one.
    post_page_move.connect(notice_move, dispatch_uid="core.generation.move")


def remember_whether_it_was_live(sender, instance, **kwargs) -> None:
    """Note on what is not live whether it is about to be taken from the public."""
    if isinstance(instance, DraftStateMixin) and not instance.live and instance.pk:
        vars(instance)["_was_live"] = _is_live(type(instance), instance.pk)


def notice_change(
    sender, instance=None, created=False, update_fields=None, **kwargs
) -> None:
    """Raise the generation for a change of something that visitors may see.

    Not for drafts, and not for the models that migrations work with: the table may
    not exist yet.
    """
    if sender.__module__ == "__fake__" or sender._meta.model_name in IGNORED:
        return
    if update_fields and OF_DRAFTS.issuperset(update_fields):
        return
    meta = sender._meta
    decides = meta.app_label == "wagtailcore" and meta.model_name in DECIDING
    if (decides or meta.app_label in APPS) and not is_hidden(instance, is_new=created):
        raise_on_commit()


def notice_move(sender, **kwargs) -> None:
    """Raise the generation when a page stands elsewhere."""
    raise_on_commit()


def is_hidden(changed: models.Model, *, is_new: bool) -> bool:
    """Tell whether a change of a page or another object is surely not seen by visitors.

    Hidden are pages and entries that are not live, what belongs to them, and what only
    those pages show.
    A model says with ``is_public_by_itself = False`` that visitors see of it what other
    objects refer to.
    """
    if isinstance(changed, Page):
        return not (
            changed.live or vars(changed).get("_was_live") or _has_live_below(changed)
        )
    if changed._meta.app_label not in APPS:
        return False
    if isinstance(changed, DraftStateMixin):
        return not (changed.live or vars(changed).get("_was_live"))
    if any(
        isinstance(field, ParentalKey)
        and issubclass(field.related_model, DraftStateMixin)
        and not _is_live(field.related_model, getattr(changed, field.attname))
        for field in changed._meta.concrete_fields
    ):
        return True
    pages = [
        getattr(changed, field.attname)
        for field in changed._meta.concrete_fields
        if field.related_model and issubclass(field.related_model, Page)
    ]
    if pages:
        return not Page.objects.filter(pk__in=pages, live=True).exists()
    if getattr(changed, "is_public_by_itself", True):
        return False
    return is_new or not is_referred_to_publicly(changed)


def _is_live(model: type[DraftStateMixin], key: object) -> bool:
    return model._base_manager.filter(pk=key, live=True).exists()


def _has_live_below(page: Page) -> bool:
    """Tell whether the address of something public begins with that of a page."""
    return bool(page.numchild) and page.get_descendants().live().exists()


def is_referred_to_publicly(thing: models.Model) -> bool:
    """Tell whether what is live, or has no drafts, refers to an object."""
    drafted: dict[type[DraftStateMixin], list] = defaultdict(list)
    for reference in ReferenceIndex.get_references_to(thing):
        model = reference.base_content_type.model_class()
        if model is None or not issubclass(model, DraftStateMixin):
            return True
        drafted[model].append(reference.object_id)
    return any(
        model._base_manager.filter(pk__in=keys, live=True).exists()
        for model, keys in drafted.items()
    )
