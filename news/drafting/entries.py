"""Whom a text names: entries of the graph, and new ones as drafts.

What is new waits for the release, and is no more public than what somebody adds in the
form of the release. A person gets no page by it: that needs a decision (public status).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy

from news.drafting.outcomes import Outcome
from news.drafting.rights import may
from news.reading.known import Known
from news.reading.passages import Text
from news.reading.proposals import Kind, Proposal
from news.reading.words import fold
from partners import waiting
from partners.desk.institutions import QuickInstitutionForm
from partners.desk.people import QuickPersonForm
from partners.desk.quick_forms import QuickForm
from partners.draftable import Draftable
from partners.models import Affiliation, Boilerplate, Institution, Person
from partners.public import MODELS
from portal.core.simple_forms import base_language

MAY_NOT_ADD = gettext_lazy("You may not add such an entry.")
GONE = gettext_lazy("The entry is gone.")
# What kind of institution it is, where its name says so.
KINDS = (
    (r"hospital|clinic|klinik", Institution.Kind.HOSPITAL),
    (r"universit|hochschule|college", Institution.Kind.UNIVERSITY),
    (r"minist(?:ry|erium)", Institution.Kind.MINISTRY),
    (r"stiftung|foundation", Institution.Kind.FOUNDATION),
    (r"\b(?:gmbh|ag|inc|ltd|se)\b", Institution.Kind.COMPANY),
    (r"instit|zentrum|cent(?:re|er)\b", Institution.Kind.RESEARCH_CENTRE),
)


class Entries:
    """The entries that the accepted proposals of a text are about."""

    def __init__(
        self, text: Text, language: str, story: UUID | None, user: Any, outcome: Outcome
    ) -> None:
        self.text = text
        self.language = base_language(language)
        self.story = story
        self.user = user
        self.outcome = outcome
        self.found: list[tuple[Proposal, Draftable]] = []
        self.institutions: dict[str, Institution] = {}
        self.people: dict[str, Person] = {}

    def add(self, accepted: Iterable[Proposal]) -> None:
        """Find or make the entries of proposals: institutions before who works there."""
        by_kind: dict[Kind, list[Proposal]] = {}
        for proposal in accepted:
            by_kind.setdefault(proposal.kind, []).append(proposal)
        abouts = by_kind.get(Kind.BOILERPLATE, [])
        for proposal in by_kind.get(Kind.INSTITUTION, []):
            if proposal.entity:
                entity = self._load(proposal)
            else:
                entity = self._make_institution(proposal, abouts)
            if entity:
                self._name_institution(proposal, entity)
        for proposal in by_kind.get(Kind.PARTNERSHIP, []):
            self._load(proposal)
        for proposal in by_kind.get(Kind.PERSON, []):
            person = (
                self._load(proposal) if proposal.entity else self._make_person(proposal)
            )
            if person:
                self.people[proposal.text] = person

    def load(self, known: Known) -> Any:
        """Return an entry of the graph, None if it is gone."""
        return MODELS[known.kind].objects.filter(pk=known.pk).first()

    def find_speaker(self, proposal: Proposal) -> Person | None:
        """Return whose words a proposal is about."""
        if proposal.entity:
            return self.load(proposal.entity)
        return self.people.get(proposal.value["speaker"])

    def find_institution(self, written: str) -> Institution | None:
        """Return the accepted institution that the text calls so."""
        return self.institutions.get(_plain(written)) if written else None

    def find_work(self, person: Proposal) -> tuple[str, Institution | None]:
        """Return role and institution of somebody as the text has them.

        Whom the reader did not tell by name (*the institute's director*) it tells by key.
        """
        role = str(person.value.get("role", ""))
        key = person.value.get("institution_id")
        institutions = (one for _proposal, one in self.list_of(Institution))
        employer = next((one for one in institutions if one.pk == key), None)
        written = str(person.value.get("institution", ""))
        return role, employer or self.find_institution(written)

    def list_of(self, model: type[Draftable]) -> list[tuple[Proposal, Any]]:
        """Return the entries of a kind, each with the proposal that is about it."""
        return [pair for pair in self.found if isinstance(pair[1], model)]

    def _load(self, proposal: Proposal) -> Any:
        entity = self.load(proposal.entity) if proposal.entity else None
        if entity is None:
            self.outcome.leave(proposal.text, GONE)
            return None
        self.found.append((proposal, entity))
        return entity

    def _name_institution(self, proposal: Proposal, entity: Institution) -> None:
        names = [self.text.at(place) for place in proposal.places]
        for name in (proposal.text, entity.label, *names):
            self.institutions.setdefault(_plain(name), entity)

    def _make_institution(
        self, proposal: Proposal, abouts: list[Proposal]
    ) -> Institution | None:
        entity = self._fill(
            QuickInstitutionForm,
            {"name": proposal.text, "kind": guess_kind(proposal.text)},
            proposal,
        )
        if entity is None:
            return None
        for about in abouts:
            name = str(about.value["institution"])
            if not about.entity and _plain(name) == _plain(proposal.text):
                entity.boilerplates.add(
                    Boilerplate(language=self.language, text=as_paragraphs(about.text))
                )
        self._keep_new(entity)
        self.found.append((proposal, entity))
        return entity

    def _make_person(self, proposal: Proposal) -> Person | None:
        entity = self._fill(
            QuickPersonForm,
            {
                "name": proposal.text,
                "titles": proposal.value.get("titles", ""),
                "status": Person.Status.MINIMAL,
            },
            proposal,
        )
        if entity is None:
            return None
        role, institution = self.find_work(proposal)
        if institution:
            entity.affiliations.add(
                Affiliation(
                    institution=institution,
                    role={self.language: role} if role else {},
                    role_type=Affiliation.RoleType.OTHER,
                    is_primary=True,
                )
            )
        self._keep_new(entity)
        self.found.append((proposal, entity))
        return entity

    def _fill(
        self, form_class: type[QuickForm], values: dict, proposal: Proposal
    ) -> Any:
        """Return an entry, not saved, as the form makes it by which editors add it."""
        if not may(self.user, "add", form_class._meta.model):
            self.outcome.leave(proposal.text, MAY_NOT_ADD)
            return None
        form = form_class(values)
        if not form.is_valid():
            problems = [str(one) for found in form.errors.values() for one in found]
            self.outcome.leave(proposal.text, " ".join(problems))
            return None
        with translation.override(self.language):
            return form.save(commit=False)

    def _keep_new(self, entity: Draftable) -> None:
        entity.save()
        waiting.keep_new(entity, self.user, self.story)
        self.outcome.add_made(entity)


def guess_kind(name: str) -> Institution.Kind:
    """Return what kind of institution a name tells of."""
    found = (kind for part, kind in KINDS if re.search(part, name, re.IGNORECASE))
    return next(found, Institution.Kind.OTHER)


def as_paragraphs(text: str) -> str:
    """Return plain paragraphs as rich text."""
    lines = ((line,) for line in text.split("\n") if line.strip())
    return format_html_join("", "<p>{}</p>", lines)


def _plain(name: str) -> str:
    """Return a name as it is compared: without case and the article before it."""
    return re.sub(r"^(?:the|das|der|die|dem|den|des)\s+", "", fold(name.strip()))
