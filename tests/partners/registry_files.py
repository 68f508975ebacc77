"""Small data dumps and records in the form in which registries publish them."""

import json
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path

DKFZ, EXAMPLE, CLOSED = "04cdgtt98", "03yrm5c26", "01k4yrm29"
ADA = "0000-0002-1825-0097"
BOB = "0000-0002-1694-233X"


def ror_record(value=DKFZ, name="German Cancer Research Center", **more) -> dict:
    """Return a record of ROR's schema 2."""
    return {
        "id": f"https://ror.org/{value}",
        "names": [
            {"value": "DKFZ", "types": ["acronym"], "lang": None},
            {"value": "Krebsforschung", "types": ["alias"], "lang": "de"},
            {"value": name, "types": ["label", "ror_display"], "lang": "en"},
        ],
        "status": "active",
        "external_ids": [
            {"type": "isni", "preferred": None, "all": ["0000 0001 2146 438X"]},
            {"type": "wikidata", "preferred": "Q42", "all": ["Q42", "Q43"]},
            {"type": "fundref", "preferred": None, "all": ["501100002347"]},
            {"type": "grid", "preferred": "grid.7.d", "all": ["grid.7.d"]},
        ],
        "relationships": [],
        "established": 1964,
    } | more


def closed_record() -> dict:
    successor = {"type": "successor", "id": f"https://ror.org/{DKFZ}", "label": "New"}
    return ror_record(CLOSED, "Old", status="withdrawn", relationships=[successor])


def first_schema_record() -> dict:
    """Return a record of ROR's schema 1."""
    return {
        "id": f"https://ror.org/{DKFZ}",
        "name": "German Cancer Research Center",
        "aliases": [],
        "acronyms": ["DKFZ"],
        "labels": [{"label": "Krebsforschung", "iso639": "de"}],
        "status": "active",
        "external_ids": {
            "ISNI": {"preferred": None, "all": ["0000 0001 2146 438X"]},
            "GRID": {"preferred": "grid.7.d", "all": "grid.7.d"},
        },
        "relationships": [],
    }


def write_dump(folder: Path, *records: dict, name="v9-ror-data.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(records))
    return path


def write_zip(folder: Path, **files: list) -> Path:
    """Write an archive as published: files by name, with a table beside them."""
    path = folder / "v9-ror-data.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("v9-ror-data.csv", "id,name")
        for name, records in files.items():
            archive.writestr(f"v9-ror-data{name}.json", json.dumps(records))
    return path


def orcid_json(value=ADA, given="Ada", family="Lovelace", **history) -> dict:
    return {
        "orcid-identifier": {"path": value, "host": "orcid.org"},
        "history": {"deactivation-date": None, **history},
        "person": {
            "name": {
                "given-names": {"value": given},
                "family-name": {"value": family} if family else None,
                "credit-name": None,
            },
            "other-names": {"other-name": [{"content": "King, Augusta Ada"}]},
        },
    }


def orcid_xml(value=ADA, given="Ada", family="Lovelace", doctype="") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>{doctype}
<record:record path="/{value}"
    xmlns:record="http://www.orcid.org/ns/record"
    xmlns:common="http://www.orcid.org/ns/common"
    xmlns:person="http://www.orcid.org/ns/person"
    xmlns:details="http://www.orcid.org/ns/personal-details"
    xmlns:other="http://www.orcid.org/ns/other-name">
  <common:orcid-identifier><common:path>{value}</common:path></common:orcid-identifier>
  <person:person>
    <person:name>
      <details:given-names>{given}</details:given-names>
      <details:family-name>{family}</details:family-name>
    </person:name>
    <other:other-names><other:other-name>
      <other:content>Augusta King</other:content>
    </other:other-name></other:other-names>
  </person:person>
</record:record>""".encode()


def write_archive(folder: Path, **files: bytes) -> Path:
    """Write a .tar.gz of records in folders, as ORCID's public data file."""
    path = folder / "ORCID_summaries.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(f"summaries/097/{name}.xml")
            member.size = len(content)
            archive.addfile(member, BytesIO(content))
    return path
