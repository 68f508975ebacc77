"""The command that compares identifiers with their registries."""

import json
from io import StringIO

from django.core.management import CommandError, call_command
from django.utils import timezone

import pytest

from partners.models import (
    Institution,
    InstitutionIdentifier,
    InstitutionName,
    PersonIdentifier,
)
from tests.factories import add_identifier, add_institution, add_person
from tests.partners.registry_files import (
    ADA,
    BOB,
    CLOSED,
    DKFZ,
    EXAMPLE,
    closed_record,
    orcid_json,
    orcid_xml,
    ror_record,
    write_archive,
    write_dump,
)


def run(**options) -> str:
    output = StringIO()
    call_command("check_identifiers", stdout=output, **options)
    return output.getvalue()


@pytest.fixture
def dkfz(db):
    institution = add_institution("German Cancer Research Center", "DKFZ")
    add_identifier(institution, "ror", DKFZ)
    return institution


@pytest.fixture
def ada(db):
    person = add_person("Ada Lovelace")
    add_identifier(person, "orcid", ADA)
    return person


def test_verifies_a_ror_id_and_says_against_what(dkfz, tmp_path):
    dump = write_dump(tmp_path, ror_record())

    report = run(ror=dump, name="Ada")

    identifier = dkfz.identifiers.get()
    assert "verified 1" in report
    assert identifier.is_verified
    assert identifier.verified_by == "Ada"
    assert identifier.verified_against == "ROR data dump v9-ror-data.json"
    assert (timezone.now() - identifier.verified_at).total_seconds() < 60


def test_a_former_name_is_a_name(dkfz, tmp_path):
    former = {"kind": "former", "text": "Krébsforschung"}
    InstitutionName.objects.filter(language="de").update(**former)
    InstitutionName.objects.filter(kind="official").update(text="New name")
    Institution.objects.get().save()

    run(ror=write_dump(tmp_path, ror_record()))

    assert dkfz.identifiers.get().is_verified


def test_an_acronym_alone_is_no_evidence(db, tmp_path):
    other = add_institution("Deep-frozen Cakes Ltd", "DKFZ")
    add_identifier(other, "ror", DKFZ)

    run(ror=write_dump(tmp_path, ror_record()))

    assert other.identifiers.get().finding == "name_differs"


@pytest.mark.parametrize(
    ("records", "finding", "note"),
    [
        ([ror_record(name="Another", names=[])], "name_differs", "no public name"),
        ([closed_record(), ror_record(EXAMPLE)], "not_found", ""),
        ([ror_record(status="inactive")], "inactive", "inactive"),
    ],
)
def test_what_disagrees_is_a_finding_and_takes_the_evidence_of_a_check_back(
    dkfz, tmp_path, records, finding, note
):
    run(ror=write_dump(tmp_path, ror_record()))

    report = run(ror=write_dump(tmp_path, *records))

    identifier = dkfz.identifiers.get()
    assert (identifier.finding, identifier.finding_note) == (finding, note)
    assert not identifier.is_verified
    assert identifier.verified_at is None
    assert identifier.verified_against == identifier.verified_by == ""
    assert "verified 0" in report
    assert identifier.get_finding_display() in report


def test_agreement_clears_what_was_found_before(dkfz, tmp_path):
    run(ror=write_dump(tmp_path, ror_record(EXAMPLE)))
    run(ror=write_dump(tmp_path, ror_record()))

    identifier = dkfz.identifiers.get()
    assert identifier.is_verified
    assert identifier.finding == ""


def test_what_somebody_has_verified_stands_against_another_name(dkfz, tmp_path):
    evidence = {"verified_at": timezone.now(), "verified_against": "their letter"}
    dkfz.identifiers.update(**evidence)
    other = write_dump(tmp_path, ror_record(names=[]))

    report = run(ror=other)

    assert dkfz.identifiers.get().verified_against == "their letter"
    assert "verified by hand" in report


def test_a_ror_record_verifies_other_identifiers_of_the_same_institution(
    dkfz, tmp_path
):
    for scheme, value in (
        ("isni", "000000012146438X"),
        ("wikidata", "Q44"),
        ("funder", "501100002347"),
    ):
        add_identifier(dkfz, scheme, value)
    add_identifier(dkfz, "wikidata", "Q43", scope="site")

    report = run(ror=write_dump(tmp_path, ror_record()))

    states = {
        one.value: (one.is_verified, one.finding) for one in dkfz.identifiers.all()
    }
    assert states == {
        DKFZ: (True, ""),
        "000000012146438X": (True, ""),
        "501100002347": (True, ""),
        "Q44": (False, "not_found"),
        "Q43": (False, ""),
    }
    assert f"the ROR record {DKFZ} gives Q42, Q43" in report


def test_a_ror_record_of_another_name_verifies_nothing(dkfz, tmp_path):
    add_identifier(dkfz, "wikidata", "Q42")

    run(ror=write_dump(tmp_path, ror_record(names=[])))

    assert not dkfz.identifiers.get(scheme="wikidata").is_verified


def test_proposes_what_has_the_same_name(db, tmp_path):
    add_institution("German Cancer Research Center")
    add_institution("Krebsforschung")
    add_institution("Old")
    add_institution("A programme", kind="programme")
    dump = write_dump(
        tmp_path,
        ror_record(),
        ror_record(EXAMPLE, "Something else"),
        closed_record(),
    )

    report = run(ror=dump).splitlines()

    assert (
        "German Cancer Research Center: no ROR; "
        "suggests 04cdgtt98 (German Cancer Research Center)"
    ) in report
    assert (
        "Krebsforschung: no ROR; ambiguous: "
        "04cdgtt98 (German Cancer Research Center), 03yrm5c26 (Something else)"
    ) in report
    assert "Old: no ROR" in report
    assert not any(line.startswith("A programme") for line in report)


def test_does_not_propose_what_another_institution_has(dkfz, tmp_path):
    add_institution("Krebsforschung")

    report = run(ror=write_dump(tmp_path, ror_record()))

    assert "Krebsforschung: no ROR; another institution has 04cdgtt98" in report


@pytest.mark.parametrize("kind", ["json", "xml", "folder", "archive"])
def test_verifies_an_orcid_id(ada, tmp_path, kind):
    path = tmp_path / f"{ADA}.{kind}"
    if kind == "json":
        path.write_text(json.dumps(orcid_json()))
    elif kind == "archive":
        path = write_archive(tmp_path, **{ADA: orcid_xml()})
    elif kind == "folder":
        path.mkdir()
        (path / "ada.xml").write_bytes(orcid_xml())
    else:
        path.write_bytes(orcid_xml())

    run(orcid=path)

    identifier = ada.identifiers.get()
    assert identifier.is_verified
    assert identifier.verified_against == f"ORCID record file {path.name}"
    assert identifier.verified_by == "check_identifiers"


def test_another_name_in_an_orcid_record_is_a_finding(ada, tmp_path):
    path = tmp_path / "record.xml"
    path.write_bytes(orcid_xml(given="Josiah", family="Carberry"))

    report = run(orcid=path)

    assert ada.identifiers.get().finding_note == "Josiah Carberry"
    assert f"ORCID {ADA} (Ada Lovelace): The registry gives another name" in report


def test_only_an_archive_is_the_whole_of_orcid(ada, tmp_path):
    one = tmp_path / "record.xml"
    one.write_bytes(orcid_xml(BOB, "Bob", "Somebody"))

    report = run(orcid=one)
    assert "no record in" in report
    assert ada.identifiers.get().finding == ""

    run(orcid=write_archive(tmp_path, **{BOB: orcid_xml(BOB)}))
    assert ada.identifiers.get().finding == "not_found"


def test_one_broken_record_among_many_is_left_out(ada, tmp_path):
    (tmp_path / "ada.xml").write_bytes(orcid_xml())
    (tmp_path / "broken.xml").write_bytes(b"<a")

    report = run(orcid=tmp_path)

    assert "broken.xml was left out" in report
    assert ada.identifiers.get().is_verified


def test_names_people_with_a_page_and_without_orcid(db, tmp_path):
    add_person("With a page")
    add_person("Only a name", status="minimal")

    report = run(orcid=write_archive(tmp_path, **{BOB: orcid_xml(BOB)}))

    assert "With a page: no ORCID" in report
    assert "Only a name" not in report


def test_a_dry_run_saves_nothing(dkfz, tmp_path):
    report = run(ror=write_dump(tmp_path, ror_record()), dry_run=True)

    assert "verified 1" in report
    assert not dkfz.identifiers.get().is_verified


def test_a_source_that_cannot_be_read_changes_nothing(dkfz, ada, tmp_path):
    dump = write_dump(tmp_path, ror_record(CLOSED))

    with pytest.raises(CommandError, match="nowhere"):
        run(ror=dump, orcid=tmp_path / "nowhere.json")
    broken = tmp_path / "broken.json"
    broken.write_text(dump.read_text()[:-1])
    with pytest.raises(CommandError, match="cannot be read as a ROR data dump"):
        run(ror=broken)

    found = [*InstitutionIdentifier.objects.all(), *PersonIdentifier.objects.all()]
    assert [one.finding for one in found] == ["", ""]


def test_needs_a_source(db):
    with pytest.raises(CommandError, match="Name a source"):
        run()


def test_asks_nobody_unless_the_site_allows_it(dkfz):
    with pytest.raises(CommandError, match="IDENTIFIER_LOOKUP"):
        run(network=True)
