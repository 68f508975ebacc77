"""Makes a statement: what somebody said, with role and institution of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from news.models import Statement
from partners.models import Institution, Person
from portal.core.ordered_texts import order_draft


@dataclass(frozen=True)
class Said:
    """Words with whose they are; without ``role`` and ``institution`` those of the day."""

    speaker: Person
    text: str
    form: str
    language: str
    role: str = ""
    institution: Institution | None = None


def build(said: Said, day: date) -> Statement:
    """Return a new statement, not saved, in the order in which it would be stored."""
    role, institution = said.role, said.institution
    for tie in said.speaker.affiliations_on(day):
        if institution in (None, tie.institution):
            institution = institution or tie.institution
            role = role or (tie.role or {}).get(said.language, "")
            break
    statement = Statement(
        speaker=said.speaker,
        institution=institution,
        role={said.language: role} if role else {},
        text={said.language: said.text},
        original_language=said.language,
        form=said.form,
    )
    order_draft(statement)
    return statement


def find_same(statement: Statement) -> Statement | None:
    """Return what is stored of the same words by the same person, if anything is."""
    own = Statement.objects.filter(speaker=statement.speaker)
    language = statement.original_language
    return own.filter(**{f"text__{language}": statement.text[language]}).first()
