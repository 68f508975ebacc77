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
from PIL.TiffImagePlugin import TiffImageFile
from pillow_heif import register_heif_opener

from portal.core.picture_files.described import Described, read
from portal.core.picture_files.pixels import PLAIN_MODES, SRGB, bare, is_srgb

register_heif_opener()

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
# Those of telephones and of picture desks, which few browsers show.
CONVERTED = ("HEIF", "TIFF")
# In which a picture of few colours is the smaller one.
FEW_COLOURS = {"1", "P"}
# Numbers that are no colours of a screen: measured values, and a space of printers.
UNSHOWABLE = {"F", "LAB"}
# TIFF 6.0, NewSubfileType: bit 0 is set where a page is a smaller one of another.
SUBFILE_TYPE, IS_REDUCED = 254, 1
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
SEVERAL = _(
    "This file holds several pictures, as pages or layers. Save the one that you mean "
    "alone, as JPEG or PNG."
)
NO_COLOURS = _("This picture has colours that no screen shows. Save it in RGB or CMYK.")
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
        with Image.open(file, formats=[*SUFFIXES, *CONVERTED]) as image:
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
    _refuse_several(image)
    if image.mode in UNSHOWABLE:
        raise PictureRefused(NO_COLOURS, code="colours")
    was_plain, is_large = is_plain(image), not _fits(image.size)
    if is_large:
        # A JPEG is decoded in half its size or less, a fraction of time and memory.
        image.draft(None, _fitting(image.size))
    image.load()
    described = read(image)
    form = _form_for(image)
    name = Path(file.name or "picture").stem + SUFFIXES[form]
    # Again, because a PNG may tell of itself behind its pixels.
    if was_plain and is_plain(image) and form not in LOSSLESS:
        file.seek(0)
        content = file.read()
        if form != "JPEG" or content.endswith(END_OF_JPEG):
            return SafePicture(content, name, described)
    return SafePicture(_written(image, form, is_large), name, described)


def _refuse_several(image: ImageFile) -> None:
    """Refuse what moves, and what holds more than one picture to choose from."""
    if image.format == WITH_A_SECOND or getattr(image, "n_frames", 1) == 1:
        return
    if image.format not in CONVERTED:
        raise PictureRefused(MOVES, code="moves")
    if not isinstance(image, TiffImageFile) or _has_pages(image):
        raise PictureRefused(SEVERAL, code="several")


def _has_pages(image: TiffImageFile) -> bool:
    """Tell whether a TIFF holds more than one picture and smaller ones of it."""
    for page in range(1, image.n_frames):
        image.seek(page)
        if not image.tag_v2.get(SUBFILE_TYPE, 0) & IS_REDUCED:
            return True
    image.seek(0)
    return False


def _form_for(image: ImageFile) -> str:
    """Return the format that a loaded picture is stored in."""
    if image.format not in CONVERTED:
        return "JPEG" if image.format == WITH_A_SECOND else str(image.format)
    return "PNG" if image.mode in FEW_COLOURS or _is_see_through(image) else "JPEG"


def _is_see_through(image: Image.Image) -> bool:
    if not image.has_transparency_data:
        return False
    # Every value of it that occurs; opaque is 255.
    return any(image.convert("RGBA").getchannel("A").histogram()[:255])


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
    if form == "JPEG" and shown.mode in {"LA", "RGBA"}:
        shown = shown.convert(shown.mode[:-1])  # opaque: it would be a PNG otherwise
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
