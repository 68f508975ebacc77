"""Journalists who get embargo passes."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.languages import own_names, text_languages
from portal.core.mailboxes import normalised
from portal.core.models import Topic


def mail_languages() -> list[tuple[str, str]]:
    """Return the languages in which the site writes to guests."""
    names = own_names()
    return [(code, names.get(code, code)) for code in text_languages()]


class Journalist(models.Model):
    """Somebody who gets releases before their embargo lifts.

    Name and address are personal data: those who give passes see them, nobody else.
    Who is deleted loses their passes, and with them goes what is known of their use.
    """

    # No use of a topic that visitors should be shown.
    wagtail_reference_index_ignore = True

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), unique=True)
    medium = models.CharField(
        _("medium"),
        max_length=200,
        blank=True,
        help_text=_("For whom the journalist writes; empty for freelancers."),
    )
    language = models.CharField(
        _("language of the mails"), max_length=12, choices=mail_languages
    )
    topics = models.ManyToManyField(
        Topic,
        verbose_name=_("beats"),
        blank=True,
        related_name="+",
        help_text=_("The topics that the journalist writes about."),
    )

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("journalist")
        verbose_name_plural = _("journalists")

    def __str__(self) -> str:
        return f"{self.name} ({self.medium})" if self.medium else self.name

    def clean(self) -> None:
        """Keep the address in its normal form.

        Raises ValidationError for the field ``email``.
        """
        super().clean()
        if self.email:
            try:
                self.email = normalised(self.email)
            except ValidationError:
                raise ValidationError(
                    {"email": _("Enter an e-mail address such as name@example.org.")}
                ) from None
