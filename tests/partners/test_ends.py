"""Ends are told as the last day, month or year in which something held."""

from __future__ import annotations

from datetime import date

from django.utils import translation

import pytest

from partners.models import (
    Affiliation,
    InstitutionRelation,
    InstitutionSite,
    PartnershipMember,
)
from partners.public import public_entities
from partners.terms import term_of
from partners.ties import load_page
from partners.timeline.events import all_events
from tests.factories import (
    add_affiliation,
    add_institution,
    add_partnership,
    add_person,
)

# Stored end and precision; the same in English, in German and for machines.
ENDS = [
    (date(2024, 1, 1), "day", "31 December 2023", "31. Dezember 2023", "2023-12-31"),
    (date(2024, 1, 1), "month", "December 2023", "Dezember 2023", "2023-12"),
    (date(2024, 1, 1), "year", "2023", "2023", "2023"),
    (date(2021, 5, 12), "day", "11 May 2021", "11. Mai 2021", "2021-05-11"),
]


@pytest.mark.parametrize(("end", "precision", "english", "german", "machine"), ENDS)
def test_every_output_tells_the_last_day(
    client, site, end, precision, english, german, machine
):
    alpha, beta = add_institution("Alpha", slug="alpha"), add_institution("Beta")
    ada, unit = add_person("Ada Lovelace", slug="ada"), add_partnership(slug="unit")
    time = {"valid_to": end, "valid_to_precision": precision}
    add_affiliation(ada, alpha, role={"en": "Head"}, **time)
    PartnershipMember.objects.create(partnership=unit, institution=alpha, **time)
    InstitutionSite.objects.create(institution=alpha, label="Site", **time)
    InstitutionRelation.objects.create(
        institution=alpha, kind="part_of", target=beta, **time
    )

    def get(address, **headers):
        answer = client.get(address, headers=headers)
        body = b"".join(answer) if answer.streaming else answer.content
        return body.decode()

    # Relation, member, affiliation and site.
    assert get("/en/partners/institutions/alpha/").count(f"until {english}<") == 4
    assert get("/de/partner/institutions/alpha/").count(f"bis {german}<") == 4
    assert f"until {english}<" in get("/en/partners/people/ada/")
    assert f'<time datetime="{machine}">{english}</time>' in get(
        "/en/partners/partnerships/unit/"
    )
    linked = get("/id/institutions/alpha/", Accept="application/ld+json")
    assert (
        linked.count(f'"endDate": "{machine}"') + linked.count(f'"endDate":"{machine}"')
        == 2
    )
    for below in ("institutions/alpha/", "people/ada/", "partnerships/unit/"):
        assert f'"valid_to":"{machine}"' in get(f"/api/v2/{below}")
    for name in ("affiliations", "members", "relations", "sites"):
        assert f"{machine[:4]}-12-31,{precision}" in get(
            f"/graph/{name}.csv"
        ) or f"{machine},{precision}" in get(f"/graph/{name}.csv")


def test_one_year_is_told_once(site):
    row = add_affiliation(
        add_person(),
        add_institution(),
        valid_from=date(2020, 6, 1),
        valid_from_precision="year",
        valid_to=date(2020, 9, 1),
        valid_to_precision="year",
    )

    assert (row.valid_from, row.valid_to) == (date(2020, 1, 1), date(2021, 1, 1))
    with translation.override("de"):
        assert (term_of(row).started, term_of(row).ended) == ("2020", "2020")


@pytest.mark.parametrize(
    "typed", [date(2020, 1, 1), date(2020, 7, 4), date(2020, 12, 31)]
)
def test_a_year_is_stored_in_one_form_whatever_day_is_typed(site, typed):
    row = add_affiliation(
        add_person(),
        add_institution(),
        valid_from=typed,
        valid_from_precision="year",
    )
    unit = add_partnership(started_on=typed, started_precision="month")
    other = Affiliation(
        person=row.person,
        institution=row.institution,
        valid_to=typed,
        valid_to_precision="year",
    )
    other.full_clean(exclude=["role"])

    row.refresh_from_db()
    unit.refresh_from_db()
    assert row.valid_from == other.valid_to == date(2020, 1, 1)
    assert unit.started_on == typed.replace(day=1)


def test_a_partnership_does_not_end_before_it_started_in_the_same_year(site):
    unit = add_partnership(
        started_on=date(2020, 5, 1),
        ended_on=date(2020, 7, 1),
        ended_precision="year",
    )

    assert unit.ended_on == date(2020, 5, 1)
    unit.clean()


def test_days_of_rows_that_change_in_the_same_year_do_not_overlap(site):
    institution = add_institution("Before", slug="one")
    change = date(2020, 6, 1)
    before = institution.names.get(kind="official", language="en")
    before.valid_to, before.valid_to_precision = change, "year"
    before.save()
    after = institution.names.create(
        language="en", text="After", valid_from=change, valid_from_precision="year"
    )

    assert not before.overlaps(after)


def test_a_timeline_tells_when_somebody_left(site):
    unit = add_partnership(slug="unit")
    PartnershipMember.objects.create(
        partnership=unit,
        institution=add_institution(),
        valid_to=date(2024, 1, 1),
        valid_to_precision="year",
    )

    (event,) = all_events(load_page(public_entities("partnership")).get(pk=unit.pk))

    assert (str(event.label), event.shown_day) == ("Member leaves", "2023")
