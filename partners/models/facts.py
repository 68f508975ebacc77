"""Facts that are true as of a day: a number, what it counts, who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.search import index

from partners.models.institutions import Institution
from partners.models.partnerships import Partnership
from partners.validity import Precision, format_day, machine_day, today
from portal.core.languages import TranslatedTextField

if TYPE_CHECKING:
    from datetime import date
    from typing import Self


class FactQuerySet(models.QuerySet):
    """Facts."""

    def due(self, day: date | None = None) -> Self:
        """Keep the facts whose review is due on a day, today by default."""
        return self.filter(review_by__lte=day or today())


class Fact(index.Indexed, models.Model):
    """A value with its date and source, to be placed in the text of releases.

    A release keeps the value that it was published with; a new value of the fact
    is for the releases to come.
    """

    class Qualifier(models.TextChoices):
        EXACT = "exact", pgettext_lazy("quantity", "exactly")
        ABOUT = "about", pgettext_lazy("quantity", "about")
        MORE_THAN = "more_than", pgettext_lazy("quantity", "more than")
        UP_TO = "up_to", pgettext_lazy("quantity", "up to")

    subject = TranslatedTextField(
        _("subject"),
        max_text_length=200,
        help_text=_("What is counted or measured: members of staff."),
    )
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="facts",
    )
    partnership = models.ForeignKey(
        Partnership,
        verbose_name=_("partnership"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="facts",
    )
    qualifier = models.CharField(
        _("qualifier"), max_length=9, choices=Qualifier, default=Qualifier.EXACT
    )
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)
    unit = TranslatedTextField(
        pgettext_lazy("quantity", "unit"), blank=True, max_text_length=60
    )
    as_of = models.DateField(_("as of"))
    as_of_precision = models.CharField(
        _("precision"), max_length=5, choices=Precision, default=Precision.DAY
    )
    source = models.CharField(_("source"), max_length=500)
    source_url = models.URLField(_("address of the source"), blank=True)
    review_by = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        help_text=_("From this day on the report lists it as due for review."),
    )

    objects = FactQuerySet.as_manager()

    search_fields = [
        index.AutocompleteField("words"),
        index.FilterField("review_by"),
    ]

    class Meta:
        ordering = ["institution__label", "pk"]
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [
            models.CheckConstraint(
                condition=Q(institution__isnull=True) | Q(partnership__isnull=True),
                name="partners_fact_one_subject",
                violation_error_message=_(
                    "A fact is about an institution or a partnership, not both."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.shown_value()} ({self.day})"

    def shown_value(self) -> str:
        """Return qualifier, value and unit as a reader sees them."""
        number = number_format(
            self.value.normalize(), use_l10n=True, force_grouping=True
        )
        exact = self.qualifier == self.Qualifier.EXACT
        parts = [
            "" if exact else str(self.get_qualifier_display()),
            number,
            str(self.unit),
        ]
        return " ".join(part for part in parts if part)

    @property
    def day(self) -> str:
        """The day of the value as exactly as it is known, in the active language."""
        return format_day(self.as_of, self.as_of_precision)

    @property
    def machine_day(self) -> str:
        """The same day for ``<time datetime>``."""
        return machine_day(self.as_of, self.as_of_precision)

    def words(self) -> str:
        """Return what choosers of the admin find this fact by."""
        about = self.institution or self.partnership
        return " ".join([*self.subject.values(), about.label if about else ""])
