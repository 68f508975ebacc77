"""What can be asked of institutions, people and partnerships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from partners.validity import today

if TYPE_CHECKING:
    from typing import Self


class InstitutionQuerySet(models.QuerySet):
    """Institutions."""

    def for_names(self) -> Self:
        """Load what naming and linking an institution needs."""
        return self.prefetch_related("names")

    def for_page(self) -> Self:
        """Load what the page of an institution shows of itself."""
        return self.select_related("logo").prefetch_related(
            "names",
            "identifiers",
            "boilerplates",
            "sites__host__names",
            "relations__target__names",
            "reverse_relations__institution__names",
            "affiliations__person",
            "memberships__partnership__names",
        )


class PersonQuerySet(models.QuerySet):
    """People."""

    def with_page(self) -> Self:
        """Keep the people who have a page of their own."""
        return self.filter(status__in=self.model.WITH_PAGE)

    def for_cards(self) -> Self:
        """Load what a list of people shows."""
        return self.prefetch_related("affiliations__institution__names")

    def for_page(self) -> Self:
        """Load what the page of a person shows of them."""
        return self.select_related("portrait").prefetch_related(
            "identifiers",
            "affiliations__institution__names",
            "partnership_roles__partnership__names",
            "partnership_roles__representing__names",
        )


class PartnershipQuerySet(models.QuerySet):
    """Partnerships."""

    def public(self) -> Self:
        """Keep the partnerships whose announcement does not lie ahead.

        One that is prepared under embargo must not be seen before its release.
        """
        return self.filter(Q(announced_on__isnull=True) | Q(announced_on__lte=today()))

    def active(self) -> Self:
        """Keep the partnerships that have not ended by today."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today()))

    def for_cards(self) -> Self:
        """Load what a list of partnerships shows."""
        return self.prefetch_related("names", "members__institution__names")

    def for_page(self) -> Self:
        """Load what the page of a partnership shows."""
        return self.prefetch_related(
            "names",
            "network__names",
            "members__institution__names",
            "roles__person",
            "roles__representing__names",
        )
