"""Take a public release back until a later instant, in all its languages at once.

No draft and no publication does this: a public release moves into the future by this
act alone, which is asked about and logged.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.log_actions import log
from wagtail.models import Revision

from news.models import Embargo
from news.models.release import Release
from news.publishing import revisions
from news.publishing.changes import change_of
from news.publishing.stories import versions_of

# The action in the audit log.
POSTPONED = "news.postpone"


def check_instant(story: UUID, released_at: datetime) -> None:
    """Refuse a publication that would move a public story into the future.

    Raises ValidationError for the field ``released_at``.
    """
    if released_at > timezone.now() and versions_of(story).filter(live=True).exists():
        raise ValidationError(
            {
                "released_at": _(
                    "This release is public. To take it back until a later time, in all "
                    "its languages, postpone it."
                )
            }
        )


def may_postpone(release: Release, user) -> bool:
    """Tell whether a release is public, and somebody may publish all its versions."""
    public = list(versions_of(release.translation_key).filter(live=True))
    return bool(public) and all(
        not page.is_withdrawn and page.permissions_for_user(user).can_publish()
        for page in public
    )


@transaction.atomic
def postpone(release: Release, until: datetime, user) -> None:
    """Hide all public versions of a release at once, and schedule them for an instant.

    ``until`` is aware and lies ahead. What was public is what will be; texts that are
    drafts stay drafts, with the new instant.
    """
    story = release.translation_key
    with change_of(story):
        drafts = list(versions_of(story).filter(live=False))
        # What was public without a language is so again without it.
        back = list(versions_of(story).filter(live=True).select_related("locale"))
        languages = {page.language for page in back}
        Embargo.objects.update_or_create(story=story, defaults={"until": until})
        for page in back:
            version = page.specific
            text = version.live_revision or version.save_revision(changed=False)
            _hide(version, user, until)
            text.approved_go_live_at = until
            text.save(update_fields=["approved_go_live_at"])
            set_instant(version, until, text)
            _leave_behind(languages, text, version.latest_revision)
        for draft in drafts:
            set_instant(draft.specific, until, draft.latest_revision)
            _leave_behind(languages, draft.latest_revision)


def _leave_behind(languages: set[str], *texts: Revision | None) -> None:
    """Have texts go public together with none but some languages."""
    # Of two that are one revision, only the first knows the new clock.
    for text in dict.fromkeys(text for text in texts if text):
        wanted = text.content.get("together") or []
        kept = [code for code in wanted if code in languages]
        if kept != wanted:
            revisions.put(text, {"together": kept})


def _hide(version: Release, user, until: datetime) -> None:
    since = version.released_at
    version.unpublish(user=user, log_action=False)
    log(
        instance=version,
        action=POSTPONED,
        user=user,
        # Of entries with one number, the history of a page shows only the last.
        uuid=uuid4(),
        data={"from": since.isoformat(), "until": until.isoformat()},
    )


def set_instant(version: Release, until: datetime, text: Revision | None) -> None:
    """Write the instant to a version, to its text and to its newest draft."""
    version.released_at = version.go_live_at = until
    version.save(clean=False, update_fields=["released_at", "go_live_at"])
    clock = {"released_at": until.isoformat(), "go_live_at": until.isoformat()}
    for revision in {text, version.latest_revision} - {None}:
        revisions.put(revision, clock)
