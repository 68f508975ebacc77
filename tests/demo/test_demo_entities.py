"""Institutions, people and partnerships of the demo are those of the facts files."""

from datetime import date
from decimal import Decimal

import pytest

from partners.models import Institution, InstitutionRelation, Partnership, Person
from tests.demo.stated import BOTH, ELLIS, MILA, day_of, institution_named

pytestmark = pytest.mark.usefixtures("db")

INSTITUTIONS = [stated for facts in BOTH for stated in facts["institutions"]]
PEOPLE = [stated for facts in BOTH for stated in facts["persons"]]
RELATIONS = [stated for facts in BOTH for stated in facts["relations"]]
RELEASE_DAY = day_of(ELLIS)


def related(name, *kinds) -> set:
    rows = InstitutionRelation.objects.filter(
        institution=institution_named(name), kind__in=kinds
    )
    return {row.target for row in rows}


def test_there_is_one_row_for_each_institution():
    assert Institution.objects.live().count() == len(INSTITUTIONS)


@pytest.mark.parametrize("stated", INSTITUTIONS, ids=lambda row: row["name_en"])
def test_institution_is_as_stated(stated):
    institution = institution_named(stated["name_en"])

    for language in ("de", "fr"):
        if f"name_{language}" in stated:
            assert institution_named(stated[f"name_{language}"]) == institution
    if "acronym" in stated:
        assert institution_named(stated["acronym"]) == institution
    assert institution.kind == stated.get("kind", institution.kind)
    assert institution.city == stated.get("city", institution.city)
    assert institution.country == stated.get("country", institution.country)
    assert institution.founded_year == stated.get("founded", institution.founded_year)


@pytest.mark.parametrize(
    "stated", [row for row in INSTITUTIONS if "ror" in row], ids=lambda row: row["ror"]
)
def test_ror_belongs_to_the_institution(stated):
    identifier = institution_named(stated["name_en"]).identifiers.get(scheme="ror")

    assert identifier.value == stated["ror"]
    assert (identifier.scope == "site") == ("ror_scope" in stated)


def test_no_ror_is_made_up():
    stated = {row["ror"] for row in INSTITUTIONS if "ror" in row}
    identifiers = [
        identifier.value
        for institution in Institution.objects.all()
        for identifier in institution.identifiers.all()
    ]

    assert sorted(identifiers) == sorted(stated)


@pytest.mark.parametrize("stated", RELATIONS, ids=lambda row: " ".join(row))
def test_relation_is_as_stated(stated):
    source, kind, target, *share = stated

    relation = InstitutionRelation.objects.get(
        institution=institution_named(source),
        kind=kind,
        target=institution_named(target),
    )

    expected = Decimal(share[0].removesuffix(" %")) if share else None
    assert relation.share_percent == expected


def test_counts_of_the_first_announcement_hold():
    counts = ELLIS["counts"]
    dkfz = institution_named("DKFZ")
    institutes = dkfz.reverse_relations.filter(kind="affiliated_institute_of")
    services = dkfz.reverse_relations.filter(
        kind="part_of", institution__kind="information_service"
    )
    partners = len(related("DKFZ", "cooperates_with")) + institutes.count()

    assert partners == counts["cooperation_partners"]
    assert len(related("DKFZ", "funded_by")) == counts["funders"]
    assert len(related("DKFZ", "member_of")) == counts["parent_association"]
    assert services.count() == counts["information_service"]
    assert Institution.objects.filter(kind="network").count() == counts["network"]
    assert Institution.objects.filter(kind="programme").count() == counts["programme"]


def test_programme_is_part_of_its_network():
    assert related("ELLIS Health Program", "part_of") == {institution_named("ELLIS")}


def test_nct_had_two_sites_in_2020_and_has_six_now():
    nct = institution_named("NCT")
    stated = next(row for row in INSTITUTIONS if row.get("acronym") == "NCT")

    assert len([site for site in nct.sites.all() if site.holds_on(RELEASE_DAY)]) == 2
    assert len([site for site in nct.sites.all() if site.holds_on()]) == stated["sites"]


def test_dktk_has_eight_sites():
    assert institution_named("DKTK").sites.count() == 8


@pytest.mark.parametrize(("language", "two"), [("en", "two sites"), ("de", "zwei St")])
def test_boilerplate_of_2020_knows_nothing_of_2023(language, two):
    text = institution_named("DKFZ").boilerplate(RELEASE_DAY, language).text

    assert f"NCT, {two}" in text
    assert "six sites" not in text
    assert "sechs Standorte" not in text


@pytest.mark.parametrize(("language", "six"), [("en", "six sites"), ("de", "sechs St")])
def test_boilerplate_since_2023_counts_six_sites(language, six):
    text = institution_named("DKFZ").boilerplate(date(2023, 2, 1), language).text

    assert f"NCT, {six}" in text


def test_boilerplates_do_not_overlap():
    for institution in Institution.objects.all():
        for language in ("en", "de"):
            versions = list(institution.boilerplates.filter(language=language))
            for position, version in enumerate(versions):
                assert not any(version.overlaps(other) for other in versions[:position])


def test_ministry_changes_its_name_on_the_day_it_did():
    stated = next(row for row in INSTITUTIONS if "renamed_on" in row)
    ministry = institution_named(stated["name_en"])

    assert ministry.name(RELEASE_DAY, "de") == stated["name_de"]
    assert ministry.name(RELEASE_DAY, "en") == stated["name_en"]
    renamed_on = date.fromisoformat(stated["renamed_on"])
    assert ministry.name(renamed_on, "de") == stated["now_de"]


@pytest.mark.parametrize("stated", PEOPLE, ids=lambda row: row["name"])
def test_person_is_as_stated(stated):
    person = Person.objects.get(label=stated["name"])
    orcids = [row.value for row in person.identifiers.filter(scheme="orcid")]

    assert orcids == ([stated["orcid"]] if stated.get("orcid") else [])
    assert person.titles() == stated.get("title", "")
    if "institution" in stated:
        institution = institution_named(stated["institution"])
        assert [row.institution for row in person.affiliations.all()] == [institution]


def test_an_office_of_2020_is_not_shown_as_held_now():
    minister = Person.objects.get(label="Theresia Bauer")

    assert minister.affiliations_on(RELEASE_DAY)
    assert not minister.affiliations_on()


@pytest.mark.parametrize("facts", BOTH, ids=["ellis", "mila"])
def test_partnership_is_as_stated(facts):
    stated = facts["partnership"]
    partnership = Partnership.objects.get(
        names__text=stated["name"], names__language="en", kind=stated["kind"]
    )
    members = {(row.institution, row.role) for row in partnership.members.all()}

    assert partnership.instruments == stated["instruments"]
    assert members == {
        (institution_named(member["institution"]), role)
        for member in stated["members"]
        for role in member["roles"]
    }
    for alias in stated.get("aliases", []):
        assert partnership.names.filter(text=alias, kind="alias").exists()


def test_ellis_life_heidelberg_keeps_its_dates_and_directors():
    stated = ELLIS["partnership"]
    unit = Partnership.objects.get(slug="ellis-life-heidelberg")

    assert unit.network == institution_named(stated["network"])
    assert unit.announced_on.isoformat() == stated["announced_on"]
    assert f"{unit.committed_until:%Y-%m}" == stated["committed_until"]["value"]
    assert unit.committed_precision == stated["committed_until"]["precision"]
    assert unit.committed_derived is stated["committed_until"]["derived"]
    assert {
        (role.person.name(), role.role["en"].lower(), role.representing)
        for role in unit.roles.all()
    } == {
        (row["person"], row["role"], institution_named(row["representing"]))
        for row in stated["people"]
    }


def test_mila_partnership_has_two_members_and_no_announced_day():
    partnership = Partnership.objects.get(slug="causal-cell-dynamics-and-mila")
    members = partnership.members.filter(role="member")

    assert members.count() == MILA["counts"]["member_institutions"]
    assert partnership.announced_on is None
