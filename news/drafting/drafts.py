"""Makes the draft of a release of a text and the proposals that somebody accepted.

A draft and nothing else: no act of publication, nobody is told, nothing public changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.drafting.beside import Beside
from news.drafting.bodies import LONGEST_CAPTION, LONGEST_HEADING, BodyBuilder
from news.drafting.entries import MAY_NOT_ADD, Entries
from news.drafting.involved import Involved
from news.drafting.outcomes import Outcome
from news.drafting.plans import Plan
from news.drafting.rights import check_newsroom, may
from news.drafting.spans import find_span
from news.drafting.statements import Said, build, find_same
from news.models import Series, Statement
from news.pages import NewsIndexPage, PressReleasePage
from news.publishing import numbering
from news.reading.dates import find_dates
from news.reading.head import EMBARGO
from news.reading.passages import Sort, Text
from news.reading.proposals import Kind, Proposal
from partners.models import Institution, Person
from portal.core.models import Topic

TOO_LONG = gettext_lazy("It is too long.")
NUMBER = re.compile(
    r"(?:(?P<year>\d{4})/(?P<second>\d{1,5}))|(?P<first>\d{1,5})(?P<suffix>[a-z]?)"
    r"(?:/(?P<behind>\d{2,4}))?"
)
NOON = time(12)
END_OF_DAY = time(23, 59)


def make_draft(
    text: Text,
    proposals: Iterable[Proposal],
    accepted: Iterable[Proposal],
    newsroom: NewsIndexPage,
    user: Any = None,
) -> tuple[PressReleasePage, Outcome]:
    """Make the draft of a release in the language of a newsroom, in one transaction.

    ``accepted`` are those of the ``proposals`` that it is to follow. Without a user it
    is the site itself that acts. Raises PermissionDenied.
    """
    check_newsroom(user, newsroom)
    with transaction.atomic():
        maker = DraftMaker(text, list(proposals), list(accepted), newsroom, user)
        return maker.make(), maker.outcome


class DraftMaker:
    """Makes one draft, part by part; what a part needs was made before it."""

    def __init__(
        self,
        text: Text,
        proposals: list[Proposal],
        accepted: list[Proposal],
        newsroom: NewsIndexPage,
        user: Any,
        story: UUID | None = None,
    ) -> None:
        self.text = text
        self.proposals = proposals
        self.accepted = accepted
        self.newsroom = newsroom
        self.user = user
        self.outcome = Outcome()
        self.release = PressReleasePage(
            locale=newsroom.locale, owner=user, live=False, title=""
        )
        if story:
            self.release.translation_key = story
        self.language = newsroom.locale.language_code
        self.plan = Plan(text)
        self.entries = Entries(
            text, self.language, self.release.translation_key, user, self.outcome
        )

    def make(self) -> PressReleasePage:
        self._fill_head()
        self.entries.add(self.accepted)
        issuer = self.choose_series()
        self.add_number()
        speakers = self._place_statements()
        self._place_structure()
        abouts = self.add_beside(issuer)
        self.plan.settle(self.outcome.taken, self.proposals)
        keys = [one.entity.pk for one in self.of(Kind.TOPIC) if one.entity]
        self.release.topics = Topic.objects.filter(pk__in=keys)
        rows = Involved(self.plan, self.entries, issuer).find_rows(speakers, abouts)
        for relation, found in rows.items():
            self._set_rows(relation, found)
        body = BodyBuilder(self.plan)
        self.release.body = self.release._meta.get_field("body").to_python(body.body)
        self.release.notes_to_editors = body.notes
        return self.keep()

    def keep(self) -> PressReleasePage:
        """Store the draft, as the form of a new release does."""
        self.newsroom.add_child(instance=self.release)
        self.release.save_revision(user=self.user, log_action=True, clean=False)
        return self.release

    @property
    def day(self) -> date:
        """The day of the release."""
        return timezone.localtime(self.release.released_at).date()

    def of(self, kind: Kind) -> list[Proposal]:
        """Return the accepted proposals of a kind."""
        return [one for one in self.accepted if one.kind == kind]

    def _set_rows(self, relation: str, rows: Iterable[Any]) -> None:
        found = list(rows)
        for place, row in enumerate(found):
            row.sort_order = place
        setattr(self.release, relation, found)

    def _fill_head(self) -> None:
        """Fill the fields that are a part of the text, and the clock."""
        fields = {
            Kind.HEADLINE: "title",
            Kind.KICKER: "kicker",
            Kind.STANDFIRST: "standfirst",
            Kind.DATELINE_PLACE: "dateline_place",
        }
        for kind, name in fields.items():
            for proposal in self.of(kind):
                field = PressReleasePage._meta.get_field(name)
                value = " ".join(proposal.text.split())
                if len(value) > field.max_length:
                    self.outcome.leave(value, TOO_LONG)
                    continue
                setattr(self.release, name, value)
                self.outcome.take(proposal)
        if not self.release.title:
            self.release.title = _("Release without a headline")
        self.set_clock()

    def set_clock(self) -> None:
        """Set the day that the text tells, and never before an embargo that it names."""
        now = timezone.localtime()
        for proposal in self.of(Kind.DATE):
            day = datetime.fromisoformat(proposal.value["date"]).date()
            self.outcome.take(proposal)
            if day != now.date():
                self.release.released_at = timezone.make_aware(
                    datetime.combine(day, NOON)
                )
                self.outcome.notes.append(
                    _("The text tells a day and no time: look at “Released at”.")
                )
            if proposal.why == "ambiguous date":
                self.outcome.notes.append(
                    _("Day and month of the date may be the other way round.")
                )
        lines = [one.text for one in self.text.passages if EMBARGO.search(one.text)]
        if not lines:
            return
        days = [found.day for line in lines for found in find_dates(line)]
        until = max([*days, timezone.localtime(self.release.released_at).date()])
        if until < now.date():
            return  # it has lifted long ago
        if not days:
            until = now.date() + timedelta(days=1)
        self.release.released_at = timezone.make_aware(
            datetime.combine(until, END_OF_DAY)
        )
        self.outcome.notes.append(
            _(
                "The text names an embargo. Until you enter its time, the draft has the "
                "end of the day."
            )
        )

    def choose_series(self) -> Institution | None:
        """Choose the series, and return who issues: the institution that has it."""
        named = {one.pk for _proposal, one in self.entries.list_of(Institution)}
        series = list(Series.objects.select_related("institution"))
        own = [one for one in series if one.institution_id in named]
        fitting = own if len(own) == 1 else series
        if len(fitting) != 1:
            return None
        self.release.series = fitting[0]
        issuer = fitting[0].institution
        return issuer if issuer.pk in named else None

    def add_number(self) -> None:
        """Write the number that a text names, if it is free."""
        for proposal in self.of(Kind.NUMBER):
            self.outcome.take(proposal)
            what = _("Number %(number)s") % {"number": proposal.text}
            found = NUMBER.fullmatch(proposal.text)
            if not self.release.series:
                self.outcome.leave(what, _("It belongs to no series."))
            elif not found:
                self.outcome.leave(what, _("It is not a number of a series."))
            else:
                self._try_number(found, what)

    def _try_number(self, found: re.Match[str], what: str) -> None:
        release = self.release
        day = timezone.localtime(release.released_at)
        year = found["year"] or found["behind"] or str(day.year)
        release.number = int(found["second"] or found["first"])
        release.number_suffix = found["suffix"] or ""
        release.number_year = int(year if len(year) == 4 else f"20{year}")
        try:
            release.clean_fields(
                exclude=[
                    one.name
                    for one in release._meta.fields
                    if one.name not in numbering.FIELDS
                ]
            )
            numbering.check(release)
        except ValidationError as error:
            self.outcome.leave(what, " ".join(error.messages))
            release.number, release.number_suffix = None, ""
            release.number_year = None

    def _place_statements(self) -> list[Person]:
        """Make the statements and put them where their words stood; return who speaks."""
        speakers = []
        for proposal in self.of(Kind.STATEMENT):
            speaker = self.entries.find_speaker(proposal)
            what = " ".join(proposal.text.split()[:8]) + " …"
            if speaker is None:
                self.outcome.leave(what, _("Its speaker was not accepted."))
                continue
            speakers.append(speaker)
            passage = self.text.passages[proposal.places[0].passage]
            named = [p for one in self._people_of(proposal) for p in one.places]
            span = find_span(self.text, proposal, named)
            if span is None or passage.sort != Sort.PARAGRAPH:
                why = _("Its sentence says more than whose words they are.")
                self.outcome.leave(what, why)
            elif not may(self.user, "add", Statement):
                self.outcome.leave(what, MAY_NOT_ADD)
            elif statement := self.make_statement(proposal, speaker, span.role):
                self.plan.put_statement(span.parts, statement)
        return speakers

    def _people_of(self, proposal: Proposal) -> list[Proposal]:
        """Return what is proposed about the speaker of a statement."""
        return [
            one
            for one in self.proposals
            if one.kind == Kind.PERSON
            and one.entity == proposal.entity
            and (one.entity or one.text == proposal.value["speaker"])
        ]

    def make_statement(
        self, proposal: Proposal, speaker: Person, role: str
    ) -> Statement | None:
        """Return what somebody said; ``role`` is what its sentence says of that one."""
        people = [proposal, *self._people_of(proposal)]
        works = [self.entries.find_work(one) for one in people]
        named, institution = next((one for one in works if one[1]), works[0])
        said = Said(
            speaker,
            words_of(proposal),
            proposal.value["form"],
            self.entries.language,
            role or named,
            institution,
        )
        statement = build(said, self.day)
        if known := find_same(statement):
            return known
        statement.save()
        self.outcome.add_made(statement)
        return statement

    def _place_structure(self) -> None:
        """Note which passages are headings and which tell of a picture."""
        headings = [
            (one, self.text.passages[one.places[0].passage].level)
            for one in self.of(Kind.HEADING)
        ]
        top = min((level for _one, level in headings), default=0)
        for number, (proposal, level) in enumerate(headings):
            if len(proposal.text) > LONGEST_HEADING:
                self.outcome.leave(proposal.text, TOO_LONG)
                continue
            is_below = bool(number) and level > top
            self.plan.headings[proposal.places[0].passage] = 3 if is_below else 2
        for proposal in self.of(Kind.PICTURE):
            captions = self.plan.pictures.setdefault(proposal.places[0].passage, [])
            captions.append(proposal.text[:LONGEST_CAPTION])
            if credit := proposal.value["credit"]:
                self.outcome.leave(
                    _("Credit %(credit)s") % {"credit": credit},
                    _("It belongs to the picture, which is to be chosen."),
                )

    def add_beside(self, issuer: Institution | None) -> list[Institution]:
        """Add what stands beside the text; return whose "About" text is printed."""
        beside = Beside(self.text, self.entries, self.day, self.language, self.outcome)
        self._set_rows(
            "bylines", filter(None, map(beside.add_byline, self.of(Kind.BYLINE)))
        )
        contacts = [beside.add_contact(one, issuer) for one in self.of(Kind.CONTACT)]
        self._set_rows(
            "release_contacts",
            {one.contact.pk: one for one in contacts if one}.values(),
        )
        papers = map(beside.add_publication, self.of(Kind.PUBLICATION))
        self._set_rows("release_publications", filter(None, papers))
        abouts = map(beside.add_about, self.of(Kind.BOILERPLATE))
        return [one for one in abouts if one]


def words_of(proposal: Proposal) -> str:
    """Return the words of a statement, without the comma before *she says*."""
    return proposal.text.strip().removesuffix(",")
