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
from portal.core.languages import own_names, simple_forms
from portal.core.models import SiteSettings
from portal.core.models.pages import LanguageLink
from portal.core.querysets import public_pages
from portal.core.serving import menu
from portal.core.simple_forms import base_language, is_simple
from portal.core.site_data import site_nodes
from portal.core.structured_data import Node
from portal.home.models import HomePage
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
        self.newsroom = _find(self.menu, NewsIndexPage)
        self.partners = _find(self.menu, PartnersIndexPage)
        self.language = get_language() or settings.LANGUAGE_CODE
        if is_simple(self.language) and pages:
            self._take_what_is_missing(pages)
        self.privacy = _find(self.foot, PrivacyPage)
        self.has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        site = Site.find_for_request(request)
        self.site = SiteSettings.for_site(site) if site else SiteSettings()

    def structured_data(self) -> list[Node]:
        """Return the site and who publishes it, as every page says them."""
        return site_nodes(self.site, self.language)

    def _take_what_is_missing(self, pages: list[Page]) -> None:
        """Take from the full language what a simple form of it does not have.

        Who is who, and the pages that the law asks for on every page.
        """
        known = {page.translation_key for page in pages}
        others = [
            MenuEntry(page, self.request)
            for page in menu(self.request, base_language(self.language))[1:]
            if page.translation_key not in known
        ]
        self.foot += [entry for entry in others if entry.stands_in_foot]
        self.partners = self.partners or _find(others, PartnersIndexPage)

    def language_links(self) -> list[LanguageLink]:
        """Return the other languages of an address that is not a page.

        A simple form has the pages that its readers need; from other addresses there
        is a link to its front page, as soon as there is one.
        """
        address = self.request.get_full_path()
        links = [
            LanguageLink(
                language=code,
                name=name,
                url=translate_url(address, code),
                is_current=code == self.language,
            )
            for code, name in own_names().items()
            if not is_simple(code)
        ]
        return links + self._links_to_simple_forms()

    def _links_to_simple_forms(self) -> list[LanguageLink]:
        forms = {form.tag: form for form in simple_forms()}
        if not forms:
            return []
        homes = public_pages(HomePage).filter(locale__language_code__in=forms)
        return [
            LanguageLink(
                language=home.language,
                name=forms[home.language].own_name,
                url=page_path(home),
                is_current=home.language == self.language,
                is_exact=False,
                form=forms[home.language],
            )
            for home in homes.select_related("locale").order_by("path")
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
