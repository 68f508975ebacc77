"""Figures: what is counted, and the values that it had, each with day and source."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from partners.draftable import Draftable, DraftableQuerySet
from partners.forms import DraftForm
from partners.models.institutions import Institution
from partners.models.partnerships import Partnership
from partners.validity import Precision, format_day, machine_day, today
from portal.core.languages import TranslatedTextField

if TYPE_CHECKING:
    from typing import Self


class FactQuerySet(DraftableQuerySet):
    """Figures."""

    def due(self, day: date | None = None) -> Self:
        """Keep the figures whose newest value is due for review, today by default.

        Each has ``review_due``, the day of that.
        """
        newest = FigureValue.objects.filter(figure=OuterRef("pk"))
        review = Subquery(newest.order_by("-as_of", "-pk").values("review_by")[:1])
        return self.annotate(review_due=review).filter(review_due__lte=day or today())


class FactManager(models.Manager.from_queryset(FactQuerySet)):  # type: ignore[misc]
    """Loads a figure with its values, without which it is never shown."""

    def get_queryset(self):
        return super().get_queryset().prefetch_related("values")


class Fact(Draftable, index.Indexed, ClusterableModel):
    """A figure, to be placed in the text of releases: what is counted, and of whom.

    Its values are rows. A new one is for the releases to come; a release of an
    older day, whenever it is written or translated, has the value of its day.
    """

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
    unit = TranslatedTextField(
        pgettext_lazy("quantity", "unit"), blank=True, max_text_length=60
    )

    objects = FactManager()

    base_form_class = DraftForm
    needed_rows = ("values",)

    search_fields = [index.AutocompleteField("words")]

    class Meta:
        ordering = ["institution__filed_under", "institution__label", "pk"]
        # Whoever follows a key to a figure, or lists what refers to something, says it.
        base_manager_name = "objects"
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
        newest = self.value_on()
        return f"{self.subject}: {newest}" if newest else str(self.subject)

    def value_on(self, day: date | None = None) -> FigureValue | None:
        """Return the newest value of a day or of before it, today by default.

        Where none is that old, the earliest that is known: it is never shown without
        its own day, which says so.
        """
        day = day or today()
        newest_first = sorted(
            self.values.all(), key=lambda row: (row.as_of, row.pk or 0), reverse=True
        )
        known = (row for row in newest_first if row.as_of <= day)
        return next(known, newest_first[-1] if newest_first else None)

    def words(self) -> str:
        """Return what choosers of the admin find this figure by."""
        about = self.institution or self.partnership
        return " ".join([*self.subject.values(), about.label if about else ""])


class FigureValue(models.Model):
    """What a figure was on a day, and who says so."""

    class Qualifier(models.TextChoices):
        EXACT = "exact", pgettext_lazy("quantity", "exactly")
        ABOUT = "about", pgettext_lazy("quantity", "about")
        MORE_THAN = "more_than", pgettext_lazy("quantity", "more than")
        UP_TO = "up_to", pgettext_lazy("quantity", "up to")

    figure = ParentalKey(Fact, on_delete=models.CASCADE, related_name="values")
    qualifier = models.CharField(
        _("qualifier"), max_length=9, choices=Qualifier, default=Qualifier.EXACT
    )
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)
    as_of = models.DateField(_("as of"))
    as_of_precision = models.CharField(
        _("precision"), max_length=5, choices=Precision, default=Precision.DAY
    )
    source = TranslatedTextField(_("source"), max_text_length=500)
    source_url = models.URLField(_("address of the source"), blank=True)
    review_by = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        help_text=_("From this day on the report lists it as due for review."),
    )

    class Meta:
        ordering = ["-as_of", "-pk"]
        verbose_name = pgettext_lazy("of a figure", "value")
        verbose_name_plural = pgettext_lazy("of a figure", "values")
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "as_of", "as_of_precision"],
                name="partners_figurevalue_one_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.shown()} ({self.day})"

    def shown(self) -> str:
        """Return qualifier, value and unit as a reader sees them."""
        number = number_format(
            self.value.normalize(), use_l10n=True, force_grouping=True
        )
        exact = self.qualifier == self.Qualifier.EXACT
        parts = [
            "" if exact else str(self.get_qualifier_display()),
            number,
            str(self.figure.unit),
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
