"""What can be subscribed to: a list of releases, where it stands, what it is called.

A list is a newsroom with filters, or the answer to a search. Its address with the
query in one order is its identity, so two ways to write a filter are one feed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.translation import gettext as _

from news.querysets import PressReleaseQuerySet, releases_below
from news.syndication import filters
from news.syndication.feeds.catalogue import FORMATS, languages_offered
from news.syndication.feeds.languages import Languages
from portal.core.addresses import absolute, page_path
from portal.core.languages import in_its_language
from portal.core.models import BasePage
from portal.core.querysets import public_pages


@dataclass(frozen=True)
class Listing:
    """A list of public releases that has a page and feeds.

    ``page_path`` and ``feed_path`` are without query; ``query`` holds what narrows
    the list, in the order in which it is written. ``story`` is the identity of the
    list in all languages.
    """

    title: str
    description: str
    language: str
    page_path: str
    feed_path: str
    story: UUID
    releases: PressReleaseQuerySet
    languages: Languages
    query: dict[str, str] = field(default_factory=dict)
    # Names of what narrows the list, as a visitor reads them.
    labels: tuple[str, ...] = ()
    # Whether every change of it is announced to the hub.
    is_announced: bool = True

    @property
    def guid(self) -> str:
        """An identity that no domain, slug or title of a page changes."""
        parts = f"{self.language}?{urlencode(self._query())}"
        return uuid5(self.story, parts).urn

    @property
    def full_title(self) -> str:
        """The title of the list with what narrows it."""
        return ": ".join(
            (self.title, *([", ".join(self.labels)] if self.labels else []))
        )

    def _query(self, **more: str) -> dict[str, str]:
        languages = {"languages": self.languages.value} if self.languages.value else {}
        return self.query | languages | more

    def page_address(self) -> str:
        """Return the address of the list for people."""
        return _address(self.page_path, self.query)

    def feed_address(self, format: str = "rss", **more: str) -> str:
        """Return the address of the feed in a format, of a page of it if asked."""
        return _address(self.feed_path + FORMATS[format], self._query(**more))

    def in_languages(self, languages: Languages) -> Listing:
        """Return the same list in other languages, from the same address."""
        return replace(self, languages=languages)


def _address(path: str, query: Mapping[str, str]) -> str:
    return absolute(path) + (f"?{urlencode(query)}" if query else "")


@in_its_language
def newsroom_listing(newsroom: BasePage, asked: Mapping[str, str]) -> Listing:
    """Return the list of a newsroom that a query asks for.

    What the query does not say is everything; unknown parameters are left out,
    unknown values list nothing. One query per filter for its name.
    """
    query = {name: asked[name] for name in filters.NAMES if asked.get(name)}
    languages = Languages.parse(asked.get("languages", ""), newsroom.language)
    labels = {
        name: filters.label(name, value, newsroom.language)
        for name, value in query.items()
    }
    releases = filters.narrow(_releases(newsroom, languages), query)
    if not all(labels.values()):
        releases = releases.none()
    path = page_path(newsroom)
    return Listing(
        title=newsroom.seo_title or newsroom.title,
        description=newsroom.search_description or _("The latest releases"),
        language=newsroom.language,
        page_path=path,
        feed_path=f"{path}feed/",
        story=UUID(str(newsroom.translation_key)),
        releases=releases.newest_first(),
        languages=languages,
        query=query,
        labels=tuple(label for label in labels.values() if label),
        is_announced=len(query) <= 1
        and "year" not in query
        and languages.value in languages_offered(newsroom.language),
    )


def _releases(newsroom: BasePage, languages: Languages) -> PressReleaseQuerySet:
    """Return the public releases of a newsroom and, if asked, of its translations."""
    if languages.codes == (newsroom.language,):
        return releases_below([newsroom])
    rooms = public_pages(type(newsroom)).filter(
        translation_key=newsroom.translation_key
    )
    return languages.narrow(releases_below(rooms))


def search_listing(
    title: str,
    path: str,
    releases: PressReleaseQuerySet,
    language: str,
    languages: Languages,
    query: dict[str, str],
) -> Listing:
    """Return the list of the releases that a search finds, the newest first."""
    return Listing(
        title=title,
        description=_("Releases that match a search"),
        language=language,
        page_path=path,
        feed_path=f"{path}feed/",
        story=uuid5(NAMESPACE_URL, "search"),
        releases=languages.narrow(releases).newest_first(),
        languages=languages,
        query=query,
        is_announced=False,
    )
