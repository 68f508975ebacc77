"""What is stored of a picture, in every format it can come in."""

from __future__ import annotations

from io import BytesIO

from django.core.files.base import ContentFile

import pytest
from PIL import Image, ImageChops, ImageStat

from portal.core.picture_files import safety
from portal.core.picture_files.safety import PictureRefused, make_safe
from tests.pictures import samples


def safe(content: bytes, name: str = "picture.jpg") -> Image.Image:
    """Return what is stored of a file."""
    return Image.open(BytesIO(make_safe(ContentFile(content, name)).read()))


def colour(image: Image.Image, at: tuple[int, int] = (2, 2)) -> tuple[int, ...]:
    """Return the colour of a point, as people see it."""
    return image.convert("RGB").getpixel(at)


def is_near(first: tuple[int, ...], second: tuple[int, ...], most: int = 12) -> bool:
    return all(abs(a - b) <= most for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_leaves_nothing_but_what_is_shown(form):
    content = samples.burdened(form)
    assert len(samples.secrets_in(content)) >= 5
    result = make_safe(ContentFile(content, "IMG_1.x"))
    assert samples.secrets_in(result.read()) == []
    image = Image.open(BytesIO(content))
    assert Image.open(result).format == image.format == form


@pytest.mark.parametrize("orientation", range(1, 9))
def test_turns_every_orientation_upright(orientation):
    backwards = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    shown = Image.new("RGB", (40, 20), "blue")
    shown.paste("red", (0, 0, 10, 5))
    held = shown.transpose(backwards[orientation]) if orientation > 1 else shown
    content = samples.saved(held, "PNG", exif=samples.exif(orientation))
    assert safe(content, "a.png").tobytes() == shown.tobytes()


def test_converts_wide_gamuts_to_srgb():
    content = samples.saved(
        Image.new("RGB", (40, 40), (200, 0, 0)),
        "PNG",
        icc_profile=samples.swapped_profile(),
    )
    image = safe(content, "a.png")
    assert is_near(colour(image), (0, 0, 200))
    assert b"sRGB".decode().encode("utf-16-be") in image.info["icc_profile"]


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA"])
def test_converts_by_a_profile_in_every_mode(mode):
    image = Image.new("RGBA", (40, 40), (200, 0, 0, 128)).convert(mode)
    content = samples.saved(image, "PNG", icc_profile=samples.swapped_profile())
    stored = safe(content, "a.png")
    if mode in {"LA", "RGBA"}:
        assert stored.getpixel((2, 2))[-1] == 128
    if mode in {"P", "RGBA"}:
        assert is_near(colour(stored), (0, 0, 200))


def test_ignores_a_profile_that_is_none():
    content = samples.saved(samples.halves(), "PNG", icc_profile=b"no profile" * 30)
    assert colour(safe(content, "a.png")) == (255, 0, 0)


def test_makes_rgb_of_cmyk():
    ink = Image.new("CMYK", (40, 40), (0, 255, 255, 0))
    image = safe(samples.saved(ink, "JPEG", quality=95))
    assert image.mode == "RGB"
    assert is_near(colour(image), (255, 0, 0))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_keeps_a_png_pixel_by_pixel(mode):
    image = samples.halves().convert(mode)
    stored = safe(samples.saved(image, "PNG"), "a.png")
    assert stored.convert("RGBA").tobytes() == image.convert("RGBA").tobytes()


def test_keeps_what_is_transparent():
    image = Image.new("P", (20, 20), 0)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.paste(1, (0, 0, 10, 20))
    content = samples.saved(image, "PNG", transparency=0)
    assert safe(content, "a.png").convert("RGBA").getpixel((15, 5))[3] == 0
    content = samples.saved(
        Image.new("RGB", (20, 20), "red"), "PNG", transparency=(255, 0, 0)
    )
    assert safe(content, "a.png").convert("RGBA").getpixel((5, 5))[3] == 0


def test_keeps_a_plain_jpeg_byte_by_byte():
    content = samples.saved(samples.halves(), "JPEG", quality=80)
    assert make_safe(ContentFile(content, "a.jpg")).read() == content


def test_takes_metadata_from_a_jpeg_without_loss_that_can_be_seen():
    noise = Image.effect_noise((200, 200), 40).convert("RGB")
    content = samples.saved(noise, "JPEG", quality=80, exif=samples.exif())
    before, after = Image.open(BytesIO(content)), safe(content)
    assert after.quantization == before.quantization
    difference = ImageStat.Stat(ImageChops.difference(before, after))
    assert max(difference.mean) < 0.5  # of 255


def test_gives_the_same_bytes_for_the_same_file():
    content = samples.burdened()
    first, second = (make_safe(ContentFile(content, "a.jpg")).read() for _ in "ab")
    assert first == second


def test_drops_what_stands_behind_a_jpeg():
    content = samples.saved(samples.halves(), "JPEG") + b"film with position"
    assert b"film" not in make_safe(ContentFile(content, "a.jpg")).read()
    pair = samples.saved(
        samples.halves(), "MPO", save_all=True, append_images=[samples.halves()]
    )
    assert Image.open(BytesIO(pair)).format == "MPO"
    assert safe(pair).format == "JPEG"
    assert getattr(safe(pair), "n_frames", 1) == 1


def test_scales_down_to_what_the_press_needs(monkeypatch):
    monkeypatch.setattr(safety, "PRESS_SIZE", 300)
    for form in ("JPEG", "PNG", "WEBP"):
        image = safe(samples.saved(samples.halves(), form), "a.x")
        assert image.size == (300, 150)
        assert is_near(colour(image), (255, 0, 0))
    assert safe(samples.saved(samples.grey_ramp(), "PNG"), "a.png").mode == "L"
    palette = samples.halves().convert("P")
    assert safe(samples.saved(palette, "PNG"), "a.png").size == (300, 150)


def test_scales_in_good_quality_what_was_saved_in_a_bad_one(monkeypatch):
    monkeypatch.setattr(safety, "PRESS_SIZE", 400)
    content = samples.saved(samples.halves(), "JPEG", quality=30)
    assert max(safe(content).quantization[0]) < max(
        Image.open(BytesIO(content)).quantization[0]
    )


def test_is_stored_under_its_true_suffix():
    file = ContentFile(samples.saved(samples.halves(), "PNG"), "a.jpg")
    assert make_safe(file).name == "a.png"


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<html>", b"\xff\xd8\xff" * 9])
def test_refuses_what_is_no_picture(content):
    with pytest.raises(PictureRefused, match="damaged or incomplete"):
        make_safe(ContentFile(content, "a.jpg"))


def test_shows_a_picture_whose_exif_is_broken():
    content = samples.saved(samples.halves(), "JPEG", exif=b"Exif\0\0broken" * 20)
    assert safe(content).size == (800, 400)
