"""Where what a release says of partners and people is different today."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps

from partners.present import present
from partners.validity import today


def with_today(record: dict) -> dict:
    """Return a record whose entries say what is different today; two queries.

    Such an entry has ``today``: a text and the path below the partners page where
    more of it is found; that of a contact says how it is reached now, or
    ``is_over``. The record itself is left as it is.
    """
    record = record | {
        "issuers": [dict(entry) for entry in record.get("issuers", [])],
        "institutions": [dict(entry) for entry in record.get("institutions", [])],
        "people": [dict(entry) for entry in record.get("people", [])],
        "partnerships": [dict(entry) for entry in record.get("partnerships", [])],
        "boilerplates": [dict(entry) for entry in record.get("boilerplates", [])],
        "contacts": [dict(entry) for entry in record.get("contacts", [])],
        "statements": {
            key: dict(statement)
            for key, statement in record.get("statements", {}).items()
        },
    }
    now = present(key for key, _entry in _keyed(record))
    for key, entry in _keyed(record):
        if (known := now.get(key)) and (hint := HINTS[_kind(key)](entry, known)):
            entry["today"] = hint
    _add_contacts(record["contacts"])
    return record


def _add_contacts(entries: list[dict]) -> None:
    """Add how contacts are reached today, or that they answer no longer."""
    model = apps.get_model("news", "Contact")
    known = model.objects.in_bulk([entry["id"] for entry in entries if "id" in entry])
    for entry in entries:
        contact = known.get(entry.get("id"))
        if contact is None:
            continue
        now = {
            "name": str(contact.name),
            "telephone": contact.telephone,
            "email": contact.email,
        }
        if contact.valid_until and contact.valid_until < today():
            entry["today"] = {"is_over": True}
        elif any(entry[name] != value for name, value in now.items()):
            entry["today"] = now


def _kind(key: str) -> str:
    return key.partition("-")[0]


def _keyed(record: dict) -> Iterator[tuple[str, dict]]:
    """Yield every entry that may be different today with its key.

    Entries of records from before there were keys are passed over.
    """
    for entry in (*record["issuers"], *record["institutions"]):
        if "id" in entry:
            yield f"institution-{entry['id']}", entry
    for entry in record["people"]:
        if "id" in entry:
            yield f"person-{entry['id']}", entry
    for entry in record["partnerships"]:
        if "id" in entry:
            yield f"partnership-{entry['id']}", entry
    for entry in record["boilerplates"]:
        if "institution_id" in entry:
            yield f"boilerplate-{entry['institution_id']}", entry
    for statement in record["statements"].values():
        if "id" in statement["speaker"]:
            yield f"person-{statement['speaker']['id']}", statement


def _name(entry: dict, known: dict) -> dict | None:
    if entry["name"] == known["name"]:
        return None
    return {"text": known["name"], "path": known["path"]}


def _person(entry: dict, known: dict) -> dict | None:
    """Compare with the affiliations that a person has today.

    Nothing is said of somebody whose present affiliation is not known.
    """
    then = entry.get("affiliation_id")
    if "speaker" in entry:
        then = entry["institution"]["id"] if entry["institution"] else None
    affiliations = known["affiliations"]
    if not affiliations or not then or then in {row["id"] for row in affiliations}:
        return None
    row = affiliations[0]
    text = ", ".join(part for part in (row["role"], row["name"]) if part)
    return {"text": text, "path": known["path"]}


def _boilerplate(entry: dict, known: dict) -> dict | None:
    if known.get(entry["language"]) in (None, entry["id"]):
        return None
    return {"text": "", "path": entry["path"]}


HINTS = {
    "institution": _name,
    "partnership": _name,
    "person": _person,
    "boilerplate": _boilerplate,
}
