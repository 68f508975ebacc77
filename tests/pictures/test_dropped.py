"""Pictures that are dropped on the form of a release."""

from __future__ import annotations

import json
from io import BytesIO

from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import pytest
from PIL import Image

from wagtail.users.models import UserProfile

from portal.core.models import CustomImage, FileUse
from portal.users.models import User
from tests.factories import add_image, add_release
from tests.pictures import samples

pytestmark = pytest.mark.django_db

TOLD = samples.saved(
    samples.halves(),
    "JPEG",
    xmp=samples.xmp(
        samples.alternatives("dc:description", en="A bridge", de="Eine Brücke")
        + samples.alternatives("Iptc4xmpCore:AltTextAccessibility", en="Arches"),
        ' photoshop:Credit="EMBL/Ada"',
    ),
)


@pytest.fixture
def editor(sign_in) -> Client:
    return sign_in("Editors")


def drop(client: Client, content: bytes, name: str = "IMG_1.jpg", **data):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("core_drop_picture"), {"file": file, **data})


def describe(client: Client, image: CustomImage, **values):
    address = reverse("core_describe_picture", args=[image.pk])
    sent = {f"picture-{image.pk}-{name}": value for name, value in values.items()}
    return client.post(address, sent)


def test_makes_a_picture_and_a_block_of_it(editor):
    answer = drop(editor, TOLD, language="en").json()
    image = CustomImage.objects.get()
    assert answer["block"]["type"] == "picture"
    assert answer["block"]["value"]["image"]["image"]["id"] == image.pk
    assert answer["block"]["value"]["image"]["alt_text"] == "Arches"
    assert not answer["block"]["value"]["caption"]  # that of the picture is shown
    assert answer["lead"]["id"] == image.pk
    assert (image.credit, image.caption["de"]) == ("EMBL/Ada", "Eine Brücke")
    assert image.uploaded_by_user == User.objects.get()
    assert 'value="Arches"' in answer["row"]


def test_offers_no_alternative_text_in_another_language(editor):
    answer = drop(editor, TOLD, language="de").json()
    assert answer["block"]["value"]["image"]["alt_text"] == ""


def test_is_private_until_something_public_shows_it(editor, client):
    drop(editor, TOLD)
    image = CustomImage.objects.get()
    assert not FileUse.objects.exists()
    editor.logout()
    assert editor.get(image.get_rendition("max-165x165").file.url).status_code == 404


@pytest.mark.parametrize("suffix", ["HEIC", "tif"])
def test_converts_what_a_photographer_sends(editor, suffix):
    content = (
        samples.phone()
        if suffix == "HEIC"
        else samples.saved(samples.halves().convert("CMYK"), "TIFF")
    )
    assert drop(editor, content, f"Brücke.{suffix}").status_code == 200
    image = CustomImage.objects.get()
    assert image.title == "Brücke"
    with image.file.open("rb") as file:
        assert Image.open(BytesIO(file.read())).format == "JPEG"


def test_names_it_as_the_file_in_composed_characters(editor):
    drop(editor, TOLD, "Bru\u0308cke_u\u0308ber den Neckar.JPG")
    assert CustomImage.objects.get().title == "Brücke über den Neckar"


def test_names_it_shorter_than_the_field(editor):
    assert drop(editor, TOLD, "ä" * 250 + ".jpg").status_code == 200


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (TOLD[:2000], "a.jpg", "damaged or incomplete"),
        (b"%PDF-1.7", "a.pdf", "valid image"),
        (samples.pages(0, 0), "a.tif", "holds several pictures"),
        (samples.moving(), "a.gif", "moves"),
        (samples.claiming(65_536, 65_536), "a.png", "too large"),
        (b"", "a.jpg", "empty"),
    ],
)
def test_refuses_a_bad_file_in_words(editor, content, name, words):
    response = drop(editor, content, name)
    assert response.status_code == 422
    assert words in response.json()["error"]
    assert not CustomImage.objects.exists()


def test_refuses_in_the_language_of_the_editor(editor):
    profile = UserProfile.get_for_user(User.objects.get())
    profile.preferred_language = "de"
    profile.save()
    error = drop(editor, TOLD[:2000]).json()["error"]
    assert error == "Dieses Bild ist beschädigt oder unvollständig."


def test_refuses_a_file_that_is_too_big(editor, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    response = drop(editor, TOLD)
    assert response.status_code == 422
    assert "too big" in response.json()["error"]


def test_takes_one_file_at_a_time(editor):
    files = [SimpleUploadedFile(f"{name}.jpg", TOLD) for name in "ab"]
    address = reverse("core_drop_picture")
    assert editor.post(address, {"file": files}).status_code == 400
    assert editor.post(address).status_code == 400
    assert editor.get(address).status_code == 405
    assert not CustomImage.objects.exists()


def test_takes_the_picture_that_is_there_when_it_comes_again(editor):
    first = drop(editor, TOLD, "a.jpg").json()
    second = drop(editor, TOLD, "b.jpg").json()
    assert CustomImage.objects.count() == 1
    assert second["lead"]["id"] == first["lead"]["id"]
    assert first["note"] == ""
    assert second["note"] == "The library has this picture already: “a”."


def test_is_for_those_who_may_add_pictures(client, sign_in):
    assert drop(client, TOLD).status_code == 302  # to the sign-in page
    group = Group.objects.create(name="Readers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    sign_in("Readers")
    assert drop(client, TOLD).status_code in {302, 403}
    assert not CustomImage.objects.exists()


def test_describes_it_without_leaving_the_form(editor):
    drop(editor, TOLD)
    image = CustomImage.objects.get()
    response = describe(editor, image, alt_text_de="Bögen", credit="Foto: Grace")
    assert response.status_code == 200
    image.refresh_from_db()
    assert image.alt_text == {"de": "Bögen"}
    assert image.credit == "Grace"
    assert image.title == "IMG 1"


def test_says_beside_the_field_what_is_wrong(editor):
    drop(editor, TOLD)
    image = CustomImage.objects.get()
    response = describe(editor, image, alt_text_de="x" * 501)
    assert response.status_code == 422
    assert "500" in json.loads(response.content)["row"]


def test_leaves_alone_what_somebody_may_not_change(editor, site):
    image = add_image()
    add_release(site["en"]["newsroom"], "A bridge", lead_image=image)
    response = describe(editor, image, credit="Nobody")
    assert response.status_code == 422
    image.refresh_from_db()
    assert image.credit != "Nobody"
    assert describe(editor, CustomImage(pk=10**6)).status_code == 404


def test_is_offered_in_the_form_of_a_release(editor, site):
    newsroom = site["en"]["newsroom"]
    add = reverse(
        "wagtailadmin_pages:add", args=["news", "pressreleasepage", newsroom.pk]
    )
    content = editor.get(add).content.decode()
    assert reverse("core_drop_picture") in content
    assert "Add pictures" in content
