"""What reports say, read from the numbers per day. Each asks as often for many as for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Model, QuerySet, Sum
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail.models import Page
from wagtail.permissions import policy_registry

from news.pages import PressReleasePage
from news.syndication.formats.catalogue import BY_PATH
from partners.mergeable import Mergeable
from partners.public import MODELS, public_entities
from portal.core.models import CustomDocument
from portal.home.gate import visible_pages
from portal.statistics.drawing import Chart, draw
from portal.statistics.models import (
    OTHER,
    DailyViews,
    DailyViewsQuerySet,
    FeedReach,
    Kind,
)
from portal.statistics.naming import ProgramNames, SourceNames
from portal.statistics.periods import WEEK, Period

MOST_ROWS = 20


@dataclass(frozen=True)
class Row:
    """A line of a table: what, how much, where more is said of it, in which language."""

    label: str | Promise
    total: int
    url: str = ""
    language: str = ""


def chart_of(rows: DailyViewsQuerySet, period: Period) -> Chart:
    """Return the views of a period as a chart."""
    per_day = rows.between(period.first, period.last).order_by().values("day")
    totals = dict(per_day.annotate(total=Sum("views")).values_list("day", "total"))
    parts = period.parts()
    return draw(
        parts,
        [
            sum(
                totals.get(part.first + timedelta(days=number), 0)
                for number in range(part.length)
            )
            for part in parts
        ],
    )


def sources(rows: DailyViewsQuerySet, names: SourceNames) -> list[Row]:
    """Return the sites that led here, those without a name together at the end."""
    totals = names.count(rows)
    direct, few = totals.pop("", 0), totals.pop(OTHER, 0)
    ranked = sorted(totals.items(), key=lambda one: (-one[1], one[0]))
    few += sum(total for _source, total in ranked[MOST_ROWS:])
    named = [Row(source, total) for source, total in ranked[:MOST_ROWS]]
    if few:
        named.append(Row(_("Other sites"), few))
    if direct:
        named.append(Row(_("Direct, or from this site"), direct))
    return named


def languages(rows: DailyViewsQuerySet) -> list[Row]:
    """Return the languages in which pages were read."""
    return [
        Row(group["language"], group["total"], language=group["language"])
        for group in rows.exclude(language="").by("language")
    ]


def formats(rows: DailyViewsQuerySet) -> list[Row]:
    """Return how often releases were fetched in which format."""
    return [
        Row(
            BY_PATH[group["format"]].label
            if group["format"] in BY_PATH
            else group["format"],
            group["total"],
        )
        for group in rows.exclude(kind=Kind.DOCUMENT).exclude(format="").by("format")
    ]


def documents(rows: DailyViewsQuerySet, user) -> list[Row]:
    """Return the documents that were downloaded most, of those that a user may see."""
    seen = visible_documents(user)
    found = rows.filter(kind=Kind.DOCUMENT, key__in=seen.values("pk")).by("key")
    totals = {group["key"]: group["total"] for group in found[:MOST_ROWS]}
    titles = dict(seen.filter(pk__in=totals).values_list("pk", "title"))
    return [Row(titles[key], total) for key, total in totals.items() if key in titles]


def visible_documents(user) -> QuerySet[CustomDocument]:
    """Return the documents that somebody finds in the admin."""
    policy = policy_registry.get_by_type(CustomDocument)
    return policy.instances_user_has_any_permission_for(
        user, ["add", "change", "delete", "choose"]
    )


def top_releases(rows: DailyViewsQuerySet, user, among=None) -> list[Row]:
    """Return the releases that were read most, of those that a user may see."""
    found = PressReleasePage.objects.all() if among is None else among
    seen = visible_pages(found, user).order_by().values("pk")
    return _pages(rows, seen, "statistics_release")


def top_pages(rows: DailyViewsQuerySet, user) -> list[Row]:
    """Return the other pages that were read most, of those that a user may see."""
    others = Page.objects.exclude(pk__in=PressReleasePage.objects.values("pk"))
    return _pages(rows, visible_pages(others, user).order_by().values("pk"))


def _pages(rows: DailyViewsQuerySet, seen: QuerySet, address: str = "") -> list[Row]:
    groups = rows.filter(kind=Kind.PAGE, key__in=seen).by("key")[:MOST_ROWS]
    totals = {group["key"]: group["total"] for group in groups}
    pages = Page.objects.filter(pk__in=totals).select_related("locale").in_bulk()
    return [
        Row(
            pages[key].title,
            total,
            reverse(address, args=[key]) if address else "",
            pages[key].locale.language_code,
        )
        for key, total in totals.items()
        if key in pages
    ]


def visible_entities(kind: str, user) -> QuerySet:
    """Return the institutions, people or partnerships that somebody may know.

    Those that everybody may, and all for those who see the entries in the admin.
    """
    rights = (f"partners.{action}_{kind}" for action in ("view", "change"))
    if any(user.has_perm(right) for right in rights):
        return MODELS[kind].objects.all()
    return public_entities(kind)


def keys_of(entity: Model) -> list[int]:
    """Return the keys under which an entity was counted: its own, and of duplicates."""
    keys = [entity.pk]
    if isinstance(entity, Mergeable):
        model: Any = type(entity)
        keys += model.everything.filter(merged_into=entity.pk).values_list(
            "pk", flat=True
        )
    return keys


def top_entities(rows: DailyViewsQuerySet, kind: str, user) -> list[Row]:
    """Return the entities of a kind whose pages were read most.

    What was counted of a duplicate counts for what it was merged into.
    """
    groups = rows.filter(kind=kind).by("key")[: 2 * MOST_ROWS]
    totals: dict[int, int] = defaultdict(int)
    found = {group["key"]: group["total"] for group in groups}
    into = _merged_into(kind, found)
    for key, total in found.items():
        totals[into.get(key, key)] += total
    entities = visible_entities(kind, user).in_bulk(list(totals))
    named = [
        Row(
            entities[key].name(language=get_language()),
            total,
            reverse("statistics_entity", args=[kind, key]),
        )
        for key, total in totals.items()
        if key in entities
    ]
    return sorted(named, key=lambda row: -row.total)[:MOST_ROWS]


def _merged_into(kind: str, keys: Collection[int]) -> dict[int, int]:
    model = MODELS[kind]
    if not issubclass(model, Mergeable):
        return {}
    merged: Any = model
    rows = merged.everything.filter(pk__in=keys, merged_into__isnull=False)
    return dict(rows.values_list("pk", "merged_into"))


@dataclass(frozen=True)
class FeedRow:
    """A feed and one who reads it for others; ``subscribers`` None if not reported."""

    address: str
    newsroom: Page
    aggregator: str
    subscribers: int | None
    polls: int


def feeds(period: Period, user) -> list[FeedRow]:
    """Return what aggregators said last within a week, and how often readers asked.

    The feeds with the most subscribers come first.
    """
    all_rows = FeedReach.objects.filter(day__gte=period.first, day__lte=period.last)
    names = ProgramNames(all_rows)
    first = max(period.first, period.last - timedelta(days=WEEK - 1))
    newest: dict[tuple, int] = {}
    polls: dict[tuple, int] = defaultdict(int)
    for row in all_rows.filter(day__gte=first).order_by("day").iterator():
        told = names.name(row.newsroom, row.address, row.aggregator)
        name = (row.newsroom, row.address, told)
        polls[name] += row.polls
        if row.subscribers is not None and told != OTHER:
            newest[name] = row.subscribers
    newsrooms = visible_pages(Page.objects.all(), user)
    pages = newsrooms.select_related("locale").in_bulk({name[0] for name in polls})
    found = [
        FeedRow(address, pages[key], aggregator, newest.get(name), count)
        for name, count in polls.items()
        for key, address, aggregator in [name]
        if key in pages
    ]
    return sorted(found, key=lambda row: (-(row.subscribers or 0), -row.polls))


def has_counted() -> bool:
    """Tell whether there is any number at all."""
    return DailyViews.objects.exists() or FeedReach.objects.exists()
