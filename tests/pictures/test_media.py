"""Addresses below /media/ and /documents/ answer, whatever stands in them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from django.core.files.base import ContentFile
from django.test import Client

import pytest

from portal.core.models import CustomDocument
from tests import factories

pytestmark = pytest.mark.django_db

# No page can have such a name, so nothing is looked for elsewhere.
NAMES = [
    "nothing.jpg",
    "a" * 256,
    "a" * 5000,
    "ä" * 130 + ".jpg",
    "..",
    ".",
    "a.jpg/",
    "a/b/c.jpg",
    "a\\b.jpg",
    "\ud800.jpg",
    "a\nb.jpg",
    ".hidden",
    "%2e",
]
# These could be pages, which are looked for under the prefix of a language.
OTHER_NAMES = ["", "con", "~root", "*", "a" * 255, "a" * 100 + "/" + "a" * 200]


def encoded(name: str) -> str:
    return quote(name.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", NAMES)
def test_answers_404_for_any_name_that_is_no_picture(client: Client, name):
    assert client.get(f"/media/images/{encoded(name)}").status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_answers_404_for_any_name_of_a_document(client: Client, name):
    document = CustomDocument.objects.create(
        title="Data", file=ContentFile(b"1,2", name="data.csv")
    )
    url = f"/documents/{document.pk}/{encoded(name)}"
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("name", OTHER_NAMES)
@pytest.mark.parametrize("folder", ["media/images", "documents/1", "media"])
def test_finds_no_page_either(client: Client, folder, name):
    response = client.get(f"/{folder}/{encoded(name)}", follow=True)
    assert response.status_code == 404


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "٣", "0"])
def test_answers_404_for_any_number_of_a_document(client: Client, number):
    assert client.get(f"/documents/{number}/data.csv").status_code == 404


def test_leads_from_sizes_to_no_original(client: Client):
    image = factories.add_image()
    original = f"/media/images/../{image.file.name}"
    assert client.get(original).status_code == 404
    rendition = image.get_rendition("width-100")
    factories.add_person(portrait=image)
    assert client.get(rendition.url).status_code == 200
    assert client.get(f"{rendition.url}/").status_code == 404


def test_answers_404_for_a_document_whose_file_is_lost(sign_in):
    document = CustomDocument.objects.create(
        title="Data", file=ContentFile(b"1,2", name="data.csv")
    )
    client = sign_in("Editors")
    assert client.get(document.url).status_code == 200
    Path(document.file.path).unlink()
    assert client.get(document.url).status_code == 404
