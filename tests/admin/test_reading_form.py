"""The form that makes a draft of a text, with and without a browser's scripts."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from news.desk import read_forms
from news.models import Statement
from news.pages import PressReleasePage
from news.reading import sources
from partners.models import Institution, Person
from tests.factories import add_institution, add_person, add_series
from tests.reading.test_command import write_docx
from tests.reading.test_drafts import ENGLISH, TEXT
from tests.sharing import shared

URL = "/admin/releases/read/"

pytestmark = pytest.mark.django_db


@shared
def world(site):
    dkfz = add_institution("Deutsches Krebsforschungszentrum", "DKFZ")
    add_person("Ada Beispiel")
    add_series(institution=dkfz)
    return {"newsroom": site["de"]["newsroom"], "english": site["en"]["newsroom"]}


@pytest.fixture
def editor(sign_in):
    return sign_in("Editors")


def give(client, newsroom, url=URL, **data):
    return client.post(url, {"newsroom": newsroom.pk, "text": "", "html": ""} | data)


def fields_of(response) -> dict:
    """Return what a browser would send of the second form, its ticks included."""
    form = BeautifulSoup(response.content, "html.parser").select_one("[data-read-form]")
    data: dict = {
        one["name"]: one.get("value", "") for one in form.select("input[type=hidden]")
    }
    data["accept"] = [one["value"] for one in form.select("[name=accept][checked]")]
    return data


def make(client, response, url=URL, **data):
    return client.post(url, fields_of(response) | {"make": "1"} | data)


def errors_of(response) -> str:
    page = BeautifulSoup(response.content, "html.parser")
    return " ".join(
        one.get_text(" ", strip=True) for one in page.select(".w-field__errors")
    )


def messages_of(client) -> str:
    return client.get("/admin/").content.decode()


def test_three_choices_lead_from_a_text_to_a_draft(editor, client, world):
    assert client.get(URL, {"newsroom": world["newsroom"].pk}).status_code == 200
    read = give(client, world["newsroom"], text=TEXT)

    made = make(client, read)

    release = PressReleasePage.objects.get()
    assert made.url == reverse("wagtailadmin_pages:edit", args=[release.pk])
    assert release.title == "Fachleute erforschen gemeinsam Übergänge"
    assert release.get_parent() == world["newsroom"].page_ptr
    assert not release.live
    assert Statement.objects.count() == 2
    form = client.get(made.url).content.decode()
    assert "The draft is made. Nothing of it is public." in form


def test_the_draft_can_be_previewed_and_opened_again(editor, client, world):
    text = TEXT.replace("- Erstens", "Bild: Das Haus (Foto: Eva Klick)\n\n- Erstens")
    make(client, give(client, world["newsroom"], text=text))
    release = PressReleasePage.objects.get()

    url = reverse("wagtailadmin_pages:view_draft", args=[release.pk])
    preview = client.get(url).content.decode()

    assert "Wir fangen klein an" in preview
    assert "Bruno Neumann" in preview


def test_a_text_that_is_nested_too_deep_is_refused(editor, client, world):
    refused = give(client, world["newsroom"], html="<div>" * 5000 + "Text")

    assert "This text cannot be read." in errors_of(refused)


def test_proposals_are_marked_in_the_text_and_listed_with_their_reason(
    editor, client, world
):
    page = BeautifulSoup(
        give(client, world["newsroom"], text=TEXT).content, "html.parser"
    )

    numbers = {one["id"].split("-")[1] for one in page.select(".read-list li[id]")}
    assert numbers
    for number in numbers:
        assert page.select_one(f"#place-{number}")["href"] == f"#proposal-{number}"
        assert page.select_one(f"#proposal-{number} a")["href"] == f"#place-{number}"
        assert page.select_one(f"label[for=accept-{number}]").get_text(strip=True)
        assert page.select_one(f"#why-{number}").get_text(strip=True)
    assert "Ein Mikroskop" not in page.select_one(".read-list").get_text()
    assert "Erstens ein Mikroskop" in page.select_one(".read-text").get_text()
    assert "A new entry, which is not public" in page.get_text()
    marked = [one.get_text() for one in page.select(".read-text mark")]
    assert "Deutsche Krebsforschungszentrum" in marked


def test_what_is_refused_leaves_nothing_behind(editor, client, world):
    read = give(client, world["newsroom"], text=TEXT)

    make(client, read, accept=[])

    release = PressReleasePage.objects.get()
    assert release.title == "Release without a headline"
    assert Person.objects.count() == Institution.objects.count() == 1
    assert not Statement.objects.exists()
    assert not release.release_people.exists()


@pytest.mark.parametrize(
    ("tick", "has_people", "has_others"),
    [
        ("none:", False, False),
        ("none:person", False, True),
        ("all:", True, True),
    ],
)
def test_all_of_a_kind_are_ticked_at_once_without_a_script(
    editor, client, world, tick, has_people, has_others
):
    read = give(client, world["newsroom"], text=TEXT)

    page = client.post(URL, fields_of(read) | {"tick": tick})

    shown = BeautifulSoup(page.content, "html.parser")
    people = [
        one
        for group in shown.select("fieldset")
        if group.legend.get_text().startswith("People")
        for one in group.select("[checked]")
    ]
    assert bool(people) == has_people
    assert bool(len(shown.select("[checked]")) > len(people)) == has_others
    assert not PressReleasePage.objects.exists()


def test_the_way_back_has_the_text(editor, client, world):
    read = give(client, world["newsroom"], text=TEXT)

    page = client.post(URL, fields_of(read) | {"back": "1"})

    assert "Forschende aus vier Ländern" in page.content.decode()
    assert 'name="digest"' not in page.content.decode()


@pytest.mark.parametrize("ending", ["docx", "html", "txt"])
def test_a_file_is_read(editor, client, world, tmp_path, ending):
    path = write_docx(tmp_path / "release.docx")
    content = path.read_bytes()
    if ending != "docx":
        content = b"Ein Titel\n\nEin Satz, den Ada Beispiel schrieb."
    if ending == "html":
        content = b"<p>Ein Titel</p><p>Ein Satz, den Ada Beispiel schrieb.</p>"
    file = SimpleUploadedFile(f"release.{ending}", content)

    read = give(client, world["newsroom"], file=file)
    make(client, read)

    assert PressReleasePage.objects.get().body


def zip_bomb() -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 3_000_000)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("release.pdf", b"%PDF", "Files of this kind are not read"),
        ("release.docx", b"no archive", "This file cannot be read"),
        ("release.docx", zip_bomb(), "This file cannot be read"),
        ("release.txt", b"x" * 3000, "larger than"),
        ("release.txt", b"", "There is no text in it"),
        ("release.html", b"<p> </p><img src=x>", "There is no text in it"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(
    editor, client, world, monkeypatch, name, content, message
):
    monkeypatch.setattr(read_forms, "LARGEST_FILE", 2900)
    monkeypatch.setattr(sources, "LARGEST_CONTENT", 2_000_000)
    if name == "release.docx" and message.startswith("This"):
        monkeypatch.setattr(read_forms, "LARGEST_FILE", 5_000_000)

    page = give(client, world["newsroom"], file=SimpleUploadedFile(name, content))

    assert message in errors_of(page)
    assert not PressReleasePage.objects.exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"text": "  \n "}, "There is no text in it"),
        ({"text": "x" * 500_001}, "at most 500000"),
        (
            {"text": "x", "file": SimpleUploadedFile("a.txt", b"text")},
            "not both",
        ),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_beside_its_field(
    editor, client, world, data, message
):
    page = give(client, world["newsroom"], **data)

    assert message in errors_of(page)


def test_a_script_that_was_pasted_is_never_run(editor, client, world):
    html = (
        "<h1>Ein Labor wird eröffnet <script>alert(1)</script></h1>"
        "<p onclick='alert(1)'>Der Text <img src=x onerror=alert(1)> ist &lt;script&gt;"
        "alert(2)&lt;/script&gt; und <a href='javascript:alert(3)'>mehr</a>.</p>"
    )

    read = give(client, world["newsroom"], text="Ein Labor", html=html)

    page = BeautifulSoup(read.content, "html.parser")
    shown = page.select_one(".read-text")
    assert not shown.select("script, img, [onclick], [onerror]")
    assert "<script>alert(2)</script>" in shown.get_text()
    assert not page.select("a[href^='javascript']")
    make(client, read)
    [block] = PressReleasePage.objects.get().body
    assert "javascript" not in block.value.source
    assert "&lt;script&gt;alert(2)" in block.value.source


def test_markup_that_was_pasted_survives_both_steps(editor, client, world):
    html = "<h1>Ein Labor wird eröffnet</h1>\r\n<p>Es misst 10<sup>6</sup> Proben.</p>"

    make(client, give(client, world["newsroom"], text="Ein Labor", html=html))

    [block] = PressReleasePage.objects.get().body
    assert block.value.source == "<p>Es misst 10<sup>6</sup> Proben.</p>"


def test_what_became_known_meanwhile_is_shown_before_anything_is_made(
    editor, client, world
):
    read = give(client, world["newsroom"], text=TEXT)
    add_person("Bruno Neumann")

    page = make(client, read)

    assert "What is known has changed meanwhile" in unescape(page.content.decode())
    assert not PressReleasePage.objects.exists()


def test_who_may_add_no_release_is_not_let_in(client, world, sign_in):
    assert client.get(URL).status_code == 302
    sign_in("Editors")
    Group.objects.get(name="Editors").page_permissions.all().delete()

    response = client.get(URL)

    assert response.status_code == 302
    assert response.url == "/admin/"
    assert give(client, world["newsroom"], text=TEXT).status_code == 302


def test_a_release_in_a_newsroom_of_others_is_not_found(editor, client, world):
    group = Group.objects.get(name="Editors")
    permissions = group.page_permissions
    permission = permissions.first().permission
    permissions.all().delete()
    for name in ("add_page", "change_page"):
        group.page_permissions.create(
            page=world["english"],
            permission=type(permission).objects.get(codename=name),
        )

    read = give(client, world["english"], text=TEXT)
    forged = make(client, read, newsroom=world["newsroom"].pk)

    assert forged.status_code == 404
    assert "Select a valid choice" in errors_of(
        give(client, world["newsroom"], text=TEXT)
    )
    assert not PressReleasePage.objects.exists()


def test_nothing_of_a_text_is_kept_between_the_steps(editor, client, world):
    read = give(client, world["newsroom"], text=TEXT)

    assert "Forschende aus vier Ländern" in read.content.decode()
    assert "no-store" in read["Cache-Control"]
    assert not Person.objects.filter(label="Bruno Neumann").exists()
    assert not PressReleasePage.objects.exists()
    assert "Forschende" not in client.get(URL).content.decode()


def test_an_embargoed_draft_is_public_nowhere(editor, client, world):
    text = "Sperrfrist: 1. Dezember 2099, 14 Uhr\n\n" + TEXT.split("\n", 1)[1]
    make(client, give(client, world["newsroom"], text=text))

    release = PressReleasePage.objects.get()
    visitor = Client()

    assert release.is_embargoed
    assert "The text names an embargo" in messages_of(client)
    for path in (
        f"/de/aktuelles/{release.slug}/",
        f"/de/aktuelles/{release.slug}/txt/",
        "/de/aktuelles/feed/",
        "/sitemap.xml",
        "/api/v2/people/",
        "/api/v2/institutions/",
    ):
        body = visitor.get(path).content.decode()
        assert not re.search(r"Übergänge|Neumann|Wellenforschung", body), path


def test_the_desk_leads_to_it(editor, client, world):
    page = client.get("/admin/").content.decode()

    assert f"{URL}?newsroom={world['newsroom'].pk}" in page


def test_another_language_comes_from_its_own_text(editor, client, world):
    make(client, give(client, world["newsroom"], text=TEXT))
    german = PressReleasePage.objects.get()
    url = f"{URL}?of={german.pk}"
    form = client.get(reverse("wagtailadmin_pages:edit", args=[german.pk]))
    assert url in form.content.decode()

    made = make(client, give(client, world["english"], url, text=ENGLISH), url)

    english = PressReleasePage.objects.exclude(pk=german.pk).get()
    assert made.url == reverse("news_both", args=[english.pk])
    assert english.translation_key == german.translation_key
    assert client.get(made.url).status_code == 200
    assert client.get(url).status_code == 404  # there is no language left


@pytest.mark.parametrize("key", ["0", "x", "99999999999999999999"])
def test_of_a_release_that_is_not_there_no_language_is_made(editor, client, world, key):
    assert client.get(URL, {"of": key}).status_code == 404


def test_a_text_in_another_language_than_the_release_is_told(editor, client, world):
    read = give(client, world["english"], text=TEXT).content.decode()

    assert "another language (German) than the release will be in (English)" in read


@pytest.mark.parametrize(
    ("newsroom", "text"), [("newsroom", TEXT), ("english", ENGLISH)]
)
def test_a_text_in_the_language_of_the_release_needs_no_word(
    newsroom, text, editor, client, world
):
    read = give(client, world[newsroom], text=text).content.decode()

    assert "another language" not in read
