"""Which lists of releases can be subscribed to: newsrooms with filters, and searches."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from news.filters import ENTITIES
from news.models import NewsIndexPage, PressReleasePage
from news.querysets import PressReleaseQuerySet
from news.syndication.languages import Languages
from news.syndication.listings import Listing, newsroom_listing, search_listing
from partners.models import FormerAddress
from portal.core.querysets import public_pages
from portal.search import analysis
from portal.search.models import SearchEntry
from portal.subscriptions.models import Subscription


class UnknownListError(Exception):
    """What was asked for is no list, or lists nothing that anybody knows of."""


def asked_for(parameters: Mapping[str, str], language: str) -> Listing:
    """Return the list that the parameters of an address ask for.

    They have the names of the newsroom's filters; with ``q`` it is a search, which
    has no other filters; without any it is the newsroom. Raises UnknownListError.
    """
    languages = Languages.parse(parameters.get("languages", ""), language)
    if query := " ".join(parameters.get("q", "").split()):
        if not analysis.parse(query, language):
            raise UnknownListError
        return _search(query[: analysis.LONGEST_QUERY], languages, language)
    rooms = public_pages(NewsIndexPage).select_related("locale").order_by("path")
    newsroom = rooms.filter(locale__language_code=language).first()
    if newsroom is None:
        raise UnknownListError
    listing = newsroom_listing(newsroom, parameters)
    if len(listing.labels) < len(listing.query):
        raise UnknownListError
    return listing


def subscribed(subscription: Subscription) -> Listing | None:
    """Return the list of a subscription, None if its newsroom is not public."""
    return find(
        subscription.story,
        subscription.parameters,
        subscription.chosen_languages,
        subscription.language,
    )


def find(
    story: UUID, query: dict[str, str], languages: Languages, language: str
) -> Listing | None:
    """Return a list by its identity, as it is in one of the site's languages.

    Slugs that somebody had when the list was subscribed to still mean them.
    """
    with translation.override(language):
        if "q" in query:
            return _search(query["q"], languages, language)
        rooms = public_pages(NewsIndexPage).filter(translation_key=story)
        found = {room.language: room for room in rooms.select_related("locale")}
        newsroom = found.get(language) or next(iter(found.values()), None)
        if newsroom is None:
            return None
        asked = query | {"languages": languages.value}
        listing = newsroom_listing(newsroom, asked)
        if len(listing.labels) < len(listing.query):
            listing = newsroom_listing(newsroom, asked | _present_slugs(query))
        return listing


def _present_slugs(query: dict[str, str]) -> dict[str, str]:
    """Return the present slugs for former ones in a query."""
    slugs = {}
    for kind in ENTITIES:
        path = FormerAddress.objects.current_path(kind, query.get(kind, ""))
        if path:
            slugs[kind] = path.strip("/").rpartition("/")[2]
    return slugs


def _search(query: str, languages: Languages, language: str) -> Listing:
    """Return the releases that have the words of a query, in several languages."""
    with translation.override(language):
        path = reverse("search")
    return search_listing(
        _("Search: %(query)s") % {"query": query},
        path,
        _found(query, languages),
        language,
        languages,
        {"q": query},
    )


def _found(query: str, languages: Languages) -> PressReleaseQuerySet:
    releases = PressReleasePage.objects.released()
    found = Q(pk__in=[])
    entries = SearchEntry.objects.public().filter(kind=SearchEntry.Kind.RELEASE)
    for code in languages.codes:
        matching = entries.filter(language=code).matching(analysis.parse(query, code))
        found |= Q(pk__in=matching.order_by().values("page"))
    return releases.filter(found)
