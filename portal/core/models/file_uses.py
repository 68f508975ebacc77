"""Which rows show which files."""

from django.db import models


class FileUse(models.Model):
    """A row whose public form shows a picture or a document.

    Not whether everybody may know the row: that is asked each time
    (``portal.core.file_uses``). What only a draft shows has no entry.
    """

    class Kind(models.TextChoices):
        PICTURE = "picture"
        DOCUMENT = "document"

    kind = models.CharField(max_length=8, choices=Kind)
    file_key = models.PositiveBigIntegerField()
    # The model of the row, as "partners.person"; pages of all kinds are one.
    shown_by = models.CharField(max_length=60)
    shown_by_key = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "file_key", "shown_by", "shown_by_key"],
                name="core_fileuse_unique",
            )
        ]
        indexes = [
            models.Index(fields=["shown_by", "shown_by_key"], name="core_fileuse_by")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_key}: {self.shown_by} {self.shown_by_key}"
