"""Duplicates that became one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.addresses import EntityKind


class Merge(models.Model):
    """That two entries for the same thing were made one, and all that moved.

    Append-only: undoing a merge is noted on its row.
    """

    kind = models.CharField(_("kind"), max_length=11, choices=EntityKind)
    source_id = models.PositiveBigIntegerField()
    source_label = models.CharField(_("duplicate"), max_length=250)
    target_id = models.PositiveBigIntegerField()
    target_label = models.CharField(_("kept"), max_length=250)
    # What moved, written and read by ``partners.merging``.
    moves = models.JSONField(default=list)
    merged_at = models.DateTimeField(_("merged at"), auto_now_add=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("merged by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("undone by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["-merged_at", "-pk"]
        verbose_name = _("merge")
        verbose_name_plural = _("merges")

    def __str__(self) -> str:
        return f"{self.source_label} → {self.target_label}"
