"""The releases that a search finds, as a feed."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from news.pages import PressReleasePage
from news.querysets import PressReleaseQuerySet
from news.syndication.feeds.documents import feed_response
from news.syndication.feeds.languages import Languages
from news.syndication.feeds.listings import Listing, search_listing
from portal.core import documents
from portal.search.analysis import LONGEST_QUERY, parse
from portal.search.models import SearchEntry


def search_feed(request: HttpRequest, form: str) -> HttpResponseBase:
    """Answer with the newest releases that match ``q`` in a format.

    ``languages`` as in the feeds of the newsroom; nothing asked finds nothing.
    """
    language = get_language() or ""

    def serve() -> HttpResponseBase:
        return feed_response(request, listing(request.GET.dict(), language), form)

    return documents.answer(request, serve)


def listing(asked: Mapping[str, str], language: str) -> Listing:
    """Return the list of the releases that match what is asked, as ``q``."""
    query = asked.get("q", "").strip()[:LONGEST_QUERY]
    languages = Languages.parse(asked.get("languages", ""), language)
    return matching(query, languages, language)


def matching(query: str, languages: Languages, language: str) -> Listing:
    """Return the list of the releases that match a query, at the address in a language."""
    with translation.override(language):
        return search_listing(
            title=_("Search: %(query)s") % {"query": query} if query else _("Search"),
            path=reverse("search"),
            releases=_found(query, languages.codes),
            language=language,
            languages=languages,
            query={"q": query} if query else {},
        )


def _found(query: str, languages: tuple[str, ...]) -> PressReleaseQuerySet:
    """Return the public releases that match, in each language by its own words."""
    found = Q(pk__in=[])
    for language in languages:
        entries = SearchEntry.objects.public().filter(
            language=language, kind=SearchEntry.Kind.RELEASE
        )
        words = parse(query, language)
        found |= Q(pk__in=entries.matching(words).order_by().values("page"))
    return PressReleasePage.objects.released().filter(found)
