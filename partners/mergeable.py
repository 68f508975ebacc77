"""Things of which there may be duplicates that become one."""

from __future__ import annotations

from django.db import models
from django.dispatch import Signal

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

    class Meta:
        abstract = True


class CurrentManager(models.Manager):
    """Finds what has not been merged into something else."""

    def get_queryset(self):
        return super().get_queryset().filter(merged_into__isnull=True)
