"""Send what waits to be sent: the deliveries of an act, in batches."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.db.models import Count, F, Min
from django.utils import timezone

from news.models import Correction
from news.pages import PressReleasePage
from portal.core import outages
from portal.ledger.errors import describe
from portal.ledger.kinds import Answer, GivenUp, Later
from portal.ledger.models import Act
from portal.ledger.patience import patiently
from portal.ledger.sending import RETRY_AFTER, Outcome, Post
from portal.ledger.turns import Turn
from portal.subscriptions import digests, mails
from portal.subscriptions.models import MOST_REFUSALS, Delivery, Subscription

# After so many mails other acts have their turn.
BATCH = 100
CORRECTION = "correction:"

logger = logging.getLogger(__name__)


def send(turn: Turn) -> Answer:
    """Send a batch of the deliveries of an act; what fails for now, is tried later.

    What a worker was sending when it ended may have been sent or not. It is sent again,
    as the same message.
    """
    mine = Delivery.objects.of(turn.act)
    mine.filter(state=Delivery.State.SENDING).update(state=Delivery.State.WAITING)
    due = mine.waiting().filter(due_at__lte=timezone.now())
    batch = list(due.select_related("subscription").order_by("pk")[:BATCH])
    problem = Sending(turn, batch).send() if batch else ""
    next_at = mine.waiting().aggregate(at=Min("due_at"))["at"]
    if next_at:
        return Later(max(next_at, timezone.now()), problem)
    if mine.failed().exists():
        return GivenUp(problem or turn.act.last_error)
    return None


class UnwritableError(Exception):
    """Class and code of why a letter cannot be written."""


class Sending:
    """A worker's turn at a batch of deliveries."""

    def __init__(self, turn: Turn, batch: list[Delivery]) -> None:
        self.turn = turn
        self.batch = batch
        self.letters = Letters(batch)
        self.problem = ""

    def send(self) -> str:
        """Send the batch; return class and code of what went wrong last, if anything."""
        with Post() as post:
            for delivery in self.batch:
                self.turn.keep()
                if mail := self._write(delivery):
                    self._mark(delivery, Delivery.State.SENDING)
                    outcome = post.send(mail)
                    self._note(delivery, outcome)
            return post.problem or self.problem

    def _write(self, delivery: Delivery) -> EmailMultiAlternatives | None:
        """Return the mail of a delivery, None if there is none, which is noted.

        One that cannot be written holds up no other.
        """
        try:
            mail = self.letters.mail(delivery)
        except UnwritableError as error:
            self.problem = str(error)
            self._note(delivery, Outcome.LATER)
            return None
        if mail is None:
            self._mark(delivery, Delivery.State.DROPPED, attempts=F("attempts") + 1)
        return mail

    def _note(self, delivery: Delivery, outcome: Outcome) -> None:
        """Note what became of a delivery."""
        state, now = Delivery.State, timezone.now()
        tried = {"attempts": F("attempts") + 1}
        if outcome is Outcome.SENT:
            self._mark(delivery, state.SENT, sent_at=now, **tried)
            if delivery.subscription.refusals:
                self._change(self._subscription(delivery), refusals=0)
        elif outcome is Outcome.REFUSED:
            self._mark(delivery, state.DROPPED, **tried)
            self._count_refusal(delivery)
        elif delivery.attempts < len(RETRY_AFTER):
            due_at = now + RETRY_AFTER[delivery.attempts]
            self._mark(delivery, state.WAITING, due_at=due_at, **tried)
        else:
            self._mark(delivery, state.FAILED, **tried)

    def _count_refusal(self, delivery: Delivery) -> None:
        mine = self._subscription(delivery)
        self._change(mine, refusals=F("refusals") + 1)
        self._do(
            lambda: mine.filter(refusals__gte=MOST_REFUSALS).stop(
                Subscription.Status.BOUNCED
            )
        )

    def _subscription(self, delivery: Delivery):
        return Subscription.objects.filter(pk=delivery.subscription_id)

    def _mark(self, delivery: Delivery, state: str, **values) -> None:
        mine = Delivery.objects.filter(pk=delivery.pk)
        self._change(mine, state=state, **values)

    def _change(self, rows: models.QuerySet, **values) -> None:
        self._do(lambda: rows.update(**values))

    def _do(self, act: Callable[[], object]) -> None:
        """Write something down, also when the database is locked just now."""
        patiently(act, self.turn.stopping)


def tell_how_many(acts: Iterable[Act]) -> dict[int, str]:
    """Say how many mails of acts are in which state."""
    counted = Delivery.objects.filter(act__in=acts).values_list("act", "state")
    counts: dict[int, dict[str, int]] = {}
    for act, state, count in counted.order_by().annotate(Count("pk")):
        counts.setdefault(act, {})[state] = count
    return {
        act: ", ".join(
            f"{state.label}: {found[state]}"
            for state in Delivery.State
            if state in found
        )
        for act, found in counts.items()
    }


def prepare_again(act: Act) -> None:
    """Let what an act has not sent be tried at once, also what was given up."""
    mine = Delivery.objects.of(act)
    mine.failed().update(state=Delivery.State.WAITING, attempts=0)
    mine.waiting().update(due_at=timezone.now())


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
        self.problems: dict[tuple, str] = {}

    def mail(self, delivery: Delivery) -> EmailMultiAlternatives | None:
        """Return the mail of a delivery, None when there is nothing to tell (any more).

        What is not public now is not told, whenever it was put into the queue. Raises
        UnwritableError when the letter cannot be written.
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
            self._make(key, delivery)
        if key in self.problems:
            raise UnwritableError(self.problems[key])
        letter = self.made[key]
        return mails.message(letter, delivery) if letter else None

    def _make(self, key: tuple, delivery: Delivery) -> None:
        try:
            self.made[key] = self._letter(delivery)
        except Exception as error:
            if outages.is_outage(error):
                raise
            logger.exception("The mail about %s cannot be written", delivery.event)
            self.made[key], self.problems[key] = None, describe(error)

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
