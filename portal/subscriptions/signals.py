"""When something is to be told, and when mails do not arrive."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from anymail.signals import EventType, RejectReason, tracking

from wagtail.signals import page_published

from news.pages import PressReleasePage
from news.publishing.correcting import corrected
from portal.core.mailboxes import normalised
from portal.ledger import kinds
from portal.subscriptions import announcing, notices
from portal.subscriptions.models import Subscription

STOPS = {
    EventType.REJECTED: Subscription.Status.BOUNCED,
    EventType.BOUNCED: Subscription.Status.BOUNCED,
    EventType.COMPLAINED: Subscription.Status.COMPLAINED,
}


def connect() -> None:
    """Listen to publications, corrections and reports of the mail service."""
    for kind in (
        announcing.ANNOUNCEMENT,
        announcing.CORRECTION,
        announcing.DIGEST,
        notices.NOTICE,
    ):
        kinds.register(kind)
    page_published.connect(
        announce_published, dispatch_uid="subscriptions.page_published"
    )
    corrected.connect(announce_corrected, dispatch_uid="subscriptions.corrected")
    tracking.connect(stop_undelivered, dispatch_uid="subscriptions.tracking")


def announce_published(sender, instance, **kwargs) -> None:
    """Tell of a release that is public for the first time.

    In the transaction of its publication.
    """
    if isinstance(instance, PressReleasePage) and announcing.is_news(instance):
        announcing.add_release(instance)


def announce_corrected(sender, correction, **kwargs) -> None:
    """Tell of a correction that was published, in its transaction."""
    announcing.add_correction(correction)


def stop_undelivered(sender, event, **kwargs) -> None:
    """Send nothing more to an address that refuses mails or complains about them."""
    status = STOPS.get(event.event_type)
    if event.reject_reason == RejectReason.SPAM:
        status = Subscription.Status.COMPLAINED
    if not status or not event.recipient:
        return
    try:
        email = normalised(event.recipient)
    except ValidationError:
        return
    Subscription.objects.of(email).stop(status)
