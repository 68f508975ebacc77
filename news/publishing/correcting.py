"""What corrections and withdrawals do to the versions of a story.

Every version keeps its notices in its own language, so that no page, list or feed
asks for them. A withdrawal empties the public rows; the text stays in their
revisions, from where a reinstatement publishes it again. So no output needs to
know about withdrawals to keep a withdrawn text to itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from wagtail.fields import StreamField

from news.models import Correction
from news.models.corrections import REINSTATEMENT
from news.models.release import SHARED_FIELDS, Release
from news.models.shape import Record
from news.publishing.changes import change_of
from news.querysets import releases
from portal.core.simple_forms import base_language

# Sent with ``correction`` when it stands at all public versions of its story, within
# the transaction.
corrected = Signal()

# What of the row stays: shared by the versions, or noted by publication.
STAYING = {
    *SHARED_FIELDS,
    "is_translation",
    "record",
    "resolved",
    "resolved_as_of",
    "notices",
    "revised_at",
}
# What of a record a withdrawn release still says: which one it was, by whom.
KEPT = ("number", "bylines", "issuers", "contacts", "topics", "partnerships")


def build_notices(release: Release) -> dict:
    """Return the fields that the corrections of a release fill in.

    ``notices``, oldest first, as ``build_notice`` gives them in the language of the
    release, and ``revised_at``, the instant of the last one.
    """
    corrections = list(Correction.objects.filter(story=release.translation_key))
    return {
        "notices": [
            build_notice(release.language, correction) for correction in corrections
        ],
        "revised_at": corrections[-1].at if corrections else None,
    }


def build_notice(language: str, correction: Correction) -> dict:
    """Return what readers of a language version are told of a correction.

    Where a text is not in their language, it is the one in the next language that has
    it; ``what_language`` and ``why_language`` say which, empty without a text.
    """
    return {
        "kind": correction.kind,
        "what": correction.what.text_in(language),
        "what_language": correction.what.language_for(language),
        "why": correction.why.text_in(language),
        "why_language": correction.why.language_for(language),
        "at": timezone.localtime(correction.at).isoformat(),
    }


def find_untold_languages(
    correction: Correction, languages: Iterable[str]
) -> list[str]:
    """Return the languages whose readers would be told something in another one."""
    texts = [text for text in (correction.what, correction.why) if text]
    return [
        language
        for language in languages
        if any(text.language_for(language) != base_language(language) for text in texts)
    ]


def correct(correction: Correction) -> None:
    """Store a new correction and apply it to all language versions of its story.

    A reinstatement is a publication, by the author of the correction: raises
    PublicationError where a rule or their rights forbid it.
    """
    with transaction.atomic(), change_of(correction.story):
        correction.save()
        versions = releases().filter(translation_key=correction.story)
        for page in versions.select_related("locale", "live_revision"):
            release = page.specific
            if correction.kind == REINSTATEMENT and release.live:
                release.publish(
                    release.live_revision,
                    user=correction.author,
                    # One act for all versions, decided already.
                    skip_permission_checks=True,
                )
                continue
            for name, value in build_notices(release).items():
                setattr(release, name, value)
            if release.live:
                leave_out(release)
            release.save(clean=False)
        corrected.send(sender=type(correction), correction=correction)


def keep_withdrawn(release: Release) -> None:
    """Empty the row of a withdrawn release again after a publication."""
    pages = releases()
    row = pages.filter(pk=release.pk, live=True).first()
    if row and row.is_withdrawn:
        row = row.specific
        leave_out(row)
        row.save(clean=False)


def leave_out(release: Release) -> None:
    """Take the text of a withdrawn release, and what it states, from its public row.

    Of the fields of a release only those stay that say which one it was: a field that
    is added later goes unless it is named in ``STAYING``.
    """
    if not release.is_withdrawn:
        return
    for field in releases().model._meta.local_concrete_fields:
        if not field.primary_key and field.name not in STAYING:
            empty = [] if isinstance(field, StreamField) else field.get_default()
            setattr(release, field.name, empty)
    release.search_description = ""
    # Else Wagtail would edit the empty row instead of the revision with the text.
    release.has_unpublished_changes = True
    kept = {name: getattr(release.record, name) for name in KEPT}
    release.record, release.feed_html = Record(**kept), ""
    for relation in ("release_statements", "release_facts", "release_mentions"):
        getattr(release, relation).all().delete()
