"""Make a picture safe when it comes in: refuse it in words, or keep what it shows.

What is stored is upright, in sRGB with 8 bits, no larger than the press needs, and
says nothing about who made it where, but for a profile of its colours.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from PIL import Image, JpegImagePlugin
from PIL.ImageFile import ImageFile

from portal.core.picture_files.described import Described, read
from portal.core.picture_files.pixels import PLAIN_MODES, SRGB, bare, is_srgb

# The longest side of what is stored, in pixels: 50 cm in print at 300 dpi, which is
# more than the width of an A3 sheet.
PRESS_SIZE = 6000
SUFFIXES = {
    "AVIF": ".avif",
    "GIF": ".gif",
    "JPEG": ".jpg",
    "PNG": ".png",
    "WEBP": ".webp",
}
# A JPEG of a telephone, with a second picture behind the first.
WITH_A_SECOND = "MPO"
# For pictures whose pixels are others than those of the file.
QUALITY: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 85},
    "JPEG": {"quality": 92, "subsampling": 0, "optimize": True},
    "WEBP": {"quality": 90},
}
# Formats that can be written again without loss, so they always are.
LOSSLESS = {"GIF", "PNG"}
# What Pillow tells of a file that is needed to show it.
HARMLESS = {
    "adobe",
    "adobe_transform",
    "aspect",
    "background",
    "chromaticity",
    "dpi",
    "duration",
    "extension",
    "gamma",
    "icc_profile",
    "interlace",
    "jfif",
    "jfif_density",
    "jfif_unit",
    "jfif_version",
    "loop",
    "progression",
    "progressive",
    "srgb",
    "timestamp",
    "transparency",
    "version",
}
HARMLESS_SEGMENTS = {"APP0", "APP2", "APP14"}  # JFIF, colour profile, Adobe's transform
END_OF_JPEG = b"\xff\xd9"

DAMAGED = _("This picture is damaged or incomplete.")
MOVES = _(
    "This picture moves. Nobody could stop it on the page, so pictures stand still "
    "here: export one of its frames as PNG, or link to a film."
)
TOO_MANY_PIXELS = _(
    "This picture is too large to be opened: at most %(most)d megapixels are accepted."
)


class PictureRefused(ValidationError):  # noqa: N818
    """A picture that is not stored, and why, in words for whoever sent it."""


class SafePicture(ContentFile):
    """A picture that can be stored as it is, and what its file said about it."""

    def __init__(self, content: bytes, name: str, described: Described) -> None:
        super().__init__(content, name)
        self.described = described


def make_safe(file: File) -> SafePicture:
    """Return a picture as it may be stored, under the suffix of its true format.

    Raises PictureRefused.
    """
    try:
        file.seek(0)
        with Image.open(file, formats=[*SUFFIXES]) as image:
            _refuse_too_many_pixels(image.size)
            return _made_safe(image, file)
    except PictureRefused:
        raise
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except Exception as error:
        raise PictureRefused(DAMAGED, code="damaged") from error


def is_plain(image: ImageFile) -> bool:
    """Tell whether an opened picture could be stored as it is."""
    segments = {name for name, _data in getattr(image, "applist", [])}
    return (
        _fits(image.size)
        and image.format != WITH_A_SECOND
        and image.mode in PLAIN_MODES
        and is_srgb(image)
        and image.info.keys() <= HARMLESS
        and segments <= HARMLESS_SEGMENTS
        and not getattr(image, "private_chunks", [])
    )


def _too_many_pixels() -> PictureRefused:
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return PictureRefused(TOO_MANY_PIXELS, code="pixels", params={"most": most})


def _refuse_too_many_pixels(size: tuple[int, int]) -> None:
    """Refuse by the size in the header, before anything is decoded."""
    if size[0] * size[1] > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()


def _made_safe(image: ImageFile, file: File) -> SafePicture:
    if image.format != WITH_A_SECOND and getattr(image, "n_frames", 1) > 1:
        raise PictureRefused(MOVES, code="moves")
    was_plain, is_large = is_plain(image), not _fits(image.size)
    if is_large:
        # A JPEG is decoded in half its size or less, a fraction of time and memory.
        image.draft(None, _fitting(image.size))
    image.load()
    form = "JPEG" if image.format == WITH_A_SECOND else str(image.format)
    name = Path(file.name or "picture").stem + SUFFIXES[form]
    described = read(image)
    # Again, because a PNG may tell of itself behind its pixels.
    if was_plain and is_plain(image) and form not in LOSSLESS:
        file.seek(0)
        content = file.read()
        if form != "JPEG" or content.endswith(END_OF_JPEG):
            return SafePicture(content, name, described)
    return SafePicture(_written(image, form, is_large), name, described)


def _fits(size: tuple[int, int]) -> bool:
    return max(size) <= PRESS_SIZE


def _fitting(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size that a larger one is scaled down to, at the same proportions."""
    ratio = PRESS_SIZE / max(size)
    return max(1, round(size[0] * ratio)), max(1, round(size[1] * ratio))


def _written(image: ImageFile, form: str, is_scaled: bool) -> bytes:
    """Return what a loaded picture shows as a file of a format."""
    options = dict(QUALITY.get(form, {}))
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        options["progressive"] = bool(image.info.get("progressive"))
        if image.mode in {"L", "RGB"} and is_srgb(image) and not is_scaled:
            # With its own tables a JPEG loses next to nothing.
            del options["quality"]
            options["qtables"] = image.quantization
            options["subsampling"] = JpegImagePlugin.get_sampling(image)
    shown = bare(image)
    # A profile of three colours does not go with greys (PNG, 11.3.2.3).
    if form != "GIF" and shown.mode not in {"1", "L", "LA"}:
        options["icc_profile"] = SRGB
    if not _fits(shown.size):
        if shown.mode in {"1", "P"}:
            has_alpha = "transparency" in shown.info
            shown = shown.convert("RGBA" if has_alpha else "RGB")
        shown = shown.resize(_fitting(shown.size), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    shown.save(buffer, form, **options)
    return buffer.getvalue()
