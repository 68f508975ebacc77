"""Barriers that visitors report."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.characters import has_controls
from portal.core.languages import LanguageField

if TYPE_CHECKING:
    from typing import Self

# An answer is due within a month (section 12b(4) BGG). After it there is time to ask
# the arbitration body; then nothing of a report is needed any more.
KEPT = timedelta(days=90)
LONGEST_ADDRESS, LONGEST_TEXT = 500, 4000


def is_own_path(text: str) -> bool:
    """Tell whether a text is a path of this site to every browser.

    They take a backslash for a slash and leave out tabs and line ends, so that
    ``/<tab>/elsewhere`` leads elsewhere.
    """
    is_path = text.startswith("/") and not text.startswith("//")
    return is_path and "\\" not in text and not has_controls(text)


class BarrierReportQuerySet(models.QuerySet):
    """Reports of barriers."""

    def open(self) -> Self:
        """Keep those that nobody has dealt with."""
        return self.filter(closed_at=None)

    def to_forget(self, now: datetime) -> Self:
        """Keep what may no longer be kept, whether it was dealt with or not."""
        return self.filter(reported_at__lt=now - KEPT)


class BarrierReport(models.Model):
    """What somebody says who could not use something on the site."""

    page = models.CharField(
        _("address of the page"), max_length=LONGEST_ADDRESS, blank=True
    )
    text = models.TextField(_("barrier"), max_length=LONGEST_TEXT)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = LanguageField()
    reported_at = models.DateTimeField(_("reported"), default=timezone.now)
    closed_at = models.DateTimeField(_("done"), null=True, editable=False)

    objects = BarrierReportQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at", "-pk"]
        verbose_name = _("report of a barrier")
        verbose_name_plural = _("reports of barriers")

    def __str__(self) -> str:
        # Neither text nor address: this is what ends up in logs.
        return f"report {self.pk}"

    @property
    def path(self) -> str:
        """The path of the page if it is one of this site, for a link."""
        return self.page if is_own_path(self.page) else ""

    @property
    def forgotten_at(self) -> datetime:
        """When the report is deleted."""
        return self.reported_at + KEPT
