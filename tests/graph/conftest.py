"""A small graph with one of everything, and with everything that is secret."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from news.models import Byline, Publication, ReleasePublication
from partners.models import (
    InstitutionRelation,
    InstitutionSite,
    PartnershipMember,
    PartnershipMilestone,
    PartnershipRole,
)
from tests.factories import (
    add_affiliation,
    add_boilerplate,
    add_fact,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_series,
    add_statement,
    add_topic,
    add_translation,
    add_value,
    days_from_now,
    publish,
)
from tests.sharing import shared

SECRET = "Schattenprojekt"


@shared
def graph_site(site):
    """Return the things that tests speak of by name."""
    things = SimpleNamespace(site=site, newsroom=site["en"]["newsroom"])
    things.dkfz = add_institution(
        "German Cancer Research Center",
        "DKFZ",
        slug="dkfz",
        city="Heidelberg",
        country="DE",
        founded_year=1964,
        latitude="-12.5",
        longitude="8.67",
    )
    things.dkfz.identifiers.create(scheme="ror", value="04cdgtt98")
    things.dkfz.identifiers.create(
        scheme="wikidata", value="Q42", scope="site", scope_note="Mannheim"
    )
    things.dkfz.save()
    things.ministry = add_institution("Research Ministry", slug="ministry")
    things.ada = add_person("Ada Lovelace", slug="ada", titles="Dr.")
    things.ada.identifiers.create(scheme="orcid", value="0000-0002-1825-0097")
    things.ada.save()
    add_ties(things)
    things.unit = add_partnership("Joint unit", slug="unit", kind="joint_unit")
    add_partnership_rows(things)
    things.release = add_public_release(things)
    add_secrets(things)
    return things


def add_ties(things) -> None:
    relations = InstitutionRelation.objects
    relations.create(
        institution=things.dkfz,
        kind="funded_by",
        target=things.ministry,
        share_percent=90,
    )
    relations.create(
        institution=things.dkfz, kind="cooperates_with", target=things.ministry
    )
    InstitutionSite.objects.create(
        institution=things.dkfz, label="Dresden", host=things.ministry
    )
    add_boilerplate(things.dkfz, "<p>About <b>us</b>.</p>")
    add_affiliation(
        things.ada,
        things.dkfz,
        role={"en": "Group leader", "de": "Gruppenleiterin"},
        valid_from=date(1993, 1, 1),
        valid_from_precision="year",
        valid_to=date(2001, 5, 1),
        valid_to_precision="month",
    )


def add_partnership_rows(things) -> None:
    unit = things.unit
    PartnershipMember.objects.create(
        partnership=unit,
        institution=things.dkfz,
        role="founder",
        valid_from=date(2020, 8, 6),
    )
    PartnershipRole.objects.create(
        partnership=unit, person=things.ada, role={"en": "Director"}
    )
    PartnershipMilestone.objects.create(partnership=unit, day=date(2025, 1, 1))
    things.fact = add_fact(
        "Staff", institution=things.dkfz, value=3000, as_of=date(2024, 1, 1)
    )
    add_value(things.fact, 9999, days_from_now(2).date(), source={"en": SECRET})


def add_public_release(things):
    spoken = add_statement(things.ada, "It works.", institution=things.dkfz)
    paper = Publication.objects.create(doi="10.1000/182", title="On engines")
    release = add_release(
        things.newsroom,
        "It works",
        slug="it-works",
        standfirst="Really.",
        series=add_series(institution=things.dkfz),
        body=[
            {"type": "statement", "value": {"statement": spoken.pk}},
            {"type": "facts", "value": {"title": "", "facts": [things.fact.pk]}},
        ],
        institutions=[(things.dkfz, "lead_issuer"), (things.ministry, "funder")],
        people=[things.ada],
        partnerships=[things.unit],
        topics=[add_topic("engines")],
        rows={
            "bylines": [Byline(person=things.ada)],
            "release_publications": [ReleasePublication(publication=paper)],
        },
    )
    publish(add_translation(release, title="Es geht"))
    return release


def add_secrets(things) -> None:
    """Add all that nobody may learn: each is named ``SECRET``."""
    secret = SECRET.lower()
    hidden = add_partnership(
        SECRET,
        [things.dkfz],
        slug=secret,
        announced_on=days_from_now(2).date(),
    )
    PartnershipRole.objects.create(
        partnership=hidden, person=things.ada, role={"en": SECRET}
    )
    PartnershipMilestone.objects.create(
        partnership=hidden, day=date(2030, 1, 1), source=SECRET
    )
    add_fact(SECRET, partnership=hidden, as_of=date(2024, 1, 1), source={"en": SECRET})
    add_boilerplate(
        things.ministry, f"<p>{SECRET}</p>", valid_from=days_from_now(2).date()
    )
    add_fact(SECRET, as_of=days_from_now(2).date(), source={"en": SECRET})
    PartnershipMember.objects.create(
        partnership=things.unit, institution=things.ministry, source=SECRET
    )
    for owner in (things.dkfz, things.unit):
        owner.names.create(
            language="en",
            kind="alias",
            text=SECRET,
            valid_from=days_from_now(2).date(),
        )
        owner.save()
    for status in ("minimal", "erased"):
        person = add_person(
            f"{SECRET} {status}", slug=f"{secret}-{status}", status=status
        )
        person.identifiers.create(scheme="wikidata", value=f"Q{9000 + person.pk}")
        add_affiliation(person, things.dkfz, role={"en": SECRET})
        PartnershipRole.objects.create(
            partnership=things.unit, person=person, role={"en": SECRET}
        )
    minimal = add_statement(person, SECRET)
    planned = add_fact(SECRET, as_of=date(2024, 1, 1), source={"en": SECRET})
    things.embargoed = add_release(
        things.newsroom,
        SECRET,
        slug=secret,
        released_at=days_from_now(1),
        institutions=[(things.dkfz, "issuer")],
        people=[things.ada],
        body=[
            {"type": "statement", "value": {"statement": minimal.pk}},
            {"type": "facts", "value": {"title": "", "facts": [planned.pk]}},
        ],
    )
