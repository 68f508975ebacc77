"""Pictures in formats that no browser shows become ones that every browser does."""

from __future__ import annotations

from io import BytesIO

from django.core.files.base import ContentFile

import pytest
from PIL import Image

from portal.core.picture_files import safety
from portal.core.picture_files.safety import PictureRefused, make_safe
from tests.pictures import samples
from tests.pictures.test_safety import colour, is_near, safe

XMP = 700  # XMP part 3, 1.1.4


def with_xmp(form: str, packet: bytes) -> dict:
    """Return the option of Pillow that writes a packet."""
    return {"tiffinfo": {XMP: packet}} if form == "TIFF" else {"xmp": packet}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (samples.phone(), "IMG_0001.HEIC"),
        (samples.saved(samples.halves(), "TIFF"), "bridge.tif"),
        (samples.saved(samples.halves(), "TIFF", compression="tiff_lzw"), "b.tiff"),
        (samples.saved(samples.halves().convert("RGBA"), "TIFF"), "opaque.tif"),
    ],
)
def test_stores_a_photograph_as_jpeg(content, name):
    result = make_safe(ContentFile(content, name))
    assert result.name == name.rpartition(".")[0] + ".jpg"
    image = Image.open(result)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (800, 400))
    assert is_near(colour(image), (255, 0, 0))


@pytest.mark.parametrize("form", ["HEIF", "TIFF"])
def test_stores_what_is_transparent_as_png(form):
    image = samples.halves().convert("RGBA")
    image.putalpha(128)
    result = make_safe(ContentFile(samples.saved(image, form), "logo.x"))
    assert result.name == "logo.png"
    stored = Image.open(result)
    assert stored.format == "PNG"
    assert stored.getpixel((5, 5))[3] == pytest.approx(128, abs=2)


def test_stores_what_has_few_colours_as_png():
    content = samples.saved(samples.halves().convert("P"), "TIFF")
    assert safe(content, "chart.tif").format == "PNG"


SECRET = samples.xmp("<photoshop:City>Secret place</photoshop:City>")


@pytest.mark.parametrize(
    "content",
    [
        samples.phone(
            exif=samples.exif(description="Secret description", artist="Secret author"),
            xmp=SECRET,
        ),
        samples.saved(
            samples.halves(),
            "TIFF",
            tiffinfo={270: "Secret description", 315: "Secret author", XMP: SECRET},
        ),
    ],
)
def test_leaves_nothing_but_what_is_shown(content):
    assert len(samples.secrets_in(content)) >= 3
    assert samples.secrets_in(make_safe(ContentFile(content, "a.x")).read()) == []


@pytest.mark.parametrize("form", ["HEIF", "TIFF"])
def test_reads_what_it_says_about_itself(form):
    told = samples.xmp(
        samples.alternatives("dc:description", en="A bridge", de="Eine Brücke"),
        ' photoshop:Credit="EMBL/Ada"',
    )
    described = make_safe(
        ContentFile(
            samples.saved(samples.halves(), form, **with_xmp(form, told)), "a.x"
        )
    ).described
    assert described.credit == "EMBL/Ada"
    assert described.caption == {"en": "A bridge", "de": "Eine Brücke"}


def test_turns_a_telephone_s_picture_upright_once():
    content = samples.phone(exif=samples.exif(6).tobytes())
    assert Image.open(BytesIO(content)).size == (400, 800)
    image = safe(content)
    assert image.size == (400, 800)
    assert is_near(colour(image, (200, 20)), (255, 0, 0))


def test_makes_rgb_of_a_printer_s_cmyk():
    ink = Image.new("CMYK", (40, 40), (0, 255, 255, 0))
    image = safe(samples.saved(ink, "TIFF"), "a.tif")
    assert image.mode == "RGB"
    assert is_near(colour(image), (255, 0, 0))


def test_makes_eight_bits_of_sixteen():
    image = safe(samples.saved(samples.grey_ramp(), "TIFF"), "ramp.tif")
    assert image.mode == "L"
    for x in (0, 64, 128, 255):
        assert image.getpixel((x, 0)) == pytest.approx(x, abs=2)


@pytest.mark.parametrize("mode", ["F", "LAB"])
def test_refuses_colours_that_no_screen_has_in_words(mode):
    content = samples.saved(Image.new(mode, (20, 20)), "TIFF")
    with pytest.raises(PictureRefused, match="Save it in RGB"):
        make_safe(ContentFile(content, "a.tif"))


@pytest.mark.parametrize(
    "content",
    [
        samples.pages(0, 0),
        samples.pages(0, 2, 2),
        samples.saved(
            samples.halves(), "HEIF", save_all=True, append_images=[samples.halves()]
        ),
    ],
)
def test_refuses_several_pictures_in_one_file_in_words(content):
    with pytest.raises(PictureRefused, match="holds several pictures"):
        make_safe(ContentFile(content, "a.x"))


def test_takes_a_page_with_its_thumbnail():
    assert safe(samples.pages(0, 1), "a.tif").size == (60, 40)


def test_scales_down_to_what_the_press_needs(monkeypatch):
    monkeypatch.setattr(safety, "PRESS_SIZE", 300)
    for content in (samples.phone(), samples.saved(samples.halves(), "TIFF")):
        assert safe(content, "a.x").size == (300, 150)


@pytest.mark.parametrize("form", ["HEIF", "TIFF"])
def test_refuses_what_is_cut_or_too_large(form, settings):
    content = samples.saved(Image.effect_noise((400, 400), 90).convert("RGB"), form)
    with pytest.raises(PictureRefused, match="damaged or incomplete"):
        make_safe(ContentFile(content[: len(content) * 6 // 10], "a.x"))
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100_000
    with pytest.raises(PictureRefused, match="too large to be opened"):
        make_safe(ContentFile(content, "a.x"))


def test_gives_the_same_bytes_for_the_same_file():
    content = samples.phone()
    first, second = (make_safe(ContentFile(content, "a.heic")).read() for _ in "ab")
    assert first == second
    assert Image.open(BytesIO(first)).format == "JPEG"
