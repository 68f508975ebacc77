"""Two languages of a release in one form: both are saved, or none."""

import json

from django.test import Client
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from wagtail.models import Page

from news.pages import PressReleasePage
from news.pages.translations import State
from portal.users.models import User
from tests.admin.sent import sent
from tests.admin.test_desk import state_of
from tests.admin.test_languages_together import german_of, live
from tests.admin.test_publish_page import press
from tests.factories import (
    add_institution,
    add_release,
    days_from_now,
    draft_release,
    publish,
)
from tests.sharing import shared

KEY = "6a4b0c4e-0000-4000-8000-000000000000"


@shared
def both(newsroom):
    """An English draft and its German version."""
    # A form sends minutes.
    yesterday = days_from_now(-1).replace(second=0, microsecond=0)
    draft = draft_release(
        newsroom,
        "Dawn",
        body=json.dumps([prose("It is 5.")]),
        released_at=yesterday,
    )
    draft.save_revision()
    german = german_of(
        draft, title="Morgen", body=json.dumps([prose("Es sind 5.")]), slug="morgen"
    )
    return PressReleasePage.objects.get(pk=draft.pk), german


@pytest.fixture
def me(sign_in) -> Client:
    return sign_in("Moderators")


def prose(text: str, key: str = KEY) -> dict:
    """Return a block as the editor of the browser leaves it."""
    return {"type": "prose", "value": f'<p data-block-key="a">{text}</p>', "id": key}


def url_of(pages, language="") -> str:
    address = reverse("news_both", args=[pages[1].pk])
    return f"{address}?language={language}" if language else address


def filled(client, url) -> dict[str, list[str]]:
    """Return what a browser sends of the form; its blocks are made by scripts."""
    response = client.get(url)
    data = sent(response)
    panel = response.context["edit_handler"]
    forms = {"": panel.form} | (
        {"other-": panel.form.second} if panel.form.second else {}
    )
    for prefix, form in forms.items():
        data |= {
            f"{prefix}{name}": [value]
            for name, value in blocks_of(form.instance.body).items()
        }
    return data


def blocks_of(body) -> dict[str, str]:
    data = {"body-count": str(len(body))}
    for number, block in enumerate(body):
        text = {
            "blocks": [
                {
                    "key": "a",
                    "text": BeautifulSoup(block.value.source, "html.parser").text,
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [],
                }
            ],
            "entityMap": {},
        }
        data |= {
            f"body-{number}-deleted": "",
            f"body-{number}-order": str(number),
            f"body-{number}-type": block.block_type,
            f"body-{number}-id": block.id or "",
            f"body-{number}-value": json.dumps(text),
        }
    return data


def draft_of(page) -> PressReleasePage:
    return PressReleasePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def drafts(pages) -> list[int]:
    """Return how many drafts each page has had."""
    return [page.revisions.count() for page in pages]


def test_every_form_of_the_page_carries_its_token(newsroom, me):
    draft = draft_release(newsroom, "Dusk")
    draft.save_revision()
    german = german_of(draft, title="Dusk", slug="dusk-de")
    german.is_translation = True
    german.save_revision()

    page = BeautifulSoup(me.get(url_of((draft, german))).content, "html.parser")

    forms = page.select("form[method=post i]:not(.w-editing-sessions)")
    assert any("of=" in form.get("action", "") for form in forms)
    assert not [
        str(form)[:200]
        for form in forms
        if not form.select_one("[name=csrfmiddlewaretoken]")
    ]


def test_both_are_saved_at_once(me, both):
    data = filled(me, url_of(both))
    data["title"], data["other-title"] = ["Early dawn"], ["Früher Morgen"]
    data["dateline_place"], data["other-dateline_place"] = ["Geneva"], ["Genf"]

    response = me.post(url_of(both), data)

    assert response.status_code == 302
    assert response.url == url_of(both)
    english, german = map(draft_of, both)
    assert (english.title, german.title) == ("Early dawn", "Früher Morgen")
    assert (english.dateline_place, german.dateline_place) == ("Geneva", "Genf")
    assert "It is 5." in str(english.body)
    assert "Es sind 5." in str(german.body)
    assert state_of(both[0]) == State.CURRENT


def test_facts_stand_once_and_are_those_of_both(me, both):
    data = filled(me, url_of(both))
    assert "other-released_at" not in data
    assert "other-release_institutions-TOTAL_FORMS" not in data
    institution = add_institution("DKFZ")
    data |= {
        "release_institutions-TOTAL_FORMS": ["1"],
        "release_institutions-0-institution": [str(institution.pk)],
        "release_institutions-0-role": ["lead_issuer"],
        "release_institutions-0-ORDER": ["1"],
        "release_institutions-0-id": [""],
        "released_at": ["2031-08-06 12:00"],
        "other-title": ["Früher Morgen"],
    }

    assert me.post(url_of(both), data).status_code == 302

    for page in map(draft_of, both):
        row = page.release_institutions.get()
        assert row.institution == institution
        assert page.released_at.year == 2031


@pytest.mark.parametrize("wrong", ["", "other-"])
def test_a_mistake_in_one_keeps_both_from_being_saved(me, both, wrong):
    data = filled(me, url_of(both))
    data["title"], data["other-title"] = ["Early dawn"], ["Früher Morgen"]
    data[f"{wrong}title"] = [""]
    data["kicker"], data["other-kicker"] = ["Physics"], ["Physik"]

    response = me.post(url_of(both), data)

    assert response.status_code == 200
    assert [draft_of(page).kicker for page in both] == ["", ""]
    again = sent(response)
    assert (again["kicker"], again["other-kicker"]) == (["Physics"], ["Physik"])
    page = BeautifulSoup(response.content, "html.parser")
    column = "de" if wrong else "en"
    errors = [
        one.find_parent("[data-language-column]") or one
        for one in page.select(".w-field__errors .error-message")
    ]
    assert errors
    assert all(
        one.find_parent(attrs={"data-language-column": column}) for one in errors
    )


def test_what_was_not_touched_gets_no_new_draft(me, both):
    before = drafts(both)
    data = filled(me, url_of(both))
    data["title"] = ["Early dawn"]

    me.post(url_of(both), data)

    assert drafts(both) == [before[0] + 1, before[1]]
    assert state_of(both[0]) == State.OUT_OF_DATE


def test_a_translation_that_still_fits_is_said_to(me, both):
    data = filled(me, url_of(both))
    data["title"] = ["Early dawn"]
    me.post(url_of(both), data)

    data = filled(me, url_of(both)) | {"other-is_current": ["on"]}
    me.post(url_of(both), data)

    assert state_of(both[0]) == State.CURRENT


@pytest.mark.parametrize("number", [0, 1])
def test_what_a_colleague_saved_in_either_language_is_shown_first(
    me,
    colleague,
    both,
    number,
):
    field = ["title", "other-title"][number]
    data = filled(me, url_of(both)) | {field: ["Said by me"]}
    theirs = filled(colleague, url_of(both)) | {field: ["Said by her"]}
    assert colleague.post(url_of(both), theirs).status_code == 302

    asked = me.post(url_of(both), data)

    assert asked.status_code == 200
    assert "Lena saved this on" in asked.text
    assert '<span class="addition">me</span>' in asked.text
    assert draft_of(both[number]).title == "Said by her"
    decided = data | {
        name: value
        for name, value in sent(asked).items()
        if "seen" in name or "loaded" in name or name == "other-own"
    }
    assert me.post(url_of(both), decided).status_code == 302
    assert draft_of(both[number]).title == "Said by me"


def test_it_saves_itself_and_over_what_it_has_saved_itself(me, both):
    before = drafts(both)
    json_only = {"HTTP_ACCEPT": "application/json"}
    data = filled(me, url_of(both)) | {"other-title": ["Früh"]}
    first = me.post(url_of(both), data, **json_only).json()
    assert first["success"]

    data |= {name: [value] for name, value in first["field_updates"].items()}
    data |= {"overwrite_revision_id": [first["revision_id"]]}
    second = me.post(url_of(both), data | {"other-title": ["Früher"]}, **json_only)
    third = me.post(url_of(both), data | {"other-title": ["Am frühesten"]})

    assert second.json()["success"]
    assert third.status_code == 302
    assert draft_of(both[1]).title == "Am frühesten"
    assert drafts(both) == [number + 1 for number in before]


def test_an_autosave_never_overwrites_a_colleague(me, colleague, both):
    data = filled(me, url_of(both)) | {"other-title": ["Mine"]}
    theirs = filled(colleague, url_of(both)) | {"other-title": ["Hers"]}
    colleague.post(url_of(both), theirs)

    answer = me.post(url_of(both), data, HTTP_ACCEPT="application/json").json()

    assert answer["error_code"] == "invalid_revision"
    assert draft_of(both[1]).title == "Hers"


def test_a_form_that_nobody_touched_saves_nothing_by_itself(me, both):
    before = drafts(both)
    data = filled(me, url_of(both))

    answer = me.post(url_of(both), data, HTTP_ACCEPT="application/json").json()

    assert answer["success"]
    assert drafts(both) == before


@pytest.mark.parametrize("language", ["en", "de"])
def test_who_may_write_one_language_reads_the_other(only, both, language):
    client = only(language)
    response = client.get(url_of(both))
    page = BeautifulSoup(response.content, "html.parser")
    columns = {one["data-language-column"]: one for one in page.select(".both-column")}
    written = {code for code, one in columns.items() if one.select("[name$=title]")}
    assert list(columns) == ["en", "de"]
    assert written == {language}
    other = "de" if language == "en" else "en"
    assert {"en": "Dawn", "de": "Morgen"}[other] in columns[other].text

    data = filled(client, url_of(both)) | {"title": ["Mine"], "other-title": ["No"]}
    client.post(url_of(both), data)

    titles = {"en": "Dawn", "de": "Morgen"} | {language: "Mine"}
    assert [draft_of(page).title for page in both] == list(titles.values())


def test_what_was_typed_is_kept_when_a_language_is_locked_meanwhile(me, both):
    data = filled(me, url_of(both)) | {"title": ["New"], "other-title": ["Neu"]}
    boss = User.objects.create_superuser("boss")
    Page.objects.filter(pk=both[1].pk).update(locked=True, locked_by=boss)

    response = me.post(url_of(both), data)

    assert response.status_code == 200
    assert "cannot be changed at present" in response.text
    assert sent(response)["other-title"] == ["Neu"]
    assert [draft_of(page).title for page in both] == ["Dawn", "Morgen"]


def test_a_release_in_one_language_has_its_own_form(me, newsroom):
    release = draft_release(newsroom)

    response = me.get(reverse("news_both", args=[release.pk]))

    assert response.url == reverse("wagtailadmin_pages:edit", args=[release.pk])


def test_editors_of_nothing_are_not_let_in(client, both):
    response = client.get(url_of(both))

    assert response.status_code == 302
    assert "login" in response.url


def test_publishing_both_asks_first(me, both):
    data = filled(me, url_of(both)) | {"other-title": ["Früher"], "publish-all": ["1"]}

    response = me.post(url_of(both), data)

    assert response.url == reverse("news_publish", args=[both[0].pk])
    assert live() == set()
    assert [draft_of(page).together for page in both] == [["en", "de"]] * 2
    assert draft_of(both[1]).title == "Früher"
    press(me, both[0])
    assert live() == {"en", "de"}


def test_the_form_of_one_language_publishes_both_as_well(me, both):
    url = reverse("wagtailadmin_pages:edit", args=[both[0].pk])
    page = BeautifulSoup(me.get(url).content, "html.parser")
    assert page.select_one("button[name=publish-all]")
    response = me.get(url)
    data = sent(response) | {
        name: [value] for name, value in blocks_of(both[0].body).items()
    }

    response = me.post(url, data | {"publish-all": ["1"]})

    assert response.url == reverse("news_publish", args=[both[0].pk])
    assert live() == set()


def test_editors_are_offered_no_publication(sign_in, client, both):
    sign_in("Editors")
    edit = reverse("wagtailadmin_pages:edit", args=[both[0].pk])

    for url in (url_of(both), edit):
        page = BeautifulSoup(client.get(url).content, "html.parser")
        assert not page.select("button[name=publish-all]")


def test_a_public_release_stays_as_it_is_until_it_is_published(me, newsroom):
    release = add_release(newsroom, "Dawn", body=json.dumps([prose("It is.")]))
    german = publish(german_of(release, title="Morgen", slug="morgen"))
    pages = (release, german)
    data = filled(me, url_of(pages)) | {"title": ["New"], "other-title": ["Neu"]}

    assert me.post(url_of(pages), data).status_code == 302

    titles = PressReleasePage.objects.order_by("pk").values_list("title", flat=True)
    assert list(titles) == ["Dawn", "Morgen"]
    assert [draft_of(page).title for page in pages] == ["New", "Neu"]


def test_what_does_not_agree_stands_beside_its_block(me, both):
    text = draft_of(both[1])
    text.body = json.dumps([prose("Es sind 7.")])
    text.save_revision()

    page = BeautifulSoup(me.get(url_of(both)).content, "html.parser")

    flag = page.select_one("[data-both-line=body] [data-both-flag]")
    assert flag["data-both-flag"] == KEY
    assert "7" in flag.text
    assert "Block 1" in flag.text


def test_the_texts_say_their_language(me, both):
    page = BeautifulSoup(me.get(url_of(both)).content, "html.parser")

    assert page.select_one("[name=title]")["lang"] == "en"
    assert page.select_one("[name=other-title]")["lang"] == "de"


def test_it_costs_the_same_with_more_in_it(me, both, count_queries):
    few = count_queries(url_of(both))
    for page in both:
        draft = draft_of(page)
        draft.body = json.dumps(
            [prose(f"{n}", f"6a4b0c4e-0000-4000-8000-{n:012}") for n in range(30)]
        )
        draft.save_revision()

    assert count_queries(url_of(both)) <= few
