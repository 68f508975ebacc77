"""Partnerships as the API tells them: those that are announced."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from partners.instruments import Instrument
from partners.models import Partnership, PartnershipMember, PartnershipMilestone
from partners.public import load_ties
from partners.terms import find_end
from partners.ties import load_network
from partners.validity import machine_day
from portal.data import columns, schemas
from portal.data.entities import (
    INSTITUTION,
    LABEL,
    NAMED,
    OF_PARTNERSHIP,
    OF_PERSON,
    WEBSITE,
    shared,
)
from portal.data.fields import (
    Field,
    Fields,
    Part,
    Reader,
    Reference,
    Text,
    without,
)
from portal.data.parts import TERM, read_history, read_rows


def _day(name: str, precision: str) -> Callable[[Any, Reader], str | None]:
    """Return what reads a day of a partnership as exactly as it is known."""
    return lambda row, _reader: (
        machine_day(getattr(row, name), getattr(row, f"{precision}_precision")) or None
    )


def _end(row: Partnership, _reader: Reader) -> str | None:
    return machine_day(find_end(row), row.ended_precision) or None


MEMBER: Fields = {
    **OF_PARTNERSHIP,
    "institution": Reference("", INSTITUTION, plural="institutions", is_named=True),
    "role": Field("", schemas.word(PartnershipMember.Role.values, "founder")),
    **TERM,
}
MEMBER_PART = Part(
    "An institution that takes part in a partnership.", without(MEMBER, "partnership")
)

ROLE: Fields = {
    **OF_PARTNERSHIP,
    **OF_PERSON,
    "role": Text("", schemas.text("Director")),
    "representing": Reference(
        "For which member; null where that is not told.",
        schemas.maybe(INSTITUTION),
        plural="institutions",
        is_named=True,
    ),
    **TERM,
}
PARTICIPANT_PART = Part(
    "Somebody with a role in a partnership.", without(ROLE, "partnership")
)

MILESTONE: Fields = {
    "kind": Field("", schemas.word(PartnershipMilestone.Kind.values, "review")),
    "day": Field(
        "",
        schemas.day("2025"),
        lambda row, _reader: machine_day(row.day, row.precision),
        columns=columns.attributes("day", "precision"),
    ),
    "is_derived": Field("Whether the day was computed, not announced.", schemas.flag()),
}
MILESTONE_PART = Part(
    "A review or a renewal of a partnership, past or to come.", MILESTONE
)


def _known_day(example: str) -> schemas.Schema:
    return schemas.maybe(schemas.day(example))


FIELDS: Fields = {
    **shared("partnerships", "ellis-life", "ELLIS Life Heidelberg", LABEL),
    **NAMED,
    "kind": Field(
        _("Kind of partnership."),
        schemas.word(Partnership.Kind.values, "joint_unit"),
    ),
    "description": Text(
        _("Description."),
        schemas.text("A unit for machine learning in the life sciences."),
    ),
    "goals": Field(
        _("Goals, one each."),
        schemas.list_of(schemas.text("Joint PhD programme")),
        lambda row, _reader: row.goals.lines(),
        columns=columns.texts("goals"),
    ),
    "instruments": Field(
        _("What the partners share."),
        schemas.list_of(schemas.word(Instrument.values, "data_exchange")),
        lambda row, _reader: list(row.instruments),
        columns={"instruments": lambda row: " ".join(row.instruments)},
    ),
    "website": WEBSITE,
    "network": Field(
        _("Network it belongs to."),
        schemas.maybe(INSTITUTION),
        lambda row, reader: reader.refer("institutions", row.network),
        needs=load_network,
        is_tie=True,
        columns={"network": columns.identity("network")},
    ),
    "announced_on": Field(
        _("Day of the announcement, as exactly as it is known."),
        _known_day("2020-08-06"),
        _day("announced_on", "announced"),
        columns=columns.day("announced_on"),
    ),
    "started_on": Field(
        _("Day of the start, as exactly as it is known."),
        _known_day("2020-10"),
        _day("started_on", "started"),
        columns=columns.day("started_on"),
    ),
    "committed_until": Field(
        _("Until when the partners are committed."),
        _known_day("2025"),
        _day("committed_until", "committed"),
        columns={
            "committed_until": attrgetter("committed_until"),
            "committed_until_precision": attrgetter("committed_precision"),
        },
    ),
    "ended_on": Field(
        _("Day of the end, as exactly as it is known."),
        _known_day("2025-10-01"),
        _end,
        columns={
            "ended_on": find_end,
            "ended_precision": lambda row: row.ended_precision if find_end(row) else "",
        },
    ),
    "members": Field(
        _("Institutions that take part."),
        schemas.list_of(schemas.known("Member")),
        read_history("members", MEMBER_PART),
        needs=lambda rows: load_ties(rows, "members"),
        is_tie=True,
    ),
    "people": Field(
        _("People with a role in it."),
        schemas.list_of(schemas.known("Participant")),
        read_history("roles", PARTICIPANT_PART),
        needs=lambda rows: load_ties(rows, "roles"),
        is_tie=True,
    ),
    "milestones": Field(
        _("Reviews and renewals."),
        schemas.list_of(schemas.known("Milestone")),
        read_rows("milestones", MILESTONE_PART),
        needs=lambda rows: load_ties(rows, "milestones"),
    ),
}

# As the columns of its table were published.
FIRST_COLUMNS = (
    *("id", "slug", "name", "kind", "network"),
    *("announced_on", "started_on", "committed_until", "ended_on"),
    *("instruments", "website", "description", "goals"),
)

COMPONENTS = {
    "Member": MEMBER_PART.schema(),
    "Milestone": MILESTONE_PART.schema(),
    "Participant": PARTICIPANT_PART.schema(),
}
