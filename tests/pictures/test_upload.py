"""A picture comes in through the forms of the admin."""

from __future__ import annotations

import json
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import pytest
from PIL import Image

from wagtail.users.models import UserProfile

from portal.core.models import CustomImage
from portal.users.models import User
from tests.pictures import samples

pytestmark = pytest.mark.django_db

DAMAGED = "This picture is damaged or incomplete."


@pytest.fixture
def editor(sign_in) -> Client:
    return sign_in("Editors")


def send(editor: Client, content: bytes, name: str = "IMG_0001.jpg") -> dict:
    """Send a file as the page for several pictures does; return what it answers."""
    response = editor.post(
        reverse("wagtailimages:add_multiple"),
        {"title": name, "collection": 1, "files[]": SimpleUploadedFile(name, content)},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert response.status_code == 200
    return json.loads(response.content)


def stored(image: CustomImage | None = None) -> Image.Image:
    """Return the original that was stored last."""
    image = image or CustomImage.objects.latest("pk")
    with image.file.open("rb") as file:
        return Image.open(BytesIO(file.read()))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (samples.burdened("JPEG")[: len(samples.burdened("JPEG")) * 6 // 10], "a.jpg"),
        (samples.saved(samples.halves(), "PNG")[:600], "a.png"),
        (samples.saved(samples.halves(), "WEBP")[:200], "a.webp"),
        (samples.saved(samples.halves(), "GIF")[:700], "a.gif"),
        (samples.saved(samples.halves(), "AVIF")[:400], "a.avif"),
    ],
)
def test_refuses_a_cut_file_in_words(editor, content, name):
    answer = send(editor, content, name)
    assert answer == {"success": False, "error_message": DAMAGED}
    assert not CustomImage.objects.exists()


def test_refuses_in_german(editor):
    profile = UserProfile.get_for_user(User.objects.get())
    profile.preferred_language = "de"
    profile.save()
    answer = send(editor, samples.burdened()[:2000])
    assert answer["error_message"] == "Dieses Bild ist beschädigt oder unvollständig."


def test_stores_no_metadata_and_turns_the_picture_upright(editor):
    assert send(editor, samples.burdened())["success"]
    original = CustomImage.objects.get()
    with original.file.open("rb") as file:
        content = file.read()
    assert samples.secrets_in(content) == []
    assert (original.width, original.height) == (400, 800)
    assert original.file_size == len(content)


def test_makes_eight_bits_of_sixteen(editor):
    assert send(editor, samples.saved(samples.grey_ramp(), "PNG"), "ramp.png")[
        "success"
    ]
    image = stored()
    assert image.mode == "L"
    assert [image.getpixel((x, 0)) for x in (0, 64, 128, 255)] == [0, 64, 128, 255]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (samples.moving("GIF"), "a.gif"),
        (samples.moving("WEBP"), "a.webp"),
    ],
)
def test_refuses_a_moving_picture_in_words(editor, content, name):
    answer = send(editor, content, name)
    assert answer["error_message"].startswith("This picture moves.")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script></html>", "a.jpg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "a.jpg"),
        (samples.saved(samples.halves(), "PNG"), "a.jpg"),
        (samples.moving("PNG"), "a.png"),  # "apng", which Willow does not know
        (samples.saved(samples.halves(), "TIFF"), "a.heic"),
        (samples.phone(), "a.tif"),
        (b"", "a.jpg"),
    ],
)
def test_refuses_what_is_not_what_its_name_says(editor, content, name):
    answer = send(editor, content, name)
    assert not answer["success"]
    assert answer["error_message"]


def test_refuses_more_pixels_than_a_server_can_hold(editor, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1_000_000
    answer = send(editor, samples.saved(samples.halves((1001, 1000)), "PNG"), "a.png")
    assert answer["error_message"] == (
        "This picture is too large to be opened: at most 1 megapixels are accepted."
    )


def test_refuses_a_picture_that_claims_to_be_gigantic(editor):
    answer = send(editor, samples.claiming(65_536, 65_536), "a.png")
    assert answer["error_message"].startswith("This picture is too large")


def test_accepts_a_hundred_megabytes(settings):
    assert settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE == 100 * 1024 * 1024


def test_offers_what_the_picture_says_about_itself(editor):
    told = samples.xmp(
        samples.alternatives("dc:description", en="A bridge", de="Eine Brücke")
        + samples.alternatives("Iptc4xmpCore:AltTextAccessibility", en="Arches"),
        ' photoshop:Credit="EMBL/Ada"',
    )
    answer = send(editor, samples.saved(samples.halves(), "JPEG", xmp=told))
    assert 'value="EMBL/Ada"' in answer["form"]
    assert "Eine Brücke" in answer["form"]
    assert 'value="Arches"' in answer["form"]
    image = CustomImage.objects.get()
    assert image.caption == {"en": "A bridge", "de": "Eine Brücke"}


def add_form(image: bytes, **values) -> dict:
    return {
        "title": "Bridge",
        "collection": 1,
        "file": SimpleUploadedFile("bridge.jpg", image),
        "tags": "",
    } | values


TOLD = samples.saved(
    samples.halves(), "JPEG", exif=samples.exif(artist="Ada", description="A bridge")
)


def test_fills_what_an_editor_left_empty_and_nothing_else(editor):
    response = editor.post(
        reverse("wagtailimages:add"), add_form(TOLD, caption_en="Arches")
    )
    assert response.status_code == 302
    image = CustomImage.objects.get()
    assert image.credit == "Ada"
    assert image.caption == {"en": "Arches"}


def test_takes_another_file_for_a_picture(editor):
    send(editor, TOLD)
    image = CustomImage.objects.get()
    editor.post(
        reverse("wagtailimages:edit", args=[image.pk]),
        add_form(samples.burdened(), credit="Grace", caption_en=""),
    )
    image.refresh_from_db()
    assert image.credit == "Grace"
    assert image.caption == {"en": "Secret description"}
    assert (image.width, image.height) == (400, 800)


def test_refuses_a_damaged_file_beside_the_field(editor):
    response = editor.post(reverse("wagtailimages:add"), add_form(TOLD[:2000]))
    assert response.context["form"].errors == {"file": [DAMAGED]}


def test_makes_safe_what_comes_through_the_chooser(editor):
    values = {
        f"image-chooser-upload-{name}": value
        for name, value in add_form(samples.burdened()).items()
    }
    response = editor.post(reverse("wagtailimages_chooser:create"), values)
    assert json.loads(response.content)["step"] == "chosen"
    assert samples.secrets_in(CustomImage.objects.get().file.read()) == []


@pytest.mark.parametrize("suffix", ["HEIC", "heif", "tif", "TIFF"])
def test_takes_what_telephones_and_picture_desks_send(editor, suffix):
    content = (
        samples.phone()
        if suffix.lower().startswith("h")
        else samples.saved(samples.halves(), "TIFF")
    )
    assert send(editor, content, f"Brücke über den Neckar.{suffix}")["success"]
    assert stored().format == "JPEG"
