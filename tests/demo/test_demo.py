"""The releases of the demo say what the facts files say."""

from zoneinfo import ZoneInfo

import pytest

from news.models import ReleaseInstitution, Statement
from news.pages import PressReleasePage
from tests.demo.stated import BOTH, ELLIS, IDS, MILA, day_of, institution_named

pytestmark = pytest.mark.usefixtures("db")

both = pytest.mark.parametrize("facts", BOTH, ids=IDS)


def release_of(facts, language="en") -> PressReleasePage:
    return PressReleasePage.objects.get(
        kind=facts["release"]["kind"], live=True, locale__language_code=language
    )


def involved(release, *roles) -> set:
    rows = release.release_institutions.filter(role__in=roles)
    return {row.institution for row in rows}


@both
def test_releases_are_public_in_both_languages(facts):
    for language, version in facts["release"]["languages"].items():
        release = release_of(facts, language)

        assert release.live
        assert release.is_translation == (version == "translation")


@both
def test_language_versions_are_one_story(facts):
    keys = {release_of(facts, language).translation_key for language in ("en", "de")}

    assert len(keys) == 1


@both
def test_headlines_are_the_original_ones(facts):
    for language in ("en", "de"):
        title = facts["release"].get(f"title_{language}")

        assert title in (None, release_of(facts, language).title)


@both
def test_release_date_is_the_settled_day_in_heidelberg(facts):
    for language in ("en", "de"):
        moment = release_of(facts, language).released_at

        assert moment.astimezone(ZoneInfo("Europe/Berlin")).date() == day_of(facts)


@both
def test_byline_prints_the_initials_as_they_are(facts):
    bylines = release_of(facts).bylines.all()

    assert [row.initials for row in bylines] == facts["release"]["byline_initials"]
    assert not any(row.person for row in bylines)


@both
def test_number_is_that_of_the_series(facts):
    for language in ("en", "de"):
        release = release_of(facts, language)

        assert release.number == facts["release"]["number"]
        assert release.number_year == facts["release"].get("year")


def test_series_prints_its_number_in_both_languages():
    series = release_of(ELLIS).series
    stated = ELLIS["release"]["series"]

    assert series.institution == institution_named(stated["institution"])
    assert series.label == {"en": stated["label_en"], "de": stated["label_de"]}


def test_evidence_is_none_where_no_publication_is_behind_it():
    release = release_of(ELLIS)

    assert release.evidence_status == ELLIS["release"]["evidence_status"]


@both
def test_people_are_those_of_the_facts(facts):
    people = {row.person.name() for row in release_of(facts).release_people.all()}

    assert people == {person["name"] for person in facts["persons"]}
    assert len(people) == facts["counts"]["persons"]


@both
def test_statements_are_reported_speech(facts):
    for language in ("en", "de"):
        statements = [
            block.value["statement"]
            for block in release_of(facts, language).body
            if block.block_type == "statement"
        ]

        speakers = {statement.speaker.name() for statement in statements}
        assert speakers == {row["speaker"] for row in facts["release"]["statements"]}
        assert len(statements) == facts["counts"]["statements"]
        for statement in statements:
            assert statement.form == Statement.Form.PARAPHRASE
            assert not set('„“”"«»') & set(statement.text[language])


@both
def test_statements_say_whether_they_are_abridged(facts):
    for stated in facts["release"]["statements"]:
        statement = Statement.objects.get(speaker__label=stated["speaker"])

        assert statement.is_abridged == stated.get("abridged", False)
        assert statement.made_on == day_of(facts)


@both
def test_contact_is_the_desk_of_the_lead_issuer_at_a_reserved_address(facts):
    release = release_of(facts)
    contacts = [row.contact for row in release.release_contacts.all()]

    lead_issuer = involved(release, ReleaseInstitution.Role.LEAD_ISSUER)
    assert {contact.institution for contact in contacts} == lead_issuer
    for contact in contacts:
        assert contact.email.endswith(".example")
        assert not contact.telephone
        assert contact.person is None


def test_ellis_release_names_founders_network_and_programme():
    release = release_of(ELLIS)
    role = ReleaseInstitution.Role

    assert len(involved(release, role.FOUNDER)) == ELLIS["counts"]["founders"]
    assert involved(release, role.LEAD_ISSUER) == {institution_named("DKFZ")}
    assert involved(release, role.NETWORK) == {institution_named("ELLIS")}
    assert institution_named("ELLIS Health Program") in involved(
        release, role.MENTIONED
    )


def test_mila_item_names_the_funder():
    funders = involved(release_of(MILA), ReleaseInstitution.Role.FUNDER)

    assert funders == {institution_named("Helmholtz Association")}
    assert len(funders) == MILA["counts"]["funders"]


def test_lost_interview_has_no_address():
    links = release_of(MILA).related_links.filter(kind="interview")

    assert [link.url for link in links] == [""] * MILA["counts"]["interview_links"]


def test_sibling_texts_are_named_and_lead_to_no_home_page():
    versions = release_of(ELLIS).related_links.filter(kind="partner_version")

    assert len(versions) == len(ELLIS["release"]["siblings"])
    for sibling in ELLIS["release"]["siblings"]:
        assert any(sibling["publisher"] in link.title for link in versions)
    assert [link.url for link in versions] == [""] * len(versions)


@both
def test_lists_hold_their_entries_as_text(facts):
    for language in ("en", "de"):
        lists = [
            block.value["entries"]
            for block in release_of(facts, language).body
            if block.block_type == "bullet_list"
        ]

        assert lists
        assert all(
            isinstance(entry.source, str) for entries in lists for entry in entries
        )


@pytest.mark.parametrize(
    ("facts", "language", "expected"),
    [
        (ELLIS, "en", [("28", "sites"), ("14", "countries"), ("3", "ELLIS units in")]),
        (ELLIS, "de", [("28", "Standorte"), ("14", "Länder"), ("3", "ELLIS Units in")]),
        (MILA, "en", [("about 500", "researchers")]),
        (MILA, "de", [("etwa 500", "Forscherinnen und Forscher")]),
    ],
    ids=["ellis-en", "ellis-de", "mila-en", "mila-de"],
)
def test_figures_are_dated(facts, language, expected):
    day = day_of(facts)
    months = {"en": {8: "August", 5: "May"}, "de": {8: "August", 5: "Mai"}}
    recorded = release_of(facts, language).record.figures.values()

    shown = {(fact.value, fact.subject, fact.day) for fact in recorded}
    assert {value for value, _subject, _day in shown} == {v for v, _label in expected}
    for value, subject, shown_day in shown:
        assert subject.startswith(dict(expected)[value])
        assert shown_day == f"{months[language][day.month]} {day.year}"


def test_the_release_of_2020_names_the_ministry_of_2020(client):
    release = release_of(ELLIS)
    ministry = institution_named("Federal Ministry of Education and Research")
    html = client.get(release.get_url()).content.decode()
    page = client.get(f"/en/partners/{ministry.path}").content.decode()

    names = [entry.name for entry in release.record.institutions]
    assert "Federal Ministry of Education and Research" in names
    assert "Federal Ministry of Education and Research" in html
    now = "Federal Ministry of Research, Technology and Space"
    assert f'today: <a href="/en/partners/{ministry.path}">{now}</a>' in html
    assert f"<h1>{now}</h1>" in page


def test_the_boilerplate_of_2020_does_not_know_the_sites_of_2023():
    release = release_of(ELLIS)
    nct = institution_named("National Center for Tumor Diseases")
    later = [site for site in nct.sites.all() if site.valid_from]
    about = next(
        entry.html for entry in release.record.boilerplates if entry.acronym == "DKFZ"
    )

    assert len(later) == 4
    assert not any(site.label in about for site in later)


def test_every_picture_in_a_body_has_an_alternative_text_in_the_page_language():
    for release in PressReleasePage.objects.all():
        for block in release.body:
            if block.block_type == "picture":
                alt_text = block.value["image"].contextual_alt_text

                assert alt_text == block.value["image"].alt_text[release.language]
