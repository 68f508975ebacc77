"""The addresses that search engines should know."""

from __future__ import annotations

from django.contrib.sitemaps import Sitemap

from wagtail.models import Page

from partners.models import Institution, Partnership, PartnersIndexPage, Person
from portal.core.addresses import page_path
from portal.core.querysets import public_pages


class PageSitemap(Sitemap):
    """Every public page in every language."""

    def items(self):
        return (
            public_pages()
            .filter(depth__gte=2)
            .select_related("locale")
            .order_by("path")
        )

    def location(self, page: Page) -> str:
        return page_path(page)

    def lastmod(self, page: Page):
        return page.last_published_at


class PartnerSitemap(Sitemap):
    """Everybody who has a page below a partners page."""

    def items(self) -> list[str]:
        indexes = public_pages(PartnersIndexPage).select_related("locale")
        entities = [
            *Institution.objects.order_by("pk"),
            *Partnership.objects.public().order_by("pk"),
            *Person.objects.with_page().order_by("pk"),
        ]
        return [
            path
            for index in indexes
            for path in (
                page_path(index) + "people/",
                page_path(index) + "network/",
                *(page_path(index) + entity.path for entity in entities),
            )
        ]

    def location(self, path: str) -> str:
        return path


SITEMAPS = {"pages": PageSitemap, "partners": PartnerSitemap}
