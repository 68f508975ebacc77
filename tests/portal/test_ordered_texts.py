"""Whatever stores a text of the site, it is in order."""

from django.apps import apps

import pytest

from wagtail.fields import StreamField

from news.models import RelatedLink, Statement
from news.pages import PressReleasePage
from partners.models import Boilerplate, Institution, PersonName
from portal.core import ordered_texts
from portal.core.languages import TranslatedTextField
from portal.core.models import CustomImage
from portal.home.models import StandardPage
from tests.factories import (
    add_boilerplate,
    add_contact,
    add_image,
    add_institution,
    add_person,
    add_release,
    add_statement,
)

HIDDEN = "Hoch\u00addurch\u200bsatz\u00a0verfahren"
SHOWN = "Hochdurchsatz verfahren"
TRACKED = "https://example.org/?utm_source=x"
CLEAN = "https://example.org/"
TABLE = {
    "columns": [
        {"type": "text", "heading": HIDDEN},
        {"type": "prose", "heading": ""},
        {"type": "number", "heading": ""},
    ],
    "rows": [{"values": [HIDDEN, f"<p>{HIDDEN}</p>", "1.5"]}],
    "caption": HIDDEN,
}
BODY = [
    {"type": "heading", "value": {"text": HIDDEN, "level": "2"}},
    {"type": "prose", "value": f'<p>{HIDDEN} <a href="{TRACKED}">x</a></p>'},
    {
        "type": "bullet_list",
        "value": {"is_ordered": False, "entries": [f"<p>{HIDDEN}</p>"]},
    },
    {"type": "table", "value": {"caption": HIDDEN, "table": TABLE}},
    {
        "type": "related_links",
        "value": {
            "title": HIDDEN,
            "links": [{"title": HIDDEN, "page": None, "url": TRACKED}],
        },
    },
]


def stored(page) -> str:
    return str(type(page).objects.get(pk=page.pk).body.get_prep_value())


def assert_in_order(body: str) -> None:
    # A list prints characters that nobody sees as what they are called.
    assert not [sign for sign in ("\\xad", "\\u200b", "\\xa0", "utm_") if sign in body]
    assert body.count(SHOWN) == body.count("Hoch")
    assert CLEAN in body


@pytest.mark.django_db
def test_a_page_that_code_saves(site):
    page = StandardPage(title=HIDDEN, slug="x", standfirst="a\x0bb", body=BODY)
    site["en"]["home"].add_child(instance=page)
    page = StandardPage.objects.get(pk=page.pk)
    assert (page.title, page.standfirst) == (SHOWN, "a\nb")
    assert_in_order(stored(page))
    before = page.body.get_prep_value()
    page.save()
    assert StandardPage.objects.get(pk=page.pk).body.get_prep_value() == before


@pytest.mark.django_db
@pytest.mark.parametrize("clean", [True, False])
def test_a_draft_and_the_rows_that_belong_to_it(site, clean):
    release = add_release(site["en"]["newsroom"], title="Plain")
    release.title, release.body = HIDDEN, BODY
    release.related_links.add(RelatedLink(title=HIDDEN, url=TRACKED))
    revision = release.save_revision(clean=clean)
    assert "\xad" not in str(revision.content)
    assert revision.content["title"] == revision.object_str == SHOWN
    assert_in_order(str(revision.as_object().body.get_prep_value()))
    (link,) = revision.content["related_links"]
    assert (link["title"], link["url"]) == (SHOWN, CLEAN)
    assert PressReleasePage.objects.get(pk=release.pk).title == "Plain"


@pytest.mark.django_db
def test_what_was_stored_before_stays_until_it_is_saved(site):
    release = add_release(site["en"]["newsroom"], title="Plain")
    revision = release.latest_revision
    PressReleasePage.objects.filter(pk=release.pk).update(title=HIDDEN)
    release = PressReleasePage.objects.get(pk=release.pk)
    assert release.title == HIDDEN
    release.save(update_fields=["draft_title"])
    assert PressReleasePage.objects.get(pk=release.pk).title == HIDDEN
    content = revision.content | {"title": HIDDEN}
    type(revision).objects.filter(pk=revision.pk).update(content=content)
    revision.refresh_from_db()
    assert revision.as_object().title == HIDDEN
    revision.publish()
    assert PressReleasePage.objects.get(pk=release.pk).title == SHOWN


@pytest.mark.django_db
def test_entries_and_their_copies():
    institution = add_institution(HIDDEN, website=TRACKED, description={"en": HIDDEN})
    institution = Institution.objects.get(pk=institution.pk)
    assert institution.name() == institution.label == SHOWN
    assert "\xad" not in str(institution.known_names)
    assert institution.website == CLEAN
    assert institution.description == {"en": SHOWN}
    boilerplate = add_boilerplate(institution, f"<p>{HIDDEN}</p>")
    assert Boilerplate.objects.get(pk=boilerplate.pk).text == f"<p>{SHOWN}</p>"
    contact = add_contact(institution, function={"de": HIDDEN})
    contact.refresh_from_db()
    assert contact.function == {"de": SHOWN}


@pytest.mark.django_db
def test_a_draft_of_an_entry():
    person = add_person("Anna Weiß")
    name = person.names.first()
    name.titles = HIDDEN
    person.names = [name]
    content = person.save_revision().content
    assert content["names"][0]["titles"] == SHOWN
    assert "\xad" not in str(content)
    assert PersonName.objects.get(pk=name.pk).titles == ""


@pytest.mark.django_db
def test_verbatim_words_lose_the_marks_around_them():
    words = {"en": "“It\u200b is so.”", "de": "„Es ist so.“"}
    verbatim = add_statement(add_person())
    verbatim.text = words
    verbatim.save()
    assert Statement.objects.get(pk=verbatim.pk).text == {
        "en": "It is so.",
        "de": "Es ist so.",
    }
    told = add_statement(add_person(), form=Statement.Form.PARAPHRASE)
    told.text = words
    told.save()
    assert Statement.objects.get(pk=told.pk).text["de"] == "„Es ist so.“"


@pytest.mark.django_db
def test_a_credit_loses_the_word_before_it():
    picture = add_image(credit="Photo: © Anna\u00a0Weiß", caption={"en": "© a\x0bb"})
    picture = CustomImage.objects.get(pk=picture.pk)
    assert picture.credit == "Anna Weiß"
    assert picture.caption == {"en": "© a\nb"}


TYPED = 'She said "yes", didn\'t she?'
SET = {"en": "She said “yes”, didn’t she?", "de": "She said „yes“, didn’t she?"}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "de"])
def test_marks_of_a_page_are_those_of_its_language(site, language):
    page = add_release(
        site[language]["newsroom"],
        TYPED,
        body=[
            {"type": "prose", "value": f"<p>{TYPED}</p><p><b>&quot;a&quot;</b></p>"},
            {"type": "prose", "value": '<p>print(<code>"a"</code>) "b"</p>'},
            {"type": "table", "value": {"caption": TYPED, "table": TABLE}},
        ],
    )
    page.related_links.add(RelatedLink(title=TYPED, url="https://example.org/"))
    draft = page.save_revision().as_object()

    assert draft.title == SET[language]
    assert f"<p>{SET[language]}</p>" in stored(page)
    opening, closing = ("„", "“") if language == "de" else ("“", "”")
    assert f"<b>{opening}a{closing}</b>" in stored(page)
    assert '<code>"a"</code>) "b"' in stored(page)
    assert draft.related_links.get().title == SET[language]


@pytest.mark.django_db
def test_marks_of_entries_are_those_of_each_text():
    institution = add_institution("Institut", description={"en": TYPED, "de": TYPED})
    assert Institution.objects.get(pk=institution.pk).description == SET
    text = add_boilerplate(institution, f"<p>{TYPED}</p>", language="de").text
    assert text == f"<p>{SET['de']}</p>"


@pytest.mark.django_db
def test_where_no_language_is_known_marks_stay():
    person = add_person("Anna", titles='"Dr."')
    assert person.names.get().titles == '"Dr."'


def test_every_stream_and_translated_text_is_ordered():
    for model in apps.get_models():
        fields = {
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, StreamField | TranslatedTextField)
        }
        if fields:
            assert ordered_texts._holds_texts(model), model
            assert fields <= {name for name, _ in ordered_texts._find_orders(model)}
