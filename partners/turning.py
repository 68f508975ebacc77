"""Bring what is stored of entities up to date when a day begins.

Most of what is told is derived when it is asked for. Stored are labels, by which lists
of the admin and of the API are sorted, and the entries of both search indexes; saving
an entity writes them anew. So what begins or ends on a day is saved on it, though
nobody has changed it (ADR 31).
"""

from __future__ import annotations

import logging
from datetime import date

from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet

from partners.models import Affiliation
from partners.public import MODELS, EntityKind, find_ends
from partners.validity import Validity, today
from portal.core import generation

logger = logging.getLogger(__name__)

Keys = set[tuple[str, int]]


def turn_day() -> int:
    """Save all that began or ended since the last time; return how many failed.

    Each in a transaction of its own. Days on which nothing ran are made up for; the
    day is done when nothing failed, so all is tried again until then. Cheap on a day
    that is done.
    """
    day, done = today(), generation.current().day
    if day == done:
        return 0
    failed = sum(not _save(kind, pk) for kind, pk in sorted(_turning(done, day)))
    if not failed:
        with transaction.atomic():
            generation.turn(day)
    return failed


def _turning(after: date | None, day: date) -> Keys:
    """Return the entities of which something begins or ends up to a day.

    After another day, or ever.
    """
    keys: Keys = set()
    for model in apps.get_app_config("partners").get_models():
        if issubclass(model, Validity):
            rows = model._default_manager.filter(
                _between("valid_from", after, day) | _between("valid_to", after, day)
            )
            keys |= _owners(rows)
    # People are found by the names of where they work.
    renamed = {pk for kind, pk in keys if kind == EntityKind.INSTITUTION}
    return keys | _owners(Affiliation.objects.filter(institution__in=renamed))


def _between(field: str, after: date | None, day: date) -> Q:
    until = Q(**{f"{field}__lte": day})
    return until & Q(**{f"{field}__gt": after}) if after else until


def _owners(rows: QuerySet) -> Keys:
    """Return the entities that rows need."""
    needed, _possible = find_ends(rows.model)
    return {
        (kind.value, pk)
        for name, kind in needed.items()
        for pk in rows.order_by().values_list(name, flat=True).distinct()
    }


def _save(kind: str, pk: int) -> bool:
    """Save an entity as it is stored, unless it is gone; tell whether that worked."""
    try:
        with transaction.atomic():
            rows = MODELS[kind].objects.select_for_update(of=("self",))
            if entity := rows.filter(pk=pk).first():
                entity.save()
    except Exception:
        logger.exception("%s %s could not be brought up to date", kind, pk)
        return False
    return True
