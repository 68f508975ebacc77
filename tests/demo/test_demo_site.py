"""The demo is a whole site: it loads once, is valid and can be looked behind."""

from io import StringIO

from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.test import Client

import pytest

from wagtail.models import Locale, Page, Site

from news.pages import NewsIndexPage
from partners.models import Institution, Partnership, Person
from partners.pages import PartnersIndexPage
from portal.core.models import CustomImage, Generation
from portal.demo.content.legal_english import ENGLISH_PAGES
from portal.demo.content.legal_german import GERMAN_PAGES
from portal.demo.loader import SiteExists, load_demo
from portal.demo.pictures import PICTURES

pytestmark = pytest.mark.usefixtures("db")

LARGEST_PICTURE = 400_000  # bytes
LANGUAGES = ("en", "de")


def output_of(command) -> str:
    stdout = StringIO()
    call_command(command, stdout=stdout)
    return stdout.getvalue()


def own_models():
    labels = ("core", "home", "legal", "partners", "news")
    models = (
        one for label in labels for one in apps.get_app_config(label).get_models()
    )
    # Nobody fills in a form of the generation.
    return [model for model in models if model is not Generation]


def entity_paths() -> list[str]:
    entities = [
        *Institution.objects.live(),
        *Person.objects.with_page(),
        *Partnership.objects.all(),
    ]
    return [entity.path for entity in entities]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_every_row_passes_its_own_validation(model):
    for row in model.objects.all():
        row.full_clean()


def test_default_site_opens_with_the_english_front_page():
    site = Site.objects.get(is_default_site=True)

    assert site.root_page.locale == Locale.objects.get(language_code="en")
    assert Page.objects.filter(depth=2).count() == len(LANGUAGES)


def test_every_page_exists_in_every_language():
    pages = Page.objects.filter(depth__gt=1)

    for page in pages:
        twins = pages.filter(translation_key=page.translation_key)
        codes = twins.values_list("locale__language_code", flat=True)
        assert sorted(codes) == sorted(LANGUAGES), page


def test_every_page_answers():
    client = Client()

    for page in Page.objects.live().filter(depth__gt=1):
        assert client.get(page.url).status_code == 200, page.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entity_answers(language):
    client = Client()
    partners = PartnersIndexPage.objects.get(locale__language_code=language)

    for path in entity_paths():
        assert client.get(partners.url + path).status_code == 200, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_feed_holds_both_releases(language):
    newsroom = NewsIndexPage.objects.get(locale__language_code=language)

    feed = Client().get(f"{newsroom.url}feed/").content.decode()

    assert feed.count("<item>") == 2


@pytest.mark.parametrize(
    ("pages", "gap"),
    [(ENGLISH_PAGES, "Not complete yet"), (GERMAN_PAGES, "Noch nicht vollständig")],
    ids=LANGUAGES,
)
def test_legal_pages_say_what_the_operator_has_to_add(pages, gap):
    client = Client()

    for page in pages.values():
        url = Page.objects.get(slug=page.slug).url
        assert gap in client.get(url).content.decode()


@pytest.mark.parametrize("key", PICTURES)
def test_picture_is_small_enough_and_described(key):
    picture = CustomImage.objects.get(title=PICTURES[key].title)

    assert picture.file.size < LARGEST_PICTURE
    assert set(picture.alt_text) == set(picture.caption) == set(LANGUAGES)
    assert picture.credit


def test_picture_comes_out_the_same_every_time():
    picture = PICTURES["heat_map"]

    assert picture.as_jpeg() == picture.as_jpeg()


def test_refuses_a_database_that_has_a_site():
    with pytest.raises(SiteExists):
        load_demo()


def test_command_leaves_a_loaded_demo_alone():
    count = Page.objects.count()

    assert "already loaded" in output_of("load_demo")
    assert Page.objects.count() == count


def test_editor_gets_a_new_password_every_time():
    name, first = output_of("demo_editor").split()
    _name, second = output_of("demo_editor").split()

    assert authenticate(username=name, password=first) is None
    editor = authenticate(username=name, password=second)
    groups = editor.groups.values_list("name", flat=True)
    assert sorted(groups) == ["Editors", "Moderators"]
    assert editor.has_perm("wagtailadmin.access_admin")
    # The form of an account wants a name.
    assert editor.first_name
    assert editor.last_name
