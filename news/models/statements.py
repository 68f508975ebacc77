"""Attributed words, as records that pages refer to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from wagtail.search import index

from partners.models import Institution, Person
from portal.core.languages import LanguageField, Translated, TranslatedTextField
from portal.core.outer_marks import without_quotation_marks

if TYPE_CHECKING:
    pass


class StatementManager(models.Manager):
    """Loads a statement with its speaker, without whom it is never shown."""

    def get_queryset(self):
        return super().get_queryset().select_related("speaker", "institution")


class Statement(index.Indexed, models.Model):
    """What somebody said, with role and institution as of that day.

    Only verbatim statements are set as quotations; a paraphrase is reported
    speech and never stands in quotation marks.
    """

    class Form(models.TextChoices):
        VERBATIM = "verbatim", _("Verbatim")
        PARAPHRASE = "paraphrase", _("Paraphrase")

    speaker = models.ForeignKey(
        Person,
        verbose_name=_("speaker"),
        on_delete=models.PROTECT,
        related_name="statements",
    )
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statements",
        help_text=_("For whom the speaker spoke on that day."),
    )
    role = TranslatedTextField(
        _("role"),
        blank=True,
        max_text_length=200,
        help_text=_("As it was on that day, not as it is now."),
    )
    text = TranslatedTextField(_("text"), multiline=True)
    original_language = LanguageField(_("original language"))
    form = models.CharField(
        _("form"), max_length=10, choices=Form, default=Form.VERBATIM
    )
    is_abridged = models.BooleanField(_("is abridged"), default=False)
    made_on = models.DateField(_("made on"), null=True, blank=True)
    source = TranslatedTextField(_("source"), blank=True, max_text_length=500)

    # Visitors see it where a release, or something else that is public, refers to it.
    is_public_by_itself = False

    objects = StatementManager()

    search_fields = [
        index.RelatedFields("speaker", [index.AutocompleteField("label")]),
        index.FilterField("speaker"),
    ]

    class Meta:
        ordering = ["-made_on", "-pk"]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")

    def __str__(self) -> str:
        return f"{self.speaker}: {Truncator(str(self.text)).chars(60)}"

    @property
    def is_verbatim(self) -> bool:
        """Whether the text may stand in quotation marks."""
        return self.form == self.Form.VERBATIM

    def order_text(self, name: str, value: Any) -> Any:
        """Take off the marks that templates set around what was said verbatim."""
        if name != "text" or not self.is_verbatim or not value:
            return value
        return Translated(
            {
                code: without_quotation_marks(said) if isinstance(said, str) else said
                for code, said in value.items()
            }
        )

    def institution_name(self) -> str:
        """Return what the speaker's institution was called on the day, or empty."""
        return self.institution.name(self._day()) if self.institution else ""

    def speaker_name(self) -> str:
        """Return what the speaker was called on the day, with titles."""
        return self.speaker.name_with_titles(self._day())

    def _day(self) -> date | None:
        """Return the day; without its own, a statement is as old as its release."""
        released_at = getattr(self, "first_released_at", None)
        released_on = timezone.localtime(released_at).date() if released_at else None
        return self.made_on or released_on


class ReleaseStatement(models.Model):
    """That a statement stands in the text of a published or scheduled release.

    Written on publication, because the text itself cannot be joined.
    """

    release = models.ForeignKey(
        "news.PressReleasePage",
        on_delete=models.CASCADE,
        related_name="release_statements",
    )
    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, related_name="release_statements"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "statement"], name="news_releasestatement_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.release}: {self.statement}"
