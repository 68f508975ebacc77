"""A number that every change of public output raises.

Whatever is kept of public pages and documents is kept under this number, so that
nothing has to be deleted and nothing old is served after a change is committed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from django.utils import timezone

from wagtail.models import (
    DraftStateMixin,
    Page,
    PageViewRestriction,
)
from wagtail.signals import post_page_move

from portal.core import file_uses, public_rows
from portal.core.clock import begin_of
from portal.core.models import Generation
from portal.core.querysets import served_pages
from portal.core.references import find_referring

# Where public output comes from. Of Wagtail's own models only those that decide what
# is public: a draft or an entry of the audit log changes nothing.
APPS = {"core", "home", "legal", "news", "partners"}
DECIDING = {"page", "pageviewrestriction", "site", "locale"}
# The first visitor makes the sizes of pictures; which rows show a file follows from them.
# Visitors do not see what others report.
IGNORED = {
    "generation",
    "customrendition",
    "externalmedium",
    "fileuse",
    "barrierreport",
}
# The generation in which the request that is being answered began.
_begun_in: ContextVar[Generation | None] = ContextVar("begun_in", default=None)
# What visitors do not see of a row: that somebody works on a draft of it.
OF_DRAFTS = {
    "locked",
    "locked_at",
    "locked_by",
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}
# What visitors saw of a row before it is saved, by the name of its attribute.
BEFORE = "_before_it_is_saved"


def current() -> Generation:
    """Return the present generation; one query.

    On a day of which nothing is stored yet, output has changed at midnight.
    """
    present = Generation.objects.filter(pk=1).first() or Generation(pk=1)
    today = timezone.localdate()
    if present.changed_at and present.day and present.day < today:
        present.changed_at = max(present.changed_at, begin_of(today))
    return present


@contextmanager
def begun_in(present: Generation) -> Iterator[None]:
    """Answer a request inside as of a generation that was asked for already."""
    token = _begun_in.set(present)
    try:
        yield
    finally:
        _begun_in.reset(token)


def of_request() -> Generation:
    """Return the generation in which the present request began, else the present one."""
    return _begun_in.get() or current()


def turn(day: date) -> None:
    """Note that a day has begun in all that is stored, and begin a new generation."""
    Generation.objects.update_or_create(pk=1, defaults={"day": day})
    raise_on_commit()


def raise_on_commit() -> None:
    """Begin a new generation when the present transaction is committed, once."""
    if not _is_raised_on_commit():
        transaction.on_commit(_raise)


def _is_raised_on_commit() -> bool:
    """Tell whether the present transaction begins a new generation already."""
    calls = transaction.get_connection().run_on_commit
    return any(call is _raise for _sids, call, *_rest in calls)


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
    pre_save.connect(remember, dispatch_uid="core.generation.before")
    post_save.connect(notice_saved, dispatch_uid="core.generation.saved")
    for signal in (pre_delete, m2m_changed):
        signal.connect(notice_change, dispatch_uid=f"core.generation.{id(signal)}")
    # Moving a page changes addresses without saving them one by one.
    post_page_move.connect(notice_move, dispatch_uid="core.generation.move")


@dataclass(frozen=True)
class Before:
    """What was stored of a row, and whether visitors could see something of it."""

    values: dict[str, Any]
    is_seen: bool


def remember(sender, instance, update_fields=None, **kwargs) -> None:
    """Note what is stored of a row that is about to be saved."""
    vars(instance).pop(BEFORE, None)
    if not _matters(sender, update_fields):
        return
    stored = sender._base_manager.filter(pk=instance.pk).first()
    if stored is not None:
        vars(instance)[BEFORE] = Before(_values(stored), is_seen(stored))


def notice_saved(sender, instance, update_fields=None, **kwargs) -> None:
    """Raise the generation where visitors see what was saved, or saw it before.

    Not for drafts, nor for a row that says what it said.
    """
    before = vars(instance).pop(BEFORE, None)
    if not _matters(sender, update_fields):
        return
    if before is None:
        is_noticed = is_seen(instance, is_new=True)
    elif not _differs(before.values, instance, update_fields):
        return
    else:
        is_noticed = before.is_seen or is_seen(instance)
    if is_noticed:
        raise_on_commit()


def notice_change(sender, instance=None, **kwargs) -> None:
    """Raise the generation when something goes, or other things belong to it."""
    if _matters(sender) and is_seen(instance):
        raise_on_commit()


def notice_move(sender, instance, **kwargs) -> None:
    """Raise the generation when a page that visitors see stands elsewhere."""
    if is_seen(instance):
        raise_on_commit()


def _matters(
    model: type[models.Model], update_fields: Collection[str] | None = None
) -> bool:
    """Tell whether visitors may see something of the rows of a model.

    Not of the models that migrations work with: the table may not exist yet. Nothing
    matters any more in a transaction that begins a new generation anyway.
    """
    meta = model._meta
    if model.__module__ == "__fake__" or meta.model_name in IGNORED:
        return False
    if update_fields and OF_DRAFTS.issuperset(update_fields):
        return False
    decides = meta.app_label == "wagtailcore" and meta.model_name in DECIDING
    return (decides or meta.app_label in APPS) and not _is_raised_on_commit()


def _values(row: models.Model) -> dict[str, Any]:
    """Return what stands in the columns of a row that visitors may see.

    Without those that are not loaded, which are not saved either. What the database
    computes on saving is unlike anything that is stored.
    """
    unloaded = row.get_deferred_fields()
    values = {
        field.name: (field, field.value_from_object(row))
        for field in row._meta.concrete_fields
        if field.name not in OF_DRAFTS and field.attname not in unloaded
    }
    return {
        name: value
        if hasattr(value, "resolve_expression")
        else field.get_prep_value(value)
        for name, (field, value) in values.items()
    }


def _differs(
    before: dict[str, Any], row: models.Model, update_fields: Collection[str] | None
) -> bool:
    """Tell whether a row that was saved says something else than before."""
    now = _values(row)
    saved = now.keys() & set(update_fields) if update_fields else now.keys()
    return any(now[name] != before[name] for name in saved)


def is_seen(thing: models.Model, *, is_new: bool = False) -> bool:
    """Tell whether visitors may see something of a row, as it is stored.

    They see nothing of pages that have no answer, of what belongs to those, of rows
    that are declared not to be public, and of files that nothing public shows. A model
    says with ``is_public_by_itself = False`` that visitors see of it what other objects
    refer to.
    """
    if isinstance(thing, Page):
        return served_pages().filter(pk=thing.pk).exists() or _has_served_below(thing)
    if isinstance(thing, PageViewRestriction):
        return is_seen(thing.page)
    if file_uses.is_file(thing):
        return not is_new and file_uses.is_public(thing)
    if not getattr(thing, "live", True):
        return False
    if (is_public := public_rows.is_public(thing)) is not None:
        return is_public
    if pages := _pages_of(thing):
        return served_pages().filter(pk__in=pages).exists()
    if getattr(thing, "is_public_by_itself", True):
        return True
    return not is_new and is_referred_to_publicly(thing)


def _has_served_below(page: Page) -> bool:
    """Tell whether the address of something that is served begins with that of a page."""
    below = served_pages().filter(path__startswith=page.path, depth__gt=page.depth)
    return bool(page.numchild) and below.exists()


def _pages_of(thing: models.Model) -> list[int]:
    """Return the keys of the pages that a row needs."""
    return [
        getattr(thing, field.attname)
        for field in thing._meta.concrete_fields
        if field.related_model
        and issubclass(field.related_model, Page)
        and not field.null
    ]


def is_referred_to_publicly(thing: models.Model) -> bool:
    """Tell whether a served page, or something else that is not a draft, refers to a row."""
    keys: dict[type[DraftStateMixin], list] = defaultdict(list)
    for model, key in find_referring(thing):
        if model is None or not issubclass(model, DraftStateMixin):
            return True
        keys[model].append(key)
    pages = keys.pop(Page, [])
    return served_pages().filter(pk__in=pages).exists() or any(
        model._base_manager.filter(pk__in=found, live=True).exists()
        for model, found in keys.items()
    )
