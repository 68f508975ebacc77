"""What changed in a release since it was published, for everybody to read.

A text that is published anew takes the place of the former one, which is kept. From
the two the difference is shown, however small: what is corrected without a note can
be seen all the same. A withdrawn release shows none of its texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.contrib.routable_page.models import path

from news.models import FormerText
from news.models.release import Release
from news.querysets import releases
from news.syndication.formats.sources import Notice, source_of
from partners.models import Person
from portal.core.addresses import absolute, page_path
from portal.core.prose import list_texts
from portal.core.querysets import public_pages

# Words that are compared one by one; what is longer is shown as a whole.
LONGEST = 20_000  # characters
MOST_SHOWN = 50
# A word with the space after it, so that words next to each other change together.
WORDS = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
# The story whose texts are going to be kept.
_changing: ContextVar[UUID | None] = ContextVar("changing_texts", default=None)


@contextmanager
def keep_former_texts(story: UUID) -> Iterator[None]:
    """Keep what public versions of a story said, should they say something else after.

    Within the transaction of the change; once, also where one change is made of others.
    """
    if _changing.get() == story:
        yield
        return
    outer = _changing.set(story)
    try:
        before = _public_texts(story)
        yield
        after = _public_texts(story) if before else {}
    finally:
        _changing.reset(outer)
    now = timezone.now()
    FormerText.objects.bulk_create(
        FormerText(release_id=key, until=now, paragraphs=paragraphs)
        for key, paragraphs in before.items()
        if after.get(key, paragraphs) != paragraphs
    )


def forget(person: Person) -> None:
    """Delete the former texts of every release that has to do with somebody.

    Found by their rows: who is erased is in no filter any more.
    """
    about = releases().filter(
        Q(release_people__person=person)
        | Q(bylines__person=person)
        | Q(release_mentions__person=person)
        | Q(release_statements__statement__speaker=person)
    )
    FormerText.objects.filter(release__in=about.values("pk")).delete()


def _public_texts(story: UUID) -> dict[int, list[str]]:
    """Return the texts of the public versions that are not withdrawn, by key."""
    public = releases().filter(pk__in=public_pages().values("pk"))
    versions = public.filter(translation_key=story).for_formats()
    return {
        version.pk: paragraphs_of(version)
        for version in versions
        if not version.is_withdrawn
    }


def paragraphs_of(release: Release) -> list[str]:
    """Return headline, standfirst, text and notes of a release, one text for each part.

    Without contacts, "About" texts and what stands beside the text.
    """
    text = source_of(release).text
    told = [release.kicker, release.title, release.standfirst]
    told += list_texts([*text.picture, *text.body])
    return [part for part in (one.strip() for one in told) if part]


@dataclass(frozen=True)
class Piece:
    """Some words of a paragraph: ``equal``, ``addition`` or ``deletion``."""

    kind: str
    text: str


@dataclass(frozen=True)
class Entry:
    """Something that was said or changed after publication."""

    at: datetime
    notice: Notice | None = None
    # One list of pieces for each paragraph that changed.
    paragraphs: tuple[tuple[Piece, ...], ...] = ()


def entries(release: Release) -> list[Entry]:
    """Return notices and changes of a public release, the newest first.

    Two queries, however often the text was changed; the oldest changes are left out.
    """
    source = source_of(release)
    told = [
        Entry(timezone.localtime(datetime.fromisoformat(stored["at"])), notice)
        for stored, notice in zip(release.notices, source.notices, strict=True)
    ]
    if not release.is_withdrawn:
        newer = paragraphs_of(release)
        for former in FormerText.objects.filter(release=release.pk)[:MOST_SHOWN]:
            changed = tuple(compare(former.paragraphs, newer))
            told.append(Entry(timezone.localtime(former.until), paragraphs=changed))
            newer = former.paragraphs
    return sorted(told, key=lambda entry: entry.at, reverse=True)


def compare(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    """Yield the paragraphs that differ, each in pieces."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, begin, end, new_begin, new_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        removed, added = old[begin:end], new[new_begin:new_end]
        for number in range(max(len(removed), len(added))):
            yield _compare_texts(
                removed[number] if number < len(removed) else "",
                added[number] if number < len(added) else "",
            )


def _compare_texts(old: str, new: str) -> tuple[Piece, ...]:
    if not (old and new) or len(old) + len(new) > LONGEST:
        whole = [Piece("deletion", old), Piece("addition", new)]
        return tuple(piece for piece in whole if piece.text)
    before, after = WORDS.findall(old), WORDS.findall(new)
    return tuple(_pieces(before, after))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    """Yield what is equal, removed and new in two lists of words."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, begin, end, new_begin, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("equal", "".join(before[begin:end]))
            continue
        if removed := "".join(before[begin:end]):
            yield Piece("deletion", removed)
        if added := "".join(after[new_begin:new_end]):
            yield Piece("addition", added)


class ReleaseHistoryMixin:
    """Gives a release the page that tells what was changed in it."""

    @path("history/", name="history")
    def history(self: Release, request: HttpRequest):
        """Answer with the notices and changes since publication."""
        return self.render(
            request,
            template="news/release_history.html",
            context_overrides={
                "entries": entries(self),
                "page_title": _("Changes: %(title)s") % {"title": self.title},
                "canonical_url": absolute(page_path(self)) + "history/",
                "language_links": self.language_links(request, "history/"),
            },
        )
