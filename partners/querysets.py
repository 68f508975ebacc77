"""What can be asked of institutions, people and partnerships."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from partners.draftable import DraftableQuerySet
from partners.validity import today

if TYPE_CHECKING:
    from datetime import date
    from typing import Any, Self


class KnownQuerySet(DraftableQuerySet):
    """Things that editors look for by what they are called."""

    # Where a name or an identifier may stand.
    known_by: tuple[str, ...] = ()

    def known_as(self, words: str) -> Self:
        """Keep what has these words in a name or an identifier, each once.

        An identifier may be written as its address. Not the full-text search,
        which takes an ORCID iD apart at its hyphens, on PostgreSQL as negative
        numbers.
        """
        bare = words.strip()
        if "://" in bare:
            bare = bare.rstrip("/").rpartition("/")[2]
        found = Q()
        for field in self.known_by:
            found |= Q(**{f"{field}__icontains": bare})
        matching = self.model._default_manager.filter(found).values("pk")
        return self.filter(pk__in=matching)


class IdentifiedQuerySet(KnownQuerySet):
    """Things with identifiers."""

    def without(self, scheme: str) -> Self:
        """Keep what has no identifier of a scheme."""
        return self.exclude(identifiers__scheme=scheme)


class IdentifierQuerySet(models.QuerySet):
    """Identifiers of institutions or of people."""

    def unverified(self) -> Self:
        """Keep the identifiers without evidence about which nothing was found either."""
        return self.filter(verified_at__isnull=True, finding="")

    def contradicted(self) -> Self:
        """Keep the identifiers about which the last check found something else."""
        return self.exclude(finding="")


class InstitutionQuerySet(IdentifiedQuerySet):
    """Institutions."""

    known_by = ("names__text", "identifiers__value")

    def expecting_ror(self) -> Self:
        """Keep the institutions that ROR is likely to know."""
        model: Any = self.model
        return self.filter(kind__in=model.WITH_ROR, status=model.Status.ACTIVE)


class PersonQuerySet(IdentifiedQuerySet):
    """People."""

    known_by = ("names__text", "identifiers__value")

    def with_page(self) -> Self:
        """Keep the people who have a page of their own."""
        model: Any = self.model
        return self.filter(status__in=model.WITH_PAGE)


class PartnershipQuerySet(KnownQuerySet):
    """Partnerships."""

    known_by = ("names__text",)

    def announced(self, day: date | None = None) -> Self:
        """Keep the partnerships whose announcement does not lie ahead, today or on a day.

        One that is prepared under embargo must not be seen before its release.
        """
        day = day or today()
        return self.filter(Q(announced_on__isnull=True) | Q(announced_on__lte=day))

    def active(self) -> Self:
        """Keep the partnerships that have not ended by today."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today()))

    def held_on(self, day: date) -> Self:
        """Keep the partnerships that had started, or were announced, and not ended."""
        return self.filter(
            Q(started_on__lte=day)
            | Q(started_on__isnull=True, announced_on__lte=day)
            | Q(started_on__isnull=True, announced_on__isnull=True),
            Q(ended_on__isnull=True) | Q(ended_on__gt=day),
        )
