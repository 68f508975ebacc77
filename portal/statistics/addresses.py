"""What stood at an address: a page, an entity, a format, a feed or a document.

Asked when lines are counted, of what is public then. Numbers belong to the thing and not
to its address, so that they go with a page that is moved.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import override

from wagtail.models import Page, Site

from news.models.release import Release
from news.querysets import newsrooms
from news.syndication import filters
from news.syndication.feeds.catalogue import FORMATS as FEED_FORMATS
from news.syndication.formats.catalogue import BY_PATH
from partners.pages import PartnersIndexPage
from partners.public import KINDS, public_entities
from portal.core.languages import content_languages
from portal.core.models import CustomDocument
from portal.core.querysets import public_pages
from portal.statistics.models import Kind

DEEPEST = 6  # parts of an address below the language
DOCUMENT = re.compile(r"/documents/(\d{1,18})/[^/]+")
FEEDS = {f"feed/{end}" for end in FEED_FORMATS.values()}
# Filters of feeds that are looked up in one go; whoever invents more reads the whole.
MOST_FILTERS = 200


@dataclass(frozen=True)
class Subject:
    """What is counted. ``format`` is as in ``DailyViews``; of a feed, its address."""

    kind: Kind
    key: int
    language: str = ""
    format: str = ""

    @property
    def is_feed(self) -> bool:
        return self.format in FEEDS


def find_subjects(paths: Collection[str]) -> dict[str, Subject]:
    """Return what is public at each path; paths at which nothing is counted are left out.

    A fixed number of queries, whatever the number of paths.
    """
    found = dict(_documents(paths))
    homes = _homes()
    split = {
        path: (language, parts)
        for path in paths
        if path not in found and (language := path.split("/")[1]) in homes
        if len(parts := [part for part in path.split("/")[2:] if part]) <= DEEPEST
    }
    pages = _pages(split.values(), homes)
    below: dict[str, tuple[str, str, str]] = {}  # kind in addresses, slug, language
    for path, (language, parts) in split.items():
        page, rest = _deepest(homes[language], parts, pages)
        if page is None:
            continue
        if subject := _on_page(page, rest, language):
            found[path] = subject
        elif _is(page, PartnersIndexPage) and len(rest) == 2 and rest[0] in KINDS:
            below[path] = (rest[0], rest[1], language)
    return found | dict(_entities(below))


def _documents(paths: Collection[str]) -> Iterator[tuple[str, Subject]]:
    keys = {
        path: int(match.group(1)) for path in paths if (match := DOCUMENT.match(path))
    }
    if not keys:
        return
    known = set(
        CustomDocument.objects.filter(pk__in=set(keys.values())).values_list(
            "pk", flat=True
        )
    )
    for path, key in keys.items():
        if key in known:
            yield path, Subject(Kind.DOCUMENT, key)


def _homes() -> dict[str, Page]:
    """Return the public front pages by language."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return {}
    versions = public_pages().filter(translation_key=site.root_page.translation_key)
    known = content_languages()
    return {
        page.locale.language_code: page
        for page in versions.select_related("locale", "content_type")
        if page.locale.language_code in known
    }


def _pages(
    split: Collection[tuple[str, list[str]]], homes: Mapping[str, Page]
) -> dict[str, Page]:
    """Return the public pages at addresses and above them, by Wagtail's own path."""
    addresses, slugs = set(), set()
    for language, parts in split:
        for count in range(1, len(parts) + 1):
            addresses.add(_url_path(homes[language], parts[:count]))
        slugs.update(parts)
    # By slug too, which has an index.
    rows = public_pages().filter(url_path__in=addresses, slug__in=slugs)
    pages = rows.select_related("content_type") if addresses else []
    return {page.url_path: page for page in (*homes.values(), *pages)}


def _url_path(home: Page, parts: list[str]) -> str:
    return home.url_path + "".join(f"{part}/" for part in parts)


def _deepest(
    home: Page, parts: list[str], pages: Mapping[str, Page]
) -> tuple[Page | None, list[str]]:
    """Return the page that answers at an address, and what follows its own."""
    for count in range(len(parts), -1, -1):
        if page := pages.get(_url_path(home, parts[:count])):
            return page, parts[count:]
    return None, parts


def _is(page: Page, model: type) -> bool:
    kind = page.content_type.model_class()
    return kind is not None and issubclass(kind, model)


def _on_page(page: Page, rest: list[str], language: str) -> Subject | None:
    if not rest:
        return Subject(Kind.PAGE, page.pk, language)
    end = "/".join(rest)
    if _is(page, Release):
        format = BY_PATH.get(end)
        is_counted = format is not None and format.is_listed
        return Subject(Kind.PAGE, page.pk, language, end) if is_counted else None
    if _is(page, newsrooms()) and f"{end}/" in FEEDS:
        return Subject(Kind.PAGE, page.pk, language, f"{end}/")
    return None


def _entities(
    below: Mapping[str, tuple[str, str, str]],
) -> Iterator[tuple[str, Subject]]:
    for plural, kind in KINDS.items():
        slugs = {slug for name, slug, _language in below.values() if name == plural}
        if not slugs:
            continue
        rows = public_entities(kind).filter(slug__in=slugs).order_by()
        keys: dict[str, int] = dict(rows.values_list("slug", "pk"))
        for path, (name, slug, language) in below.items():
            if name == plural and slug in keys:
                yield path, Subject(Kind(kind.value), keys[slug], language)


class FeedAddresses:
    """The addresses of feeds with their filters, of which only known ones count."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], bool] = {}

    def name(self, feed: Subject, query: Mapping[str, str]) -> str:
        """Return the address below the newsroom: ``feed/atom/?topic=physics``.

        What is narrowed by something unknown, or by two things, counts as the whole.
        """
        chosen = [pair for pair in query.items() if pair[0] != "languages"]
        if len(chosen) != 1 or not self._is_known(*chosen[0]):
            return feed.format
        [(name, value)] = chosen
        return f"{feed.format}?{name}={value}"

    def _is_known(self, name: str, value: str) -> bool:
        if (name, value) not in self.known:
            if len(self.known) >= MOST_FILTERS:
                return False
            with override("en"):
                label = filters.label(name, value, "en")
            self.known[name, value] = bool(label)
        return self.known[name, value]
