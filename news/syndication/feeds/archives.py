"""Which releases one document of a feed holds, and where the others are (RFC 5005).

The address without a query is the subscription document: the newest entries. From
there ``prev-archive`` leads through one document per month, in which an entry stays
for ever; and ``next`` leads through numbered pages for clients that page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from news.models.release import Release
from news.querysets import PressReleaseQuerySet

FEED_LENGTH = 20
MONTH = re.compile(r"(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])", re.ASCII)
LAST_PAGE = 9999


@dataclass(frozen=True)
class Window:
    """A part of a list of releases: the newest, a page of it or a month.

    ``query`` is what its address adds to that of the feed, ``links`` what the
    addresses of other parts add, by the relation of RFC 5005.
    """

    listed: PressReleaseQuerySet
    page: int = 1
    month: datetime | None = None
    query: dict[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, listed: PressReleaseQuerySet, asked: Mapping[str, str]) -> Window:
        """Read ``archive=2020-08`` or ``page=2``; nonsense is the newest part."""
        if match := MONTH.fullmatch(asked.get("archive", "")):
            year, month = int(match["year"]), int(match["month"])
            first = timezone.make_aware(datetime(year, month, 1))  # noqa: DTZ001
            return cls(listed, month=first, query={"archive": match[0]})
        page = asked.get("page", "")
        if page.isascii() and page.isdigit() and 1 < int(page[:9]) <= LAST_PAGE:
            return cls(listed, page=int(page), query={"page": str(int(page))})
        return cls(listed)

    @property
    def is_archive(self) -> bool:
        """Whether this part does not change when something new is published."""
        return self.month is not None

    @cached_property
    def _loaded(self) -> list[Release]:
        """The releases of this part, and of a page one more if there is one."""
        releases = self.listed.for_feed()
        if self.month:
            inside = releases.filter(
                released_at__gte=self.month, released_at__lt=_next_month(self.month)
            )
            return list(inside)
        first = (self.page - 1) * FEED_LENGTH
        return list(releases[first : first + FEED_LENGTH + 1])

    @property
    def releases(self) -> list[Release]:
        """The releases of this part, the newest first."""
        return self._loaded if self.month else self._loaded[:FEED_LENGTH]

    @cached_property
    def links(self) -> dict[str, dict[str, str]]:
        """What the addresses of other parts add to the feed's, by relation."""
        if self.month:
            return self._archive_links(self.month)
        links: dict[str, dict[str, str]] = {}
        if self.page > 1:
            links["first"] = {}
            before = self.page - 1
            links["previous"] = {"page": str(before)} if before > 1 else {}
        if len(self._loaded) > FEED_LENGTH:
            links["next"] = {"page": str(self.page + 1)}
            if self.page == 1:
                # The month of the oldest entry: so every entry is in some document.
                links["prev-archive"] = _archive(self.releases[-1].released_at)
        return links

    def _archive_links(self, month: datetime) -> dict[str, dict[str, str]]:
        times = self.listed.order_by().values_list("released_at", flat=True)
        older = times.filter(released_at__lt=month).order_by("-released_at").first()
        newer = (
            times.filter(released_at__gte=_next_month(month))
            .order_by("released_at")
            .first()
        )
        links: dict[str, dict[str, str]] = {"current": {}}
        if older:
            links["prev-archive"] = _archive(older)
        if newer:
            links["next-archive"] = _archive(newer)
        return links


def _archive(instant: datetime) -> dict[str, str]:
    """Return what asks for the month of an instant, in the site's time zone."""
    return {"archive": f"{timezone.localtime(instant):%Y-%m}"}


def _next_month(first: datetime) -> datetime:
    year, month = divmod(first.year * 12 + first.month, 12)
    return timezone.make_aware(datetime(year, month + 1, 1))  # noqa: DTZ001
