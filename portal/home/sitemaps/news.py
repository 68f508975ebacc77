"""The news sitemap: what Google News should know of the last two days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import cache

from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from news.pages import NewsIndexPage, PressReleasePage
from portal.core.characters import xml_text
from portal.core.documents import KEPT_FOR, MAX_AGE, Document
from portal.core.models import SiteSettings
from portal.core.simple_forms import base_language
from portal.home.sitemaps.addresses import Addresses, PublicPages
from portal.home.sitemaps.documents import PROTOCOL, document, instant, location

NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
MOST_RELEASES = 1000
# A release leaves as time passes, without a change that anybody would notice.
# Shorter by the time that an answer is kept, so none names an older release.
WINDOW = timedelta(days=2) - timedelta(seconds=KEPT_FOR + MAX_AGE)


def latest() -> Document:
    """Return the releases of the last two days, the newest first.

    Without any, the newsrooms, as addresses without news: a sitemap has at least one
    address (sitemap.xsd, urlset), and search engines go on asking for this one.
    """
    pages = PublicPages()
    rows = (
        pages.of(PressReleasePage)
        .filter(pk__in=PressReleasePage.objects.released().values("pk"))
        .filter(released_at__gt=timezone.now() - WINDOW)
        .newest_first()
        .values_list("locale_id", "url_path", "released_at", "title")[:MOST_RELEASES]
    )
    spaces = {"": PROTOCOL, "news": NEWS}
    entries = list(_entries(pages, rows, _names()))
    return document("urlset", spaces, entries or _newsrooms(pages))


def _newsrooms(pages: PublicPages) -> list[str]:
    """Return where news will be; of a site without newsrooms its first address."""
    rows = pages.of(NewsIndexPage).order_by("path").values_list("locale_id", "url_path")
    paths = [pages.path(*row) for row in rows]
    paths = paths or [one.path for one in Addresses().between(0, 1)]
    return [f"<url><loc>{location(path)}</loc></url>\n" for path in paths]


def _names() -> Callable[[str], str]:
    """Return how the newsroom is called in a language, as its pages say it."""
    name = SiteSettings.load_default().name

    @cache
    def name_in(language: str) -> str:
        with translation.override(language):
            return name.text_in(language) or _("Newsroom")

    return name_in


def _entries(
    pages: PublicPages, rows: Iterable[tuple], name_in: Callable[[str], str]
) -> Iterator[str]:
    for locale_id, url_path, released_at, title in rows:
        language = base_language(pages.language(locale_id))
        yield (
            f"<url><loc>{location(pages.path(locale_id, url_path))}</loc><news:news>"
            f"<news:publication><news:name>{_text(name_in(language))}</news:name>"
            f"<news:language>{language}</news:language></news:publication>"
            f"<news:publication_date>{instant(released_at)}</news:publication_date>"
            f"<news:title>{_text(title)}</news:title></news:news></url>\n"
        )


def _text(text: str) -> str:
    return escape(xml_text(text))
