"""What stands around every page: menu, languages, site settings."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from wagtail.models import Page, Site

from news.pages import NewsIndexPage
from partners.pages import PartnersIndexPage
from portal.core.addresses import page_path
from portal.core.models import SiteSettings
from portal.core.models.pages import LanguageLink
from portal.core.serving import menu
from portal.core.site_data import site_nodes
from portal.core.structured_data import Node
from portal.legal.models import PrivacyPage


def site_frame(request: HttpRequest) -> dict:
    """Return ``frame`` for every template; it asks only when a template uses it."""
    return {"frame": SimpleLazyObject(lambda: Frame(request))}


class Frame:
    """Menu, foot, settings and languages around one page."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        pages = menu(request)
        self.home = MenuEntry(pages[0], request) if pages else None
        entries = [MenuEntry(page, request) for page in pages[1:]]
        self.menu = [entry for entry in entries if not entry.stands_in_foot]
        self.foot = [entry for entry in entries if entry.stands_in_foot]
        self.privacy = _find(self.foot, PrivacyPage)
        self.newsroom = _find(self.menu, NewsIndexPage)
        self.partners = _find(self.menu, PartnersIndexPage)
        self.language = get_language()
        self.has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        site = Site.find_for_request(request)
        self.site = SiteSettings.for_site(site) if site else SiteSettings()

    def structured_data(self) -> list[Node]:
        """Return the site and who publishes it, as every page says them."""
        return site_nodes(self.site, self.language)

    def language_links(self) -> list[LanguageLink]:
        """Return the other languages of an address that is not a page."""
        return [
            LanguageLink(
                language=code,
                name=name,
                url=translate_url(self.request.get_full_path(), code),
                is_current=code == self.language,
            )
            for code, name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES
        ]


def _find(entries: list[MenuEntry], model: type[Page]) -> MenuEntry | None:
    return next((entry for entry in entries if entry.model is model), None)


class MenuEntry:
    """A page in the menu or at the foot."""

    def __init__(self, page: Page, request: HttpRequest) -> None:
        self.title = page.title
        self.url = page_path(page)
        self.model = page.content_type.model_class()
        self.stands_in_foot = getattr(self.model, "stands_in_foot", False)
        self.is_current = request.path.startswith(self.url)
