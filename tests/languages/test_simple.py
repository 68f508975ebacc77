"""A simple form of a language is a language of the site that asks for no texts twice."""

from __future__ import annotations

import re
from gettext import GNUTranslations

from django.conf import settings
from django.urls import reverse
from django.utils import translation

import pytest

from wagtail.rich_text import RichText

from news.models import Correction
from news.pages import PressReleasePage
from news.pages.translations import State, versions_of
from news.publishing import correcting
from news.syndication import comparing
from news.syndication.feeds.catalogue import languages_offered
from news.syndication.formats.catalogue import CATALOGUE
from portal.core.languages import (
    Translated,
    TranslatedTextField,
    content_languages,
    find_simple_form,
    order_languages,
    own_names,
    text_languages,
)
from portal.core.models import Topic
from portal.core.plain_language import Rule, check
from portal.core.simple_forms import find_forms
from portal.home.accessible_information import find_empty_slots
from portal.home.models import HomePage, StandardPage
from portal.search.analysis import stem
from tests.languages.simple import TAG, switched_on

HOME, NEWSROOM = f"/{TAG}/", f"/{TAG}/nachrichten/"
RELEASE = f"{NEWSROOM}leicht/"
GERMAN = "/de/aktuelles/"


@pytest.fixture
def on():
    with switched_on():
        yield


# Without a database.


def test_none_is_there_unless_the_operator_says_so():
    assert content_languages() == text_languages() == ["en", "de"]
    assert find_simple_form(TAG) is None
    assert list(own_names()) == ["en", "de"]


def test_a_simple_form_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="There is no fr-simple=easy; known are de-s"):
        find_forms({"fr-simple": "easy"})


def test_it_is_a_language_of_the_site_in_which_no_texts_are_asked(on):
    assert content_languages() == ["en", "de", TAG]
    assert text_languages() == ["en", "de"]
    assert own_names()[TAG] == "Leichte Sprache"
    field = TranslatedTextField().formfield()
    assert len(field.fields) == len(field.widget.widgets) == 2


def test_its_readers_get_the_texts_of_the_language_below(on):
    text = Translated(en="Researcher", de="Forscherin")

    assert order_languages(TAG) == [TAG, "de", "en"]
    assert order_languages("de") == ["de", "en"]
    assert text.text_in(TAG) == "Forscherin"
    assert stem("Krankheiten", TAG) == stem("Krankheiten", "de")
    with translation.override(TAG):
        assert translation.gettext("Search") == "Suche"
        assert text.lang == "de"


def test_around_it_stand_easy_words_and_else_german(on):
    folder = settings.LOCALE_PATHS[0] / "de_Simple" / "LC_MESSAGES"
    with (folder / "django.mo").open("rb") as file:
        easy = {
            text for text in GNUTranslations(file)._catalog if isinstance(text, str)
        }
    others = ["Search", "Topics", "Draft", "Page", "Edit", "Save draft", "History"]

    with translation.override(TAG):
        words = {text: translation.gettext(text) for text in [*easy, *others] if text}
    with translation.override("de"):
        german = {text: translation.gettext(text) for text in words}
    assert words["Latest releases"] == "Neue Nachrichten"
    assert {text for text in words if words[text] != german[text]} == easy - {""}
    hints = check((words[text] for text in easy if text), find_simple_form(TAG))
    # That there is nothing cannot be said in another way; labels have no lines.
    assert {one.rule for one in hints} <= {Rule.NEGATION, Rule.SEVERAL_SENTENCES}


# On a site.


def html_of(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize(
    "path",
    [HOME, NEWSROOM, RELEASE, f"{RELEASE}history/", f"/{TAG}/feeds/", f"/{TAG}/search/?q=leicht"],
)  # fmt: skip
def test_its_pages_answer_in_it(client, in_simple_language, path):
    html = html_of(client, path)

    assert f'<html lang="{TAG}">' in html
    assert "Impressum" in html  # of the language below, as it has none itself
    assert '<meta property="og:locale" content="de_DE">' in html


def test_a_release_and_its_version_lead_to_each_other(client, in_simple_language):
    german = next(
        page
        for page in versions_of(in_simple_language["release"])
        if page.language == "de"
    ).page.url

    assert f'<a href="{RELEASE}" hreflang="{TAG}">' in html_of(client, german)
    html = html_of(client, RELEASE)
    assert re.search(
        rf'<a href="{german}" hreflang="de">Zum langen Text in schwerer Sprache</a>',
        html,
    )
    assert f'hreflang="{TAG}" href="http://localhost{RELEASE}"' in html


def test_other_pages_lead_to_its_front_page(client, in_simple_language):
    for path in (
        "/de/",
        GERMAN,
        "/en/",
        "/de/partner/",
        "/de/partner/people/ada/",
        "/en/search/",
    ):
        assert re.search(
            rf'<a href="{HOME}(nachrichten/)?" [^>]*>Leichte Sprache</a>', html_of(client, path)
        ), path  # fmt: skip


def test_the_newsroom_leads_to_the_list(client, in_simple_language):
    assert f'<a href="{NEWSROOM}" hreflang="{TAG}">' in html_of(client, GERMAN)
    assert (
        '<span class="release-card__form" lang="de-simple">Leichte Sprache</span>'
        in (html_of(client, NEWSROOM))
    )


def test_who_is_who_is_read_in_the_language_below(client, in_simple_language):
    html = html_of(client, RELEASE)

    assert 'href="/de/partner/people/ada/"' in html
    assert f'href="/{TAG}/partner' not in html


def test_what_is_said_of_others_is_what_the_german_version_says(in_simple_language):
    simple = PressReleasePage.objects.get(pk=in_simple_language["release"].pk)
    german = PressReleasePage.objects.get(title="Erste")

    assert simple.record.issuers == german.record.issuers
    assert simple.record.contacts == german.record.contacts
    assert simple.resolved.keys() == {"en", "de"}
    assert simple.resolved["de"].items() <= german.resolved["de"].items()


@pytest.mark.parametrize("path", ["feed/", "feed/atom/", "feed/json/"])
def test_it_has_feeds_of_its_own(client, in_simple_language, path):
    feed = html_of(client, NEWSROOM + path)

    assert TAG in feed
    assert RELEASE in feed
    assert (
        feed.count("<item>") + feed.count("<entry ") + feed.count('"content_html"') == 1
    )


def test_it_has_every_format(client, in_simple_language):
    for form in CATALOGUE:
        assert client.get(f"{RELEASE}{form.path}/").status_code == 200, form.path


def test_search_engines_are_told_of_it_without_its_tag(client, in_simple_language):
    sitemap = html_of(client, "/sitemap.xml")
    entry = re.search(rf"<url><loc>http://localhost{RELEASE}</loc>.*?</url>", sitemap)

    assert entry
    assert "hreflang" not in entry.group()
    assert TAG not in re.findall(r'hreflang="(.*?)"', sitemap)
    assert f"{TAG}</news:language>" not in html_of(client, "/news-sitemap.xml")


def test_the_interface_lists_it_under_its_tag(client, in_simple_language):
    found = client.get("/api/v2/releases/").json()
    languages = [one["language"] for one in found["items"]]

    assert languages.count(TAG) == 1


def test_a_site_that_gives_it_up_leads_nobody_there(client, simple):
    assert client.get(HOME).status_code == 404
    for path in ("/de/", GERMAN, "/sitemap.xml", "/llms.txt"):
        assert TAG not in html_of(client, path), path


def test_a_version_in_it_is_offered_and_not_demanded(in_simple_language):
    german = PressReleasePage.objects.get(title="Erste")
    withdrawn = PressReleasePage.objects.get(title="Zurück")
    states = {one.language: one for one in versions_of(withdrawn)}

    assert (states[TAG].state, states[TAG].needs_work) == (State.OFFERED, False)
    assert states[TAG].url.endswith(f"/{withdrawn.pk}/add/{TAG}/")
    assert {one.language: one.state for one in versions_of(german)}[
        TAG
    ] == State.CURRENT


def test_a_correction_in_german_is_one_for_its_readers(in_simple_language):
    correction = Correction.objects.first()
    correction.why = Translated(de="Ein Versehen.")

    assert correcting.find_untold_languages(correction, [TAG, "de"]) == []


def test_feeds_that_are_offered_keep_their_addresses(on):
    assert languages_offered("de")[-1] == "de,en"
    assert languages_offered(TAG)[-1] == f"{TAG},de,en"


def test_it_may_leave_out_but_not_add(in_simple_language):
    german = PressReleasePage.objects.get(title="Erste")
    simple = PressReleasePage.objects.get(pk=in_simple_language["release"].pk)

    def flags() -> list[str]:
        rows = comparing.build_rows(german, simple, None)
        return [flag.what for row in rows for flag in row.flags]

    assert flags() == []
    simple.body = [("prose", RichText("<p>Es sind 77 Menschen.</p>"))]
    assert flags() == ["77"]


def test_a_german_front_page_says_what_public_bodies_must_add(client, world):
    home = HomePage.objects.get(pk=world.site["de"]["home"].pk)

    assert [str(slot) for slot in find_empty_slots(home)] == [
        "A front page in Leichte Sprache",
        "A page in sign language",
    ]
    assert find_empty_slots(HomePage.objects.get(locale__language_code="en")) == []
    assert "gsg" not in html_of(client, "/de/")


def test_a_front_page_leads_to_its_page_in_sign_language(client, in_simple_language):
    home = HomePage.objects.get(locale__language_code="de")
    film = StandardPage.objects.get(locale__language_code="de")
    HomePage.objects.filter(pk=home.pk).update(signed_page=film)
    home.refresh_from_db()

    assert find_empty_slots(home) == []
    assert f'<a href="{film.url}" hreflang="gsg">Gebärdensprache</a>' in (
        html_of(client, "/de/")
    )
    StandardPage.objects.filter(pk=film.pk).update(live=False)
    assert "gsg" not in html_of(client, "/de/")


def test_its_form_has_hints_and_others_have_none(client, sign_in, in_simple_language):
    sign_in("Moderators")
    german = PressReleasePage.objects.get(title="Erste")

    def form_of(page) -> str:
        return html_of(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))

    html = form_of(in_simple_language["release"])
    assert re.search(
        r'data-rule="negation".*?<q lang="de">.*?<mark>keine</mark>', html, re.S
    )
    assert "plain-hints" not in form_of(german)


def test_topics_are_called_what_they_are_in_the_language_below(
    client, in_simple_language
):
    html = html_of(client, f"{NEWSROOM}?topic=ai")

    assert re.search(r'<option value="ai"[^>]*>Intelligenz</option>', html)
    assert "Intelligenz" in html_of(client, f"/{TAG}/feeds/")


def test_a_topic_without_a_name_in_a_language_has_one_of_another(client, world):
    Topic.objects.filter(slug="ai").update(label={"en": "Intelligence"})

    html = html_of(client, f"{GERMAN}?topic=ai")
    assert re.search(r'<option value="ai"[^>]*>Intelligence<', html)
