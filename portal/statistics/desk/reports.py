"""The pages of the admin that show what is read, and their tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import path, re_path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import View

from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import HeaderButton

from news.pages import PressReleasePage
from partners.public import KINDS, MODELS
from portal.core.slugs import ascii_slug
from portal.home.gate import sees_pages, visible_pages
from portal.statistics import figures
from portal.statistics.addresses import DOCUMENT
from portal.statistics.comparing import compare
from portal.statistics.keeping import site_today
from portal.statistics.models import DailyViews, DailyViewsQuerySet, Kind
from portal.statistics.naming import SourceNames
from portal.statistics.periods import LENGTHS, Period
from portal.statistics.tables import MEDIA_TYPE, write_feeds, write_table


class StatisticsView(WagtailAdminTemplateMixin, View):
    """A report on some days up to today, as a page or as CSV."""

    page_title = gettext_lazy("Statistics")
    header_icon = "history"
    _show_header_buttons = True

    def dispatch(self, request: HttpRequest, **kwargs) -> HttpResponseBase:
        if not sees_pages(request):
            raise PermissionDenied
        self.find_subject(**kwargs)
        return super().dispatch(request, **kwargs)

    def find_subject(self, kind: str = "", pk: str = "") -> None:
        """Find what the report is about; raise Http404 for what the user may not see."""

    def get(self, request: HttpRequest, **kwargs) -> HttpResponseBase:
        if table := self.find_table(request.GET.get("export", "")):
            return self._download(*table)
        return self.render_to_response(self.get_context_data())

    def find_table(self, key: str) -> tuple[str, Iterator[str]] | None:
        """Return what a table is called, and its lines; None if there is none."""
        if key != "csv":
            return None
        lines = write_table(self.rows, self.source_names, self.request.user)
        return f"statistics {self.get_page_subtitle()}", lines

    def _download(self, title: str, lines: Iterator[str]) -> HttpResponseBase:
        name, period = ascii_slug(title)[:80], self.period
        file = f"{name}-{period.first}-{period.last}.csv"
        return StreamingHttpResponse(
            lines,
            content_type=MEDIA_TYPE,
            headers={
                "Content-Disposition": f'attachment; filename="{file}"',
                "Cache-Control": "private, no-store",
            },
        )

    @cached_property
    def period(self) -> Period:
        """The days that are asked for."""
        return Period.parse(self.request.GET, site_today())

    @cached_property
    def rows(self) -> DailyViewsQuerySet:
        """The numbers that the report is about."""
        rows = DailyViews.objects.between(self.period.first, self.period.last)
        return self.narrow(rows)

    def narrow(self, rows: DailyViewsQuerySet) -> DailyViewsQuerySet:
        """Keep the numbers of what the report is about."""
        return rows

    @cached_property
    def source_names(self) -> SourceNames:
        """The sites that the report names."""
        return SourceNames(self.rows, site_today())

    def get_breadcrumbs_items(self) -> list[dict]:
        overview = {
            "url": reverse("statistics") if self.get_page_subtitle() else "",
            "label": StatisticsView.page_title,
        }
        own = [{"url": "", "label": self.get_page_subtitle()}]
        return [
            *super().get_breadcrumbs_items(),
            overview,
            *(own if self.get_page_subtitle() else []),
        ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """The ways to the tables."""
        url = f"?days={self.period.length}&export=csv"
        return [HeaderButton(_("Download CSV"), url, icon_name="download")]

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        pages = self.rows.of_pages()
        return super().get_context_data(**kwargs) | {
            "period": self.period,
            "lengths": LENGTHS.items(),
            "has_counted": figures.has_counted(),
            "is_off": settings.COUNTING == "off",
            "chart": figures.chart_of(pages, self.period),
            "views": pages.total(),
            "downloads": self.rows.downloads().total(),
            "sources": figures.sources(pages, self.source_names),
            "languages": figures.languages(pages),
            "formats": figures.formats(self.rows),
        }


class OverviewView(StatisticsView):
    """All that is counted."""

    template_name = "statistics/desk/overview.html"

    def find_table(self, key: str) -> tuple[str, Iterator[str]] | None:
        if key != "feeds":
            return super().find_table(key)
        return "statistics feeds", write_feeds(self.period, self.request.user)

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """The ways to the tables."""
        url = f"?days={self.period.length}&export=feeds"
        own = HeaderButton(_("Download CSV of feeds"), url, icon_name="download")
        return [*super().header_buttons, own]

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        user = self.request.user
        pages = self.rows.of_pages()
        return super().get_context_data(**kwargs) | {
            "releases": figures.top_releases(pages, user),
            "pages": figures.top_pages(pages, user),
            "entities": [
                (MODELS[kind]._meta.verbose_name_plural, found)
                for kind in KINDS.values()
                if (found := figures.top_entities(pages, kind, user))
            ],
            "documents": figures.documents(self.rows, user),
            "feeds": figures.feeds(self.period, user),
        }


class ReleaseView(StatisticsView):
    """One release, in all its languages together and in each."""

    template_name = "statistics/desk/release.html"
    release: PressReleasePage

    def find_subject(self, kind: str = "", pk: str = "") -> None:
        user = self.request.user
        seen = visible_pages(PressReleasePage.objects.all(), user)
        self.release = get_object_or_404(seen.select_related("locale"), pk=pk)
        story = seen.filter(translation_key=self.release.translation_key)
        self.versions = list(story.select_related("locale").order_by("pk"))

    def get_page_subtitle(self) -> str:
        return self.release.title

    def narrow(self, rows: DailyViewsQuerySet) -> DailyViewsQuerySet:
        keys = [version.pk for version in self.versions]
        pages = rows.filter(kind=Kind.PAGE, key__in=keys)
        return pages | rows.filter(kind=Kind.DOCUMENT, key__in=self._documents())

    def _documents(self) -> set[int]:
        """Return the keys of the documents that the release offers in any language."""
        urls = (
            one.url for version in self.versions for one in version.record.downloads
        )
        found = (DOCUMENT.search(url) for url in urls)
        return {int(match.group(1)) for match in found if match}

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        versions = {version.language: version.pk for version in self.versions}
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "first_week": compare(self.release, versions, site_today()),
            "documents": figures.documents(self.rows, self.request.user),
        }


class EntityView(StatisticsView):
    """An institution, a person or a partnership: their page, and their releases."""

    template_name = "statistics/desk/entity.html"

    def find_subject(self, kind: str = "", pk: str = "") -> None:
        if kind not in MODELS:
            raise Http404
        self.kind = kind
        seen = figures.visible_entities(kind, self.request.user)
        self.entity: Any = get_object_or_404(seen, pk=pk)
        # Of an entity that is hidden nobody is told in which releases it is.
        self.releases = PressReleasePage.objects.in_relation(kind, self.entity.slug)

    def get_page_subtitle(self) -> str:
        return self.entity.name(language=get_language())

    def narrow(self, rows: DailyViewsQuerySet) -> DailyViewsQuerySet:
        seen = visible_pages(self.releases, self.request.user).order_by()
        own = rows.filter(kind=self.kind, key__in=figures.keys_of(self.entity))
        return own | rows.filter(kind=Kind.PAGE, key__in=seen.values("pk"))

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        pages = self.rows.of_pages()
        return super().get_context_data(**kwargs) | {
            "entity": self.entity,
            "own_views": pages.filter(kind=self.kind).total(),
            "releases": figures.top_releases(pages, self.request.user, self.releases),
        }


class StatisticsMenuItem(MenuItem):
    """The report in the menu of those who see pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return sees_pages(request)


def statistics_menu_item() -> MenuItem:
    """Return the entry in the menu of reports."""
    return StatisticsMenuItem(
        _("Statistics"),
        reverse("statistics"),
        name="statistics",
        icon_name="history",
        order=300,
    )


def statistics_urls() -> list:
    """Return the addresses of the reports below the admin's."""
    # As many digits as a key can have.
    return [
        path("reports/statistics/", OverviewView.as_view(), name="statistics"),
        re_path(
            r"^reports/statistics/releases/(?P<pk>\d{1,18})/$",
            ReleaseView.as_view(),
            name="statistics_release",
        ),
        re_path(
            r"^reports/statistics/(?P<kind>[a-z]+)/(?P<pk>\d{1,18})/$",
            EntityView.as_view(),
            name="statistics_entity",
        ),
    ]
