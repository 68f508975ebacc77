"""Language versions that may differ, because undoing a merge left something alone."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from modelcluster.fields import ParentalKey
from wagtail.models import Revision, TranslatableMixin

from partners.merging.moves import Move


def language_versions(left: list[Move]) -> list[str]:
    """Return the titles of what has other language versions and was left alone.

    All versions of a story share their rows; publishing one rewrites the others.
    """
    found = {
        str(owner) for move in left for owner in _owners(move) if _has_others(owner)
    }
    return sorted(found)


def _owners(move: Move) -> Iterator[models.Model | None]:
    """Find what a draft is of, or what a row belongs to."""
    if move.is_draft:
        revision = Revision.objects.filter(pk=move.pk).first()
        yield revision.content_object if revision else None
        return
    values = move.row.get("fields", {})
    for field in move.model_class._meta.concrete_fields:
        if isinstance(field, ParentalKey):
            rows = field.related_model._base_manager
            yield rows.filter(pk=values.get(field.name)).first()


def _has_others(owner: models.Model | None) -> bool:
    return isinstance(owner, TranslatableMixin) and owner.get_translations().exists()
