"""Institutions, people and partnerships as the API tells them: as they are today.

Every tie is told from both sides. Where editors noted a source, it may be a note to
themselves and is not told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import Model, Prefetch
from django.utils.translation import gettext_lazy as _

from partners.instruments import Instrument
from partners.models import (
    Affiliation,
    Boilerplate,
    Institution,
    InstitutionRelation,
    InstitutionSite,
    Partnership,
    PartnershipMember,
    PartnershipMilestone,
    PartnershipRole,
    Person,
)
from partners.structured_data import LOGO, PORTRAIT
from partners.validity import machine_day
from portal.api import parts, schemas
from portal.api.parts import TERM, Field, attribute, prefetched, term, translated
from portal.api.public import public
from portal.core.languages import preferred

if TYPE_CHECKING:
    from portal.api.reading import Reader


def reference(about: str, kind: str, name: str) -> schemas.Schema:
    """Return the schema of a reference to an entity that everybody may know."""
    slug = schemas.known
    host = "https://newsroom.example"
    return schemas.part(
        about,
        optional=("entity",),
        id=schemas.address(f"{host}/id/{kind}/{name}/", "Its stable identity."),
        api_url=schemas.address(f"{host}/api/v2/{kind}/{name}/", "Where it is here."),
        name=schemas.text(name.upper(), "Today's name."),
        entity=slug(ONE[kind])
        | {"description": "What stands at api_url; only where it was expanded."},
    )


ONE = {"institutions": "Institution", "people": "Person", "partnerships": "Partnership"}
INSTITUTION = schemas.known("InstitutionReference")
PERSON = schemas.known("PersonReference")
PARTNERSHIP = schemas.known("PartnershipReference")


def shared(kind: str, slug: str, name: str) -> dict[str, Field]:
    """Return the fields with which every entity begins."""
    host = "https://newsroom.example"
    return {
        "id": Field(
            _("Stable identity; the address never changes."),
            schemas.address(f"{host}/id/{kind}/{slug}/"),
            lambda row, reader: reader.identity(row.path),
        ),
        "api_url": Field(
            _("Address of this item in the API."),
            schemas.address(f"{host}/api/v2/{kind}/{slug}/"),
            lambda row, reader: reader.api_url(row.path),
        ),
        "url": Field(
            _("Page for people, in the language asked for or the next best."),
            schemas.address(f"{host}/en/partners/{kind}/{slug}/"),
            lambda row, reader: reader.page_url(row.path),
        ),
        "slug": Field(
            _("Last part of the addresses; never given to another one."),
            schemas.text(slug),
            attribute("slug"),
        ),
        "name": Field(_("Today's name."), schemas.text(name), _name),
    }


def _name(row: Any, _reader: Reader) -> str:
    return row.name if isinstance(row, Person) else row.name()


NAMED = {
    "acronym": Field(
        _("Today's acronym, else the short or the official name."),
        schemas.text("DKFZ"),
        lambda row, _reader: row.acronym(),
    ),
    "names": Field(
        _("All names in all languages that hold or once held."),
        schemas.list_of(schemas.known("Name")),
        parts.names,
        needs=prefetched("names"),
    ),
}
IDENTIFIERS = Field(
    _("Identifiers such as ROR, ORCID and Wikidata."),
    schemas.list_of(schemas.known("Identifier")),
    parts.identifiers,
    needs=prefetched("identifiers"),
)
WEBSITE = Field(
    _("Website; empty where there is none."),
    schemas.text("https://www.dkfz.de/"),
    attribute("website"),
)


def _current(model: type[Model], relation: str, other: str) -> Prefetch:
    """Return a prefetch of ties to institutions that were not merged into others."""
    rows = model._default_manager.filter(**{f"{other}__merged_into": None})
    return Prefetch(relation, rows.select_related(other))


def _announced(model: type[Model], relation: str, *more: str) -> Prefetch:
    """Return a prefetch of ties to partnerships that everybody may know."""
    rows = model._default_manager.filter(partnership__in=public("partnerships"))
    return Prefetch(relation, rows.select_related("partnership", *more))


def _number(name: str) -> Callable[[Any, Reader], float | None]:
    """Return what reads a decimal as a number of JSON."""

    def read(row: Any, _reader: Reader) -> float | None:
        value = getattr(row, name)
        return None if value is None else float(value)

    return read


def _sites(row: Institution, reader: Reader) -> list[dict]:
    return [
        {
            "label": site.label,
            "city": site.city,
            "host": reader.refer("institutions", site.host),
            "host_text": site.host_text,
            **term(site),
        }
        for site in row.sites.all()
    ]


SITE = schemas.part(
    "A place where an institution works.",
    label=schemas.text("Research station Dresden"),
    city=schemas.text("Dresden"),
    host=schemas.maybe(INSTITUTION),
    host_text=schemas.text("", "At whose place, where that is no institution here."),
    **TERM,
)


def _about(row: Institution, reader: Reader) -> dict | None:
    """Return the "About" text in the best language; its links are followed later."""
    held = {one.language: one for one in row.boilerplates.all()}
    found = next((held[code] for code in preferred() if code in held), None)
    if found is None:
        return None
    node = {"language": found.language, "html": found.text}
    reader.link(node)
    return node


ABOUT = schemas.part(
    "The standing “About” text of an institution.",
    language=schemas.text("en", **parts.LANGUAGE),
    html=schemas.text("<p>The DKFZ is the largest centre of its kind.</p>"),
)


def _relations(row: Institution, reader: Reader) -> list[dict]:
    own = [(one, one.target, False) for one in row.relations.all()]
    others = [(one, one.institution, True) for one in row.reverse_relations.all()]
    return [
        {
            "kind": one.kind,
            "is_reverse": is_reverse,
            "label": str(one.reversed_kind if is_reverse else one.get_kind_display()),
            "institution": reader.refer("institutions", other),
            "share_percent": float(one.share_percent) if one.share_percent else None,
            **term(one),
        }
        for one, other, is_reverse in own + others
    ]


RELATION = schemas.part(
    "How an institution is tied to another one.",
    kind=schemas.word(InstitutionRelation.Kind.values, "funded_by"),
    is_reverse=schemas.flag(
        "Whether the tie leads from the other institution to this one."
    ),
    label=schemas.text("is funded by", "The tie in words, as this one would put it."),
    institution=INSTITUTION,
    share_percent=schemas.maybe(schemas.number(90, kind="number")),
    **TERM,
)


def _memberships(row: Institution, reader: Reader) -> list[dict]:
    return [
        {
            "partnership": reader.refer("partnerships", one.partnership),
            "role": one.role,
            **term(one),
        }
        for one in row.memberships.all()
    ]


MEMBERSHIP = schemas.part(
    "That an institution takes part in a partnership.",
    partnership=PARTNERSHIP,
    role=schemas.word(PartnershipMember.Role.values, "founder"),
    **TERM,
)

INSTITUTION_FIELDS = {
    **shared("institutions", "dkfz", "German Cancer Research Center"),
    **NAMED,
    "kind": Field(
        _("Kind of institution."),
        schemas.word(Institution.Kind.values, "research_centre"),
        attribute("kind"),
    ),
    "status": Field(
        _("Whether it still exists."),
        schemas.word(Institution.Status.values, "active"),
        attribute("status"),
    ),
    "description": Field(
        _("Description."),
        schemas.text("National centre for cancer research."),
        translated("description"),
    ),
    "about": Field(
        _("“About” text that holds today."),
        schemas.maybe(schemas.known("AboutText")),
        _about,
        needs=lambda rows: rows.prefetch_related(
            Prefetch("boilerplates", Boilerplate.objects.as_of())
        ),
    ),
    "website": WEBSITE,
    "logo": Field(
        _("Logo; null in lists until its page has been shown once."),
        schemas.maybe(schemas.known("Picture")),
        lambda row, reader: reader.picture(row.logo, LOGO),
        needs=lambda rows: rows.select_related("logo").prefetch_related(
            "logo__renditions"
        ),
    ),
    "city": Field(_("City."), schemas.text("Heidelberg"), attribute("city")),
    "region": Field(
        _("Region."), schemas.text("Baden-Württemberg"), attribute("region")
    ),
    "country": Field(
        _("Country (ISO 3166-1, two letters); empty where it is not known."),
        schemas.text("DE"),
        attribute("country"),
    ),
    "latitude": Field(
        _("Latitude (WGS 84)."),
        schemas.maybe(schemas.number(49.41434, kind="number")),
        _number("latitude"),
    ),
    "longitude": Field(
        _("Longitude (WGS 84)."),
        schemas.maybe(schemas.number(8.67289, kind="number")),
        _number("longitude"),
    ),
    "founded_year": Field(
        _("Year of foundation."),
        schemas.maybe(schemas.number(1964)),
        attribute("founded_year"),
    ),
    "dissolved_year": Field(
        _("Year of dissolution."),
        schemas.maybe(schemas.number(2030)),
        attribute("dissolved_year"),
    ),
    "identifiers": IDENTIFIERS,
    "sites": Field(
        _("Places where it works."),
        schemas.list_of(schemas.known("Site")),
        _sites,
        needs=lambda rows: rows.prefetch_related(
            Prefetch("sites", InstitutionSite.objects.select_related("host"))
        ),
        is_tie=True,
    ),
    "relations": Field(
        _("Ties to other institutions, from both sides."),
        schemas.list_of(schemas.known("Relation")),
        _relations,
        needs=lambda rows: rows.prefetch_related(
            _current(InstitutionRelation, "relations", "target"),
            _current(InstitutionRelation, "reverse_relations", "institution"),
        ),
        is_tie=True,
    ),
    "memberships": Field(
        _("Partnerships it takes part in."),
        schemas.list_of(schemas.known("Membership")),
        _memberships,
        needs=lambda rows: rows.prefetch_related(
            _announced(PartnershipMember, "memberships")
        ),
        is_tie=True,
    ),
}


def _affiliations(row: Person, reader: Reader) -> list[dict]:
    return [
        {
            "institution": reader.refer("institutions", one.institution),
            "unit": one.unit,
            "role_type": one.role_type,
            "role": str(one.role),
            "is_primary": one.is_primary,
            **term(one),
        }
        for one in row.affiliations.all()
    ]


AFFILIATION = schemas.part(
    "Where somebody works or worked.",
    institution=INSTITUTION,
    unit=schemas.text("Division of Medical Image Computing"),
    role_type=schemas.word(Affiliation.RoleType.values, "head"),
    role=schemas.text("Head of division", "The role in words."),
    is_primary=schemas.flag(),
    **TERM,
)


def _parts(row: Person, reader: Reader) -> list[dict]:
    return [
        {
            "partnership": reader.refer("partnerships", one.partnership),
            "role": str(one.role),
            "representing": reader.refer("institutions", one.representing),
            **term(one),
        }
        for one in row.partnership_roles.all()
    ]


PART = schemas.part(
    "What somebody does in a partnership.",
    partnership=PARTNERSHIP,
    role=schemas.text("Director"),
    representing=schemas.maybe(INSTITUTION)
    | {"description": "For which member; null where that is not told."},
    **TERM,
)

PERSON_FIELDS = {
    **shared("people", "ada-lovelace", "Ada Lovelace"),
    "titles": Field(_("Titles."), schemas.text("Prof. Dr."), attribute("titles")),
    "sort_name": Field(
        _("Under what a list files the name."),
        schemas.text("Lovelace, Ada"),
        attribute("sort_name"),
    ),
    "biography": Field(
        _("Biography."), schemas.text("Mathematician."), translated("biography")
    ),
    "website": WEBSITE,
    "portrait": Field(
        _(
            "Portrait, while there is consent; null in lists until its page has been shown once."
        ),
        schemas.maybe(schemas.known("Picture")),
        lambda row, reader: reader.picture(row.public_portrait, PORTRAIT),
        needs=lambda rows: rows.select_related("portrait").prefetch_related(
            "portrait__renditions"
        ),
    ),
    "identifiers": IDENTIFIERS,
    "affiliations": Field(
        _("Institutions where the person works or worked."),
        schemas.list_of(schemas.known("Affiliation")),
        _affiliations,
        needs=lambda rows: rows.prefetch_related(
            _current(Affiliation, "affiliations", "institution")
        ),
        is_tie=True,
    ),
    "partnerships": Field(
        _("Roles in partnerships."),
        schemas.list_of(schemas.known("PersonPart")),
        _parts,
        needs=lambda rows: rows.prefetch_related(
            _announced(PartnershipRole, "partnership_roles", "representing")
        ),
        is_tie=True,
    ),
}


def _day(name: str, precision: str) -> Callable[[Any, Reader], str | None]:
    """Return what reads a day of a partnership as exactly as it is known."""
    return lambda row, _reader: (
        machine_day(getattr(row, name), getattr(row, f"{precision}_precision")) or None
    )


def _members(row: Partnership, reader: Reader) -> list[dict]:
    return [
        {
            "institution": reader.refer("institutions", one.institution),
            "role": one.role,
            **term(one),
        }
        for one in row.members.all()
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
            "person": reader.refer("people", one.person),
            "role": str(one.role),
            "representing": reader.refer("institutions", one.representing),
            **term(one),
        }
        for one in row.roles.all()
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


PARTNERSHIP_FIELDS = {
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
        needs=lambda rows: rows.select_related("network"),
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
        _day("ended_on", "ended"),
    ),
    "members": Field(
        _("Institutions that take part."),
        schemas.list_of(schemas.known("Member")),
        _members,
        needs=lambda rows: rows.prefetch_related(
            _current(PartnershipMember, "members", "institution")
        ),
        is_tie=True,
    ),
    "people": Field(
        _("People with a role in it."),
        schemas.list_of(schemas.known("Participant")),
        _people,
        needs=lambda rows: rows.prefetch_related(
            Prefetch(
                "roles",
                PartnershipRole.objects.filter(
                    person__in=public("people")
                ).select_related("person", "representing"),
            )
        ),
        is_tie=True,
    ),
    "milestones": Field(
        _("Reviews and renewals."),
        schemas.list_of(schemas.known("Milestone")),
        _milestones,
        needs=prefetched("milestones"),
    ),
}

COMPONENTS = {
    "AboutText": ABOUT,
    "Affiliation": AFFILIATION,
    "InstitutionReference": reference("An institution.", "institutions", "dkfz"),
    "Member": MEMBER,
    "Membership": MEMBERSHIP,
    "Milestone": MILESTONE,
    "Participant": PARTICIPANT,
    "PartnershipReference": reference("A partnership.", "partnerships", "ellis-life"),
    "PersonPart": PART,
    "PersonReference": reference("A person.", "people", "ada-lovelace"),
    "Relation": RELATION,
    "Site": SITE,
}
