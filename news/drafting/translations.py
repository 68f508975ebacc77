"""Makes another language of a release of its own text.

What the languages share (ADR 12) is that of the original. The text is read like any
other; its statements are those of the original in another language, in their order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.drafting.alignment import align
from news.drafting.beside import Beside
from news.drafting.drafts import DraftMaker, words_of
from news.drafting.entries import MAY_NOT_ADD
from news.drafting.outcomes import Outcome
from news.drafting.rights import may
from news.models import ReleaseStatement, Statement
from news.pages import NewsIndexPage, PressReleasePage
from news.pages.adding import find_newsrooms
from news.publishing import stories, together
from news.reading.passages import Text
from news.reading.proposals import Kind, Proposal
from partners.models import Institution, Person

# What a text takes the place of in a version that is there already.
OF_TEXT = (*together.TEXT_FIELDS, "dateline_place")
NOT_SHARED = gettext_lazy("It does not stand in the original.")


def find_missing(release: PressReleasePage, user: Any) -> list[NewsIndexPage]:
    """Return the newsrooms in which somebody may write a release in another language.

    They are those of the newsroom that it is in, without a version of it or with one
    that is not translated yet. None where somebody may not change the
    release.
    """
    if not release.permissions_for_user(user).can_edit():
        return []
    story = release.get_parent().translation_key
    there = stories.versions_of(release.translation_key)
    languages = {one.locale_id for one in there if not _is_copy(one, user)}
    return [
        newsroom
        for newsroom in find_newsrooms(user)
        if newsroom.translation_key == story and newsroom.locale_id not in languages
    ]


def _is_copy(version: PressReleasePage, user: Any) -> bool:
    """Tell whether a text may take the place of a version, as that has none of its own."""
    lock = version.get_lock()
    return (
        not version.live
        and version.permissions_for_user(user).can_edit()
        and not (lock and lock.for_user(user))
        and together.is_untranslated(version)
    )


def make_translation(
    text: Text,
    proposals: Iterable[Proposal],
    accepted: Iterable[Proposal],
    newsroom: NewsIndexPage,
    original: PressReleasePage,
    user: Any,
) -> tuple[PressReleasePage, Outcome]:
    """Make the draft of another language of a release, in one transaction.

    Raises PermissionDenied.
    """
    if newsroom not in find_missing(original, user):
        raise PermissionDenied
    with transaction.atomic():
        maker = TranslationMaker(
            text, list(proposals), list(accepted), newsroom, user, original
        )
        return maker.make(), maker.outcome


class TranslationMaker(DraftMaker):
    """Makes one draft that shares its facts with an ``original``."""

    def __init__(
        self,
        text: Text,
        proposals: list[Proposal],
        accepted: list[Proposal],
        newsroom: NewsIndexPage,
        user: Any,
        original: PressReleasePage,
    ) -> None:
        super().__init__(
            text, proposals, accepted, newsroom, user, original.translation_key
        )
        self.original = original.get_latest_revision_as_object()
        self.release.is_translation = True
        self.release.released_at = self.original.released_at
        self.said = [
            block.value["statement"]
            for block in self.original.body
            if block.block_type == "statement" and block.value["statement"]
        ]

    def set_clock(self) -> None:
        """Leave the clock as it is: it is that of the original."""
        for proposal in self.of(Kind.DATE):
            self.outcome.take(proposal)

    def choose_series(self) -> Institution | None:
        """Return who issues the original, whose number this is as well."""
        for proposal in self.of(Kind.NUMBER):
            self.outcome.take(proposal)
        rows = self.original.release_institutions.all()
        return next(
            (one.institution for one in rows if one.role == "lead_issuer"), None
        )

    def add_number(self) -> None:
        """Add none: it is that of the original."""

    def make_statement(
        self, proposal: Proposal, speaker: Person, role: str
    ) -> Statement | None:
        """Return the statement of the original with its words in this language."""
        language, form = self.entries.language, proposal.value["form"]
        same = (
            one
            for one in self.said
            if one.speaker_id == speaker.pk
            and one.form == form
            and language not in one.text
        )
        statement = next(same, None)
        if statement is None:
            return super().make_statement(proposal, speaker, role)
        is_shown = ReleaseStatement.objects.filter(statement=statement).exists()
        if is_shown or not may(self.user, "change", Statement):
            what = " ".join(proposal.text.split()[:8]) + " …"
            self.outcome.leave(
                what, _("Its statement is public already.") if is_shown else MAY_NOT_ADD
            )
            return None
        role = role or proposal.value["role"]
        statement.text = {**statement.text, language: words_of(proposal)}
        if role:
            statement.role = {**(statement.role or {}), language: role}
        statement.save()
        return statement

    def add_beside(self, issuer: Institution | None) -> list[Institution]:
        """Take out of the text what the original has; leave the rest in it."""
        contacts = {one.contact_id for one in self.original.release_contacts.all()}
        papers = {
            one.publication.doi for one in self.original.release_publications.all()
        }
        beside = Beside(self.text, self.entries, self.day, self.language, self.outcome)
        for proposal in self.of(Kind.BYLINE):
            self.outcome.take(proposal)
        for proposal in self.of(Kind.CONTACT):
            contact = beside.find_contact(proposal)
            self._take_if(proposal, contact is not None and contact.pk in contacts)
        for proposal in self.of(Kind.PUBLICATION):
            self._take_if(proposal, proposal.value["doi"] in papers)
        abouts = map(beside.add_about, self.of(Kind.BOILERPLATE))
        return [one for one in abouts if one]

    def _take_if(self, proposal: Proposal, is_shared: bool) -> None:
        if is_shared:
            self.outcome.take(proposal)
        else:
            self.outcome.leave(proposal.text, NOT_SHARED)

    def keep(self) -> PressReleasePage:
        """Store the draft with the fields and rows that the original has.

        In the place of a version that is not translated yet, if there is one.
        """
        self.release.body = align(self.release.body, self.original.body)
        versions = stories.versions_of(self.release.translation_key)
        copy = versions.filter(locale=self.newsroom.locale).first()
        if copy is None:
            for relation in stories.SHARED_ROWS:
                setattr(self.release, relation, [])
            self.newsroom.add_child(instance=self.release)
            draft, text = self.release, {}
        else:
            draft = copy.specific.get_latest_revision_as_object()
            written = self.release.serializable_data()
            # Its address said what the original is called.
            text = {name: written[name] for name in OF_TEXT} | {"slug": ""}
        present = draft.serializable_data()
        shared = stories.share_fields(present, self.original.serializable_data())
        release = draft.with_content_json(present | text | shared)
        release.save()
        release.save_revision(user=self.user, log_action=True, clean=False)
        return release
