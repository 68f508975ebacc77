"""What the addresses that releases link to answered when they were last asked."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from django.db import models
from django.utils.translation import gettext_lazy as _


def key_of(address: str) -> str:
    """Return what an address is kept under: it may be longer than an index bears."""
    return sha256(address.encode()).hexdigest()


class LinkAnswer(models.Model):
    """The last answer of an address, with the instant at which it came.

    Without a problem it was reached, or nothing certain can be said: a server that is slow
    or lets no program in is not gone.
    """

    # No use of a release that an editor should be shown.
    wagtail_reference_index_ignore = True

    class Problem(models.TextChoices):
        NOT_THERE = "not_there", _("There is nothing at this address any more.")
        NO_ANSWER = "no_answer", _("Nobody answers at this address.")
        NOT_PUBLIC = "not_public", _("This address is not on the public internet.")

    key = models.CharField(max_length=64, unique=True)
    address = models.TextField()
    problem = models.CharField(max_length=10, choices=Problem, blank=True)
    asked_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("answer of an address")
        verbose_name_plural = _("answers of addresses")

    def __str__(self) -> str:
        return self.address

    @classmethod
    def find(cls, addresses: Iterable[str]) -> dict[str, LinkAnswer]:
        """Return the answers of addresses, by them. One query."""
        keys = [key_of(address) for address in addresses]
        if not keys:
            return {}
        return {row.address: row for row in cls.objects.filter(key__in=keys)}
