"""Sizes of a picture, even of one that was stored before originals were made safe."""

from __future__ import annotations

from io import BytesIO

from django.core.files.base import ContentFile

import pytest
from PIL import Image

from portal.core.models import CustomImage
from tests import factories
from tests.pictures import samples

pytestmark = pytest.mark.django_db

SPECS = [
    "max-1280x1280|format-jpeg",
    "fill-1200x630|format-jpeg",
    "width-640|format-webp",
    "width-100|format-avif",
    "width-100|format-png",
    "max-165x165",
    "original",
]


def as_before(content: bytes, name: str = "a.jpg") -> CustomImage:
    """Return a picture whose original lies on the disk as it was sent."""
    image = factories.add_image()
    storage = image.file.storage
    path = image.file.name.rpartition(".")[0] + name[-4:]
    image.file.name = storage.save(path, BytesIO(content))
    with Image.open(BytesIO(content)) as opened:
        image.width, image.height = opened.size
    CustomImage.objects.filter(pk=image.pk).update(
        file=image.file.name, width=image.width, height=image.height
    )
    return CustomImage.objects.get(pk=image.pk)


@pytest.mark.parametrize("spec", SPECS)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_holds_no_metadata(form, spec):
    image = as_before(samples.burdened(form), f"a.{form.lower()[-3:]}")
    rendition = image.get_rendition(spec)
    content = rendition.file.read()
    assert samples.secrets_in(content) == []
    assert "icc_profile" not in Image.open(BytesIO(content)).info


def test_holds_none_when_several_are_made_at_once():
    image = as_before(samples.burdened())
    for rendition in image.get_renditions(*SPECS).values():
        assert samples.secrets_in(rendition.file.read()) == []


@pytest.mark.parametrize("spec", SPECS)
def test_scales_sixteen_bits_to_eight(spec):
    image = as_before(samples.saved(samples.grey_ramp(), "PNG"), "a.png")
    made = Image.open(BytesIO(image.get_rendition(spec).file.read())).convert("L")
    middle = made.getpixel((made.width // 2, made.height // 2))
    assert abs(middle - 128) < 8


def test_shows_the_colours_of_a_wide_gamut_without_its_profile():
    content = samples.saved(
        Image.new("RGB", (40, 40), (200, 0, 0)),
        "PNG",
        icc_profile=samples.swapped_profile(),
    )
    rendition = as_before(content, "a.png").get_rendition("width-20|format-png")
    red, _green, blue = Image.open(BytesIO(rendition.file.read())).getpixel((2, 2))
    assert red < 20
    assert blue > 180


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK"])
@pytest.mark.parametrize("spec", SPECS)
def test_makes_every_size_of_every_mode(mode, spec):
    form = "JPEG" if mode == "CMYK" else "PNG"
    content = samples.saved(samples.halves((300, 200)).convert(mode), form)
    image = factories.add_image()
    image.file.save(f"a.{form.lower()}", ContentFile(content))
    assert image.get_rendition(spec).width > 0


def test_is_none_where_the_original_is_lost_or_damaged():
    lost = factories.add_image()
    lost.file.storage.delete(lost.file.name)
    assert lost.in_size("width-100") is None
    damaged = as_before(samples.burdened()[:3000])
    assert damaged.in_size("width-100") is None


def test_feed_and_share_pictures_of_a_release_say_nothing(client, newsroom):
    image = as_before(samples.burdened())
    release = factories.add_release(newsroom, "Bridge", lead_image=image)
    html = client.get(release.get_url()).content.decode()
    shared = html.partition('property="og:image" content="')[2].partition('"')[0]
    assert shared.endswith("fill-1200x630.format-jpeg.jpg")
    own = f"{release.get_url()}share/"
    for address in (release.record.image.url, shared, own):
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        assert samples.secrets_in(content) == []
