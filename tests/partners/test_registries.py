"""What the files and answers of registries are read as."""

import json

import pytest

from partners.registries import orcid, ror
from partners.registries.records import Record, RegistryError, fold
from tests.partners.registry_files import (
    ADA,
    BOB,
    CLOSED,
    DKFZ,
    closed_record,
    first_schema_record,
    orcid_json,
    orcid_xml,
    ror_record,
    write_archive,
    write_dump,
    write_zip,
)

BILLION_LAUGHS = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Universität Zürich", "UNIVERSITAT  ZURICH"),
        ("Max-Planck-Institut", "Max Planck Institut"),
        ("Lovelace, Ada", "lovelace ada"),
        ("Straße", "STRASSE"),
    ],
)
def test_names_are_compared_without_case_accents_and_punctuation(one, other):
    assert fold(one) == fold(other) != ""


def test_names_of_nothing_but_punctuation_are_no_names():
    assert not Record("x", ("…",)).has_one_of(["–"])


def test_reads_a_record_of_schema_2(tmp_path):
    [record] = ror.read_dump(write_dump(tmp_path, ror_record()))

    assert record.value == DKFZ
    assert record.names == ("German Cancer Research Center", "Krebsforschung")
    assert record.inactive == ""
    assert record.others == {
        "isni": {"000000012146438X"},
        "wikidata": {"Q42", "Q43"},
        "funder": {"501100002347"},
    }


def test_reads_a_record_of_schema_1(tmp_path):
    [record] = ror.read_dump(write_dump(tmp_path, first_schema_record()))

    assert record.value == DKFZ
    assert record.names == ("German Cancer Research Center", "Krebsforschung")
    assert record.others == {"isni": {"000000012146438X"}}


def test_says_what_succeeds_an_inactive_record(tmp_path):
    [record] = ror.read_dump(write_dump(tmp_path, closed_record()))

    assert record.value == CLOSED
    assert record.inactive == f"withdrawn; successor: New ({DKFZ})"


def test_reads_the_newer_schema_of_an_archive(tmp_path):
    path = write_zip(
        tmp_path, **{"": [first_schema_record()], "_schema_v2": [ror_record()]}
    )

    [record] = ror.read_dump(path)

    assert "wikidata" in record.others


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"id,name", b"[{]", b"\xff\xfe[", b"[1]", b'[{"a":1}]'],
)
def test_refuses_what_is_no_dump(tmp_path, content):
    path = tmp_path / "dump.json"
    path.write_bytes(content)

    with pytest.raises(RegistryError):
        list(ror.read_dump(path))


def test_refuses_a_dump_that_is_not_there_or_a_folder_or_an_empty_archive(tmp_path):
    for path in (tmp_path / "none.json", tmp_path, write_zip(tmp_path)):
        with pytest.raises(RegistryError, match=str(path)):
            list(ror.read_dump(path))


@pytest.mark.parametrize(
    "document", [json.dumps(orcid_json()).encode(), orcid_xml()], ids=["json", "xml"]
)
@pytest.mark.parametrize("name", ["Ada Lovelace", "Lovelace, Ada", "LOVELACE ADA"])
def test_reads_an_orcid_record(document, name):
    record = orcid.parse(document)

    assert record.value == ADA
    assert record.names[0] == "Ada Lovelace"
    assert record.has_one_of([name])
    assert not record.has_one_of(["Ada"])


def test_knows_the_other_names_of_a_record_in_both_orders():
    record = orcid.parse(json.dumps(orcid_json()).encode())

    assert record.has_one_of(["Augusta Ada King"])


def test_a_person_may_have_one_name_only():
    record = orcid.record_from(orcid_json(family=None))

    assert record.names[0] == "Ada"


def test_a_deactivated_record_is_inactive():
    entry = orcid_json(**{"deactivation-date": {"value": 1}})

    assert orcid.record_from(entry).inactive == "deactivated"


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"{}",
        b"{",
        b'{"a":' * 100_000,
        b"<a/>",
        b"<a>",
        b"\x00\xff",
        orcid_xml(doctype=BILLION_LAUGHS, given="&b;"),
        orcid_xml(doctype=BILLION_LAUGHS).decode().encode("utf-16"),
        orcid_xml(doctype='<!DOCTYPE r SYSTEM "file:///etc/passwd">'),
        orcid_xml(given="&undeclared;"),
    ],
    ids=range(11),
)
def test_refuses_what_is_no_orcid_record(document):
    with pytest.raises(RegistryError):
        orcid.parse(document)


def test_reads_only_the_wanted_records_of_a_folder_and_an_archive(tmp_path):
    (tmp_path / "097").mkdir()
    (tmp_path / "097" / f"{ADA}.xml").write_bytes(orcid_xml())
    (tmp_path / "097" / f"{BOB}.xml").write_bytes(orcid_xml(BOB))
    (tmp_path / "ada.json").write_text(json.dumps(orcid_json()))
    archive = write_archive(tmp_path, **{ADA: orcid_xml(), BOB: orcid_xml(BOB)})

    folder = [name for name, _document in orcid.documents(tmp_path, {ADA})]
    archived = list(orcid.documents(archive, {ADA}))

    assert sorted(folder) == [f"{ADA}.xml", "ada.json"]
    assert archived == [(f"{ADA}.xml", orcid_xml())]


def test_refuses_a_source_without_records(tmp_path):
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(b"no archive")
    (tmp_path / "empty").mkdir()
    for name in ("none.json", "empty", "broken.tar.gz"):
        with pytest.raises(RegistryError, match=name):
            list(orcid.documents(tmp_path / name, set()))
