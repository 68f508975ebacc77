"""Partnerships: what several institutions have agreed to do together."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.search import index

from partners.forms import PartnershipForm
from partners.instruments import Instrument
from partners.models.institutions import Institution
from partners.models.people import Person
from partners.names import Name, Named
from partners.querysets import PartnershipQuerySet
from partners.terms import Event, term_events
from partners.validity import DayField, Precision, Validity, format_day, today
from portal.core.languages import TranslatedTextField


def day_field(label, precision: str, **more) -> DayField:
    """Return a day of a partnership that may be unknown."""
    return DayField(label, null=True, blank=True, precision=precision, **more)


def precision_field(label) -> models.CharField:
    """Return the field that says how exactly a day is known."""
    return models.CharField(
        label, max_length=5, choices=Precision, default=Precision.DAY
    )


def derived_field(label) -> models.BooleanField:
    """Return the field that says that a day was computed, not printed anywhere."""
    return models.BooleanField(label, default=False)


ENDS_TOO_EARLY = _("A partnership cannot end before it starts.")


class Partnership(Named):
    """A dated agreement between institutions."""

    class Kind(models.TextChoices):
        JOINT_UNIT = "joint_unit", _("Joint unit")
        INTERNATIONAL_LAB = "international_lab", _("International laboratory")
        COOPERATION = "cooperation", _("Cooperation")
        CONSORTIUM = "consortium", _("Consortium")
        NETWORK_MEMBERSHIP = "network_membership", _("Membership in a network")
        FUNDING_PROGRAMME = "funding_programme", _("Funding programme")

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=18, choices=Kind)
    network = models.ForeignKey(
        Institution,
        verbose_name=_("network"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="network_partnerships",
    )
    announced_on = day_field(_("announced"), "announced_precision")
    announced_precision = precision_field(_("precision of the announcement"))
    announced_derived = derived_field(_("announcement derived"))
    started_on = day_field(_("started"), "started_precision")
    started_precision = precision_field(_("precision of the start"))
    started_derived = derived_field(_("start derived"))
    committed_until = day_field(_("committed until"), "committed_precision")
    committed_precision = precision_field(_("precision of the commitment"))
    committed_derived = derived_field(_("commitment derived"))
    ended_on = day_field(_("ended"), "ended_precision", start="started_on")
    ended_precision = precision_field(_("precision of the end"))
    ended_derived = derived_field(_("end derived"))
    goals = TranslatedTextField(
        _("goals"), blank=True, multiline=True, help_text=_("One goal per line.")
    )
    description = TranslatedTextField(_("description"), blank=True, multiline=True)
    instruments = models.JSONField(_("instruments"), default=list, blank=True)
    website = models.URLField(_("website"), blank=True)

    objects = PartnershipQuerySet.as_manager()

    base_form_class = PartnershipForm

    search_fields = [
        index.SearchField("label"),
        index.AutocompleteField("label"),
        index.RelatedFields("names", [index.AutocompleteField("text")]),
        index.FilterField("kind"),
    ]

    class Meta:
        ordering = ["filed_under", "label"]
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="partners_partnership_ends_after_start",
                violation_error_message=ENDS_TOO_EARLY,
            )
        ]

    def clean(self) -> None:
        """Refuse what its constraint refuses, which cannot say beside which field."""
        super().clean()
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            raise ValidationError({"ended_on": ENDS_TOO_EARLY})

    def is_announced_on(self, day: date) -> bool:
        """Tell whether the public may know of this partnership on a day."""
        return self.announced_on is None or self.announced_on <= day

    @property
    def has_page(self) -> bool:
        """Whether visitors find a page about this partnership today."""
        return self.live and self.is_announced_on(today())

    def instrument_labels(self) -> list[str | Promise]:
        """Return what the partners share, in the active language."""
        return [Instrument(value).label for value in self.instruments]

    def term(self) -> list[Event]:
        """Return the dates of the partnership's own term, in order."""
        return term_events(self)


class PartnershipMilestone(models.Model):
    """A review or a renewal of a partnership, past or to come."""

    class Kind(models.TextChoices):
        REVIEW = "review", _("Review")
        RENEWAL = "renewal", _("Renewed")

    partnership = ParentalKey(
        Partnership, on_delete=models.CASCADE, related_name="milestones"
    )
    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.REVIEW)
    day = DayField(_("day"), precision="precision")
    precision = precision_field(_("precision"))
    is_derived = derived_field(_("derived"))
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        ordering = ["day", "pk"]
        verbose_name = _("review or renewal")
        verbose_name_plural = _("reviews and renewals")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {format_day(self.day, self.precision)}"


class PartnershipName(Name):
    """A name of a partnership."""

    partnership = ParentalKey(
        Partnership, on_delete=models.CASCADE, related_name="names"
    )

    class Meta(Name.Meta):
        abstract = False
        verbose_name = _("name")
        verbose_name_plural = _("names")


class PartnershipMember(Validity):
    """An institution that takes part in a partnership, in a role."""

    class Role(models.TextChoices):
        FOUNDER = "founder", _("Founder")
        HOST = "host", _("Host")
        MEMBER = "member", _("Member")
        FUNDER = "funder", _("Funder")
        ASSOCIATE = "associate", _("Associate")
        NETWORK = "network", _("Network")

    partnership = ParentalKey(
        Partnership, on_delete=models.CASCADE, related_name="members"
    )
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=9, choices=Role, default=Role.MEMBER)

    class Meta(Validity.Meta):
        abstract = False
        ordering = ["pk"]
        verbose_name = _("member")
        verbose_name_plural = _("members")

    def __str__(self) -> str:
        return f"{self.institution} ({self.get_role_display()})"


class PartnershipRole(Validity):
    """What a person does in a partnership, and for which member."""

    partnership = ParentalKey(
        Partnership, on_delete=models.CASCADE, related_name="roles"
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="partnership_roles",
    )
    role = TranslatedTextField(_("role"), max_text_length=200)
    representing = models.ForeignKey(
        Institution,
        verbose_name=_("representing"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="represented_by",
    )

    class Meta(Validity.Meta):
        abstract = False
        ordering = ["pk"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"
