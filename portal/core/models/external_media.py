"""What providers told of the addresses of films and posts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.models.media import CustomImage


class ExternalMedium(models.Model):
    """What was told of an address, so that no save asks the provider again.

    Not what a page shows: that stands in the text, as it was when it was saved. The
    texts of the last good answer stay when a later one is none.
    """

    class Problem(models.TextChoices):
        REFUSED = "refused", _("The address is not one of the public internet.")
        NOT_THERE = "not-there", _("The provider tells nothing about this address.")
        UNUSABLE = "unusable", _("The provider gave no usable answer.")
        NO_POSTER = "no-poster", _("The picture could not be fetched.")

    # SHA-256 of the address, in hexadecimal: some databases index no longer text.
    key = models.CharField(max_length=64, unique=True)
    address = models.TextField()
    title = models.CharField(max_length=200, blank=True)
    provider = models.CharField(max_length=80, blank=True)
    # The player where only the provider knows it: as ``players.Player``.
    player = models.JSONField(null=True)
    poster = models.ForeignKey(
        CustomImage, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    problem = models.CharField(max_length=10, choices=Problem, blank=True)
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.address
