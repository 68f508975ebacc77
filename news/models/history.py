"""What a release said before its text was changed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormerText(models.Model):
    """The public text of a release until it was published with another one.

    Written by ``news.syndication.history`` with the change, never edited. What is
    public now stands in the release.
    """

    # No use of anything that an editor should be shown.
    wagtail_reference_index_ignore = True

    release = models.ForeignKey(
        "news.PressReleasePage", on_delete=models.CASCADE, related_name="former_texts"
    )
    until = models.DateTimeField(_("until"))
    # Texts of paragraphs in reading order; the first one is the headline.
    paragraphs = models.JSONField(default=list)

    class Meta:
        ordering = ["-until", "-pk"]
        indexes = [
            models.Index(fields=["release", "-until"], name="news_formertext_newest")
        ]
        verbose_name = _("former text")
        verbose_name_plural = _("former texts")

    def __str__(self) -> str:
        return f"{self.release_id} until {self.until:%Y-%m-%d}"
