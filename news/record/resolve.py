"""Resolve names, roles and texts as of a day.

Each answer is kept as plain data under a key such as ``institution-12``. An answer
given at the first publication of a release is kept and given again ever after.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from news.models import Contact, Statement, shape
from partners.mentions import find_mentioned, resolve
from partners.models import Fact, Institution, Partnership, Person
from portal.core import rich_text
from portal.core.languages import Wording

# What is frozen, as it is stored; None where there was nothing to say.
Answers = dict[str, dict[str, Any] | None]
# In which roles a release had somebody when it was frozen, by the key of the answer.
Places = Mapping[str, Collection[str]]
# The role of who wrote it.
BYLINE = "byline"


class Resolver:
    """Resolves what a release refers to on one day, in the active language.

    ``kept`` holds the answers that must not change any more, but for the keys in
    ``anew``; ``answers`` all answers that were given, kept or new. ``places`` says who
    stood in which role of the release when they were kept. ``going`` are the keys
    (``institution-12``) of what is not public yet and becomes so with the release.

    What is not public by then is named, because the release names it; nothing else is
    told of it.
    """

    def __init__(
        self,
        day: date | None,
        kept: Answers | None = None,
        anew: Collection[str] = (),
        places: Places | None = None,
        going: Collection[str] = (),
    ) -> None:
        self.day = day
        self.going = going
        self.places = places or {}
        self.kept = {key: one for key, one in (kept or {}).items() if key not in anew}
        self.anew = anew
        self.answers: Answers = {}

    def _answer(
        self,
        key: str,
        kind: type[shape.AnyPart],
        find: Callable[[], shape.AnyPart | None],
    ) -> shape.AnyPart | None:
        if key not in self.answers:
            if key in self.kept:
                self.answers[key] = self.kept[key]
            else:
                found = find()
                self.answers[key] = found.model_dump(mode="json") if found else None
        answer = self.answers[key]
        return None if answer is None else kind.model_validate(answer)

    def _within(self, key: str) -> Resolver:
        """Return who resolves what another answer contains: kept with it, or anew."""
        return self._on(self.day) if key in self.anew else self

    def _on(self, day: date | None) -> Resolver:
        """Return who resolves as of a day what nothing is frozen of."""
        return Resolver(day, going=self.going)

    def is_told(self, entity: Institution | Person | Partnership | Fact) -> bool:
        """Tell whether more than the name of something may be told."""
        kind = entity._meta.model_name
        return entity.live or f"{kind}-{entity.pk}" in self.going

    def _key(self, kind: str, entity: Institution | Person, role: str) -> str:
        """Return the key of an answer about an institution or a person in a role.

        That of a duplicate where an answer was kept before it was merged into this.
        Where both had one, that of who had the role.
        """
        key = f"{kind}-{entity.pk}"
        if not self.kept or (key in self.kept and not role) or self._had(key, role):
            return key
        known = [f"{kind}-{pk}" for pk in self._duplicates(entity)]
        for other in known:
            if other in self.kept and self._had(other, role):
                return other
        return next((one for one in (key, *known) if one in self.kept), key)

    def _had(self, key: str, role: str) -> bool:
        """Tell whether somebody had a role of the release when it was frozen."""
        return role in self.places.get(key, ())

    @staticmethod
    def _duplicates(entity: Institution | Person) -> list[int]:
        rows = type(entity).everything.filter(merged_into=entity.pk)
        return list(rows.order_by("pk").values_list("pk", flat=True))

    def institution(
        self, institution: Institution, role: str = ""
    ) -> shape.Institution:
        """Return name, acronym, path and identifiers of an institution in a role."""
        answer = self._answer(
            self._key("institution", institution, role),
            shape.Institution,
            lambda: self._institution(institution),
        )
        return answer or shape.Institution()

    def _institution(self, institution: Institution) -> shape.Institution:
        name, acronym = institution.name(self.day), institution.acronym(self.day)
        return shape.Institution(
            id=institution.pk,
            name=name,
            name_lang=name.lang,
            acronym=acronym,
            acronym_lang=acronym.lang,
            path=institution.path if institution.has_page else "",
            identifiers=self._identifiers(institution),
        )

    def person(self, person: Person, role: str = "") -> shape.Person:
        """Return name, path, affiliation and identifiers of a person in a role."""
        key = self._key("person", person, role)
        answer = self._answer(key, shape.Person, lambda: self._person(person))
        return answer or shape.Person()

    def _person(self, person: Person) -> shape.Person:
        held = person.affiliations_on(self.day) if self.is_told(person) else []
        told = (one for one in held if self.is_told(one.institution))
        affiliation = next(told, None)
        employer = affiliation.institution if affiliation else None
        short = employer.acronym(self.day) if employer else Wording("")
        return shape.Person(
            id=person.pk,
            name=person.name_with_titles(self.day),
            plain_name=person.name(self.day),
            path=person.path if person.has_page else "",
            affiliation=short,
            affiliation_lang=short.lang if short else "",
            affiliation_id=employer.pk if employer else None,
            affiliation_role=str(affiliation.role) if affiliation else "",
            identifiers=self._identifiers(person),
        )

    def _identifiers(self, entity: Institution | Person) -> list[shape.IdentifierValue]:
        """Return the identifiers of the whole of something: scheme and bare value."""
        if not self.is_told(entity):
            return []
        return [
            (row.scheme, row.value)
            for row in entity.identifiers.all()
            if row.scope == row.Scope.WHOLE
        ]

    def partnership(self, partnership: Partnership) -> shape.Named:
        """Return name and path of a partnership."""
        answer = self._answer(
            f"partnership-{partnership.pk}",
            shape.Named,
            lambda: self._partnership(partnership),
        )
        return answer or shape.Named()

    def _partnership(self, partnership: Partnership) -> shape.Named:
        name = partnership.name(self.day)
        return shape.Named(
            id=partnership.pk,
            name=name,
            name_lang=name.lang,
            path=partnership.path if partnership.live else "",
        )

    def contact(self, contact: Contact) -> shape.Contact:
        """Return how a press contact was reached."""
        key = f"contact-{contact.pk}"
        answer = self._answer(
            key,
            shape.Contact,
            lambda: self._contact(
                contact, self._within(key).institution(contact.institution)
            ),
        )
        return answer or shape.Contact()

    def _contact(self, contact: Contact, of: shape.Institution) -> shape.Contact:
        return shape.Contact(
            id=contact.pk,
            name=str(contact.name),
            name_lang=contact.name.lang,
            function=str(contact.function),
            function_lang=contact.function.lang,
            institution=of.name,
            institution_lang=of.name_lang,
            institution_path=contact.institution.path
            if contact.institution.has_page
            else "",
            telephone=contact.telephone,
            email=contact.email,
            hours=str(contact.hours),
        )

    def boilerplate(
        self, institution: Institution, role: str = ""
    ) -> shape.Boilerplate | None:
        """Return the "About" text that was valid, or None where there was none."""
        about = self._answer(
            self._key("boilerplate", institution, role),
            BoilerplateText,
            lambda: self._boilerplate(institution),
        )
        if about is None:
            return None
        named = self.institution(institution, role)
        return named.extend(shape.Boilerplate, institution_id=named.id, **dict(about))

    def _boilerplate(self, institution: Institution) -> BoilerplateText | None:
        boilerplate = institution.boilerplate(self.day)
        if boilerplate is None or not self.is_told(institution):
            return None
        named = resolve(find_mentioned([boilerplate.text]), self.day)
        return BoilerplateText(
            id=boilerplate.pk,
            language=boilerplate.language,
            html=rich_text.render(boilerplate.text, named),
        )

    def statement(self, spoken: Statement) -> shape.Statement:
        """Return words, speaker, role and institution of a statement.

        As of the day on which it was made, where that is not the day of the release:
        the speaker's page says the same.
        """
        key = f"statement-{spoken.pk}"
        another_day = spoken.made_on and spoken.made_on != self.day
        within = self._on(spoken.made_on) if another_day else self._within(key)
        answer = self._answer(
            key,
            shape.Statement,
            lambda: shape.Statement(
                id=spoken.pk,
                speaker=within.person(spoken.speaker),
                role=str(spoken.role),
                role_lang=spoken.role.lang,
                institution=within.institution(spoken.institution)
                if spoken.institution
                else None,
                text=str(spoken.text),
                lang=spoken.text.lang,
                is_verbatim=spoken.is_verbatim,
                is_abridged=spoken.is_abridged,
            ),
        )
        return answer or shape.Statement()

    def mention(self, key: str, found: shape.Mention) -> shape.Mention:
        """Return what somebody who is linked in the text is called."""
        return self._answer(f"mention-{key}", shape.Mention, lambda: found) or found

    def figure(self, figure: Fact) -> shape.Figure:
        """Return value, day and source of a figure."""
        answer = self._answer(
            f"fact-{figure.pk}", shape.Figure, lambda: self._figure(figure)
        )
        return answer or shape.Figure()

    def _figure(self, figure: Fact) -> shape.Figure | None:
        value = figure.value_on(self.day)
        if value is None or not self.is_told(figure):
            return None
        return shape.Figure(
            id=figure.pk,
            subject=str(figure.subject),
            subject_lang=figure.subject.lang,
            value=value.shown(),
            day=value.day,
            machine=value.machine_day,
            source=str(value.source),
            source_lang=value.source.lang,
            source_url=value.source_url,
        )


class BoilerplateText(shape.Part):
    """An "About" text by itself, as it is frozen."""

    id: int | None = None
    language: str = ""
    html: str = ""
