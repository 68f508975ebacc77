"""Comparing our identifiers with what the registries say about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from partners.identifiers import Identifier
from partners.models import (
    Institution,
    InstitutionIdentifier,
    Person,
    PersonIdentifier,
)
from partners.registries import orcid, ror
from partners.registries.network import APIS, Lookup
from partners.registries.records import Record, RegistryError, fold

# How the evidence begins that a check gives. Other evidence is a person's.
DUMP, FILE = "ROR data dump", "ORCID record file"
Finding = Identifier.Finding
Checked = InstitutionIdentifier | PersonIdentifier


@dataclass(frozen=True)
class Outcome:
    """What a check found out about one identifier; agreement where no finding."""

    identifier: Checked
    owner: str
    against: str
    finding: str = ""
    note: str = ""

    def __str__(self) -> str:
        found = Finding(self.finding).label if self.finding else "verified"
        note = f": {self.note}" if self.note else ""
        return f"{self.identifier} ({self.owner}): {found}{note}"


@dataclass
class Report:
    """What a check found out altogether, one line each."""

    outcomes: dict[tuple, Outcome] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Take an outcome, unless it says less than a person has found out."""
        identifier = outcome.identifier
        if outcome.finding == Finding.NAME_DIFFERS and _is_by_hand(identifier):
            self.remarks.append(f"{outcome}; verified by hand, which stands")
        else:
            self.outcomes[type(identifier), identifier.pk] = outcome

    def knows(self, identifier: Identifier) -> bool:
        """Tell whether something was found out about an identifier."""
        return (type(identifier), identifier.pk) in self.outcomes

    def lines(self) -> Iterator[str]:
        """Yield what to tell whoever asked for the check."""
        findings = [str(one) for one in self.outcomes.values() if one.finding]
        yield f"verified {len(self.outcomes) - len(findings)}"
        yield from findings
        yield from self.remarks


def check(
    *,
    ror_dump: Path | None = None,
    orcid_records: Path | None = None,
    lookup: Lookup | None = None,
    name: str,
    is_saved: bool = True,
) -> Report:
    """Compare all identifiers with the sources given, and keep what comes out.

    ``name`` is who answers for it. Without ``is_saved`` nothing is kept.
    Raises RegistryError, and changes nothing, when a source cannot be read.
    """
    report = Report()
    institutions, people = _ror_ids(), _orcid_ids()
    namesakes: dict[str, list[Record]] = {}
    if ror_dump:
        namesakes = _check_dump(report, ror_dump, institutions)
    if orcid_records:
        _check_records(report, orcid_records, people)
    if lookup:
        everybody: list[Checked] = [*institutions, *people]
        for identifier in everybody:
            if not report.knows(identifier):
                _look_up(report, lookup, identifier)
    report.remarks += _missing(namesakes, {row.value for row in institutions})
    if is_saved:
        _save(report.outcomes.values(), name, timezone.now())
    return report


def _ror_ids() -> list[InstitutionIdentifier]:
    rows = InstitutionIdentifier.objects.filter(
        scheme="ror", institution__merged_into=None
    )
    return list(
        rows.select_related("institution").prefetch_related("institution__identifiers")
    )


def _orcid_ids() -> list[PersonIdentifier]:
    rows = PersonIdentifier.objects.filter(scheme="orcid", person__merged_into=None)
    return list(
        rows.exclude(person__status=Person.Status.ERASED).select_related("person")
    )


def _check_dump(
    report: Report, path: Path, identifiers: list[InstitutionIdentifier]
) -> dict[str, list[Record]]:
    """Check ROR ids; return by folded name what else the dump knows of that name."""
    wanted = {identifier.value for identifier in identifiers}
    sought = {
        fold(known)
        for institution in Institution.objects.without("ror")
        for known in _names_of(institution)
    } - {""}
    found: dict[str, Record] = {}
    namesakes = defaultdict(list)
    for record in ror.read_dump(path):
        if record.value in wanted:
            found[record.value] = record
        if not record.inactive:
            for folded in record.folded_names() & sought:
                namesakes[folded].append(record)
    against = f"{DUMP} {path.resolve().name}"
    for identifier in identifiers:
        _judge(report, identifier, found.get(identifier.value), against)
    return namesakes


def _check_records(
    report: Report, path: Path, identifiers: list[PersonIdentifier]
) -> None:
    """Check ORCID iDs against a file, a folder or an archive of records."""
    found: dict[str, Record] = {}
    wanted = {identifier.value for identifier in identifiers}
    for name, document in orcid.documents(path, wanted):
        try:
            record = orcid.parse(document)
        except RegistryError as error:
            if not path.is_dir() and not orcid.is_whole(path):
                message = f"{path}: {error}"
                raise RegistryError(message) from error
            report.remarks.append(f"{name} was left out: {error}")
        else:
            found[record.value] = record
    against = f"{FILE} {path.resolve().name}"
    for identifier in identifiers:
        if identifier.value in found or orcid.is_whole(path):
            _judge(report, identifier, found.get(identifier.value), against)
        else:
            owner = identifier.person
            report.remarks.append(f"{identifier} ({owner}): no record in {path}")


def _look_up(report: Report, lookup: Lookup, identifier: Checked) -> None:
    """Ask a registry itself; what goes wrong is about this identifier only."""
    try:
        record = lookup.record(identifier.scheme, identifier.value)
    except RegistryError as error:
        report.remarks.append(f"{identifier}: {error}")
    else:
        _judge(report, identifier, record, APIS[identifier.scheme])


def _judge(
    report: Report,
    identifier: Checked,
    record: Record | None,
    against: str,
) -> None:
    """Compare an identifier with its record, and what else the record says."""
    if isinstance(identifier, InstitutionIdentifier):
        owner, names = identifier.institution, _names_of(identifier.institution)
    else:
        owner, names = identifier.person, _names_of(identifier.person)
    finding = note = ""
    if record is None:
        finding = Finding.NOT_FOUND
    elif record.inactive:
        finding, note = Finding.INACTIVE, record.inactive
    elif not record.has_one_of(names):
        finding = Finding.NAME_DIFFERS
        note = record.names[0] if record.names else "no public name"
    report.add(Outcome(identifier, str(owner), against, finding, note))
    if record and not finding and isinstance(identifier, InstitutionIdentifier):
        _judge_others(report, identifier, record, against)


def _judge_others(
    report: Report, base: InstitutionIdentifier, record: Record, against: str
) -> None:
    """Compare the other identifiers of an institution with its ROR record.

    Those of a site belong to the record of that site. A scheme of which the record
    says nothing stays as it is, and so does what a person has verified.
    """
    owner = str(base.institution)
    scope = base.scope, base.scope_note
    for identifier in base.institution.identifiers.all():
        if (identifier.scope, identifier.scope_note) != scope:
            continue
        known = record.others.get(identifier.scheme, frozenset())
        if identifier.value in known:
            report.add(Outcome(identifier, owner, against))
        elif known and not _is_by_hand(identifier) and not report.knows(identifier):
            note = f"the ROR record {record.value} gives {', '.join(sorted(known))}"
            finding = Finding.NOT_FOUND
            report.add(Outcome(identifier, owner, against, finding, note))


def _names_of(owner: Institution | Person) -> list[str]:
    """Return the names of all times and languages, without acronyms.

    Too many institutions share those.
    """
    return [known["text"] for known in owner.known_names if known["kind"] != "acronym"]


def _is_by_hand(identifier: Identifier) -> bool:
    """Tell whether somebody, not a check, has verified an identifier."""
    by_check = identifier.verified_against.startswith((DUMP, FILE, *APIS.values()))
    return identifier.is_verified and not by_check


def _missing(namesakes: dict[str, list[Record]], taken: set[str]) -> Iterator[str]:
    """Yield who has no ROR or ORCID, with what bears the same name in the dump."""
    expecting = set(Institution.objects.expecting_ror().values_list("pk", flat=True))
    for institution in Institution.objects.without("ror"):
        same = {
            record.value: record.names[0]
            for name in _names_of(institution)
            for record in namesakes.get(fold(name), [])
        }
        listed = ", ".join(f"{value} ({name})" for value, name in same.items())
        if len(same) > 1:
            yield f"{institution}: no ROR; ambiguous: {listed}"
        elif same.keys() & taken:
            yield f"{institution}: no ROR; another institution has {listed}"
        elif same:
            yield f"{institution}: no ROR; suggests {listed}"
        elif institution.pk in expecting:
            yield f"{institution}: no ROR"
    for person in Person.objects.with_page().without("orcid"):
        yield f"{person}: no ORCID"


def _save(outcomes: Iterable[Outcome], name: str, now: datetime) -> None:
    """Keep outcomes, of identifiers that nobody has changed meanwhile."""
    with transaction.atomic():
        for outcome in outcomes:
            is_verified = not outcome.finding
            identifier = outcome.identifier
            unchanged = {"scheme": identifier.scheme, "value": identifier.value}
            rows = type(identifier)._default_manager.filter(pk=identifier.pk)
            rows.filter(**unchanged).update(
                verified_at=now if is_verified else None,
                verified_by=name[:150] if is_verified else "",
                verified_against=outcome.against[:300] if is_verified else "",
                finding=outcome.finding,
                finding_note=outcome.note[:300],
            )
