"""Evidence that an identifier belongs to what it stands beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from typing import Self

NEEDED = _("Verified needs the evidence that it was verified against.")


class Evidence(models.Model):
    """When, by whom and against what something was verified."""

    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True)
    verified_by = models.CharField(_("verified by"), max_length=150, blank=True)
    verified_against = models.CharField(
        _("verified against"), max_length=300, blank=True
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verified_at__isnull=True)
                | ~models.Q(verified_against=""),
                name="%(app_label)s_%(class)s_evidence",
                violation_error_message=NEEDED,
            ),
        ]

    def clean(self) -> None:
        super().clean()
        before = type(self)._default_manager.filter(pk=self.pk).first()
        if before:
            self.withdraw(before)
        if self.verified_at and not self.verified_against:
            raise ValidationError({"verified_against": NEEDED})

    def withdraw(self, before: Self) -> None:
        """Drop evidence that is about what stood here before."""
        if self.is_about_another(before) and self.is_evidence_of(before):
            self.verified_at, self.verified_by, self.verified_against = None, "", ""

    def is_about_another(self, before: Self) -> bool:
        """Tell whether another identifier stands here than before."""
        raise NotImplementedError

    def is_evidence_of(self, before: Self) -> bool:
        """Tell whether the evidence is that of before, to the minute as in a form."""
        return self._evidence() == before._evidence()

    def _evidence(self) -> tuple:
        at = self.verified_at and self.verified_at.replace(second=0, microsecond=0)
        return at, self.verified_by, self.verified_against

    @property
    def is_verified(self) -> bool:
        """Whether there is evidence that this belongs to whom it stands beside."""
        return bool(self.verified_at and self.verified_against)
