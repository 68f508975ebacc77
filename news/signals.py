"""What follows from a change; connected when the app is ready."""

from wagtail.signals import copy_for_translation_done

from news.models import PressReleasePage
from news.publishing import revisions


def connect() -> None:
    """Listen for new language versions."""
    copy_for_translation_done.connect(
        mark_translation, dispatch_uid="news.mark_translation"
    )


def mark_translation(sender, source_obj, target_obj, **kwargs) -> None:
    """Note that a new language version is a translation; editors may say otherwise."""
    if not isinstance(target_obj, PressReleasePage):
        return
    target_obj.is_translation = True
    PressReleasePage.objects.filter(pk=target_obj.pk).update(is_translation=True)
    if target_obj.latest_revision:
        revisions.put(target_obj.latest_revision, {"is_translation": True})
