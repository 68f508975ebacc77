"""Things of which there may be duplicates that become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.dispatch import Signal

if TYPE_CHECKING:
    from typing import Self

# Sent with the ``instance`` that was merged into another one.
hidden = Signal()


class Mergeable(models.Model):
    """A thing that can be merged into another one of its kind.

    A merged row stays, so that a merge can be undone and its slug is not given
    away, but ``objects`` does not find it; ``everything`` does.
    """

    merged_into = models.ForeignKey(
        "self",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="duplicates",
    )

    merged_into_id: int | None

    class Meta:
        abstract = True

    def with_content_json(self, content: dict) -> Self:
        """Return a draft; whether an entry was merged is no matter of drafts."""
        draft = super().with_content_json(content)  # type: ignore[misc]
        draft.merged_into_id = self.merged_into_id
        return draft


class CurrentManager(models.Manager):
    """Finds what has not been merged into something else."""

    def get_queryset(self):
        return super().get_queryset().filter(merged_into__isnull=True)
