"""Which facts releases state."""

from __future__ import annotations

from django.db import models

from partners.models import Fact


class ReleaseFact(models.Model):
    """That a fact stands in the text of a published or scheduled release.

    Written on publication, because the text itself cannot be joined. A fact that a
    release states cannot be deleted.
    """

    release = models.ForeignKey(
        "news.PressReleasePage", on_delete=models.CASCADE, related_name="release_facts"
    )
    fact = models.ForeignKey(
        Fact, on_delete=models.PROTECT, related_name="release_facts"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "fact"], name="news_releasefact_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.release}: {self.fact}"
