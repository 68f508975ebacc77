"""Who is involved in a release as its text has it, and where the text links them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from news.drafting.entries import Entries
from news.drafting.plans import Mention, Plan
from news.drafting.roles import Roles
from news.models import ReleaseInstitution, ReleasePartnership, ReleasePerson
from news.reading.passages import Place, Sort
from news.reading.proposals import Proposal
from partners.models import Institution, Partnership, Person

LINKED_IN = (Sort.PARAGRAPH, Sort.ITEM)


class Involved:
    """The rows of a release about institutions, people and partnerships."""

    def __init__(
        self, plan: Plan, entries: Entries, issuer: Institution | None
    ) -> None:
        self.plan = plan
        self.text = plan.text
        self.entries = entries
        self.issuer = issuer
        self.roles = Roles(plan.text)

    def find_rows(
        self, quoted: Iterable[Person], abouts: Iterable[Institution]
    ) -> dict[str, list[Any]]:
        """Return the rows by relation; whom the text only links has none.

        ``quoted`` are the speakers, ``abouts`` those whose "About" text is printed.
        """
        with_about = {one.pk for one in abouts}
        return {
            "release_institutions": self._institutions(with_about),
            "release_people": self._people({one.pk: one for one in quoted}),
            "release_partnerships": self._partnerships(),
        }

    def _institutions(self, with_about: set[int]) -> list[ReleaseInstitution]:
        rows = {}
        for proposal, institution in self.entries.list_of(Institution):
            is_linked = self._link(proposal, "institution", institution.pk)
            has_about = institution.pk in with_about
            role = self.roles.of_institution(
                proposal.places,
                is_issuer=institution == self.issuer,
                has_about=has_about,
            )
            if not role and not is_linked:
                role = ReleaseInstitution.Role.MENTIONED
            if role and institution.pk not in rows:
                rows[institution.pk] = ReleaseInstitution(
                    institution=institution, role=role, has_boilerplate=has_about
                )
        return list(rows.values())

    def _people(self, quoted: dict[int, Person]) -> list[ReleasePerson]:
        roles = ReleasePerson.Role
        chosen = dict.fromkeys(quoted, roles.QUOTED)
        people = dict(quoted)
        for proposal, person in self.entries.list_of(Person):
            people.setdefault(person.pk, person)
            is_linked = person.status in Person.WITH_PAGE and self._link(
                proposal, "person", person.pk
            )
            role = self.roles.of_person(proposal.places, is_quoted=person.pk in quoted)
            if role:
                chosen.setdefault(person.pk, role)
            elif not is_linked:
                chosen.setdefault(person.pk, roles.MENTIONED)
        return [
            ReleasePerson(person=people[pk], role=role) for pk, role in chosen.items()
        ]

    def _partnerships(self) -> list[ReleasePartnership]:
        rows = {}
        for proposal, partnership in self.entries.list_of(Partnership):
            self._link(proposal, "partnership", partnership.pk)
            role = self.roles.of_partnership(proposal.places)
            rows[partnership.pk] = ReleasePartnership(
                partnership=partnership,
                role=role or ReleasePartnership.Role.MENTIONED,
            )
        return list(rows.values())

    def _link(self, proposal: Proposal, kind: str, pk: int) -> bool:
        """Link the first place in the text of a draft; tell whether there is one."""
        for place in proposal.places:
            if self._is_free(place):
                found = self.plan.mentions.setdefault(place.passage, [])
                found.append(Mention(place.start, place.end, kind, pk))
                return True
        return False

    def _is_free(self, place: Place) -> bool:
        passage = self.text.passages[place.passage]
        taken = [
            *((one.start, one.end) for one in passage.links),
            *(
                (one.start, one.end)
                for one in self.plan.mentions.get(place.passage, [])
            ),
        ]
        left = self.plan.find_left(place.passage)
        return (
            passage.sort in LINKED_IN
            and place.passage not in self.plan.headings
            and place.passage not in self.plan.pictures
            and any(start <= place.start and place.end <= end for start, end in left)
            and not any(start < place.end and place.start < end for start, end in taken)
        )
