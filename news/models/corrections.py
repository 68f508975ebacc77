"""What was said about a release after it was published: corrections and withdrawals."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.languages import TranslatedTextField

WITHDRAWAL, REINSTATEMENT = "withdrawal", "reinstatement"


def is_withdrawn(notices: list[dict]) -> bool:
    """Tell whether the last word about a release is that it is withdrawn."""
    last = [
        notice["kind"]
        for notice in notices
        if notice["kind"] in (WITHDRAWAL, REINSTATEMENT)
    ]
    return last[-1:] == [WITHDRAWAL]


def find_foreign_language(notice: dict, part: str, language: str) -> str:
    """Return the language of a part of a notice if it is not this one, else empty."""
    told = notice.get(f"{part}_language", "")
    return "" if told == language else told


class Correction(models.Model):
    """A note that a published release was corrected, added to or withdrawn.

    Append-only: what readers were told stays told. It belongs to the story, so it
    stands at all language versions. Its effect on them is that of
    ``news.publishing.correcting``.
    """

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        ADDITION = "addition", _("Addition")
        WITHDRAWAL = "withdrawal", _("Withdrawal")
        REINSTATEMENT = "reinstatement", _("Reinstatement")

    story = models.UUIDField(editable=False, db_index=True)
    kind = models.CharField(
        _("kind"),
        max_length=13,
        choices=Kind,
        default=Kind.CORRECTION,
        help_text=_(
            "A withdrawal takes the text from the public; headline, date and this "
            "note stay. A reinstatement brings it back."
        ),
    )
    what = TranslatedTextField(
        _("what"),
        multiline=True,
        max_text_length=1000,
        help_text=_("What was wrong, or is new, and what is true."),
    )
    why = TranslatedTextField(
        _("why"), multiline=True, blank=True, max_text_length=1000
    )
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.what}"

    def save(self, *args, **kwargs) -> None:
        """Store a new note; raises ValidationError for one that stands already."""
        if self.pk:
            raise ValidationError(_("A published correction is never changed."))
        super().save(*args, **kwargs)
