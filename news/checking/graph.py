"""What the graph knows today, loaded once for however many drafts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property

from django.db.models import Q

from news.checking.near import Near
from news.models import Statement
from news.reading.graph import load_known
from news.reading.known import Known, Names
from partners.models import (
    Affiliation,
    Boilerplate,
    InstitutionRelation,
    PartnershipRole,
)

Tie = Affiliation | PartnershipRole


class Graph:
    """Names in memory, everything else asked for by many keys at once."""

    @cached_property
    def known(self) -> list[Known]:
        return list(load_known())

    @cached_property
    def names(self) -> Names:
        return Names(self.known)

    @cached_property
    def near(self) -> Near:
        return Near(self.known)

    def load_ties(self, people: Collection[int]) -> dict[int, list[Tie]]:
        """Return whom people have belonged to at any time, by person. Two queries."""
        ties: dict[int, list[Tie]] = defaultdict(list)
        if people:
            rows = Affiliation.objects.filter(person__in=people)
            for affiliation in rows.select_related("institution"):
                ties[affiliation.person_id].append(affiliation)
            roles = PartnershipRole.objects.filter(person__in=people)
            for role in roles.select_related("representing", "partnership"):
                ties[role.person_id].append(role)
        return ties

    def load_relatives(self, institutions: Collection[int]) -> dict[int, set[int]]:
        """Return what institutions are tied to, in either direction. One query."""
        relatives: dict[int, set[int]] = defaultdict(set)
        if institutions:
            rows = InstitutionRelation.objects.filter(
                Q(institution__in=institutions) | Q(target__in=institutions)
            )
            for one, other in rows.values_list("institution", "target"):
                relatives[one].add(other)
                relatives[other].add(one)
        return relatives

    def load_statements(self, speakers: Collection[int]) -> Iterable[Statement]:
        """Return what people have said. One query."""
        return Statement.objects.filter(speaker__in=speakers) if speakers else ()

    def load_boilerplates(
        self, institutions: Collection[int]
    ) -> dict[int, list[Boilerplate]]:
        """Return the "About" texts of institutions of all times. One query."""
        found: dict[int, list[Boilerplate]] = defaultdict(list)
        if institutions:
            for row in Boilerplate.objects.filter(institution__in=institutions):
                found[row.institution_id].append(row)
        return found
