"""Where what a release says of partners and people is different today."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from partners.present import present
from partners.validity import today

# The lists of a record whose entries may be different today.
LISTS = (
    "issuers",
    "institutions",
    "people",
    "bylines",
    "partnerships",
    "boilerplates",
    "contacts",
)


def with_today(record: dict, language: str) -> dict:
    """Return a record whose entries say what is different today; two queries.

    Such an entry has ``today``: a text and the path below the partners page where
    more of it is found; that of a contact says how it is reached now, or
    ``is_over``. Who has no page any more is named but not linked, nor identified.
    All in ``language``, that of the record, which itself is left as it is.
    """
    with translation.override(language):
        return _with_today(record)


def _with_today(record: dict) -> dict:
    record = record | {
        name: [dict(entry) for entry in record.get(name, [])] for name in LISTS
    }
    record["statements"] = {
        key: statement | {"speaker": dict(statement["speaker"])}
        for key, statement in record.get("statements", {}).items()
    }
    now = present({key for key, _entry in _keyed(record)} | _looked_up(record))
    for key, entry in _keyed(record):
        hint = _hint(key, entry, now)
        if hint:
            entry["today"] = hint
    _forget_pages(record, now)
    _add_contacts(record["contacts"])
    return record


def _looked_up(record: dict) -> set[str]:
    """Return the keys of what has no remark of its own, but must be known."""
    employers = [entry.get("affiliation_id") for entry in record["people"]]
    employers += [
        statement["institution"].get("id")
        for statement in record["statements"].values()
        if statement["institution"]
    ]
    return {
        *(f"person-{entry['id']}" for entry in _people(record)),
        *(f"institution-{pk}" for pk in employers if pk),
        *(_mention_key(mention) for mention in record.get("mentions", {}).values()),
    }


def _people(record: dict) -> list[dict]:
    """Return every entry about a person that has a key."""
    people = [*record["people"], *record["bylines"]]
    people += [statement["speaker"] for statement in record["statements"].values()]
    return [entry for entry in people if "id" in entry]


def _mention_key(mention: dict) -> str:
    return f"{mention['kind']}-{mention['id']}"


def _forget_pages(record: dict, now: dict) -> None:
    """Take links and identifiers from whom the public has no page about any more."""
    for entry in _people(record):
        if f"person-{entry['id']}" not in now:
            entry |= {"path": "", "identifiers": []}
    record["mentions"] = {
        key: mention
        for key, mention in record.get("mentions", {}).items()
        if _mention_key(mention) in now
    }


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


def _hint(key: str, entry: dict, now: dict) -> dict | None:
    """Return what is different today about an entry, None where nothing is."""
    known = now.get(key)
    if known is None:
        return None
    kind = key.partition("-")[0]
    if kind == "person":
        return _of_person(entry, known, now)
    if kind == "boilerplate":
        text = known.get(entry["language"])
        is_same = text is None or _words(text) == _words(entry["html"])
        return None if is_same else {"text": "", "path": entry["path"]}
    if entry["name"] == known["name"]:
        return None
    return {"text": known["name"], "path": known["path"]}


def _of_person(entry: dict, known: dict, now: dict) -> dict | None:
    """Compare with the affiliations that a person has today, or had.

    Nothing is said of somebody whose present affiliation is not known.
    """
    person, then = entry, entry.get("affiliation_id")
    if "speaker" in entry:
        person = entry["speaker"]
        then = entry["institution"].get("id") if entry["institution"] else None
    employer = now.get(f"institution-{then}")
    if not employer:
        return None
    rows, path = known["affiliations"], known["path"]
    there = [row for row in rows if row["path"] == employer["path"]]
    if there:
        is_of_then = person.get("affiliation_id") == then
        role = person.get("affiliation_role") if is_of_then else ""
        return _in_another_role(role or "", there, path)
    if rows:
        return {"text": _office(rows[0]), "path": path}
    if employer["path"] in known["former"]:
        return {"text": _("affiliation ended"), "path": path}
    return None


def _in_another_role(role: str, rows: list[dict], path: str) -> dict | None:
    """Compare a role with those that somebody has today at the same institution."""
    roles = [row["role"] for row in rows]
    if not role or not roles[0] or role in roles:
        return None
    return {"text": _office(rows[0]), "path": path}


def _office(affiliation: dict) -> str:
    """Return role and institution of a present affiliation."""
    parts = (affiliation["role"], affiliation["name"])
    return ", ".join(part for part in parts if part)


def _words(html: str) -> str:
    return " ".join(strip_tags(html).split())
