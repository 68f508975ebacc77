"""What follows from a change; connected when the app is ready."""

from django.db.models.signals import post_save

from wagtail.signals import (
    copy_for_translation_done,
    init_new_page,
    page_published,
    page_unpublished,
    published,
    unpublished,
)

from news.checking import asking
from news.pages import PressReleasePage, defaults
from news.publishing import (
    alarms,
    changes,
    gates,
    held_names,
    links,
    revisions,
    together,
)
from news.syndication import history
from news.syndication.feeds import websub
from partners.models import Institution, Partnership, Person
from portal.core import accessible, copied_texts
from portal.ledger import kinds


def connect() -> None:
    """Listen for new language versions and for what subscribers must be told."""
    copy_for_translation_done.connect(
        mark_translation, dispatch_uid="news.mark_translation"
    )
    init_new_page.connect(fill_new, dispatch_uid="news.fill_new")
    changes.watch(websub.announce_change)
    changes.watch(history.keep_former_texts)
    gates.require(accessible.check)
    gates.require(copied_texts.check)
    gates.require(together.check, gates.When.ALSO_AT_LIFT)
    gates.require(held_names.check, gates.When.ALSO_AT_LIFT)
    gates.require(held_names.check_others)
    kinds.register(websub.WEBSUB)
    kinds.register(alarms.ALARM)
    kinds.register(asking.LINKS)
    # A person's status decides as well; of others only whether they are published.
    post_save.connect(renew_links, sender=Person, dispatch_uid="news.renew_links")
    for model in (Institution, Partnership):
        for signal in (published, unpublished):
            signal.connect(
                renew_links, model, dispatch_uid=f"news.links.{model}.{id(signal)}"
            )
    for signal in (page_published, page_unpublished):
        signal.connect(announce_page, dispatch_uid=f"news.announce.{id(signal)}")


def fill_new(sender, page, parent, **kwargs) -> None:
    """Open the form of a new release with what it is nearly always the same."""
    if isinstance(page, PressReleasePage):
        defaults.fill(page, page.owner)


def announce_page(sender, instance, **kwargs) -> None:
    """Tell the hub of a release that is public no more, or as a copy at once.

    What a publication changes is announced there, where it is known what was before.
    Wagtail sends the signal also for a page that is only scheduled.
    """
    is_public_or_was = instance.live or kwargs["signal"] is page_unpublished
    if isinstance(instance, PressReleasePage) and is_public_or_was:
        websub.announce(instance)


def renew_links(sender, instance, raw=False, **kwargs) -> None:
    """Take links from texts that lead to what has no page any more."""
    if not raw:
        links.renew_links_to(instance)
        if isinstance(instance, Person) and instance.status == Person.Status.ERASED:
            history.forget(instance)


def mark_translation(sender, source_obj, target_obj, **kwargs) -> None:
    """Note that a new language version is a translation; editors may say otherwise."""
    if not isinstance(target_obj, PressReleasePage):
        return
    target_obj.is_translation = True
    PressReleasePage.objects.filter(pk=target_obj.pk).update(is_translation=True)
    if target_obj.latest_revision:
        revisions.put(target_obj.latest_revision, {"is_translation": True})
