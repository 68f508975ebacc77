"""Institutions: any organisation that a release can be about."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.search import index

from partners.countries import country_name
from partners.forms import InstitutionForm
from partners.identifiers import INSTITUTION_SCHEMES, Identifier
from partners.mergeable import CurrentManager, Mergeable
from partners.names import Name, Named
from partners.querysets import InstitutionQuerySet
from partners.validity import Validity, held_on
from portal.core.blocks import PROSE_FEATURES
from portal.core.languages import LanguageField, TranslatedTextField, order_languages

# ISO 3166-1 alpha-2.
is_country_code = RegexValidator(r"^[A-Z]{2}$", _("Write the two-letter code, DE."))


DISSOLVED_TOO_EARLY = _("An institution cannot be dissolved before it was founded.")


class Institution(Mergeable, Named):
    """An organisation, once for all languages.

    Language-neutral, because one row per language would give a German DKFZ and
    an English DKFZ and split everything that refers to it.
    """

    class Kind(models.TextChoices):
        UNIVERSITY = "university", _("University")
        RESEARCH_CENTRE = "research_centre", _("Research centre")
        INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organisation")
        HOSPITAL = "hospital", _("Hospital")
        MINISTRY = "ministry", _("Ministry")
        GOVERNMENT = "government", _("Government")
        FUNDER = "funder", _("Funder")
        ASSOCIATION = "association", _("Association")
        NETWORK = "network", _("Network")
        CONSORTIUM = "consortium", _("Consortium")
        JOINT_UNIT = "joint_unit", _("Joint unit")
        LAB = "lab", _("Laboratory")
        PROGRAMME = "programme", _("Programme")
        COMPANY = "company", _("Company")
        FOUNDATION = "foundation", _("Foundation")
        INFORMATION_SERVICE = "information_service", _("Information service")
        OTHER = "other", _("Other")

    # ROR lists organisations that do, fund or publish research; hardly any lab,
    # programme, network or joint unit of them, and no government as such.
    WITH_ROR = (
        Kind.UNIVERSITY,
        Kind.RESEARCH_CENTRE,
        Kind.INTERGOVERNMENTAL,
        Kind.HOSPITAL,
        Kind.MINISTRY,
        Kind.FUNDER,
        Kind.ASSOCIATION,
        Kind.COMPANY,
        Kind.FOUNDATION,
    )

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        DISSOLVED = "dissolved", _("Dissolved")

    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        help_text=_("The last part of the address. It is never given to another one."),
    )
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    description = TranslatedTextField(_("description"), blank=True, multiline=True)
    logo = models.ForeignKey(
        "core.CustomImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    website = models.URLField(_("website"), blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    region = models.CharField(_("region"), max_length=100, blank=True)
    country = models.CharField(
        _("country"), max_length=2, blank=True, validators=[is_country_code]
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    founded_year = models.PositiveSmallIntegerField(
        _("year of foundation"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(9999)],
    )
    dissolved_year = models.PositiveSmallIntegerField(
        _("year of dissolution"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(9999)],
    )
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.ACTIVE
    )

    objects = CurrentManager.from_queryset(InstitutionQuerySet)()
    everything = InstitutionQuerySet.as_manager()

    base_form_class = InstitutionForm

    search_fields = [
        index.SearchField("label"),
        index.AutocompleteField("label"),
        index.RelatedFields("names", [index.AutocompleteField("text")]),
        index.RelatedFields("identifiers", [index.AutocompleteField("value")]),
        index.FilterField("kind"),
        index.FilterField("merged_into"),
    ]

    class Meta:
        ordering = ["filed_under", "label"]
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        constraints = [
            models.CheckConstraint(
                condition=Q(dissolved_year__isnull=True)
                | Q(founded_year__isnull=True)
                | Q(dissolved_year__gte=models.F("founded_year")),
                name="partners_institution_dissolved_after_founded",
                violation_error_message=DISSOLVED_TOO_EARLY,
            )
        ]

    def clean(self) -> None:
        """Refuse what its constraint refuses, which cannot say beside which field."""
        super().clean()
        founded, dissolved = self.founded_year, self.dissolved_year
        if founded and dissolved and dissolved < founded:
            raise ValidationError({"dissolved_year": DISSOLVED_TOO_EARLY})

    def boilerplate(
        self, day: date | None = None, language: str | None = None
    ) -> Boilerplate | None:
        """Return the "About" text that holds on a day (today), best language first."""
        held = {row.language: row for row in held_on(self.boilerplates, day)}
        return next(
            (held[code] for code in order_languages(language) if code in held), None
        )

    @property
    def has_page(self) -> bool:
        """Whether visitors find a page about this institution."""
        return self.live

    def place(self) -> str:
        """Return city, region and country as one line, in the active language."""
        parts = (self.city, self.region, country_name(self.country))
        return ", ".join(part for part in parts if part)


class InstitutionName(Name):
    """A name of an institution."""

    institution = ParentalKey(
        Institution, on_delete=models.CASCADE, related_name="names"
    )

    class Meta(Name.Meta):
        abstract = False
        verbose_name = _("name")
        verbose_name_plural = _("names")


class InstitutionIdentifier(Identifier):
    """An identifier of an institution."""

    institution = ParentalKey(
        Institution, on_delete=models.CASCADE, related_name="identifiers"
    )
    scheme = models.CharField(_("scheme"), max_length=10, choices=INSTITUTION_SCHEMES)

    class Meta(Identifier.Meta):
        abstract = False
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")


class Boilerplate(Validity):
    """The standing "About" text of an institution, in one language, for some time."""

    institution = ParentalKey(
        Institution, on_delete=models.CASCADE, related_name="boilerplates"
    )
    language = LanguageField()
    text = RichTextField(_("text"), features=PROSE_FEATURES)

    class Meta(Validity.Meta):
        abstract = False
        ordering = ["language", "valid_from"]
        verbose_name = _("boilerplate")
        verbose_name_plural = _("boilerplates")

    def __str__(self) -> str:
        return f"{self.institution} ({self.language})"

    def find_text_language(self) -> str:
        """Return the language of the text, for putting it in order."""
        return self.language


class InstitutionSite(Validity):
    """A place where an institution works."""

    institution = ParentalKey(
        Institution, on_delete=models.CASCADE, related_name="sites"
    )
    label = models.CharField(_("label"), max_length=150)
    city = models.CharField(_("city"), max_length=100, blank=True)
    host = models.ForeignKey(
        Institution,
        verbose_name=_("at the institution"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hosted_sites",
    )
    host_text = models.CharField(_("or at"), max_length=150, blank=True)

    class Meta(Validity.Meta):
        abstract = False
        ordering = ["pk"]
        verbose_name = pgettext_lazy("place", "site")
        verbose_name_plural = pgettext_lazy("place", "sites")

    def __str__(self) -> str:
        return self.label
