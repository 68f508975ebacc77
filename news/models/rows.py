"""What belongs to a release beside its text: authors, contacts, evidence, links."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from news.models.contacts import Contact
from news.models.publications import Publication
from partners.models import Person


class Byline(Orderable):
    """Who wrote a release: a person, or the initials that a press office prints."""

    release = ParentalKey(
        "news.PressReleasePage", on_delete=models.CASCADE, related_name="bylines"
    )
    initials = models.CharField(_("initials"), max_length=30, blank=True)
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bylines",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(initials="", person__isnull=False)
                | (~models.Q(initials="") & models.Q(person__isnull=True)),
                name="news_byline_initials_or_person",
                violation_error_message=_("Write initials or choose a person."),
            )
        ]

    def __str__(self) -> str:
        return self.initials or (str(self.person or ""))


class ReleaseContact(Orderable):
    """A press contact of a release."""

    release = ParentalKey(
        "news.PressReleasePage",
        on_delete=models.CASCADE,
        related_name="release_contacts",
    )
    contact = models.ForeignKey(
        Contact,
        verbose_name=_("press contact"),
        on_delete=models.PROTECT,
        related_name="release_contacts",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("press contact")
        verbose_name_plural = _("press contacts")


class ReleasePublication(Orderable):
    """A publication that a release reports on."""

    release = ParentalKey(
        "news.PressReleasePage",
        on_delete=models.CASCADE,
        related_name="release_publications",
    )
    publication = models.ForeignKey(
        Publication,
        verbose_name=_("publication"),
        on_delete=models.PROTECT,
        related_name="release_publications",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("publication")
        verbose_name_plural = _("publications")


class RelatedLink(Orderable):
    """Something that belongs to a release and stands elsewhere."""

    class Kind(models.TextChoices):
        SOURCE = "source", _("Source")
        INTERVIEW = "interview", _("Interview")
        PARTNER_VERSION = "partner_version", _("A partner's version")
        DATA_SET = "data_set", _("Data set")
        BACKGROUND = "background", _("Background")

    release = ParentalKey(
        "news.PressReleasePage", on_delete=models.CASCADE, related_name="related_links"
    )
    kind = models.CharField(
        _("kind"), max_length=15, choices=Kind, default=Kind.BACKGROUND
    )
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(
        _("address"),
        blank=True,
        help_text=_("Left empty, the page says that the target is not known."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("related link")
        verbose_name_plural = _("related links")
