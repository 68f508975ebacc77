"""What has to be done after a publication, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from typing import Self

# How late an act may be before no worker seems to run.
LATE = timedelta(minutes=10)
# How long an act that is done, or was given up, can be looked at.
KEPT = timedelta(days=180)


class ActQuerySet(models.QuerySet):
    """Acts."""

    def due(self, now: datetime) -> Self:
        """Keep what a worker may take: what waits, and what another one has left."""
        return self.filter(
            Q(state=Act.State.WAITING, due_at__lte=now)
            | Q(state=Act.State.RUNNING, leased_until__lte=now)
        )

    def overdue(self, now: datetime) -> Self:
        """Keep what a worker should have taken long ago."""
        return self.due(now - LATE)

    def untouched(self) -> Self:
        """Keep what no worker has begun."""
        return self.filter(state=Act.State.WAITING, attempts=0, progress={})

    def given_up(self) -> Self:
        """Keep what was tried as often as it may be, without success."""
        return self.filter(state=Act.State.GIVEN_UP)

    def of(self, stories: Iterable[UUID]) -> Self:
        """Keep the acts of stories."""
        return self.filter(story__in=stories)

    def held(self, act: Act) -> Self:
        """Keep an act as long as nobody else has taken it."""
        return self.filter(pk=act.pk, lease=act.lease, state=Act.State.RUNNING)

    def to_forget(self, now: datetime) -> Self:
        """Keep what was finished long ago."""
        return self.filter(done_at__lt=now - KEPT)


class Act(models.Model):
    """One thing that has to be done for the world outside, once.

    It is written in the transaction that makes it necessary, so that it is there
    exactly if that is. ``kind`` names what does it (``portal.ledger.kinds``), ``key``
    within the kind is what keeps it from being done twice. ``payload`` says what has to
    be done and does not change once that has begun; ``progress`` how far that has come. Neither of them,
    nor ``last_error``, holds an address of a reader.

    ``attempts`` counts those since something of it was done last, ``losses`` how many
    of them ended with the process that made them.
    """

    # No use of a release that an editor should be shown.
    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("act", "waiting")
        RUNNING = "running", pgettext_lazy("act", "in progress")
        DONE = "done", pgettext_lazy("act", "done")
        GIVEN_UP = "given up", pgettext_lazy("act", "given up")

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=100)
    story = models.UUIDField(null=True, blank=True)
    payload = models.JSONField(default=dict)
    progress = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    losses = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=100, blank=True)
    due_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("act after publication")
        verbose_name_plural = _("acts after publication")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="ledger_act_once")
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="ledger_due"),
            models.Index(fields=["story"], name="ledger_story"),
            models.Index(fields=["-created_at", "-id"], name="ledger_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
