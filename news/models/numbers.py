"""The numbers of press releases: one per story, whatever the language."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.models import Institution
from portal.core.languages import TranslatedTextField

is_suffix = RegexValidator(r"^[a-z]?$", _("One small letter, or nothing."))
FIRST_YEAR = 1900


class Series(models.Model):
    """A count of press releases that starts anew every year."""

    slug = models.SlugField(_("slug"), unique=True)
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.PROTECT,
        related_name="series",
    )
    label = TranslatedTextField(
        _("label"),
        max_text_length=40,
        help_text=_("{n} stands for the number: No. {n}."),
    )

    # Visitors see of it the numbers of releases.
    is_public_by_itself = False

    class Meta:
        ordering = ["slug"]
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def __str__(self) -> str:
        return self.slug

    def clean(self) -> None:
        super().clean()
        if any("{n}" not in label for label in (self.label or {}).values()):
            raise ValidationError({"label": _("Every label needs {n}.")})

    def format(self, number: int, suffix: str = "") -> str:
        """Return a number as this series prints it, in the active language."""
        return str(self.label).replace("{n}", f"{number}{suffix}")


class ReleaseNumber(models.Model):
    """A number that belongs to one story for ever.

    ``story`` is the translation key that all language versions share. Rows are
    never deleted nor given to another story, so a number is never given twice,
    not even when its story gets another one; gaps are legitimate.
    """

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="numbers")
    year = models.PositiveSmallIntegerField(validators=[MinValueValidator(FIRST_YEAR)])
    number = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    suffix = models.CharField(max_length=1, blank=True, validators=[is_suffix])
    story = models.UUIDField(db_index=True)

    # It is shown by the release that has it.
    is_public_by_itself = False

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "number", "suffix"],
                name="news_releasenumber_unique",
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="news_releasenumber_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}-{self.number}{self.suffix}"
