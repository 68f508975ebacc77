"""Records of ORCID: JSON or XML of version 3.0, single or many.

Their form: https://github.com/ORCID/orcid-model/tree/master/src/main/resources.
The XML is that of ORCID's yearly public data file, an archive of one per person.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from django.core.exceptions import ValidationError

from partners.check_digits import ORCID_FORM
from partners.identifiers import SCHEMES
from partners.registries.records import Record, RegistryError

ARCHIVE = (".tar.gz", ".tgz")
DOCUMENT = (".json", ".xml")
LARGEST_RECORD = 50_000_000


def is_whole(path: Path) -> bool:
    """Tell whether a source is the whole registry, so that who is missing is not in it."""
    return path.name.endswith(ARCHIVE)


def documents(path: Path, wanted: set[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the records of a source, each with its file name.

    A source is a file, a folder of files or an archive of them. Where a name says
    whose record it is, and nobody wants that one, it is not read.
    Raises RegistryError when there is no record.
    """
    found = False
    try:
        for name, size, read in _files(path):
            found = True
            if _is_wanted(name, wanted):
                if size > LARGEST_RECORD:
                    message = f"{name} in {path} is too large for an ORCID record."
                    raise RegistryError(message)
                yield name, read()
    except (OSError, EOFError, tarfile.TarError) as error:
        message = f"{path} cannot be read as ORCID records: {error}"
        raise RegistryError(message) from error
    if not found:
        message = f"{path} holds no ORCID record: no file in it ends in .json or .xml."
        raise RegistryError(message)


def _files(path: Path) -> Iterator[tuple]:
    """Yield name, size and how to read it for every file that may be a record."""
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and file.name.endswith(DOCUMENT):
                yield file.name, file.stat().st_size, file.read_bytes
    elif is_whole(path):
        # As a stream: the public data file holds millions of records.
        with tarfile.open(path, "r|gz") as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isfile() else None
                if content and member.name.endswith(DOCUMENT):
                    yield Path(member.name).name, member.size, content.read
    else:
        yield path.name, path.stat().st_size, path.read_bytes


def _is_wanted(name: str, wanted: set[str]) -> bool:
    named = ORCID_FORM.search(name)
    return named is None or named.group() in wanted


def parse(document: bytes) -> Record:
    """Return what a record says. Raises RegistryError when it is none."""
    try:
        if document.lstrip().startswith(b"{"):
            return record_from(json.loads(document))
        return _from_xml(document)
    except RegistryError:
        raise
    except (ValueError, ET.ParseError, RecursionError) as error:
        message = f"This is no ORCID record: {error}"
        raise RegistryError(message) from error


def record_from(entry: dict) -> Record:
    """Return what a record in JSON says. Raises RegistryError when it is none."""
    try:
        name = entry["person"]["name"] or {}
        others = (entry["person"]["other-names"] or {}).get("other-name") or []
        given, family, credit = (
            (name.get(part) or {}).get("value")
            for part in ("given-names", "family-name", "credit-name")
        )
        return _record(
            entry["orcid-identifier"]["path"],
            (given, family, credit),
            [other["content"] for other in others],
            is_active=not (entry.get("history") or {}).get("deactivation-date"),
        )
    except (AttributeError, KeyError, TypeError) as error:
        message = "This JSON is no ORCID record of version 3.0."
        raise RegistryError(message) from error


class _Builder(ET.TreeBuilder):
    """Builds a tree, but not of a document that declares entities of its own."""

    def doctype(self, name, pubid, system) -> None:
        message = "An ORCID record has no DOCTYPE; this document is refused."
        raise RegistryError(message)


def _from_xml(document: bytes) -> Record:
    parser = ET.XMLParser(target=_Builder())  # noqa: S314  no DOCTYPE, no entities
    parser.feed(document)
    root = parser.close()
    name = "{*}person/{*}name/{*}"
    others = root.iterfind("{*}person/{*}other-names/{*}other-name/{*}content")
    given, family, credit = (
        root.findtext(name + part)
        for part in ("given-names", "family-name", "credit-name")
    )
    return _record(
        root.findtext("{*}orcid-identifier/{*}path") or "",
        (given, family, credit),
        [other.text or "" for other in others],
        is_active=root.find("{*}history/{*}deactivation-date") is None,
    )


def _record(orcid: str, name: tuple, others: list[str], *, is_active: bool) -> Record:
    """Put a record together, with names as they are said and as they are filed."""
    try:
        value = SCHEMES["orcid"].clean(orcid)
    except ValidationError as error:
        message = "This is no ORCID record: it has no ORCID iD."
        raise RegistryError(message) from error
    given, family, credit = (part or "" for part in name)
    said = [credit, f"{given} {family}".strip(), *others]
    filed = [re.sub(r"^([^,]+),([^,]+)$", r"\2 \1", one) for one in said]
    names = dict.fromkeys(
        one for one in (*said, *filed, f"{family} {given}") if one.strip()
    )
    return Record(value, tuple(names), "" if is_active else "deactivated")
