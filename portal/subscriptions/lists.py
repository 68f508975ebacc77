"""Which lists of releases can be subscribed to: newsrooms with filters, and searches."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils import translation

from news.pages import NewsIndexPage
from news.syndication.feeds.languages import Languages
from news.syndication.feeds.listings import Listing, newsroom_listing
from news.syndication.filters import present_slugs
from portal.core.querysets import public_pages
from portal.search import analysis
from portal.search.feeds import matching
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
        return matching(query[: analysis.LONGEST_QUERY], languages, language)
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
            return matching(query["q"], languages, language)
        rooms = public_pages(NewsIndexPage).filter(translation_key=story)
        found = {room.language: room for room in rooms.select_related("locale")}
        newsroom = found.get(language) or next(iter(found.values()), None)
        if newsroom is None:
            return None
        asked = query | {"languages": languages.value}
        listing = newsroom_listing(newsroom, asked)
        if len(listing.labels) < len(listing.query):
            listing = newsroom_listing(newsroom, asked | present_slugs(query))
        return listing
