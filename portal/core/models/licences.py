"""Until when files may be used."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def is_usable(path: str = "") -> models.Q:
    """Return the condition that a file may be used today, in the site's time zone.

    ``path`` leads to it: ``image__``.
    """
    ends = f"{path}usable_until"
    today = timezone.localdate()
    return models.Q(**{f"{ends}__isnull": True}) | models.Q(**{f"{ends}__gte": today})


def has_ended(path: str = "") -> models.Q:
    """Return the condition that a file may not be used any more."""
    return models.Q(**{f"{path}usable_until__lt": timezone.localdate()})


class Licensed(models.Model):
    """A file that may be used for some time only."""

    usable_until = models.DateField(
        _("may be used until"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_(
            "The last day of the licence or the consent. After it no page, feed or"
            " mail shows the file, and nobody gets it any more."
        ),
    )

    class Meta:
        abstract = True

    @property
    def is_usable(self) -> bool:
        """Whether it may be used today; the last day is one of them."""
        return self.usable_until is None or self.usable_until >= timezone.localdate()
