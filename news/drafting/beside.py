"""What stands beside the text of a release: contacts, papers, authors, "About" texts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.log_actions import log

from news.drafting.entries import MAY_NOT_ADD, Entries, as_paragraphs
from news.drafting.outcomes import Outcome
from news.drafting.rights import may
from news.models import (
    Byline,
    Contact,
    Publication,
    ReleaseContact,
    ReleasePublication,
)
from news.reading.passages import Text
from news.reading.proposals import Proposal
from partners import waiting
from partners.models import Boilerplate, Institution
from partners.validity import today

NOT_ACCEPTED = gettext_lazy("The institution that it belongs to was not accepted.")
LONGEST_INITIALS, LONGEST_TITLE, LONGEST_NAME = 30, 400, 150
DOI_IN_TEXT = re.compile(r"(?:https?://\S*doi\.org/|\bdoi:?\s*)?10\.\d{4,9}/\S+", re.I)
LABEL = re.compile(r"^[\w ]{4,30}:\s*")


class Beside:
    """Finds or makes what a release refers to."""

    def __init__(
        self, text: Text, entries: Entries, day: date, language: str, outcome: Outcome
    ) -> None:
        self.text = text
        self.entries = entries
        self.day = day
        self.language = language
        self.user = entries.user
        self.outcome = outcome

    def add_byline(self, proposal: Proposal) -> Byline | None:
        """Return who wrote the text: a person who is accepted, else initials."""
        if person := self.entries.people.get(proposal.text):
            self.outcome.take(proposal)
            return Byline(person=person)
        if len(proposal.text) > LONGEST_INITIALS or " " in proposal.text:
            self.outcome.leave(proposal.text, _("Nobody is known by that name."))
            return None
        self.outcome.take(proposal)
        return Byline(initials=proposal.text)

    def add_contact(
        self, proposal: Proposal, issuer: Institution | None
    ) -> ReleaseContact | None:
        """Return the press contact that a text names, found or new."""
        contact = self.find_contact(proposal) or self._make_contact(proposal, issuer)
        if contact is None:
            return None
        self.outcome.take(proposal)
        return ReleaseContact(contact=contact)

    def find_contact(self, proposal: Proposal) -> Contact | None:
        """Return the press contact that is reached as a text says."""
        email, telephone = _reach(proposal)
        reached = Q(email__iexact=email) if email else Q(pk__in=[])
        if telephone:
            reached |= Q(telephone=telephone)
        valid = Q(valid_until=None) | Q(valid_until__gte=today())
        return Contact.objects.filter(reached, valid).order_by("pk").first()

    def _make_contact(
        self, proposal: Proposal, issuer: Institution | None
    ) -> Contact | None:
        email, telephone = _reach(proposal)
        passages = {place.passage for place in proposal.places}
        named = (
            one
            for other, one in self.entries.list_of(Institution)
            if any(place.passage in passages for place in other.places)
        )
        institution = next(named, issuer)
        if institution is None:
            self.outcome.leave(
                proposal.text, _("It is not known which institution it belongs to.")
            )
            return None
        if not may(self.user, "add", Contact):
            self.outcome.leave(proposal.text, MAY_NOT_ADD)
            return None
        name = proposal.text[:LONGEST_NAME] or str(institution)
        contact = Contact(
            name={self.language: name},
            institution=institution,
            email=email,
            telephone=telephone,
        )
        if not self._save(contact, proposal.text):
            return None
        if proposal.value["telephone"] and not telephone:
            self.outcome.leave(
                str(proposal.value["telephone"]), _("A number without country code.")
            )
        return contact

    def add_publication(self, proposal: Proposal) -> ReleasePublication | None:
        """Return the paper behind a text; its title is the line that names it."""
        doi = str(proposal.value["doi"])
        paper = Publication.objects.filter(doi=doi).first()
        if paper is None:
            if not may(self.user, "add", Publication):
                self.outcome.leave(doi, MAY_NOT_ADD)
                return None
            paper = Publication(doi=doi, title=self._title_of(proposal) or doi)
            if not self._save(paper, doi):
                return None
        self.outcome.take(proposal)
        return ReleasePublication(publication=paper)

    def _title_of(self, proposal: Proposal) -> str:
        place = proposal.places[0]
        line = next(
            line
            for line in self.text.passages[place.passage].text.split("\n")
            if self.text.at(place) in line or "\n" in self.text.at(place)
        )
        return LABEL.sub("", DOI_IN_TEXT.sub("", line)).strip(" ,.;:()")[:LONGEST_TITLE]

    def _save(self, thing: Any, what: str) -> bool:
        """Save a new entry as its form would; note what is wrong with it otherwise."""
        try:
            thing.full_clean()
        except ValidationError as error:
            self.outcome.leave(what, " ".join(error.messages))
            return False
        thing.save()
        log(thing, "wagtail.create", user=self.user)
        self.outcome.add_made(thing)
        return True

    def add_about(self, proposal: Proposal) -> Institution | None:
        """Return the institution whose "About" text is printed, with its new version.

        A changed text becomes a draft of the institution that waits for the release.
        """
        name = str(proposal.value["institution"])
        institution = self._find_told(proposal, name)
        if institution is None:
            self.outcome.leave(_about(name), NOT_ACCEPTED)
            return None
        if proposal.entity and proposal.why == "same boilerplate":
            why = self._check_printed(institution, proposal.value["version"])
        elif proposal.entity:
            why = self._add_version(institution, proposal.text)
        else:
            why = ""  # it is new, and was made with its text
        if why:
            self.outcome.leave(_about(name), why)
            return None
        self.outcome.take(proposal)
        return institution

    def _find_told(self, proposal: Proposal, name: str) -> Institution | None:
        known = proposal.entity
        if known is None:
            return self.entries.find_institution(name)
        accepted = (one for _other, one in self.entries.list_of(Institution))
        return next((one for one in accepted if one.pk == known.pk), None)

    def _check_printed(self, institution: Institution, version: int) -> str:
        printed = institution.boilerplate(self.day, self.language)
        if printed and printed.pk == version:
            return ""
        return _("On that day another version is printed.")

    def _add_version(self, institution: Institution, text: str) -> str:
        """Add a version of an "About" text to a draft; return why that cannot be."""
        if not may(self.user, "change", Institution):
            return _("You may not change this entry.")
        lock = institution.get_lock()
        if lock and (self.user is None or lock.for_user(self.user)):
            return _("The entry is locked.")
        is_new = waiting.is_new(institution)
        if not is_new and (
            waiting.has_draft(institution) or waiting.rows_of(institution).exists()
        ):
            return _("There is another draft of the entry. Add the text there.")
        draft = institution.get_latest_revision_as_object()
        versions = list(draft.boilerplates.all())
        rows = [one for one in versions if one.language == self.language]
        last = [one for one in rows if one.valid_to is None or one.valid_to > self.day]
        if any(one.valid_from and one.valid_from >= self.day for one in last):
            return _("A version of that day or a later one is there already.")
        for row in last:
            row.valid_to = self.day
        version = Boilerplate(
            language=self.language,
            text=as_paragraphs(text),
            valid_from=self.day if rows else None,
        )
        draft.boilerplates.set([*versions, version])
        try:
            draft.check_complete()
        except ValidationError as error:
            return " ".join(error.messages)
        if is_new:
            draft.save()
        draft.save_revision(user=self.user, log_action=True)
        if not is_new:
            waiting.let_wait(institution, self.entries.story)
        made = _("New version of the “About” text of %(name)s")
        self.outcome.made.append(made % {"name": institution})
        return ""


def _about(name: str) -> str:
    return _("About %(name)s") % {"name": name}


def _reach(proposal: Proposal) -> tuple[str, str]:
    """Return e-mail and telephone of a contact, as they are stored."""
    value = proposal.value
    return str(value["email"]), read_telephone(str(value["telephone"]))


def read_telephone(written: str) -> str:
    """Return a number in the form of E.164, empty where its country is not told."""
    digits = re.sub(r"\(0\)|[^\d+]", "", written)
    digits = re.sub(r"^00", "+", digits)
    return digits if re.fullmatch(r"\+[1-9]\d{6,14}", digits) else ""
