"""What a release did in its first week, beside the median of others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from uuid import UUID

from django.db.models import Min, Q, Sum
from django.utils import timezone

from news.models.release import Release
from news.querysets import releases
from portal.core.clock import begin_of
from portal.core.languages import content_languages
from portal.statistics.drawing import Chart, draw
from portal.statistics.models import DailyViews, Kind
from portal.statistics.periods import WEEK, Period

COMPARED = 20  # releases


@dataclass(frozen=True)
class Line:
    """The first week in one language, or in all together if that is empty."""

    language: str
    total: int
    median: float | None


@dataclass(frozen=True)
class FirstWeek:
    """What a release did on its first days, and how many others stand beside it."""

    chart: Chart
    lines: list[Line]
    compared: int
    days: int  # that have begun, at most seven
    is_over: bool

    @property
    def whole(self) -> Line:
        """The numbers of all languages together."""
        return self.lines[0]

    @property
    def percent(self) -> int | None:
        """By how much it was read more than the median, None without one."""
        median_of_all = self.whole.median
        if not median_of_all:
            return None
        return round((self.whole.total / median_of_all - 1) * 100)

    @property
    def distance(self) -> int:
        """The same without a sign."""
        return abs(self.percent or 0)


@dataclass(frozen=True)
class Story:
    """A release in all its languages: keys of its pages by language, and its first day."""

    first: date
    pages: dict[str, int]


def day_of(instant: datetime) -> date:
    """Return the day of an instant in the time zone of the site."""
    return timezone.localtime(instant, timezone.get_default_timezone()).date()


def compare(
    release: Release, versions: dict[str, int], today: date
) -> FirstWeek | None:
    """Return the first week of a release; None if it was not counted from the first day.

    ``versions`` are its pages by language. Compared with the newest public releases
    whose first week is over and was counted; as long as its own is not, with as many days
    of theirs. Three queries.
    """
    begun = DailyViews.objects.aggregate(first=Min("day"))["first"]
    own = Story(day_of(release.released_at), versions)
    if begun is None or own.first < begun or own.first > today:
        return None
    others = _load_others(release.translation_key, begun, today)
    week = [own.first + timedelta(days=number) for number in range(WEEK)]
    past = [day for day in week if day <= today]
    mine, *theirs = _count([own, *others], len(past))
    beside = [
        median(_of_day(one, number) for one in theirs) if theirs else 0.0
        for number in range(len(past))
    ]
    chart = draw(
        [Period(day, day) for day in past],
        [_of_day(mine, number) for number in range(len(past))],
        beside if theirs else None,
    )
    lines = [Line("", _total(mine), _median(map(_total, theirs)))]
    for language in sorted(versions, key=content_languages().index):
        written = [
            views[language]
            for story, views in zip(others, theirs, strict=True)
            if language in story.pages
        ]
        total = sum(mine[language])
        lines.append(Line(language, total, _median(map(sum, written))))
    return FirstWeek(
        chart, lines, len(others), days=len(past), is_over=week[-1] < today
    )


# Views by language, on each of the first days.
Views = dict[str, list[int]]


def _of_day(views: Views, number: int) -> int:
    return sum(days[number] for days in views.values())


def _total(views: Views) -> int:
    return sum(map(sum, views.values()))


def _median(totals: Iterable[int]) -> float | None:
    values = list(totals)
    return median(values) if values else None


def _load_others(story: UUID, begun: date, today: date) -> list[Story]:
    """Return the newest stories whose first week was counted and is over."""
    found = releases().released().exclude(translation_key=story)
    with timezone.override(timezone.get_default_timezone()):
        first, last = begin_of(begun), begin_of(today - timedelta(days=WEEK - 1))
    found = found.filter(released_at__range=(first, last)).newest_first()
    rows = found.values_list(
        "translation_key", "released_at", "locale__language_code", "pk"
    )
    stories: dict[UUID, Story] = {}
    for key, released_at, language, pk in rows[: COMPARED * len(content_languages())]:
        known = stories.setdefault(key, Story(day_of(released_at), {}))
        known.pages[language] = pk
    return list(stories.values())[:COMPARED]


def _count(stories: list[Story], days: int) -> list[Views]:
    """Return the views of the first days of each story; one query."""
    asked = Q(pk__in=[])
    places = {}
    for number, story in enumerate(stories):
        last = story.first + timedelta(days=days - 1)
        asked |= Q(key__in=story.pages.values(), day__gte=story.first, day__lte=last)
        for language, pk in story.pages.items():
            places[pk] = (number, language)
    counted: list[Views] = [
        {language: [0] * days for language in story.pages} for story in stories
    ]
    rows = DailyViews.objects.filter(asked, kind=Kind.PAGE, format="").order_by()
    for row in rows.values("key", "day").annotate(total=Sum("views")):
        number, language = places[row["key"]]
        day = (row["day"] - stories[number].first).days
        counted[number][language][day] += row["total"]
    return counted
