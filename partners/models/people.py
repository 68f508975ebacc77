"""People: speakers, heads of units, those a release is about."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.search import index

from partners.addresses import Addressed
from partners.forms import PersonForm
from partners.identifiers import PERSON_SCHEMES, Identifier
from partners.indexed import IndexedCluster
from partners.mergeable import CurrentManager, Mergeable
from partners.models.institutions import Institution
from partners.querysets import PersonQuerySet
from partners.validity import Validity, held_on, today
from portal.core.languages import TranslatedTextField


class Person(Mergeable, Addressed, IndexedCluster):
    """A person, once for all languages, without any private contact data."""

    class Status(models.TextChoices):
        PUBLIC_FIGURE = "public_figure", _("Public figure")
        STAFF = "staff", _("Member of staff")
        CONSENTED = "consented", _("Has consented to a page")
        MINIMAL = "minimal", _("Only the name beside a statement, no page")
        ERASED = "erased", _("Erased")

    # Those who have a page of their own.
    WITH_PAGE = (Status.PUBLIC_FIGURE, Status.STAFF, Status.CONSENTED)

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    name = models.CharField(
        _("name"), max_length=200, help_text=_("As the person writes it.")
    )
    sort_name = models.CharField(
        _("sort name"),
        max_length=200,
        blank=True,
        db_index=True,
        help_text=_("Under what a list files the person. Left empty: the name."),
    )
    titles = models.CharField(_("titles"), max_length=100, blank=True)
    portrait = models.ForeignKey(
        "core.CustomImage",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    portrait_consent_until = models.DateField(
        _("consent to the portrait until"), null=True, blank=True
    )
    biography = TranslatedTextField(_("biography"), blank=True, multiline=True)
    website = models.URLField(_("website"), blank=True)
    status = models.CharField(
        _("public status"), max_length=13, choices=Status, default=Status.STAFF
    )

    objects = CurrentManager.from_queryset(PersonQuerySet)()
    everything = PersonQuerySet.as_manager()

    base_form_class = PersonForm

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.RelatedFields("identifiers", [index.AutocompleteField("value")]),
        index.FilterField("status"),
    ]

    class Meta:
        ordering = ["sort_name", "name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.sort_name = self.sort_name or self.name
        super().save(*args, **kwargs)

    @property
    def label(self) -> str:
        """The name with its titles."""
        return f"{self.titles} {self.name}".strip()

    @property
    def has_page(self) -> bool:
        """Whether visitors find a page about this person."""
        return self.status in self.WITH_PAGE

    @property
    def path(self) -> str:
        """The address below the partners page."""
        return f"people/{self.slug}/"

    @property
    def public_portrait(self):
        """The portrait while there is consent to show it."""
        until = self.portrait_consent_until
        return self.portrait if until is None or until >= today() else None

    def affiliations_on(self, day: date | None = None) -> list[Affiliation]:
        """Return the affiliations that hold on a day, the primary one first."""
        rows = held_on(self.affiliations, day)
        return sorted(rows, key=lambda row: not row.is_primary)


class PersonIdentifier(Identifier):
    """An identifier of a person."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("scheme"), max_length=10, choices=PERSON_SCHEMES)

    class Meta(Identifier.Meta):
        abstract = False
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")


class Affiliation(Validity):
    """A person's tie to an institution, with its dates."""

    class RoleType(models.TextChoices):
        HEAD = "head", _("Head")
        RESEARCHER = "researcher", _("Researcher")
        FOUNDER = "founder", _("Founder")
        OFFICE = "office", _("Holder of a public office")
        STAFF = "staff", _("Staff")
        OTHER = "other", _("Other")

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.PROTECT,
        related_name="affiliations",
    )
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    role_type = models.CharField(
        _("kind of role"), max_length=10, choices=RoleType, default=RoleType.RESEARCHER
    )
    role = TranslatedTextField(_("role"), blank=True, max_text_length=200)
    is_primary = models.BooleanField(_("primary"), default=False)

    class Meta(Validity.Meta):
        abstract = False
        ordering = ["-is_primary", "pk"]
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")

    def __str__(self) -> str:
        return f"{self.person}, {self.institution}"
