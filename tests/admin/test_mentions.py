"""Mentioning in the editor, and names that the form of a release offers to link."""

import json
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.test.utils.form_data import rich_text, streamfield

from news.checking.unlinked import link_first, suggestions
from news.pages import PressReleasePage
from partners.models import InstitutionName
from portal.core.blocks import PROSE_FEATURES
from tests.admin.test_release_form import form_data
from tests.factories import (
    add_contact,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_translation,
    draft_release,
)
from tests.sharing import shared

CHOOSER = "wagtailsnippetchoosers_partners_{}:{}"


@shared
def dkfz():
    institution = add_institution("German Cancer Research Center", "DKFZ")
    institution.names.create(
        language="de", kind="alias", text="Deutsches Krebsforschungszentrum"
    )
    institution.save()
    return institution


def names_in(*sources: str) -> list[str]:
    return [suggestion.name for suggestion in suggestions(sources, set())]


def edit_url(release) -> str:
    return reverse("wagtailadmin_pages:edit", args=[release.pk])


def draft_of(release) -> PressReleasePage:
    page = PressReleasePage.objects.get(pk=release.pk)
    return page.get_latest_revision_as_object()


def press(client, release, value: str, **values):
    """Send the form as the button of a suggestion does."""
    fields = {"contact": add_contact(), "slug": release.slug} | values
    return client.post(edit_url(release), form_data(**fields) | {"link-mention": value})


# The editor


@pytest.mark.parametrize("kind", ["institution", "person", "partnership"])
def test_the_editor_gives_back_the_mention_that_it_got(kind):
    converter = ContentstateConverter(PROSE_FEATURES)
    html = f'<p data-block-key="a">At <a linktype="{kind}" id="7">it &amp; Ü</a>.</p>'

    assert converter.to_database_format(converter.from_database_format(html)) == html


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "page", "id": "1"},
        {"kind": "institution", "id": '1" onclick="x'},
        {"kind": "institution"},
        {"id": 3},
    ],
)
def test_a_forged_mention_is_stored_as_its_text(data):
    converter = ContentstateConverter(PROSE_FEATURES)
    state = {
        "blocks": [
            {
                "key": "a",
                "text": "<b>it",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"offset": 0, "length": 5, "key": 0}],
            }
        ],
        "entityMap": {"0": {"type": "MENTION", "mutability": "MUTABLE", "data": data}},
    }

    html = converter.to_database_format(json.dumps(state))

    assert html == '<p data-block-key="a">&lt;b&gt;it</p>'


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"as_of": "2020-08-06 12:00", "language": "en"}, "Old"),
        ({"as_of": "2024-01-01", "language": "de"}, "Neu"),
        ({"as_of": "soon", "language": "xx"}, "New"),
        ({}, "New"),
    ],
)
def test_the_chooser_answers_with_the_name_on_the_day(sign_in, client, query, name):
    sign_in("Editors")
    institution = add_institution()
    institution.names.set(
        [
            InstitutionName(language="en", text="Old", valid_to=date(2022, 1, 1)),
            InstitutionName(language="en", text="New", valid_from=date(2022, 1, 1)),
            InstitutionName(language="de", text="Neu"),
        ]
    )
    institution.save()
    url = reverse(CHOOSER.format("institution", "chosen"), args=[institution.pk])

    result = client.get(url, query).json()["result"]

    assert (result["id"], result["name"]) == (str(institution.pk), name)


def test_the_chooser_hands_day_and_language_on(sign_in, client, dkfz):
    sign_in("Editors")
    url = reverse(CHOOSER.format("institution", "choose_results"))

    html = client.get(url, {"as_of": "2020-08-06", "language": "de"}).content.decode()

    assert f"/chosen/{dkfz.pk}/?as_of=2020-08-06&amp;language=de" in html


def test_strangers_cannot_choose(client, dkfz):
    url = reverse(CHOOSER.format("institution", "chosen"), args=[dkfz.pk])

    assert client.get(url).status_code == 302


# What is offered


def test_names_and_acronyms_are_found_the_longest_first(dkfz):
    add_institution("Research Center")
    add_partnership("Unit One")
    add_person("Ada Lovelace")

    found = names_in(
        "<p>Ada Lovelace left the German Cancer Research Center (DKFZ).</p>",
        "<ul><li>Unit One</li></ul>",
    )

    assert found == [
        "Ada Lovelace",
        "German Cancer Research Center",
        "DKFZ",
        "Unit One",
    ]


@pytest.mark.parametrize(
    "source",
    [
        '<p><a linktype="institution" id="1">DKFZ</a></p>',
        '<p><a href="https://dkfz.de">the <b>DKFZ</b></a></p>',
        "<p>dkfz DKFZs aDKFZ press@DKFZ.de www.DKFZ.de</p>",
        "<p>von deutschen krebsforschungszentren</p>",
        '<p title="DKFZ">x</p>',
        "<p>German Cancer</p><p>Research Center</p>",
        "<p>DK<b>FZ</b></p>",
    ],
)
def test_what_is_linked_or_another_word_is_not_offered(dkfz, source):
    assert names_in(source) == []


def test_a_bent_name_is_offered_as_it_is_written(dkfz):
    source = "<p>des Deutschen Krebsforschungszentrums</p>"

    assert names_in(source) == ["Deutschen Krebsforschungszentrums"]


def test_ordinary_words_and_short_names_are_not_offered(db):
    add_institution("the public", "AI")
    add_person("Somebody", status="minimal")

    assert names_in("<p>the public uses AI, says Somebody</p>") == []


def test_a_name_is_offered_once_with_its_places_and_surroundings(dkfz):
    suggestion = suggestions(
        ["<p>Müller &amp; the DKFZ, again DKFZ</p>", "<p>DKFZ</p>"], set()
    )[0]

    assert (suggestion.name, suggestion.count) == ("DKFZ", 3)
    assert suggestion.before.strip() == "Müller & the"
    assert suggestion.after.strip() == ", again DKFZ"


def test_the_surroundings_show_what_is_linked_already(dkfz):
    source = '<p>The <a href="https://dkfz.de">center</a> DKFZ</p>'

    assert suggestions([source], set())[0].before.strip() == "The center"


def test_everybody_of_the_same_name_is_offered(db):
    add_institution("Center One", "CEN")
    add_institution("Center Two", "CEN")

    labels = [one.entity.label for one in suggestions(["<p>CEN</p>"], set())]

    assert sorted(labels) == ["Center One", "Center Two"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>A &amp; B: DKFZ, DKFZ</p>", "<p>A &amp; B: {DKFZ}, DKFZ</p>"),
        (
            '<p data-block-key="x">Über&nbsp;DKFZ<br/>ü&#x20;</p>',
            '<p data-block-key="x">Über&nbsp;{DKFZ}<br/>ü&#x20;</p>',
        ),
        (
            '<ul><li>a<ul><li><a href="x">DKFZ</a> <b>DKFZ</b></li></ul></li></ul>',
            '<ul><li>a<ul><li><a href="x">DKFZ</a> <b>{DKFZ}</b></li></ul></li></ul>',
        ),
        ("<p>&lt;DKFZ&gt; 1 < 2</p>", "<p>&lt;{DKFZ}&gt; 1 < 2</p>"),
    ],
)
def test_linking_changes_nothing_else(dkfz, source, expected):
    number, linked = link_first([source], f"institution:{dkfz.pk}:DKFZ")

    link = f'<a linktype="institution" id="{dkfz.pk}">DKFZ</a>'
    assert (number, linked) == (0, expected.replace("{DKFZ}", link))


def test_a_name_with_special_characters_is_linked(db):
    firm = add_institution("Salt & Sons (UK): a Firm")

    _number, linked = link_first(
        ["<p>Salt &amp; Sons (UK): a Firm</p>"],
        f"institution:{firm.pk}:Salt & Sons (UK): a Firm",
    )

    assert linked == (
        f'<p><a linktype="institution" id="{firm.pk}">Salt &amp; Sons (UK): a Firm</a></p>'
    )


@pytest.mark.parametrize(
    "value",
    ["", "institution", "institution:1:", "page:1:DKFZ", "institution:x:DKFZ", ":::"],
)
def test_a_forged_button_links_nothing(dkfz, value):
    assert link_first(["<p>DKFZ</p>"], value) is None


# The form


@pytest.fixture
def release(newsroom):
    return draft_release(
        newsroom, body=[{"type": "prose", "value": "<p>At the DKFZ and DKFZ.</p>"}]
    )


def test_the_form_offers_names_of_the_text_but_not_of_headings(
    sign_in, client, newsroom, dkfz
):
    sign_in("Editors")
    add_person("Ada Lovelace")
    release = draft_release(
        newsroom,
        "DKFZ",
        body=[{"type": "heading", "value": {"text": "DKFZ", "level": "2"}}],
        notes_to_editors="<p>Ada Lovelace</p>",
    )

    html = client.get(edit_url(release)).content.decode()

    assert "Link Ada Lovelace" in html
    assert "Link DKFZ" not in html


def test_one_click_saves_what_is_typed_and_links_the_first_place(
    sign_in, client, release, dkfz
):
    sign_in("Editors")
    before = release.revisions.count()

    response = press(
        client,
        release,
        f"institution:{dkfz.pk}:DKFZ",
        kicker="Typed",
        body=streamfield([("prose", rich_text("<p>DKFZ &amp; DKFZ</p>"))]),
    )

    assert response.status_code == 302
    draft = draft_of(release)
    assert draft.kicker == "Typed"
    assert draft.body[0].value.source.count("<a ") == 1
    assert f'<a linktype="institution" id="{dkfz.pk}">DKFZ</a> &amp; DKFZ' in (
        draft.body[0].value.source
    )
    assert release.revisions.count() == before + 1
    assert "Link DKFZ" not in client.get(edit_url(release)).content.decode()


def test_one_click_links_in_the_notes(sign_in, client, release, dkfz):
    sign_in("Editors")

    press(
        client,
        release,
        f"institution:{dkfz.pk}:DKFZ",
        notes_to_editors=rich_text("<p>Ask the DKFZ.</p>"),
    )

    assert f'id="{dkfz.pk}">DKFZ</a>' in draft_of(release).notes_to_editors


def test_a_form_with_an_error_keeps_what_was_typed_and_links_nothing(
    sign_in, client, release, dkfz
):
    sign_in("Editors")
    before = release.revisions.count()

    response = press(
        client,
        release,
        f"institution:{dkfz.pk}:DKFZ",
        title="",
        kicker="Typed",
        body=streamfield([("prose", rich_text("<p>My DKFZ</p>"))]),
    )

    html = response.content.decode()
    assert response.status_code == 200
    assert 'value="Typed"' in html
    assert "My DKFZ" in html
    assert "Link DKFZ" in html
    assert release.revisions.count() == before


def test_a_translation_offers_the_names_in_its_own_text(
    sign_in, client, newsroom, dkfz
):
    sign_in("Editors")
    german = add_translation(
        add_release(newsroom, body=[{"type": "prose", "value": "<p>DKFZ</p>"}]),
        body=[
            {"type": "prose", "value": "<p>Das Deutsches Krebsforschungszentrum</p>"}
        ],
    )

    html = client.get(edit_url(german)).content.decode()

    assert "Link Deutsches Krebsforschungszentrum" in html
    assert "Link DKFZ" not in html


def test_saving_by_itself_shows_the_names_anew(sign_in, client, release, dkfz):
    sign_in("Editors")
    add_person("Ada Lovelace")
    data = form_data(
        contact=add_contact(),
        slug=release.slug,
        body=streamfield([("prose", rich_text("<p>Ada Lovelace</p>"))]),
    )

    answer = client.post(
        edit_url(release), data, headers={"accept": "application/json"}
    ).json()

    assert "Link Ada Lovelace" in answer["html"]
    assert "Link DKFZ" not in answer["html"]


def test_strangers_link_nothing(client, release, dkfz):
    before = release.revisions.count()

    response = press(client, release, f"institution:{dkfz.pk}:DKFZ")

    assert "login" in response["Location"]
    assert release.revisions.count() == before


def test_suggestions_cost_the_same_with_few_and_with_many_names(db):
    def cost(count: int) -> int:
        for number in range(count):
            add_institution(f"Institute of Number {number}", f"ION{number}")
        text = "".join(f"<p>{'word ' * 50} ION{n}</p>" for n in range(count))
        with CaptureQueriesContext(connection) as queries:
            found = suggestions([text] * 20, set())
        assert len(found) >= count
        return len(queries)

    assert cost(3) == cost(30) == 3
