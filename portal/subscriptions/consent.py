"""What subscribers decide: to ask for a list, to confirm it, to change and end it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from news.syndication.feeds.languages import Languages
from news.syndication.feeds.listings import Listing
from portal.subscriptions import lists, notices
from portal.subscriptions.mails import Notice
from portal.subscriptions.models import LONGEST_TITLE, Subscription

# One mail in this time goes to an address whose owner has not asked for it.
NOTICE_INTERVAL = timedelta(hours=1)


@dataclass(frozen=True)
class Choice:
    """How somebody wants to get a list."""

    languages: str
    language: str
    frequency: str


@transaction.atomic
def ask(email: str, listing: Listing, canonical: str, choice: Choice) -> None:
    """Note that a list was asked for and let a mail ask whether that was so.

    Nothing is sent on the strength of it but that mail, at most one an hour to one
    address. A subscription that is confirmed already does not change: anybody could
    have sent the form. Its owner is told how to change it.
    """
    wanted = {
        "title": _title(listing.story, listing.query, choice),
        "languages": choice.languages,
        "language": choice.language,
        "frequency": choice.frequency,
        "requested_at": timezone.now(),
    }
    subscription, is_new = Subscription.objects.get_or_create(
        email=email, story=listing.story, query=canonical, defaults=wanted
    )
    if not (is_new or subscription.is_active):
        Subscription.objects.filter(pk=subscription.pk).update(**wanted)
    if _may_notify(email):
        kind = Notice.KNOWN if subscription.is_active else Notice.CONFIRM
        notices.add(kind, subscription)


def _title(story: UUID, query: dict[str, str], choice: Choice) -> str:
    """Return what a list is called in the language of the mails about it."""
    languages = Languages.parse(choice.languages, choice.language)
    listing = lists.find(story, query, languages, choice.language)
    return listing.full_title[:LONGEST_TITLE] if listing else ""


@transaction.atomic
def ask_for_data(email: str) -> None:
    """Let a mail with the way to the data go to an address, if there are any."""
    subscription = Subscription.objects.of(email).order_by("pk").first()
    if subscription and _may_notify(email):
        notices.add(Notice.DATA, subscription)


def _may_notify(email: str) -> bool:
    """Tell whether a mail may go to an address that anybody has typed.

    Not within an hour of the last one, and never after a complaint.
    """
    _wait_for_others(email)
    now = timezone.now()
    rows = Subscription.objects.of(email).select_for_update()
    if any(
        row.status == Subscription.Status.COMPLAINED
        or (row.notified_at and row.notified_at > now - NOTICE_INTERVAL)
        for row in rows
    ):
        return False
    rows.update(notified_at=now)
    return True


def _wait_for_others(email: str) -> None:
    """Let nobody else decide about an address until this transaction has ended.

    Its rows cannot be locked for that: of two lists asked for at the same moment,
    neither transaction sees the row of the other. SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        digest = salted_hmac("portal.subscriptions.consent", email).digest()
        key = int.from_bytes(digest[:8], signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def activate(subscription: Subscription) -> None:
    """Begin to send a list to the owner of its address, who asks for it."""
    if subscription.is_active:
        return
    subscription.status = Subscription.Status.ACTIVE
    subscription.confirmed_at = subscription.digested_at = timezone.now()
    subscription.stopped_at = None
    subscription.refusals = 0
    subscription.save()


def change(subscription: Subscription, choice: Choice) -> None:
    """Send a list in another way from now on.

    Who changes to digests gets in the first one what becomes public from now on.
    """
    if subscription.frequency != choice.frequency:
        subscription.digested_at = timezone.now()
    title = _title(subscription.story, subscription.parameters, choice)
    subscription.title = title or subscription.title
    subscription.languages = choice.languages
    subscription.language = choice.language
    subscription.frequency = choice.frequency
    subscription.save()


def erase(email: str) -> int:
    """Delete all that is known of an address; return how many subscriptions it had."""
    _all, deleted = Subscription.objects.of(email).delete()
    return deleted.get(Subscription._meta.label, 0)
