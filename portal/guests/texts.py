"""The texts of a release that guests read: what is approved, or what is drafted."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from wagtail.models import Revision

from news.models import Correction
from news.models.corrections import REINSTATEMENT, WITHDRAWAL
from news.models.release import Release
from news.publishing import stories
from news.querysets import PressReleaseQuerySet, releases
from news.record import build
from news.record.named import find_going

Texts = dict[str, Release]


def find_approved(story: UUID) -> Texts:
    """Return what waits for the lift of an embargo, by language.

    Nothing of a story that is taken back: its texts become public no more.
    """
    return {} if is_withdrawn(story) else _read(story, _approved)


def find_drafts(story: UUID) -> Texts:
    """Return what was saved last of every version of a story, by language."""
    return _read(story, _newest)


def find_public(story: UUID) -> PressReleaseQuerySet:
    """Return the versions of a story that everybody may read."""
    return releases().filter(translation_key=story).released().select_related("locale")


def is_withdrawn(story: UUID) -> bool:
    """Tell whether what a story said is taken back, also where nothing of it is public.

    The last word about it counts: what is reinstated is not taken back.
    """
    said = Correction.objects.filter(story=story, kind__in=(WITHDRAWAL, REINSTATEMENT))
    last = said.order_by("at", "pk").last()
    return last is not None and last.kind == WITHDRAWAL


def choose(texts: Texts, *languages: str) -> Release:
    """Return the text in the first of some languages that there is, else any."""
    return next(
        (texts[code] for code in languages if code in texts),
        next(iter(texts.values())),
    )


def find_for_approval(story: UUID, release: Release, revision: Revision) -> Texts:
    """Return what is or will be public of a story if a revision is published now.

    Of the other versions that is what is approved, else public, else drafted, with the
    fields that all languages share.
    """

    def find(version: Release) -> Revision | None:
        if version.pk == release.pk:
            return revision
        other = _approved(version) or version.live_revision or _newest(version)
        if other:
            # As publication will write it; not stored here.
            other.content |= stories.share_fields(other.content, revision.content)
        return other

    return _read(story, find)


def _read(story: UUID, find: Callable[[Release], Revision | None]) -> Texts:
    texts = {}
    for version in stories.versions_of(story):
        if revision := find(version):
            text = revision.as_object()
            text.locale = version.locale
            going = find_going(text)
            for name, value in build.build_fields(text, going=going).items():
                # As they will be when it is published; nothing of it is stored.
                setattr(text, name, value)
            texts[version.language] = text
    return texts


def _approved(version: Release) -> Revision | None:
    waiting = version.revisions.filter(approved_go_live_at__isnull=False)
    return waiting.order_by("-approved_go_live_at", "-pk").first()


def _newest(version: Release) -> Revision | None:
    return version.get_latest_revision()
