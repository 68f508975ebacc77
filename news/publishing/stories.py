"""Keep what the language versions of a story share the same.

The shared fields are columns and rows of every version (ADR 12). Drafts are
overlaid when they are opened: the version that was saved last supplies them, whichever language it is in. Publication writes those of the published
revision to all versions.

They travel as the serialised form that Wagtail keeps in revisions.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from wagtail.models import Revision

from news.models import ReleaseFact, ReleaseStatement
from news.models.release import SHARED_FIELDS, Release
from news.publishing import correcting, revisions
from news.querysets import PressReleaseQuerySet, releases
from news.record import build

SHARED_ROWS = (
    "bylines",
    "release_institutions",
    "release_people",
    "release_partnerships",
    "release_contacts",
    "release_publications",
    "events",
)


def share_fields(present: dict, content: dict) -> dict:
    """Return the shared fields in a serialised version, to be put into another one.

    Rows that stand in ``present``, the version that gets them, keep the keys that
    they have there: drafts and open forms name them by these. An event is the same
    row as long as it has its ``uid``, whatever else of it has changed.
    """
    rows = {}
    for relation in SHARED_ROWS:
        keys = {_identity(row): row["pk"] for row in present.get(relation, [])}
        rows[relation] = [
            row | {"pk": keys.pop(_identity(row), None), "release": present["pk"]}
            for row in content.get(relation, [])
        ]
    return {name: content[name] for name in SHARED_FIELDS if name in content} | rows


def _identity(row: dict) -> str:
    """Return what makes a serialised row the same in two versions."""
    said = {name: row[name] for name in row.keys() - {"pk", "release", "sort_order"}}
    return row.get("uid") or json.dumps(said, sort_keys=True)


def versions_of(story: UUID) -> PressReleaseQuerySet:
    """Return the language versions of a story, public or not."""
    pages = releases()
    return pages.filter(translation_key=story).select_related(
        "locale", "latest_revision", "live_revision"
    )


def other_versions(release: Release) -> PressReleaseQuerySet:
    """Return the versions of a release in other languages, public or not."""
    return versions_of(release.translation_key).exclude(pk=release.pk)


def newest_other_revision(release: Release, beside: str = "") -> Revision | None:
    """Return the newest draft of the versions in other languages.

    But for the language that is shown ``beside``, if any.
    """
    revisions = [
        version.latest_revision
        for version in other_versions(release)
        if version.latest_revision and version.language != beside
    ]
    return max(revisions, key=lambda revision: revision.created_at, default=None)


def take_newest_fields(release: Release) -> None:
    """Give an opened draft the shared fields of whichever version was saved last."""
    newest = newest_other_revision(release)
    saved_at = release.latest_revision_created_at
    if newest is None or (saved_at and saved_at >= newest.created_at):
        return
    take_fields(release, newest.content)


def take_fields(release: Release, content: dict) -> None:
    """Give a draft the shared fields of a serialised version of its story."""
    present = release.serializable_data()
    newer = release.with_content_json(present | share_fields(present, content))
    for name in SHARED_FIELDS:
        value = getattr(newer, name)
        setattr(release, name, list(value.all()) if name == "topics" else value)
    for relation in SHARED_ROWS:
        setattr(release, relation, list(getattr(newer, relation).all()))


def counterpart(release: Release, language: str) -> Release:
    """Return the draft of a story in another language with the shared fields of this one.

    Raises Release.DoesNotExist where there is no such version.
    """
    other = other_versions(release).get(locale__language_code=language)
    draft = other.specific.get_latest_revision_as_object()
    content = draft.serializable_data()
    shared = share_fields(content, release.serializable_data())
    return draft.with_content_json(content | shared)


def take_newer_fields(release: Release, revision: Revision) -> None:
    """Put shared fields that were published after a revision was saved into that revision.

    Without this, an older scheduled translation would bring old ones back.
    """
    published = [
        version
        for version in other_versions(release)
        if version.live
        and version.live_revision
        and version.live_revision.created_at > revision.created_at
    ]
    if published:
        newest = max(published, key=lambda version: version.live_revision.created_at)
        shared = share_fields(revision.content, newest.specific.serializable_data())
        revisions.put(revision, shared)


def keep_record(revision: Revision) -> None:
    """Put what it resolves to and its corrections into a revision to be published."""
    release = revision.as_object()
    fields = build.build_fields(release) | correcting.build_notices(release)
    fields["record"] = fields["record"].as_stored()
    for name in ("resolved_as_of", "revised_at"):
        fields[name] = fields[name].isoformat() if fields[name] else None
    revisions.put(revision, fields)


def apply_shared_fields(release: Release, revision: Revision) -> None:
    """Write the shared fields of a revision to the other versions of its story.

    Of a revision that was only scheduled, just the clock moves: a version in
    another language must not be released before it.
    """
    content = revision.content
    released_at = datetime.fromisoformat(content["released_at"])
    is_scheduled = released_at > timezone.now()
    for version in other_versions(release):
        for waiting in version.revisions.filter(approved_go_live_at__isnull=False):
            revisions.put(waiting, share_fields(waiting.content, content))
            waiting.approved_go_live_at = released_at
            waiting.save(update_fields=["approved_go_live_at"])
        if not is_scheduled:
            row = version.specific
            present = row.serializable_data()
            row = row.with_content_json(present | share_fields(present, content))
            for name, value in build.build_fields(row).items():
                setattr(row, name, value)
            correcting.leave_out(row)
            row.save(clean=False)


# Model, its field, and the part of a record whose keys it repeats.
STATED: tuple[tuple[Any, str, str], ...] = (
    (ReleaseStatement, "statement", "statements"),
    (ReleaseFact, "fact", "facts"),
)


def link_stated(release: Release, revision: Revision) -> None:
    """Note which statements and facts stand in the text of a published revision."""
    for model, field, part in STATED:
        rows = model._default_manager.filter(release=release)
        wanted = {int(pk) for pk in revision.content["record"][part]}
        rows.exclude(**{f"{field}__in": wanted}).delete()
        linked = set(rows.values_list(field, flat=True))
        rows.bulk_create(
            rows.model(release_id=release.pk, **{f"{field}_id": pk})
            for pk in sorted(wanted - linked)
        )


def find_ahead() -> list[tuple[UUID, str]]:
    """Return the stories that are not public in all their languages, the newest first.

    Each with its title in the language that was written first.
    """
    ahead: dict[UUID, str] = {}
    hidden = releases().filter(live=False).order_by("is_translation", "-pk")
    for key, title in hidden.values_list("translation_key", "draft_title"):
        ahead.setdefault(key, title)
    return list(ahead.items())
