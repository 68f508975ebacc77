"""Until when a story was approved to be hidden."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Embargo(models.Model):
    """The instant for which a story was approved last, whatever its language.

    Kept when its schedule is cancelled: whoever makes it public before lifts the
    embargo, which is a right of its own.
    """

    story = models.UUIDField(unique=True)
    until = models.DateTimeField()

    is_public_by_itself = False

    class Meta:
        default_permissions = ()
        permissions = [("lift_embargo", _("Can lift an embargo before its time"))]

    def __str__(self) -> str:
        return f"{self.story}: {self.until.isoformat()}"
