"""Who is tied to whom on a day: the content of a picture of the network.

A fixed number of queries: one for each kind of thing and one for each kind of tie.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import cast

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partners.models import (
    Affiliation,
    Institution,
    InstitutionRelation,
    InstitutionSite,
    Partnership,
    PartnershipMember,
    PartnershipRole,
    Person,
)
from partners.public import EntityKind, public_entities, public_ties
from partners.validity import Validity, ValidityQuerySet
from portal.core.filing import file_under


class TieStyle(models.TextChoices):
    """The few ways in which ties are drawn, as a legend explains them."""

    MEMBER = "member", _("member")
    PART = "part", _("part of, founded, hosted or run by (towards the whole)")
    FUNDING = "funding", _("funding (towards the funded)")
    COOPERATION = "cooperation", _("cooperation or succession")
    SITE = "site", _("site at")
    PERSON = "person", _("role of a person")


RELATION_STYLES = {
    "part_of": TieStyle.PART,
    "member_of": TieStyle.MEMBER,
    "founded_by": TieStyle.PART,
    "hosted_by": TieStyle.PART,
    "operated_by": TieStyle.PART,
    "funded_by": TieStyle.FUNDING,
    "cooperates_with": TieStyle.COOPERATION,
    "jointly_with": TieStyle.COOPERATION,
    "successor_of": TieStyle.COOPERATION,
    "affiliated_institute_of": TieStyle.PART,
}


@dataclass(frozen=True)
class Node:
    """An institution, a partnership or a person, as it was called on the day."""

    kind: EntityKind
    pk: int
    name: str = field(compare=False)
    short: str = field(compare=False)
    path: str = field(compare=False)

    @cached_property
    def order(self) -> tuple[str, str, int]:
        """What lists of nodes are sorted by."""
        return (file_under(self.name), self.kind.value, self.pk)


@dataclass(frozen=True)
class Tie:
    """One row of the database: ``source`` has ``how`` to do with ``target``."""

    source: Node
    target: Node
    style: TieStyle
    how: str | Promise
    # The language of ``how`` where it is not the page's.
    language: str = ""
    detail: str = ""
    row: Validity | None = None
    share: Decimal | None = None
    # Whether the picture's arrow, if any, leads from the target to the source.
    is_reversed: bool = False

    @property
    def order(self) -> tuple:
        """What the table of ties is sorted by."""
        return (self.source.order, str(self.how), self.target.order)


@dataclass(frozen=True)
class Network:
    """Nodes and ties, both sorted; ``focus`` is what the picture is about, if any."""

    nodes: list[Node]
    ties: list[Tie]
    focus: Node | None = None

    def around(self, entity: Institution | Partnership) -> Network:
        """Return a thing, what is tied to it, and the ties among all of these."""
        kind = EntityKind(str(entity._meta.model_name))
        focus = next(
            (n for n in self.nodes if n.kind == kind and n.pk == entity.pk), None
        )
        if focus is None:
            return Network([], [])
        near = {focus}
        for tie in self.ties:
            if focus in (tie.source, tie.target):
                near |= {tie.source, tie.target}
        return Network(
            [node for node in self.nodes if node in near],
            [t for t in self.ties if t.source in near and t.target in near],
            focus,
        )

    @property
    def untied(self) -> list[Node]:
        """The nodes without a tie."""
        tied = {end for tie in self.ties for end in (tie.source, tie.target)}
        return [node for node in self.nodes if node not in tied]

    @property
    def has_shares(self) -> bool:
        """Whether a tie has a share in percent."""
        return any(tie.share for tie in self.ties)


def network_on(day: date) -> Network:
    """Return everything that is public and how it was tied together on a day.

    People are in it while a tie is, institutions and partnerships always.
    """
    builder = _Builder(day)
    ties = sorted(builder.ties(), key=lambda tie: tie.order)
    tied = {end for tie in ties for end in (tie.source, tie.target)}
    nodes = [
        node
        for node in builder.nodes.values()
        if node.kind != EntityKind.PERSON or node in tied
    ]
    return Network(sorted(nodes, key=lambda node: node.order), ties)


class _Builder:
    """Asks the database and joins what it says in memory."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.nodes: dict[tuple[EntityKind, int | None], Node] = {}
        for entity in self._institutions():
            self._add(EntityKind.INSTITUTION, entity, *self._names(entity))
        self.partnerships = list(self._partnerships())
        for entity in self.partnerships:
            self._add(EntityKind.PARTNERSHIP, entity, *self._names(entity))
        for person in self._people():
            names = person.name_with_titles(self.day), person.name(self.day)
            self._add(EntityKind.PERSON, person, *names)

    def _names(self, entity: Institution | Partnership) -> tuple[str, str]:
        return entity.name(self.day), entity.acronym(self.day)

    def _add(self, kind: EntityKind, entity, name: str, short: str) -> None:
        self.nodes[kind, entity.pk] = Node(kind, entity.pk, name, short, entity.path)

    def _institutions(self) -> models.QuerySet[Institution]:
        """Return the institutions that were not founded after the day."""
        founded = Q(founded_year__isnull=True) | Q(founded_year__lte=self.day.year)
        institutions = public_entities(EntityKind.INSTITUTION).filter(founded)
        return institutions.only("slug", "label", "known_names")

    def _partnerships(self) -> models.QuerySet[Partnership]:
        return (
            public_entities(EntityKind.PARTNERSHIP)
            .held_on(self.day)
            .only("slug", "label", "known_names", "network")
        )

    def _people(self) -> models.QuerySet[Person]:
        people = public_entities(EntityKind.PERSON)
        return people.only("slug", "status", "label", "known_names")

    def _rows(self, model: type[Validity]) -> QuerySet:
        """Return the rows that held on the day; their ends are drawn or they are not."""
        rows = public_ties(model).select_related(None).prefetch_related(None)
        return cast(ValidityQuerySet, rows).as_of(self.day)

    def ties(self) -> Iterator[Tie]:
        """Yield the ties whose two ends are known."""
        yield from self._relations()
        yield from self._sites()
        yield from self._memberships()
        yield from self._networks()
        yield from self._roles()
        yield from self._affiliations()

    def _between(self, source: tuple, target: tuple, *what, **more) -> Iterator[Tie]:
        """Yield a tie if both of its ends are drawn and differ."""
        ends = self.nodes.get(source), self.nodes.get(target)
        if ends[0] and ends[1] and ends[0] != ends[1]:
            yield Tie(ends[0], ends[1], *what, **more)

    def _relations(self) -> Iterator[Tie]:
        for row in self._rows(InstitutionRelation):
            style = RELATION_STYLES[row.kind]
            yield from self._between(
                (EntityKind.INSTITUTION, row.institution_id),
                (EntityKind.INSTITUTION, row.target_id),
                style,
                row.get_kind_display(),
                row=row,
                share=row.share_percent,
                is_reversed=style == TieStyle.FUNDING,
            )

    def _sites(self) -> Iterator[Tie]:
        for row in self._rows(InstitutionSite).filter(host__isnull=False):
            yield from self._between(
                (EntityKind.INSTITUTION, row.institution_id),
                (EntityKind.INSTITUTION, row.host_id),
                TieStyle.SITE,
                _("has a site at"),
                detail=row.label,
                row=row,
            )

    def _memberships(self) -> Iterator[Tie]:
        for row in self._rows(PartnershipMember):
            is_funder = row.role == row.Role.FUNDER
            yield from self._between(
                (EntityKind.INSTITUTION, row.institution_id),
                (EntityKind.PARTNERSHIP, row.partnership_id),
                TieStyle.FUNDING if is_funder else TieStyle.MEMBER,
                row.get_role_display(),
                row=row,
            )

    def _networks(self) -> Iterator[Tie]:
        for partnership in self.partnerships:
            yield from self._between(
                (EntityKind.PARTNERSHIP, partnership.pk),
                (EntityKind.INSTITUTION, partnership.network_id),
                TieStyle.PART,
                _("belongs to the network"),
            )

    def _roles(self) -> Iterator[Tie]:
        """Yield the roles of people, and whom they represent in these."""
        for row in self._rows(PartnershipRole):
            person = (EntityKind.PERSON, row.person_id)
            partnership = self.nodes.get((EntityKind.PARTNERSHIP, row.partnership_id))
            if partnership is None:
                continue
            yield from self._between(
                person,
                (EntityKind.PARTNERSHIP, row.partnership_id),
                TieStyle.PERSON,
                str(row.role),
                row.role.lang,
                row=row,
            )
            yield from self._between(
                person,
                (EntityKind.INSTITUTION, row.representing_id),
                TieStyle.PERSON,
                _("represents"),
                detail=partnership.name,
                row=row,
            )

    def _affiliations(self) -> Iterator[Tie]:
        for row in self._rows(Affiliation):
            yield from self._between(
                (EntityKind.PERSON, row.person_id),
                (EntityKind.INSTITUTION, row.institution_id),
                TieStyle.PERSON,
                str(row.role) or row.get_role_type_display(),
                row.role.lang,
                detail=row.unit,
                row=row,
            )
