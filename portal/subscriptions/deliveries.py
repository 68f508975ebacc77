"""Send what waits to be sent: batches of deliveries, each at most once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby

from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.utils import timezone

from django_tasks import task

from news.models import Correction
from news.pages import PressReleasePage
from portal.subscriptions import digests, mails
from portal.subscriptions.models import MOST_REFUSALS, Delivery, Subscription
from portal.subscriptions.sending import Outcome, Post

BATCH = 100
# How long after each attempt the next one is made.
RETRY_AFTER = tuple(timedelta(minutes=m) for m in (5, 15, 60, 240, 720, 1440))
# A delivery whose task was lost is found again so long after it was due.
LOST_AFTER = timedelta(hours=1)
CORRECTION = "correction:"


def enqueue(keys: Iterable[int], delay: timedelta | None = None) -> None:
    """Let a worker send deliveries, in batches, now or after some time."""
    keys = list(keys)
    sending = deliver
    if delay:
        sending = sending.using(run_after=timezone.now() + delay)
    for start in range(0, len(keys), BATCH):
        sending.enqueue(keys[start : start + BATCH])


def enqueue_lost() -> None:
    """Let a worker send what another one has left when it was stopped.

    Each event in batches of its own: one of which no letter can be made holds up
    no other.
    """
    lost = Delivery.objects.waiting().filter(due_at__lt=timezone.now() - LOST_AFTER)
    found = list(
        lost.order_by("story", "event", "pk").values_list("story", "event", "pk")
    )
    # Due now, so that the next call leaves them to the tasks of this one.
    Delivery.objects.filter(pk__in=[key for *_event, key in found]).update(
        due_at=timezone.now()
    )
    for _event, group in groupby(found, key=lambda row: row[:2]):
        enqueue(key for *_event, key in group)


@task(backend="deliveries")
def deliver(keys: list[int]) -> None:
    """Send a batch of deliveries."""
    send(keys)


def send(keys: Iterable[int]) -> None:
    """Send deliveries that nobody else sends; what fails for now, is tried later."""
    deliveries = list(
        Delivery.objects.waiting()
        .filter(pk__in=list(keys))
        .select_related("subscription")
        .order_by("pk")
    )
    letters = Letters(deliveries)
    again: list[tuple[int, int]] = []
    with Post() as post:
        for delivery in deliveries:
            mail = letters.mail(delivery)
            if mail is None:
                _mark(delivery, Delivery.State.DROPPED)
            elif _claim(delivery):
                outcome = post.send(mail)
                if _note(delivery, outcome):
                    again.append((delivery.attempts, delivery.pk))
    for attempts, group in groupby(sorted(again), key=lambda pair: pair[0]):
        enqueue((key for _attempts, key in group), RETRY_AFTER[attempts])


def _claim(delivery: Delivery) -> bool:
    """Take a delivery, unless another worker has it: none is ever sent twice."""
    waiting = Delivery.objects.waiting().filter(pk=delivery.pk)
    return bool(waiting.update(state=Delivery.State.SENDING))


def _note(delivery: Delivery, outcome: Outcome) -> bool:
    """Note what became of a delivery; tell whether it must be tried again."""
    if outcome is Outcome.SENT:
        _mark(delivery, Delivery.State.SENT, sent_at=timezone.now())
        if delivery.subscription.refusals:
            _subscription(delivery).update(refusals=0)
        return False
    if outcome is Outcome.LATER and delivery.attempts < len(RETRY_AFTER):
        _mark(
            delivery,
            Delivery.State.WAITING,
            due_at=timezone.now() + RETRY_AFTER[delivery.attempts],
        )
        return True
    _mark(delivery, Delivery.State.DROPPED)
    if outcome is Outcome.REFUSED:
        _subscription(delivery).update(refusals=F("refusals") + 1)
        _subscription(delivery).filter(refusals__gte=MOST_REFUSALS).stop(
            Subscription.Status.BOUNCED
        )
    return False


def _mark(delivery: Delivery, state: str, **values) -> None:
    values |= {"state": state, "attempts": F("attempts") + 1}
    Delivery.objects.filter(pk=delivery.pk).update(**values)


def _subscription(delivery: Delivery):
    return Subscription.objects.filter(pk=delivery.subscription_id)


class Letters:
    """The letters of a batch of deliveries, each made once for all who get it."""

    def __init__(self, deliveries: list[Delivery]) -> None:
        releases = PressReleasePage.objects.released().for_formats()
        self.releases = releases.in_bulk(
            [one.release_id for one in deliveries if one.release_id]
        )
        self.corrections = Correction.objects.in_bulk(
            [_correction(one) for one in deliveries if one.event.startswith(CORRECTION)]
        )
        self.made: dict[tuple, mails.Letter | None] = {}

    def mail(self, delivery: Delivery) -> EmailMultiAlternatives | None:
        """Return the mail of a delivery, None when there is nothing to tell (any more).

        What is not public now is not told, whenever it was put into the queue.
        """
        subscription = delivery.subscription
        if not subscription.is_active:
            return None
        key: tuple = (delivery.event, delivery.release_id, subscription.language)
        if delivery.since:
            key = (
                delivery.story,
                subscription.query,
                subscription.languages,
                subscription.language,
                delivery.since,
                delivery.until,
            )
        if key not in self.made:
            self.made[key] = self._letter(delivery)
        letter = self.made[key]
        return mails.message(letter, delivery) if letter else None

    def _letter(self, delivery: Delivery) -> mails.Letter | None:
        language = delivery.subscription.language
        if delivery.since and delivery.until:
            return digests.letter(delivery.subscription, delivery.since, delivery.until)
        release = self.releases.get(delivery.release_id)
        if release is None:
            return None
        if delivery.event.startswith(CORRECTION):
            correction = self.corrections.get(_correction(delivery))
            return mails.about_release(release, language, correction)
        # Who has not heard of it yet need not hear of its withdrawal first.
        return None if release.is_withdrawn else mails.about_release(release, language)


def _correction(delivery: Delivery) -> int:
    return int(delivery.event.removeprefix(CORRECTION))
