"""What is kept: numbers per day. None of them is about a person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from partners.addresses import EntityKind

if TYPE_CHECKING:
    from typing import Self

# Instead of a host: others than the first ones of a day, and those that sent few.
OTHER = "*"
# What is counted on a day, by the fields of its rows.
THING = ("day", "kind", "key", "language", "format")


class Kind(models.TextChoices):
    """What is counted, by its key: a page of the tree, an entity, a document."""

    PAGE = "page", _("Page")
    INSTITUTION = EntityKind.INSTITUTION.value, EntityKind.INSTITUTION.label
    PERSON = EntityKind.PERSON.value, EntityKind.PERSON.label
    PARTNERSHIP = EntityKind.PARTNERSHIP.value, EntityKind.PARTNERSHIP.label
    DOCUMENT = "document", _("Document")


class DailyViewsQuerySet(models.QuerySet):
    """Views."""

    def between(self, first: date, last: date) -> Self:
        """Keep what was counted from a day to another, both included."""
        return self.filter(day__gte=first, day__lte=last)

    def of_pages(self) -> Self:
        """Keep views of pages as people read them, no formats and no documents."""
        return self.filter(format="").exclude(kind=Kind.DOCUMENT)

    def downloads(self) -> Self:
        """Keep formats of releases and documents."""
        return self.exclude(format="", kind__in=set(Kind.values) - {Kind.DOCUMENT})

    def total(self) -> int:
        """Return how many views these are."""
        return self.aggregate(total=Coalesce(models.Sum("views"), 0))["total"]

    def by(self, *names: str) -> models.QuerySet:
        """Group by fields, each group with its ``total``, the largest first."""
        groups = self.order_by().values(*names).annotate(total=models.Sum("views"))
        return groups.order_by("-total", *names)


class DailyViews(models.Model):
    """How often something was asked for on a day, in the time zone of the site.

    No relations: numbers of a page that is gone stand for no page, and those of a
    merged entity come back with it. ``format`` is empty for the page itself, else the
    path of the format. ``source`` is the host that led here, empty for none or this
    site.
    """

    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    key = models.PositiveBigIntegerField()
    language = models.CharField(_("language"), max_length=12, blank=True)
    format = models.CharField(_("format"), max_length=20, blank=True)
    source = models.CharField(_("referring site"), max_length=100, blank=True)
    views = models.PositiveIntegerField(_("views"), default=0)

    objects = DailyViewsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "kind", "key", "language", "format", "source"],
                name="statistics_dailyviews_unique",
            )
        ]
        indexes = [
            models.Index(fields=["kind", "key", "day"], name="statistics_views_of")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.key}: {self.views}"

    @property
    def thing(self) -> tuple[date, str, int, str, str]:
        """What was counted on which day, whoever led there."""
        return (self.day, self.kind, self.key, self.language, self.format)


class FeedReach(models.Model):
    """Who asked for a feed on a day, and for how many, as aggregators say it.

    ``address`` is that below the newsroom with the filter of the feed. Readers that
    report nothing have no name together and no number of subscribers; how often they
    asked says how often, not how many they are.
    """

    day = models.DateField(_("day"))
    newsroom = models.PositiveBigIntegerField()
    address = models.CharField(_("address"), max_length=200)
    aggregator = models.CharField(_("aggregator"), max_length=40, blank=True)
    subscribers = models.PositiveIntegerField(_("subscribers"), null=True)
    polls = models.PositiveIntegerField(_("polls"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "newsroom", "address", "aggregator"],
                name="statistics_feedreach_unique",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.address} {self.aggregator}: {self.subscribers}"


class CountedFile(models.Model):
    """A file of lines whose numbers are in. It is deleted next, this row a day later.

    Somebody else may be reading the same file meanwhile.
    """

    name = models.CharField(max_length=100, unique=True)
    counted_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
