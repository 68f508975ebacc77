"""Build the whole demo site: one transaction, one function."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone

from wagtail.models import Locale, Page, Site

from news.models import Contact, Series
from news.pages import NewsIndexPage
from news.publishing import together
from partners.models import Institution, Partnership
from partners.pages import PartnersIndexPage
from portal.core.languages import Translated, content_languages
from portal.core.models import CustomImage, SiteSettings, Topic
from portal.demo.blocks import BodyWriter
from portal.demo.content import simple_german as simple
from portal.demo.content import site as texts
from portal.demo.content.ellis_release import ELLIS_RELEASE
from portal.demo.content.legal_english import ENGLISH_PAGES
from portal.demo.content.legal_german import GERMAN_PAGES
from portal.demo.content.media_pages import MEDIA_PAGES
from portal.demo.content.mila_news import MILA_NEWS
from portal.demo.content.records import PressDesk
from portal.demo.content.summer_school import ACADEMY_DESK, build_summer_school
from portal.demo.entities import (
    build_figures,
    build_institutions,
    build_partnerships,
    build_people,
)
from portal.demo.guests import build_guests
from portal.demo.pictures import PICTURES, Picture
from portal.demo.releases import World, build_release
from portal.home.models import HomePage, StandardPage
from portal.legal.models import (
    AccessibilityPage,
    ImprintPage,
    LegalFacts,
    LegalPage,
    PrivacyPage,
    TermsPage,
)

LANGUAGES = ("en", "de")
# By this key the demo is recognised, whatever an editor has changed since.
DEMO_KEY = UUID("6f1a7c52-9a55-4b0e-8f0e-0d5d3c7e20a8")
# How long the release that waits is under embargo.
WAITS_FOR = timedelta(weeks=6)
LEGAL_PAGES = {"en": ENGLISH_PAGES, "de": GERMAN_PAGES}
LEGAL_MODELS: dict[str, type[LegalPage]] = {
    "imprint": ImprintPage,
    "privacy": PrivacyPage,
    "accessibility": AccessibilityPage,
    "terms": TermsPage,
}


class SiteExists(Exception):  # noqa: N818
    """The database holds pages that the demo must not mix with."""


def is_demo_loaded() -> bool:
    return HomePage.objects.filter(translation_key=DEMO_KEY).exists()


@transaction.atomic
def load_demo() -> None:
    """Build the demo site in an empty database.

    Raises SiteExists when there is any page besides Wagtail's welcome page.
    """
    refuse_a_site()
    world = build_world()
    homes = build_homes(world.partnerships["ellis-life-heidelberg"])
    full = {language: homes[language] for language in LANGUAGES}
    newsrooms = _build_children(
        homes,
        NewsIndexPage,
        texts.NEWSROOM_TITLE,
        texts.NEWSROOM_SLUG,
        texts.NEWSROOM_INTRODUCTION,
    )
    _build_children(
        full,
        PartnersIndexPage,
        texts.PARTNERS_TITLE,
        texts.PARTNERS_SLUG,
        texts.PARTNERS_INTRODUCTION,
    )
    build_media_pages(full, world)
    terms = build_legal_pages(full)["terms"]
    SiteSettings.objects.update(data_terms=terms)
    ellis = ELLIS_RELEASE
    if simple.LANGUAGE in homes:
        ellis = replace(
            ellis, versions=ellis.versions | {simple.LANGUAGE: simple.ELLIS}
        )
    for content in (ellis, MILA_NEWS):
        for release in build_release(content, newsrooms, world):
            release.get_latest_revision().publish()
    schedule_summer_school(newsrooms, world)


def schedule_summer_school(newsrooms: dict[str, NewsIndexPage], world: World) -> None:
    """Let a release wait for its time, both languages together, and let guests in."""
    content = build_summer_school(timezone.localdate() + WAITS_FOR)
    versions = build_release(content, newsrooms, world)
    for release in versions:
        release.together = [*LANGUAGES]
        release.save_revision()
    together.publish(versions[0], user=None)
    build_guests(versions[0], world)


def refuse_a_site() -> None:
    """Raise SiteExists unless the tree is as Wagtail's migrations left it."""
    welcome = ContentType.objects.get_for_model(Page, for_concrete_model=False)
    pages = Page.objects.exclude(depth=1).exclude(slug="home", content_type=welcome)
    if pages.exists():
        raise SiteExists(
            "This database holds a site already. The demo needs an empty one."
        )


def build_world() -> World:
    """Save everything that releases refer to."""
    institutions = build_institutions()
    people = build_people(institutions)
    return World(
        institutions=institutions,
        people=people,
        partnerships=build_partnerships(institutions, people),
        pictures={key: _build_picture(key, PICTURES[key]) for key in PICTURES},
        topics={
            slug: Topic.objects.create(slug=slug, label=Translated(label))
            for slug, label in texts.TOPICS.items()
        },
        series={texts.SERIES_SLUG: _build_series(institutions)},
        contacts={
            desk.institution: _build_press_desk(desk, institutions[desk.institution])
            for desk in (*texts.PRESS_DESKS, ACADEMY_DESK)
        },
        facts=build_figures(institutions),
    )


def _build_picture(key: str, picture: Picture) -> CustomImage:
    x, y, width, height = picture.focus
    return CustomImage.objects.create(
        title=picture.title,
        file=ImageFile(BytesIO(picture.as_jpeg()), name=f"{key}.jpg"),
        alt_text=Translated(picture.alt),
        caption=Translated(picture.caption),
        credit=picture.credit,
        usage_terms=picture.usage_terms,
        focal_point_x=x,
        focal_point_y=y,
        focal_point_width=width,
        focal_point_height=height,
    )


def _build_series(institutions: dict[str, Institution]) -> Series:
    return Series.objects.create(
        slug=texts.SERIES_SLUG,
        institution=institutions[texts.SERIES_INSTITUTION],
        label=Translated(texts.SERIES_LABEL),
    )


def _build_press_desk(desk: PressDesk, institution: Institution) -> Contact:
    return Contact.objects.create(
        name=Translated(desk.name),
        institution=institution,
        function=Translated(desk.function),
        email=desk.email,
        hours=Translated(desk.hours),
    )


def build_homes(unit: Partnership) -> dict[str, HomePage]:
    """Put a front page for each language in the place of the welcome page."""
    root = Page.get_first_root_node()
    welcome = list(root.get_children())
    homes = {}
    for language in content_languages():
        locale, _created = Locale.objects.get_or_create(language_code=language)
        homes[language] = HomePage(
            title=texts.HOME_TITLE[language],
            slug=f"home-{language}",
            locale=locale,
            translation_key=DEMO_KEY,
            introduction=texts.HOME_INTRODUCTION[language],
            search_description=texts.HOME_DESCRIPTION[language],
            unit=unit,
        )
        _publish_below(root, homes[language])
    _build_site(homes[LANGUAGES[0]])
    for page in welcome:
        page.delete()
    return homes


def _publish_below(parent: Page, page: Page) -> None:
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()


def _build_site(home: HomePage) -> None:
    """Point the default site to the front page and name it."""
    address = urlsplit(settings.SITE_URL)
    site = Site.objects.filter(is_default_site=True).first() or Site(
        is_default_site=True
    )
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = texts.SITE_NAME["en"]
    site.root_page = home
    site.save()
    SiteSettings.objects.update_or_create(
        site=site,
        defaults={
            "name": Translated(texts.SITE_NAME),
            "tagline": Translated(texts.TAGLINE),
            "footer_note": Translated(texts.FOOTER_NOTE),
        },
    )


def _build_children(
    homes: dict[str, HomePage],
    model: type[NewsIndexPage] | type[PartnersIndexPage],
    title: dict[str, str],
    slug: dict[str, str],
    introduction: dict[str, str],
) -> dict:
    """Publish an index page below each front page; return them by language."""
    pages: dict = {}
    for language, home in homes.items():
        page = model(
            title=title[language],
            slug=slug[language],
            locale=home.locale,
            introduction=introduction[language],
            show_in_menus=True,
        )
        if pages:
            page.translation_key = next(iter(pages.values())).translation_key
        _publish_below(home, page)
        pages[language] = page
    return pages


def build_media_pages(homes: dict[str, HomePage], world: World) -> None:
    """Publish the page that shows a film of another site, in each language."""
    translation_key = None
    for language, home in homes.items():
        content = MEDIA_PAGES[language]
        writer = BodyWriter(language, world.pictures, {}, {}, {})
        page = StandardPage(
            title=content.title,
            slug=content.slug,
            locale=home.locale,
            standfirst=content.introduction,
            body=writer.body(content.body),
            show_in_menus=True,
        )
        page.translation_key = translation_key or page.translation_key
        translation_key = page.translation_key
        _publish_below(home, page)


def build_legal_pages(homes: dict[str, HomePage]) -> dict[str, LegalPage]:
    """Publish the pages that the law asks for; no facts are known of an operator.

    Return one language version of each, by key.
    """
    site = Site.objects.get(is_default_site=True)
    LegalFacts.objects.create(site=site, picture_licence="cc0-1.0", names_gaps=True)
    pages: dict[str, LegalPage] = {}
    for key, model in LEGAL_MODELS.items():
        for language, home in homes.items():
            content = LEGAL_PAGES[language][key]
            page = model(
                title=content.title,
                slug=content.slug,
                locale=home.locale,
                standfirst=content.introduction,
                further=content.further,
            )
            if key in pages:
                page.translation_key = pages[key].translation_key
            _publish_below(home, page)
            pages[key] = page
    return pages
