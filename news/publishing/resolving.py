"""Say what somebody or something was called, and what it said, as of a day.

Each answer is plain data under a key such as ``institution-12``. An answer given
at the first publication of a release is kept and given again ever after.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from partners.mentions import resolve, wanted
from portal.core import rich_text

if TYPE_CHECKING:
    from news.models import Contact, Statement
    from partners.models import Fact, Institution, Partnership, Person

Answers = dict[str, dict | None]


class Resolver:
    """Resolves what a release refers to on one day, in the active language.

    ``kept`` holds the answers that must not change any more; ``answers`` all
    answers that were given, kept or new.
    """

    def __init__(self, day: date | None, kept: Answers | None = None) -> None:
        self.day = day
        self.kept = kept or {}
        self.answers: Answers = {}

    def _answer(self, key: str, resolve: Callable[[], dict | None]) -> dict | None:
        if key not in self.answers:
            self.answers[key] = self.kept[key] if key in self.kept else resolve()
        return self.answers[key]

    def _key(self, kind: str, entity: Institution | Person) -> str:
        """Return the key of an answer about an institution or a person.

        That of a duplicate where an answer was kept before it was merged into this.
        """
        key = f"{kind}-{entity.pk}"
        if not self.kept or key in self.kept:
            return key
        merged = (f"{kind}-{pk}" for pk in self._duplicates(entity))
        return next((other for other in merged if other in self.kept), key)

    @staticmethod
    def _duplicates(entity: Institution | Person) -> list[int]:
        rows = type(entity).everything.filter(merged_into=entity.pk)
        return list(rows.order_by("pk").values_list("pk", flat=True))

    def institution(self, institution: Institution) -> dict:
        """Return name, acronym, path and identifiers of an institution."""
        answer = self._answer(
            self._key("institution", institution),
            lambda: {
                "id": institution.pk,
                "name": institution.name(self.day),
                "acronym": institution.acronym(self.day),
                "path": institution.path,
                "identifiers": _identifiers(institution),
            },
        )
        return answer or {}

    def person(self, person: Person) -> dict:
        """Return name, path, affiliation and identifiers of a person."""
        return (
            self._answer(self._key("person", person), lambda: self._person(person))
            or {}
        )

    def _person(self, person: Person) -> dict:
        affiliation = next(iter(person.affiliations_on(self.day)), None)
        employer = affiliation.institution if affiliation else None
        return {
            "id": person.pk,
            "name": person.label,
            "plain_name": person.name,
            "path": person.path if person.has_page else "",
            "affiliation": employer.acronym(self.day) if employer else "",
            "affiliation_id": employer.pk if employer else None,
            "affiliation_role": str(affiliation.role) if affiliation else "",
            "identifiers": _identifiers(person),
        }

    def partnership(self, partnership: Partnership) -> dict:
        """Return name and path of a partnership."""
        answer = self._answer(
            f"partnership-{partnership.pk}",
            lambda: {
                "id": partnership.pk,
                "name": partnership.name(self.day),
                "path": partnership.path,
            },
        )
        return answer or {}

    def contact(self, contact: Contact) -> dict:
        """Return how a press contact was reached."""
        answer = self._answer(
            f"contact-{contact.pk}",
            lambda: {
                "id": contact.pk,
                "name": str(contact.name),
                "function": str(contact.function),
                "institution": self.institution(contact.institution)["name"],
                "institution_path": contact.institution.path,
                "telephone": contact.telephone,
                "email": contact.email,
                "hours": str(contact.hours),
            },
        )
        return answer or {}

    def boilerplate(self, institution: Institution) -> dict | None:
        """Return the "About" text that was valid, or None where there was none."""
        return self._answer(
            self._key("boilerplate", institution),
            lambda: self._boilerplate(institution),
        )

    def _boilerplate(self, institution: Institution) -> dict | None:
        boilerplate = institution.boilerplate(self.day)
        if boilerplate is None:
            return None
        named = resolve(wanted([boilerplate.text]), self.day)
        return {
            "id": boilerplate.pk,
            "language": boilerplate.language,
            "html": rich_text.render(boilerplate.text, named),
        }

    def statement(self, spoken: Statement) -> dict:
        """Return words, speaker, role and institution of a statement."""
        answer = self._answer(
            f"statement-{spoken.pk}",
            lambda: {
                "id": spoken.pk,
                "speaker": self.person(spoken.speaker),
                "role": str(spoken.role),
                "institution": self.institution(spoken.institution)
                if spoken.institution
                else None,
                "text": str(spoken.text),
                "lang": spoken.text.lang,
                "is_verbatim": spoken.is_verbatim,
                "is_abridged": spoken.is_abridged,
            },
        )
        return answer or {}

    def mention(self, key: str, found: dict) -> dict:
        """Return what somebody who is linked in the text is called."""
        return self._answer(f"mention-{key}", lambda: found) or {}

    def fact(self, fact: Fact) -> dict:
        """Return value, day and source of a fact."""
        answer = self._answer(
            f"fact-{fact.pk}",
            lambda: {
                "id": fact.pk,
                "subject": str(fact.subject),
                "value": fact.shown_value(),
                "day": fact.day,
                "machine": fact.machine_day,
                "source": fact.source,
                "source_url": fact.source_url,
            },
        )
        return answer or {}


def _identifiers(entity: Institution | Person) -> list[list[str]]:
    """Return the identifiers of the whole of something: scheme and bare value."""
    return [
        [row.scheme, row.value]
        for row in entity.identifiers.all()
        if row.scope == row.Scope.WHOLE
    ]
