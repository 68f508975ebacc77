"""Compare what a record says of partners and people with what holds today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from news.models import Contact, shape
from news.models.shape import Record
from partners.present import find_present
from partners.validity import today
from portal.core.languages import Wording

Known = dict[str, dict[str, Any]]
# A role, and the name of the institution.
Office = tuple[str, Wording]
NO_OFFICE: Office = ("", Wording(""))


def add_today(record: Record, language: str) -> Record:
    """Return a record whose parts say what is different ``today``; two queries.

    A contact says how it is reached now, or that it answers no longer. Those who have
    no page any more are named but not linked, nor identified. All in ``language``,
    that of the record.
    """
    with translation.override(language):
        known = _find_known(record)
        return _add_contacts(_hide_pages(_add_hints(record, known), known))


def add_contacts_today(record: Record, language: str) -> Record:
    """Return a record that says what is different today of its contacts only.

    As ``add_today`` otherwise: those who get a format may want to call somebody.
    """
    with translation.override(language):
        return _add_contacts(_hide_pages(record, _find_known(record)))


def hide_pages(record: Record) -> Record:
    """Return a record without links to those the public has no page about any more."""
    return _hide_pages(record, _find_known(record))


def _find_known(record: Record) -> Known:
    """Return what holds today for all that a record names, by key; one query."""
    institutions = [
        *(one.id for one in (*record.issuers, *record.institutions)),
        *(one.affiliation_id for one in record.people),
        *(one.institution.id for one in _spoken_for(record) if one.institution),
        *(one.institution_id for one in record.boilerplates),
    ]
    people: list[shape.Person | shape.Byline] = [
        *record.people,
        *record.bylines,
        *_speakers(record),
    ]
    return find_present(
        {
            *_keys("institution", institutions),
            *_keys("person", (one.id for one in people)),
            *_keys("partnership", (one.id for one in record.partnerships)),
            *_keys("boilerplate", (one.institution_id for one in record.boilerplates)),
            *(f"{one.kind}-{one.id}" for one in record.mentions.values() if one.id),
        }
    )


def _keys(kind: str, numbers: Iterable[int | None]) -> set[str]:
    """Return keys; records from before there were keys have none."""
    return {f"{kind}-{number}" for number in numbers if number}


def _speakers(record: Record) -> list[shape.Person]:
    return [one.speaker for one in record.statements.values()]


def _spoken_for(record: Record) -> list[shape.Statement]:
    return [one for one in record.statements.values() if one.institution]


def _add_hints(record: Record, known: Known) -> Record:
    def add(parts: list, find: Callable[[Any], shape.Today | None]) -> list:
        return [part.model_copy(update={"today": find(part)}) for part in parts]

    def say_language(kind: str, parts: list) -> list:
        """Older records do not know the language of a name that is still the same."""
        return [
            part.model_copy(update={"name_lang": now["name"].lang})
            if (now := known.get(f"{kind}-{part.id}")) and now["name"] == part.name
            else part
            for part in parts
        ]

    def institution(entry: shape.Institution) -> shape.Today | None:
        return _find_new_name(entry, known.get(f"institution-{entry.id}"))

    return record.model_copy(
        update={
            "issuers": add(say_language("institution", record.issuers), institution),
            "institutions": add(
                say_language("institution", record.institutions), institution
            ),
            "partnerships": add(
                say_language("partnership", record.partnerships),
                lambda one: _find_new_name(one, known.get(f"partnership-{one.id}")),
            ),
            "people": add(
                record.people,
                lambda one: _compare_person(one, one.affiliation_id, known),
            ),
            "boilerplates": add(
                record.boilerplates, lambda one: _find_new_text(one, known)
            ),
            "statements": {
                key: one.model_copy(
                    update={
                        "today": _compare_person(
                            one.speaker,
                            one.institution.id if one.institution else None,
                            known,
                        )
                    }
                )
                for key, one in record.statements.items()
            },
        }
    )


def _find_new_name(entry: shape.Named, now: dict | None) -> shape.Today | None:
    if now is None or entry.name == now["name"]:
        return None
    name = now["name"]
    return shape.Today(text=name, text_lang=name.lang, path=now["path"])


def _find_new_text(entry: shape.Boilerplate, known: Known) -> shape.Today | None:
    texts = known.get(f"boilerplate-{entry.institution_id}", {})
    text = texts.get(entry.language)
    if text is None or _words(text) == _words(entry.html):
        return None
    return shape.Today(path=entry.path)


def _words(html: str) -> str:
    return " ".join(strip_tags(html).split())


def _compare_person(
    person: shape.Person, employer_id: int | None, known: Known
) -> shape.Today | None:
    """Compare with what a person is called and does today."""
    now = known.get(f"person-{person.id}")
    if not now:
        return None
    renamed = now["name"] if now["name"] != person.name else ""
    office, employer = _find_new_office(person, employer_id, known, now)
    text = ", ".join(part for part in (renamed, office) if part)
    if not (text or employer):
        return None
    return shape.Today(
        text=text,
        institution=employer,
        institution_lang=employer.lang if employer else "",
        path=now["path"],
    )


def _find_new_office(
    person: shape.Person, employer_id: int | None, known: Known, now: dict
) -> Office:
    """Compare with the affiliations that a person has today, or had.

    Nothing is said of somebody whose present affiliation is not known.
    """
    employer = known.get(f"institution-{employer_id}")
    if not employer:
        return NO_OFFICE
    rows = now["affiliations"]
    there = [row for row in rows if row["path"] == employer["path"]]
    if there:
        is_of_then = person.affiliation_id == employer_id
        role = person.affiliation_role if is_of_then else ""
        return _find_new_role(role, there)
    if rows:
        return _office(rows[0])
    is_over = employer["path"] in now["former"]
    return (_("affiliation ended"), Wording("")) if is_over else NO_OFFICE


def _find_new_role(role: str, rows: list[dict]) -> Office:
    """Compare a role with those that somebody has today at the same institution."""
    roles = [row["role"] for row in rows]
    if not role or not roles[0] or role in roles:
        return NO_OFFICE
    return _office(rows[0])


def _office(affiliation: dict) -> Office:
    """Return role and institution of a present affiliation."""
    return affiliation["role"], affiliation["name"]


def _hide_pages(record: Record, known: Known) -> Record:
    """Take links and identifiers from those the public has no page about any more."""

    def hide(entry: Any, kind: str = "person", key: str = "id") -> Any:
        number = getattr(entry, key)
        if number is None or f"{kind}-{number}" in known:
            return entry
        hidden: dict[str, Any] = {"path": ""}
        if isinstance(entry, shape.Person | shape.Institution):
            hidden["identifiers"] = []
        return entry.model_copy(update=hidden)

    def hide_spoken(one: shape.Statement) -> shape.Statement:
        hidden: dict[str, Any] = {"speaker": hide(one.speaker)}
        if one.institution:
            hidden["institution"] = hide(one.institution, "institution")
        return one.model_copy(update=hidden)

    return record.model_copy(
        update={
            "issuers": [hide(one, "institution") for one in record.issuers],
            "institutions": [hide(one, "institution") for one in record.institutions],
            "partnerships": [hide(one, "partnership") for one in record.partnerships],
            "boilerplates": [
                hide(one, "institution", "institution_id")
                for one in record.boilerplates
            ],
            "people": [hide(entry) for entry in record.people],
            "bylines": [hide(entry) for entry in record.bylines],
            "statements": {
                key: hide_spoken(one) for key, one in record.statements.items()
            },
            "mentions": {
                key: one
                for key, one in record.mentions.items()
                if f"{one.kind}-{one.id}" in known
            },
        }
    )


def _add_contacts(record: Record) -> Record:
    """Add how contacts are reached today, or that they answer no longer."""
    model = Contact
    rows = model.objects.in_bulk([one.id for one in record.contacts if one.id])
    return record.model_copy(
        update={
            "contacts": [
                one.model_copy(update={"today": _find_new_contact(one, rows[one.id])})
                if one.id in rows
                else one
                for one in record.contacts
            ]
        }
    )


def _find_new_contact(entry: shape.Contact, contact: Any) -> shape.ContactToday | None:
    if contact.valid_until and contact.valid_until < today():
        return shape.ContactToday(is_over=True)
    now = shape.ContactToday(
        name=str(contact.name), telephone=contact.telephone, email=contact.email
    )
    then = (entry.name, entry.telephone, entry.email)
    return None if then == (now.name, now.telephone, now.email) else now
