"""The newsroom: the index of releases in one language."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField

from news.pages.forms import ReleaseFilterForm
from news.querysets import PressReleaseQuerySet, releases_below
from news.syndication.calendars import NewsroomCalendarMixin
from news.syndication.feeds import catalogue, documents
from news.syndication.structured_data import newsroom_nodes
from portal.core.addresses import page_path
from portal.core.blocks import INTRODUCTION_FEATURES
from portal.core.models import BasePage
from portal.core.plain_panel import PlainLanguagePanel
from portal.core.structured_data import Node

RELEASES_PER_PAGE = 12


class NewsIndexPage(NewsroomCalendarMixin, RoutablePageMixin, BasePage):
    """The list of releases, and by route its feeds."""

    introduction = RichTextField(
        _("introduction"), blank=True, features=INTRODUCTION_FEATURES
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        PlainLanguagePanel(heading=_("Simple language")),
    ]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.PressReleasePage", "news.NewsItemPage"]

    class Meta:
        verbose_name = _("newsroom")
        verbose_name_plural = _("newsrooms")

    def releases(self) -> PressReleaseQuerySet:
        """Return the public releases of this newsroom, newest first."""
        return releases_below([self])

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        releases = self.releases()
        filters = ReleaseFilterForm(request.GET, choices=releases.facets(self.language))
        paginator = Paginator(filters.apply_to(releases).for_cards(), RELEASES_PER_PAGE)
        shown = paginator.get_page(request.GET.get("page"))
        address = self.get_full_url(request)
        return super().get_context(request, *args, **kwargs) | {
            "filters": filters,
            "releases": shown,
            "feed": catalogue.offer(page_path(self), self.title, filters.chosen()),
            # Of the page that is shown, whatever number was asked for.
            "canonical_url": f"{address}?page={shown.number}"
            if shown.number > 1
            else address,
        }

    def structured_data(self, context: dict) -> list[Node]:
        return newsroom_nodes(context)

    @path("", name="list")
    def listing(self, request: HttpRequest) -> HttpResponse:
        """Show the releases that the filters in the query let through."""
        return self.render(request, template="news/news_index_page.html")

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the releases that the query asks for as RSS 2.0."""
        return documents.newsroom_feed(request, self, "rss")

    @path("feed/atom/", name="feed_atom")
    def feed_atom(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the releases that the query asks for as Atom 1.0."""
        return documents.newsroom_feed(request, self, "atom")

    @path("feed/json/", name="feed_json")
    def feed_json(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the releases that the query asks for as JSON Feed 1.1."""
        return documents.newsroom_feed(request, self, "json")
