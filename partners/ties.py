"""Ties between entities as outputs tell them: what is loaded, in which order, by
which names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import Promise

from partners.models import Institution, InstitutionRelation
from partners.public import load_ties, public_entities, public_ties, title_of
from partners.terms import find_last_day


@dataclass(frozen=True)
class Tie:
    """A relation as one of its two institutions would put it."""

    kind: str | Promise
    other: Institution
    relation: InstitutionRelation
    is_reverse: bool = False


def in_history_order(rows: Iterable[Any]) -> list[Any]:
    """Return rows as a history is read: what holds today first, then the newest first.

    Past ones by when they ended, then by when they began; what has no day stands
    last among its equals, which else stay in the order of the database.
    """
    return sorted(rows, key=_age)


def _age(row: Any) -> tuple[bool, int, int]:
    last = find_last_day(row)
    return (last is not None, -_number(last), -_number(row.valid_from))


def _number(day: date | None) -> int:
    return day.toordinal() if day else 0


def name_in_time(row: Any, entity: Any, language: str | None = None) -> str:
    """Return what an entity that a row leads to is called while the row holds.

    Of a past row as on its last day, else as today.
    """
    return entity.name(find_last_day(row), language)


def title_in_time(row: Any, entity: Any) -> str:
    """Return the same as a page writes it: people with their titles."""
    return title_of(entity, find_last_day(row))


def relations_of(institution: Institution) -> list[Tie]:
    """Return the public relations of an institution from both sides.

    One query. In the order of a history, its own before the others'.
    """
    rows = public_ties(InstitutionRelation).filter(
        Q(institution=institution) | Q(target=institution)
    )
    return join_relations(institution, rows.order_by("pk"))


def join_relations(institution: Institution, rows: Iterable[Any]) -> list[Tie]:
    """Return relations that have an institution on either side as it would put them."""

    def is_reverse(row: InstitutionRelation) -> bool:
        return row.institution_id != institution.pk

    return [
        Tie(row.reversed_kind, row.institution, row, is_reverse=True)
        if is_reverse(row)
        else Tie(row.get_kind_display(), row.target, row)
        for row in in_history_order(sorted(rows, key=is_reverse))
    ]


def load_page(entities: QuerySet) -> QuerySet:
    """Load what the page of an institution, a person or a partnership shows."""
    return LOADERS[entities.model._meta.model_name](entities)


# The relations that the page of an entity shows.
SHOWN: dict[str | None, tuple[str, ...]] = {
    "institution": (
        *("identifiers", "boilerplates", "sites"),
        *("affiliations", "memberships"),
    ),
    "person": ("names", "identifiers", "affiliations", "partnership_roles"),
    "partnership": ("milestones", "members", "roles"),
}


def _load_institution(rows: QuerySet) -> QuerySet:
    rows = rows.select_related("logo").prefetch_related("logo__renditions")
    return load_ties(rows, *SHOWN["institution"])


def _load_person(rows: QuerySet) -> QuerySet:
    rows = rows.select_related("portrait").prefetch_related("portrait__renditions")
    return load_ties(rows, *SHOWN["person"])


def _load_partnership(rows: QuerySet) -> QuerySet:
    return load_ties(load_network(rows), *SHOWN["partnership"])


LOADERS: dict[str | None, Any] = {
    "institution": _load_institution,
    "person": _load_person,
    "partnership": _load_partnership,
}


def load_network(partnerships: QuerySet) -> QuerySet:
    """Load the networks that partnerships belong to, nobody for what is not public."""
    networks = public_entities("institution")
    return partnerships.prefetch_related(Prefetch("network", networks))


def load_person_cards(people: QuerySet) -> QuerySet:
    """Load what a list of people shows."""
    return load_ties(people, "affiliations")


def load_partnership_cards(partnerships: QuerySet) -> QuerySet:
    """Load what a list of partnerships shows."""
    return load_ties(partnerships, "members")
