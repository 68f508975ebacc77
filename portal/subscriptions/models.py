"""Who gets which list by e-mail, and what was sent to them."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl
from uuid import UUID, uuid5

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

import idna

from news.syndication.feeds.languages import Languages
from portal.ledger.models import Act

if TYPE_CHECKING:
    from typing import Self

# What is older when it becomes public goes into the archive; nobody is told.
NEWS_FOR = timedelta(days=14)
# How long an address is kept that nobody has confirmed, or that was stopped.
UNCONFIRMED_KEPT = timedelta(days=3)
STOPPED_KEPT = timedelta(days=90)
# After as many refusals in a row, a subscription is stopped.
MOST_REFUSALS = 3
LONGEST_QUERY = LONGEST_TITLE = 500


def new_token() -> str:
    """Return a secret of 256 random bits that can stand in an address."""
    return secrets.token_urlsafe(32)


class SubscriptionQuerySet(models.QuerySet):
    """Subscriptions."""

    def active(self) -> Self:
        """Keep those that are confirmed and not stopped."""
        return self.filter(status=Subscription.Status.ACTIVE)

    def of(self, email: str) -> Self:
        """Keep those of an address, which must be in its normal form."""
        return self.filter(email=email)

    def immediate(self) -> Self:
        """Keep those that get every release at once."""
        return self.filter(frequency=Subscription.Frequency.IMMEDIATE)

    def weekly(self) -> Self:
        """Keep those that get a digest."""
        return self.filter(frequency=Subscription.Frequency.WEEKLY)

    def to_forget(self, now: datetime) -> Self:
        """Keep what may no longer be kept: never confirmed, or stopped long ago."""
        return self.filter(
            Q(
                status=Subscription.Status.PENDING,
                requested_at__lt=now - UNCONFIRMED_KEPT,
            )
            | Q(stopped_at__lt=now - STOPPED_KEPT)
        )

    def stop(self, status: str) -> None:
        """Send nothing more to these; those never confirmed are forgotten at once."""
        self.filter(status=Subscription.Status.PENDING).delete()
        self.update(status=status, stopped_at=timezone.now())


class Subscription(models.Model):
    """One list of releases that one address gets.

    The list is named as its feeds are: by the story of its newsroom (or of the
    search) and its query in one order, so that no new slug, title or domain ends a
    subscription. ``title`` is what the list was called when it was asked for, in the
    language of the mails.
    """

    class Frequency(models.TextChoices):
        IMMEDIATE = "immediate", _("Each release at once")
        WEEKLY = "weekly", _("Once a week, on Monday")

    class Status(models.TextChoices):
        PENDING = "pending", _("not confirmed yet")
        ACTIVE = "active", pgettext_lazy("subscription", "active")
        BOUNCED = "bounced", _("stopped, mails were refused")
        COMPLAINED = "complained", _("stopped after a complaint")

    email = models.EmailField(_("e-mail address"), db_index=True)
    story = models.UUIDField(editable=False)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True, editable=False)
    title = models.CharField(_("list"), max_length=LONGEST_TITLE)
    languages = models.CharField(_("languages of the releases"), max_length=100)
    language = models.CharField(_("language of the mails"), max_length=12)
    frequency = models.CharField(
        _("frequency"), max_length=9, choices=Frequency, default=Frequency.IMMEDIATE
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.PENDING
    )
    token = models.CharField(
        max_length=43, unique=True, default=new_token, editable=False
    )
    requested_at = models.DateTimeField(_("asked for"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    stopped_at = models.DateTimeField(_("stopped"), null=True)
    digested_at = models.DateTimeField(_("last digest"), null=True)
    # When a mail went to this address that anybody could have asked for.
    notified_at = models.DateTimeField(null=True, editable=False)
    refusals = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["email", "pk"]
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["email", "story", "query"],
                name="subscriptions_subscription_unique",
            )
        ]
        indexes = [
            models.Index(
                fields=["status", "frequency", "story", "query"],
                name="subscriptions_list",
            )
        ]
        permissions = [
            ("see_addresses", _("Can see the e-mail addresses of subscribers"))
        ]

    def __str__(self) -> str:
        # Never the address: this is what ends up in logs.
        return f"subscription {self.pk}"

    @property
    def shown_email(self) -> str:
        """The address as its owner writes it, with the letters of its domain."""
        local, _at, domain = self.email.rpartition("@")
        try:
            return f"{local}@{idna.decode(domain)}"
        except idna.IDNAError:
            return self.email

    @property
    def is_pending(self) -> bool:
        """Whether nobody has confirmed that the address is theirs."""
        return self.status == self.Status.PENDING

    @property
    def is_active(self) -> bool:
        """Whether mails are sent."""
        return self.status == self.Status.ACTIVE

    @property
    def is_expired(self) -> bool:
        """Whether it is too late to confirm what was asked for."""
        return self.requested_at < timezone.now() - UNCONFIRMED_KEPT

    @property
    def parameters(self) -> dict[str, str]:
        """What narrows the list, by name."""
        return dict(parse_qsl(self.query))

    @property
    def chosen_languages(self) -> Languages:
        """The languages of the releases, the preferred one first."""
        return Languages.parse(self.languages, self.language)

    @property
    def list_id(self) -> UUID:
        """The identity of the list, the same for everybody who gets it."""
        return uuid5(self.story, self.query)


class DeliveryQuerySet(models.QuerySet):
    """Deliveries."""

    def of(self, act: Act) -> Self:
        """Keep those that an act sends."""
        return self.filter(act=act)

    def waiting(self) -> Self:
        """Keep those that have not been tried, or will be tried again."""
        return self.filter(state=Delivery.State.WAITING)

    def failed(self) -> Self:
        """Keep those that were tried as often as they may be."""
        return self.filter(state=Delivery.State.FAILED)


class Delivery(models.Model):
    """One mail to one subscription about one event of one story.

    ``event`` is ``released``, ``correction:<key>``, or ``digest:<day>`` for the
    releases that became public after ``since`` and not after ``until``. ``act`` is what
    sends it, with others.
    """

    # No use of a release that an editor should be shown.
    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        DROPPED = "dropped", _("not sent")
        FAILED = "failed", pgettext_lazy("mail", "given up")

    subscription = models.ForeignKey(
        Subscription, on_delete=models.CASCADE, related_name="deliveries"
    )
    act = models.ForeignKey(
        Act, null=True, on_delete=models.SET_NULL, related_name="deliveries"
    )
    story = models.UUIDField()
    event = models.CharField(max_length=40)
    release = models.ForeignKey(
        "news.PressReleasePage", null=True, on_delete=models.CASCADE, related_name="+"
    )
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "story", "event"],
                name="subscriptions_delivery_unique",
            )
        ]
        indexes = [
            models.Index(fields=["story", "event"], name="subscriptions_event"),
            models.Index(fields=["act", "state"], name="subscriptions_act"),
        ]

    def __str__(self) -> str:
        return f"{self.event} to {self.subscription}"
