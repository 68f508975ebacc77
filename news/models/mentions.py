"""Who is named, and linked, in the text of a release."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from partners.models import Institution, Partnership, Person


class ReleaseMention(models.Model):
    """That the text of a published or scheduled release links to somebody.

    Written on publication, because the text itself cannot be joined.
    """

    release = models.ForeignKey(
        "news.PressReleasePage",
        on_delete=models.CASCADE,
        related_name="release_mentions",
    )
    institution = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="release_mentions",
    )
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="release_mentions",
    )
    partnership = models.ForeignKey(
        Partnership,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="release_mentions",
    )

    class Meta:
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=["release", kind],
                    condition=Q((f"{kind}__isnull", False)),
                    name=f"news_releasemention_unique_{kind}",
                )
                for kind in ("institution", "person", "partnership")
            ),
            models.CheckConstraint(
                condition=Q(
                    institution__isnull=False,
                    person__isnull=True,
                    partnership__isnull=True,
                )
                | Q(
                    institution__isnull=True,
                    person__isnull=False,
                    partnership__isnull=True,
                )
                | Q(
                    institution__isnull=True,
                    person__isnull=True,
                    partnership__isnull=False,
                ),
                name="news_releasemention_one_entity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release}: {self.institution or self.person or self.partnership}"
