"""Records of ROR: the data dump, in schema 2 or 1, and single ones.

The dump is published at https://doi.org/10.5281/zenodo.6347574 as a ZIP file; its
fields are described at https://ror.readme.io/docs/ror-data-structure.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path
from typing import IO

from django.core.exceptions import ValidationError

import ijson

from partners.identifiers import SCHEMES
from partners.registries.records import Record, RegistryError

DUMP = "*-ror-data*.json"
# ROR's names of the schemes that we know as well.
SCHEMES_OF_ROR = {"isni": "isni", "wikidata": "wikidata", "fundref": "funder"}


def read_dump(path: Path) -> Iterator[Record]:
    """Yield the records of a data dump one by one; it is too large for the memory.

    Raises RegistryError when the file is missing, broken or no dump.
    """
    count = 0
    try:
        with _opened(path) as file:
            for entry in ijson.items(file, "item", use_float=True):
                count += 1
                yield record_from(entry)
    except (OSError, UnicodeDecodeError, ijson.JSONError, zipfile.BadZipFile) as error:
        message = f"{path} cannot be read as a ROR data dump: {error}"
        raise RegistryError(message) from error
    if not count:
        message = f"{path} is no ROR data dump: it holds no list of records."
        raise RegistryError(message)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """Open the JSON file of a dump, which may lie in the ZIP file as published."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            yield file
        return
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if fnmatch(name, DUMP)]
        if not names:
            message = f"{path} is no ROR data dump: no file in it is named {DUMP}."
            raise RegistryError(message)
        # Where both schemas are there, the newer one names itself.
        chosen = next((name for name in names if "schema_v2" in name), names[0])
        with archive.open(chosen) as file:
            yield file


def record_from(entry: dict) -> Record:
    """Return what a record of schema 2 or 1 says.

    Acronyms are left out: too many institutions share them.
    Raises RegistryError when it has another form.
    """
    try:
        is_second = isinstance(entry.get("names"), list)
        return Record(
            value=SCHEMES["ror"].clean(entry["id"]),
            names=tuple(_names(entry) if is_second else _first_names(entry)),
            inactive=_inactive(entry),
            others=_others(entry.get("external_ids") or []),
        )
    except (AttributeError, KeyError, TypeError, ValidationError) as error:
        message = f"This is not a record of ROR's schema 2 or 1: {str(entry)[:80]}"
        raise RegistryError(message) from error


def _names(entry: dict) -> list[str]:
    """Return the names of a record of schema 2, the one that ROR shows first."""
    names = [name for name in entry["names"] if name["types"] != ["acronym"]]
    names.sort(key=lambda name: "ror_display" not in name["types"])
    return [name["value"] for name in names]


def _first_names(entry: dict) -> list[str]:
    """Return the names of a record of schema 1, the one that ROR shows first."""
    labels = [label["label"] for label in entry.get("labels") or []]
    return [entry["name"], *labels, *(entry.get("aliases") or [])]


def _inactive(entry: dict) -> str:
    """Return the status of a record that is not active, and what succeeds it."""
    status = entry["status"].lower()
    if status == "active":
        return ""
    successors = [
        f"{tie['label']} ({tie['id'].rpartition('/')[2]})"
        for tie in entry.get("relationships") or []
        if tie["type"].lower() == "successor"
    ]
    return "; ".join([status, *(f"successor: {one}" for one in successors)])


def _others(external: list | dict) -> dict[str, frozenset[str]]:
    """Return the identifiers of other registries, as we store them."""
    if isinstance(external, dict):
        external = [{"type": kind, **ids} for kind, ids in external.items()]
    others: dict[str, frozenset[str]] = {}
    for ids in external:
        scheme = SCHEMES_OF_ROR.get(ids["type"].lower())
        if scheme:
            written = ids.get("all") or []
            written = [written] if isinstance(written, str) else written
            others[scheme] = frozenset(_cleaned(scheme, written))
    return others


def _cleaned(scheme: str, values: list[str]) -> Iterator[str]:
    for value in values:
        try:
            yield SCHEMES[scheme].clean(value)
        except ValidationError:  # their typing error is not ours to report
            continue
