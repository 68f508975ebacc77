"""Partnerships as the API tells them: those that are announced."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from partners.instruments import Instrument
from partners.models import Partnership, PartnershipMember, PartnershipMilestone
from partners.public import load_ties
from partners.terms import find_end
from partners.ties import in_history_order, load_network
from partners.validity import machine_day
from portal.api import schemas
from portal.api.entities import (
    INSTITUTION,
    NAMED,
    PERSON,
    WEBSITE,
    shared,
)
from portal.api.parts import TERM, Field, attribute, term, translated

if TYPE_CHECKING:
    from portal.api.reading import Reader


def _day(name: str, precision: str) -> Callable[[Any, Reader], str | None]:
    """Return what reads a day of a partnership as exactly as it is known."""
    return lambda row, _reader: (
        machine_day(getattr(row, name), getattr(row, f"{precision}_precision")) or None
    )


def _end(row: Partnership, _reader: Reader) -> str | None:
    return machine_day(find_end(row), row.ended_precision) or None


def _members(row: Partnership, reader: Reader) -> list[dict]:
    return [
        {
            "institution": reader.refer("institutions", one.institution, one),
            "role": one.role,
            **term(one),
        }
        for one in in_history_order(row.members.all())
    ]


MEMBER = schemas.part(
    "An institution that takes part in a partnership.",
    institution=INSTITUTION,
    role=schemas.word(PartnershipMember.Role.values, "founder"),
    **TERM,
)


def _people(row: Partnership, reader: Reader) -> list[dict]:
    return [
        {
            "person": reader.refer("people", one.person, one),
            "role": str(one.role),
            "representing": reader.refer("institutions", one.representing, one),
            **term(one),
        }
        for one in in_history_order(row.roles.all())
    ]


PARTICIPANT = schemas.part(
    "Somebody with a role in a partnership.",
    person=PERSON,
    role=schemas.text("Director"),
    representing=schemas.maybe(INSTITUTION)
    | {"description": "For which member; null where that is not told."},
    **TERM,
)


def _milestones(row: Partnership, _reader: Reader) -> list[dict]:
    return [
        {
            "kind": one.kind,
            "day": machine_day(one.day, one.precision),
            "is_derived": one.is_derived,
        }
        for one in row.milestones.all()
    ]


MILESTONE = schemas.part(
    "A review or a renewal of a partnership, past or to come.",
    kind=schemas.word(PartnershipMilestone.Kind.values, "review"),
    day=schemas.day("2025"),
    is_derived=schemas.flag("Whether the day was computed, not announced."),
)


def _known_day(example: str) -> schemas.Schema:
    return schemas.maybe(schemas.day(example))


FIELDS = {
    **shared("partnerships", "ellis-life", "ELLIS Life Heidelberg"),
    **NAMED,
    "kind": Field(
        _("Kind of partnership."),
        schemas.word(Partnership.Kind.values, "joint_unit"),
        attribute("kind"),
    ),
    "description": Field(
        _("Description."),
        schemas.text("A unit for machine learning in the life sciences."),
        translated("description"),
    ),
    "goals": Field(
        _("Goals, one each."),
        schemas.list_of(schemas.text("Joint PhD programme")),
        lambda row, _reader: row.goals.lines(),
    ),
    "instruments": Field(
        _("What the partners share."),
        schemas.list_of(schemas.word(Instrument.values, "data_exchange")),
        lambda row, _reader: list(row.instruments),
    ),
    "website": WEBSITE,
    "network": Field(
        _("Network it belongs to."),
        schemas.maybe(INSTITUTION),
        lambda row, reader: reader.refer("institutions", row.network),
        needs=load_network,
        is_tie=True,
    ),
    "announced_on": Field(
        _("Day of the announcement, as exactly as it is known."),
        _known_day("2020-08-06"),
        _day("announced_on", "announced"),
    ),
    "started_on": Field(
        _("Day of the start, as exactly as it is known."),
        _known_day("2020-10"),
        _day("started_on", "started"),
    ),
    "committed_until": Field(
        _("Until when the partners are committed."),
        _known_day("2025"),
        _day("committed_until", "committed"),
    ),
    "ended_on": Field(
        _("Day of the end, as exactly as it is known."),
        _known_day("2025-10-01"),
        _end,
    ),
    "members": Field(
        _("Institutions that take part."),
        schemas.list_of(schemas.known("Member")),
        _members,
        needs=lambda rows: load_ties(rows, "members"),
        is_tie=True,
    ),
    "people": Field(
        _("People with a role in it."),
        schemas.list_of(schemas.known("Participant")),
        _people,
        needs=lambda rows: load_ties(rows, "roles"),
        is_tie=True,
    ),
    "milestones": Field(
        _("Reviews and renewals."),
        schemas.list_of(schemas.known("Milestone")),
        _milestones,
        needs=lambda rows: load_ties(rows, "milestones"),
    ),
}

COMPONENTS = {"Member": MEMBER, "Milestone": MILESTONE, "Participant": PARTICIPANT}
