"""Languages of a story that go public together, or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from wagtail.models import Revision

from news.models.release import Release
from news.publishing import gates, revisions
from news.publishing.publication import PublicationError
from news.publishing.stories import share_fields, versions_of
from portal.core.differences import content_of
from portal.core.languages import own_names
from portal.core.ordered_texts import order_draft
from portal.core.simple_forms import is_simple

BLOCK_KEY = re.compile(r' data-block-key=\\*"[^"\\]*\\*"')
# What somebody translates.
TEXT_FIELDS = ("title", "kicker", "standfirst", "body", "notes_to_editors")
# The story of which all languages are being approved in one act.
_approving: ContextVar[UUID | None] = ContextVar("approving_together", default=None)


def said(revision: Revision, field: str) -> str:
    """Return the text of a field without the keys that the editor gives paragraphs.

    Of blocks as JSON in one order: PostgreSQL returns the parts of an object in
    another one than the form sends them in.
    """
    text = str(revision.content.get(field) or "")
    if text and field == "body":
        text = json.dumps(json.loads(text), sort_keys=True)
    return BLOCK_KEY.sub("", text)


def says_the_same(one: Revision, other: Revision) -> bool:
    """Tell whether two texts, perhaps of two versions, are the same."""
    return all(said(one, field) == said(other, field) for field in TEXT_FIELDS)


def say_the_same(one: Release, other: Release) -> bool:
    """Tell whether two drafts are the same but for the keys of their paragraphs.

    The editor of the browser gives new ones to a text that has none.
    """
    first, second = map(_without_keys, (one, other))
    return first == second


def _without_keys(draft: Release) -> str:
    order_draft(draft)
    return BLOCK_KEY.sub("", json.dumps(content_of(draft), sort_keys=True))


def is_untranslated(translation: Release) -> bool:
    """Tell whether a version still has a text that the original has or once had."""
    text = translation.latest_revision
    if not translation.is_translation or text is None:
        return False
    originals = [
        version
        for version in versions_of(translation.translation_key)
        if not version.is_translation
    ]
    return any(
        says_the_same(text, revision)
        for original in originals
        for revision in original.revisions.all().iterator(chunk_size=20)
    )


def check(release: Release, revision: Revision) -> None:
    """Refuse to approve a version while another one that belongs to it is not ready.

    Raises ValidationError that names the languages and what they lack.
    """
    wanted = revision.content.get("together") or []
    if release.language not in wanted:
        return
    names = own_names()
    problems = [
        f"{names.get(code, code)}: {problem}"
        for code, problem in find_problems(release, wanted)
    ]
    if problems:
        raise ValidationError(
            _("These languages go public together, and not all can: %(problems)s")
            % {"problems": " ".join(problems)}
        )


def find_problems(release: Release, wanted: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what keeps languages from going public with a version, by their codes."""
    versions = {page.language: page for page in versions_of(release.translation_key)}
    is_one_act = _approving.get() == release.translation_key
    for code in wanted:
        version = versions.get(code)
        if version is None:
            yield code, _("There is no such version yet.")
        elif is_untranslated(version):
            yield code, _("It is not translated yet.")
        elif version.pk != release.pk and not (
            is_one_act or version.live or is_scheduled(version)
        ):
            yield code, _("It is a draft; publish all together.")


def find_offered(release: Release) -> list[str]:
    """Return the languages of a story that a button publishes with a version.

    Those in simple language have readers of their own, and go when they are chosen.
    """
    pages = versions_of(release.translation_key)
    there = {page.language for page in pages} | {release.language}
    return [
        code
        for code in own_names()
        if code in there
        and (
            code == release.language or not is_simple(code) or code in release.together
        )
    ]


def waits_for_others(release: Release) -> bool:
    """Tell whether other languages must go public with the newest text of a version."""
    text = release.latest_revision
    wanted = (text.content.get("together") or []) if text else []
    return release.language in wanted and any(
        page.language in wanted and not page.live and not is_scheduled(page)
        for page in versions_of(release.translation_key).exclude(pk=release.pk)
    )


def find_scheduled_with(release: Release, revision: Revision) -> list[Revision]:
    """Return the approved texts of other languages that go public with a text."""
    wanted = revision.content.get("together") or []
    if release.language not in wanted:
        return []
    others = versions_of(release.translation_key).exclude(pk=release.pk)
    return [
        text
        for page in others
        if page.language in wanted
        for text in page.revisions.exclude(approved_go_live_at=None)
    ]


def is_scheduled(version: Release) -> bool:
    """Tell whether a text of a version was approved and waits for its time."""
    return version.revisions.filter(approved_go_live_at__isnull=False).exists()


def publish(release: Release, user) -> list[Release]:
    """Approve the newest texts of all languages that go public together, at once.

    Returns the versions. All or none: one transaction. Raises PublicationError where a
    rule forbids one of them.
    """
    chosen = _find_chosen(release)
    with transaction.atomic(), _one_act(release.translation_key):
        for page in chosen:
            if page.latest_revision is None:
                page.specific.save_revision(user=user)
                page.refresh_from_db()
        # Before the first of them is looked for everywhere, which takes seconds.
        if refusals := _find_refusals(chosen):
            raise PublicationError(release, ValidationError(refusals))
        for text in _find_texts(chosen):
            revisions.put(text, {})
            text.publish(user=user)
    return chosen


def find_refusals(release: Release) -> list[ValidationError]:
    """Return what keeps the languages of a story from being approved in one act.

    But for what takes long to know.
    """
    with _one_act(release.translation_key):
        return _find_refusals(_find_chosen(release))


def _find_chosen(release: Release) -> list[Release]:
    wanted = release.get_latest_revision_as_object().together
    versions = versions_of(release.translation_key)
    return [page for page in versions if page.language in wanted]


def _find_texts(chosen: list[Release]) -> list[Revision]:
    """Return the newest texts as they will be published; nothing is stored.

    Who saved last in any language decided for all, the date as well.
    """
    texts = [page.latest_revision for page in chosen if page.latest_revision]
    newest = max(texts, key=lambda text: (text.created_at, text.pk), default=None)
    for text in texts:
        if newest and text != newest:
            text.content = text.content | share_fields(text.content, newest.content)
    return texts


def _find_refusals(chosen: list[Release]) -> list[ValidationError]:
    refusals = {}
    for text in _find_texts(chosen):
        page = next(one for one in chosen if one.latest_revision == text)
        for error in gates.find_refusals(page, text):
            refusals.setdefault(tuple(error.messages), error)
    return [*refusals.values()]


@contextmanager
def _one_act(story: UUID) -> Iterator[None]:
    token = _approving.set(story)
    try:
        yield
    finally:
        _approving.reset(token)
