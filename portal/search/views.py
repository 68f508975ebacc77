"""The search page."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from news.syndication.feeds.catalogue import Offer
from portal.core.addresses import absolute, page_path
from portal.search.analysis import LONGEST_QUERY, QueryWord, excerpt, parse
from portal.search.models import SearchEntry

RESULTS_PER_PAGE = 10


class CountedPaginator(Paginator):
    """A paginator that already knows how many results there are."""

    def __init__(self, *args, total: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.total = total

    @cached_property
    def count(self) -> int:
        return self.total


def search(request: HttpRequest) -> HttpResponse:
    """Show what matches ``q``, of one ``kind`` or of all, in the page's language.

    Whatever is asked, the answer is a page: an unknown kind finds nothing.
    """
    language = get_language()
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    words = parse(query, language)
    kind = request.GET.get("kind", "")
    found = SearchEntry.objects.public().filter(language=language).matching(words)
    counts = dict(
        found.order_by().values_list("kind").annotate(count=Count("pk", distinct=True))
    )
    shown = found.filter(kind=kind) if kind else found
    total = counts.get(kind, 0) if kind else sum(counts.values())
    paginator = CountedPaginator(
        shown.select_related("page__locale").best_first(), RESULTS_PER_PAGE, total=total
    )
    page = paginator.get_page(request.GET.get("page"))
    return render(
        request,
        "search/search.html",
        {
            "page_kind": "SearchResultsPage",
            "page_title": _("Search"),
            "query": query,
            "feed": Offer(
                _("Search: %(query)s") % {"query": query},
                absolute(request.get_full_path()),
                reverse("search_feed"),
                urlencode({"q": query}),
            )
            if query
            else None,
            "kind": kind,
            "page": page,
            "results": [_result(entry, words) for entry in page],
            "total": sum(counts.values()),
            "kinds": [
                {"value": value, "label": label, "count": counts[value]}
                for value, label in SearchEntry.Kind.choices
                if value in counts
            ],
        },
    )


def _result(entry: SearchEntry, words: list[QueryWord]) -> dict:
    """Return what one line of the results shows.

    ``url`` is the address of a page, empty for what stands below the partners page.
    """
    return {
        "entry": entry,
        "url": page_path(entry.page) if entry.page_id else "",
        "title": excerpt(entry.title, words, length=255),
        "excerpt": excerpt(entry.text, words),
    }
