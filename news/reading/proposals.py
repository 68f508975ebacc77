"""What a text is proposed to become, each part with its place and why it was read so.

Rules and the graph, nothing else: no model and no other machine is asked. A proposal
changes nothing; whoever reads it accepts it or does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.reading.abouts import Versions, find_nearest, find_same, no_versions
from news.reading.attributions import find_said
from news.reading.boilerplates import find_abouts
from news.reading.contacts import find_contacts
from news.reading.head import Head, read_head
from news.reading.known import Found, Known, Names, drop_ordinary
from news.reading.organisations import Organisation, find_organisations
from news.reading.papers import find_papers
from news.reading.passages import Place, Text
from news.reading.people import People, Person
from news.reading.quotations import find_quotations
from news.reading.said import Said
from news.reading.structure import find_end, find_headings, find_pictures
from news.reading.topics import LoadEarlier, Topic, find_topics, no_earlier


class Kind(StrEnum):
    """What a proposal is."""

    HEADLINE = "headline"
    KICKER = "kicker"
    STANDFIRST = "standfirst"
    DATELINE_PLACE = "dateline_place"
    DATE = "date"
    NUMBER = "number"
    BYLINE = "byline"
    HEADING = "heading"
    PICTURE = "picture"
    STATEMENT = "statement"
    PERSON = "person"
    INSTITUTION = "institution"
    PARTNERSHIP = "partnership"
    BOILERPLATE = "boilerplate"
    CONTACT = "contact"
    PUBLICATION = "publication"
    TOPIC = "topic"


REASONS: dict[str, str | Promise] = {
    "headline": _("It stands by itself above the text."),
    "kicker": _("A few words above the headline."),
    "standfirst": _("It stands between headline and text."),
    "dateline_place": _("It begins the text, or the line about the release."),
    "date": _("A date above the text."),
    "ambiguous date": _("A date above the text; day and month may be the other way."),
    "number": _("A number in the line about the release."),
    "byline": _("Somebody who is named as the author."),
    "heading": _("A line between paragraphs."),
    "picture": _("What is below a picture, or tells of one."),
    "boilerplate": _("A paragraph under the name of an institution."),
    "same boilerplate": _("It says what is on file about the institution."),
    "changed boilerplate": _("It says something else than what is on file."),
    "contact": _("A name with a telephone number or a mailbox."),
    "publication": _("A DOI."),
    "topic": _("Earlier releases with %(partners)s and %(words)s have this topic."),
    "topic of partners": _("Earlier releases with %(partners)s have this topic."),
    "topic of words": _("Earlier releases with %(words)s have this topic."),
    "known": _("A name that is known."),
    "organisation": _("It is named as institutions are, and nobody is known so."),
    "title": _("A title stands before the name."),
    "role": _("A role stands beside the name."),
    "given name": _("It begins with a given name."),
    "institution": _("An institution stands beside the name."),
    "says": _("A verb of saying stands beside the name."),
    "surname": _("The surname of somebody named before."),
    "after": _("The speaker is named behind the words."),
    "before": _("The speaker is named before the words."),
    "split": _("The speaker is named between the words."),
    "pronoun": _("A pronoun stands for whom the text named last."),
    "sentence before": _("The sentence before speaks of one person."),
    "sentence behind": _("The next sentence speaks of one person."),
    "paragraph before": _("The paragraph before ends with a colon."),
    "paragraph behind": _("The paragraph above ends with this person."),
    "line below": _("A line below names the speaker."),
    "told": _("The sentence tells what somebody said."),
}


@dataclass(frozen=True)
class Proposal:
    """Something that a text may become; ``entity`` is an entry that it is about.

    ``told`` is what the reason names.
    """

    kind: Kind
    text: str
    places: tuple[Place, ...]
    why: str
    value: dict[str, Any] = field(default_factory=dict)
    entity: Known | None = None
    told: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def reason(self) -> str | Promise:
        """Why it was read so, in the active language."""
        reason = REASONS[self.why]
        return reason % _listed(self.told) if self.told else reason

    def as_data(self) -> dict[str, Any]:
        """Return the proposal as JSON has it."""
        entity = self.entity
        return {
            "kind": self.kind,
            "value": self.value,
            "text": self.text,
            "position": [
                {"passage": one.passage, "start": one.start, "end": one.end}
                for one in self.places
            ],
            "entity": {"kind": entity.kind, "id": entity.pk, "name": entity.label}
            if entity
            else None,
            "reason": str(self.reason),
        }


def _listed(told: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return lists as a sentence has them, in the active language; words in quotes."""
    quoted = tuple(gettext("“%(word)s”") % {"word": one} for one in told["words"])
    lists = told | {"words": quoted}
    return {
        name: get_text_list(list(one), gettext("and")) for name, one in lists.items()
    }


def propose(
    text: Text,
    names: Names,
    versions: Versions = no_versions,
    earlier: LoadEarlier = no_earlier,
) -> list[Proposal]:
    """Return all that is proposed for a text, in the order in which it stands there.

    ``versions`` returns what is on file about an institution that the graph knows,
    ``earlier`` the releases from which topics are proposed.
    """
    found = drop_ordinary(
        [one for passage in text.passages for one in names.find(passage)]
    )
    organisations = find_organisations(text.passages, found)
    others = [one.place for one in organisations]
    head = read_head(text.passages, found, others)
    authors = [place for place, _name in head.bylines]
    people = People(text.passages, found, organisations, authors).find()
    said = find_said(text.passages, find_quotations(text.passages), people)
    proposals = [
        *_of_head(text, head),
        *_of_structure(text, head),
        *_of_people(text, people),
        *_of_others(text, found),
        *_of_organisations(organisations),
        *map(_of_statement, said),
        *_of_abouts(text, found, head, versions),
        *_of_end(text),
        *map(_of_topic, find_topics(text.passages, found, earlier())),
    ]
    return sorted(proposals, key=lambda one: one.places)


def _of_head(text: Text, head: Head) -> Iterator[Proposal]:
    parts = {
        Kind.HEADLINE: head.headline,
        Kind.KICKER: head.kicker,
        Kind.STANDFIRST: head.standfirst,
        Kind.DATELINE_PLACE: head.place,
    }
    for kind, place in parts.items():
        if place:
            yield Proposal(kind, text.at(place), (place,), kind)
    if head.date:
        place, written = head.date
        why = "ambiguous date" if written.is_ambiguous else "date"
        value = {"date": written.day.isoformat()}
        yield Proposal(Kind.DATE, text.at(place), (place,), why, value)
    if head.number:
        place, number = head.number
        yield Proposal(Kind.NUMBER, number, (place,), "number")
    for place, name in head.bylines:
        yield Proposal(Kind.BYLINE, name, (place,), "byline")


def _of_structure(text: Text, head: Head) -> Iterator[Proposal]:
    ends = find_end(text.passages, head.body)
    for passage in find_headings(text.passages, head.body, ends):
        yield Proposal(Kind.HEADING, passage.text, (passage.whole(),), "heading")
    for shown in find_pictures(text.passages):
        value = {"credit": shown.credit}
        yield Proposal(Kind.PICTURE, shown.caption, (shown.place,), "picture", value)


def _of_people(text: Text, people: list[Person]) -> Iterator[Proposal]:
    """Yield each person once, with all places and the fullest description."""
    by_key: dict[str, list[Person]] = {}
    for person in people:
        by_key.setdefault(person.key, []).append(person)
    for mentions in by_key.values():
        first = max(mentions, key=lambda one: bool(one.role) + bool(one.institution))
        places = tuple(one.place for one in mentions)
        value = _describe(first)
        yield Proposal(
            Kind.PERSON, first.name, places, mentions[0].cue, value, first.known
        )


def _describe(person: Person) -> dict[str, Any]:
    return {
        "titles": person.titles,
        "role": person.role,
        "institution": person.institution,
        "institution_id": person.employer.pk if person.employer else None,
    }


def _of_others(text: Text, found: list[Found]) -> Iterator[Proposal]:
    """Yield each institution and partnership once, with all places."""
    places: dict[Known, list[Place]] = {}
    for one in found:
        for known in one.known:
            if known.kind != Kind.PERSON:
                place = Place(one.passage, one.start, one.end)
                places.setdefault(known, []).append(place)
    for known, mentions in places.items():
        kind = Kind(known.kind)
        yield Proposal(kind, text.at(mentions[0]), tuple(mentions), "known", {}, known)


def _of_organisations(organisations: list[Organisation]) -> Iterator[Proposal]:
    """Yield each institution that is not known once, with all places."""
    places: dict[str, list[Place]] = {}
    for one in organisations:
        places.setdefault(one.name, []).append(one.place)
    for name, mentions in places.items():
        yield Proposal(Kind.INSTITUTION, name, tuple(mentions), "organisation")


def _of_statement(said: Said) -> Proposal:
    value = {
        "speaker": said.speaker.name,
        "form": "verbatim" if said.is_verbatim else "paraphrase",
        **_describe(said.speaker),
    }
    return Proposal(
        Kind.STATEMENT, said.text, said.places, said.how, value, said.speaker.known
    )


def _of_abouts(
    text: Text, found: list[Found], head: Head, versions: Versions
) -> Iterator[Proposal]:
    """Yield what is said about institutions; ``version`` is the key of that on file."""
    for about in find_abouts(text.passages, found, head.body):
        on_file = versions(about.known) if about.known else ()
        value: dict[str, Any] = {"institution": about.name, "version": None}
        why = "boilerplate"
        if same := find_same(about.text, on_file):
            why, value["version"] = "same boilerplate", same.pk
        elif nearest := find_nearest(about.text, on_file):
            why, value["version"] = "changed boilerplate", nearest.pk
        yield Proposal(
            Kind.BOILERPLATE, about.text, about.places, why, value, about.known
        )


def _of_end(text: Text) -> Iterator[Proposal]:
    for contact in find_contacts(text.passages):
        value = {"telephone": contact.telephone, "email": contact.email}
        yield Proposal(Kind.CONTACT, contact.name, contact.places, "contact", value)
    for paper in find_papers(text.passages):
        value = {"doi": paper.doi}
        yield Proposal(
            Kind.PUBLICATION, paper.doi, (paper.place,), "publication", value
        )


def _of_topic(topic: Topic) -> Proposal:
    why = "topic" if topic.words else "topic of partners"
    if not topic.partners:
        why = "topic of words"
    told = {"partners": topic.partners, "words": topic.words}
    label = topic.known.label
    return Proposal(Kind.TOPIC, label, topic.places, why, {}, topic.known, told)
