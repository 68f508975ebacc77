"""What follows from a change; connected when the app is ready."""

from django.db.models.signals import post_save

from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_unpublished,
)

from news.models import Correction, PressReleasePage
from news.publishing import revisions
from news.querysets import PressReleaseQuerySet
from news.syndication import websub


def connect() -> None:
    """Listen for new language versions and for what subscribers must be told."""
    copy_for_translation_done.connect(
        mark_translation, dispatch_uid="news.mark_translation"
    )
    for signal in (page_published, page_unpublished):
        signal.connect(announce_page, dispatch_uid=f"news.announce.{id(signal)}")
    post_save.connect(announce_correction, Correction, dispatch_uid="news.corrected")


def announce_page(sender, instance, **kwargs) -> None:
    """Tell the hub of a release that became public, changed or is public no more.

    With its other language versions, which share its facts. Wagtail sends the signal
    also for a page that is only scheduled.
    """
    is_public_or_was = instance.live or kwargs["signal"] is page_unpublished
    if isinstance(instance, PressReleasePage) and is_public_or_was:
        websub.announce([instance, *_public_versions(instance.translation_key)])


def announce_correction(sender, instance, **kwargs) -> None:
    """Tell the hub of a correction, for every public version of its story."""
    websub.announce(_public_versions(instance.story))


def _public_versions(story) -> PressReleaseQuerySet:
    versions = PressReleasePage.objects.released().filter(translation_key=story)
    return versions.select_related("locale")


def mark_translation(sender, source_obj, target_obj, **kwargs) -> None:
    """Note that a new language version is a translation; editors may say otherwise."""
    if not isinstance(target_obj, PressReleasePage):
        return
    target_obj.is_translation = True
    PressReleasePage.objects.filter(pk=target_obj.pk).update(is_translation=True)
    if target_obj.latest_revision:
        revisions.put(target_obj.latest_revision, {"is_translation": True})
