"""Who is involved in a release, and how."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from partners.models import Institution, Partnership, Person


class ReleaseInstitution(Orderable):
    """An institution in a release."""

    class Role(models.TextChoices):
        LEAD_ISSUER = "lead_issuer", _("Lead issuer")
        ISSUER = "issuer", _("Issuer")
        PARTNER = "partner", _("Partner")
        FOUNDER = "founder", _("Founder")
        FUNDER = "funder", _("Funder")
        NETWORK = "network", _("Network")
        ABOUT = "about", _("About")
        MENTIONED = "mentioned", _("Mentioned")

    ISSUING = (Role.LEAD_ISSUER, Role.ISSUER)

    release = ParentalKey(
        "news.PressReleasePage",
        on_delete=models.CASCADE,
        related_name="release_institutions",
    )
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.PROTECT,
        related_name="release_institutions",
    )
    role = models.CharField(
        _("role"), max_length=11, choices=Role, default=Role.PARTNER
    )
    has_boilerplate = models.BooleanField(
        _('"About" text'),
        default=False,
        help_text=_("Print the boilerplate that was valid on the release's date."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "institution", "role"],
                name="news_releaseinstitution_unique",
            ),
            models.UniqueConstraint(
                fields=["release"],
                condition=models.Q(role="lead_issuer"),
                name="news_releaseinstitution_one_lead",
                violation_error_message=_("A release has one lead issuer."),
            ),
        ]


class ReleasePerson(Orderable):
    """A person in a release."""

    class Role(models.TextChoices):
        QUOTED = "quoted", _("Quoted")
        ABOUT = "about", _("About")
        MENTIONED = "mentioned", _("Mentioned")

    release = ParentalKey(
        "news.PressReleasePage", on_delete=models.CASCADE, related_name="release_people"
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="release_people",
    )
    role = models.CharField(_("role"), max_length=9, choices=Role, default=Role.ABOUT)

    class Meta(Orderable.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "person", "role"], name="news_releaseperson_unique"
            )
        ]


class ReleasePartnership(Orderable):
    """A partnership in a release."""

    class Role(models.TextChoices):
        ABOUT = "about", _("About")
        MENTIONED = "mentioned", _("Mentioned")

    release = ParentalKey(
        "news.PressReleasePage",
        on_delete=models.CASCADE,
        related_name="release_partnerships",
    )
    partnership = models.ForeignKey(
        Partnership,
        verbose_name=_("partnership"),
        on_delete=models.PROTECT,
        related_name="release_partnerships",
    )
    role = models.CharField(_("role"), max_length=9, choices=Role, default=Role.ABOUT)

    class Meta(Orderable.Meta):
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "partnership"],
                name="news_releasepartnership_unique",
            )
        ]
