"""What a picture shows, apart from everything else its file holds."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms

ORIENTATION = 0x0112  # Exif 2.32, 4.6.4 A
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Modes of at most 8 bits a channel in which grey or sRGB is kept.
PLAIN_MODES = {"1", "L", "LA", "P", "RGB", "RGBA"}


def _srgb_profile() -> bytes:
    """Return a profile of sRGB that is the same in every process.

    Little CMS writes the present time into it (ICC.1:2022, 7.2.8).
    """
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile[:24] + b"\x07\xd0\0\x01\0\x01\0\0\0\0\0\0" + profile[36:]


SRGB = _srgb_profile()


def orientation(image: Image.Image) -> int:
    """Return how the camera was held, 1 for upright (Exif 2.32, 4.6.4 A)."""
    try:
        return image.getexif().get(ORIENTATION, 1)
    except Exception:  # noqa: BLE001  whatever is wrong with it, the picture is shown
        return 1


def is_srgb(image: Image.Image) -> bool:
    """Tell whether the numbers of a picture mean sRGB; without a profile they do."""
    profile = image.info.get("icc_profile")
    if not profile:
        return True
    try:
        return "srgb" in ImageCms.getProfileDescription(_opened(profile)).lower()
    except ImageCms.PyCMSError:
        return True


def bare(image: Image.Image) -> Image.Image:
    """Return a picture upright, in grey or sRGB with 8 bits, with nothing said about it.

    The one that is given is used up: a copy of it would take hundreds of megabytes.
    Raises what Pillow raises when the file is damaged.
    """
    image.load()
    turn = UPRIGHT.get(orientation(image))
    shown = _in_srgb(_in_eight_bits(image))
    transparency = shown.info.get("transparency") if shown.mode == "P" else None
    shown = shown if turn is None else shown.transpose(turn)
    shown.info = {} if transparency is None else {"transparency": transparency}
    return shown


def _opened(profile: bytes) -> ImageCms.ImageCmsProfile:
    try:
        return ImageCms.ImageCmsProfile(BytesIO(profile))
    except OSError as error:
        raise ImageCms.PyCMSError(error) from error


def _in_eight_bits(image: Image.Image) -> Image.Image:
    if image.mode == "I" or image.mode.startswith("I;16"):
        # Plain conversion would cut everything above 255 off, to white.
        reduced = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
        reduced.info = dict(image.info)
        reduced.info.pop("transparency", None)
        return reduced
    if image.mode in {"L", "RGB"} and "transparency" in image.info:
        return image.convert("LA" if image.mode == "L" else "RGBA")
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    if not is_srgb(image):
        if image.mode == "P":
            has_alpha = "transparency" in image.info
            image = image.convert("RGBA" if has_alpha else "RGB")
        try:
            return _converted(image)
        except ImageCms.PyCMSError:
            pass  # the profile is broken or that of another picture
    if image.mode in PLAIN_MODES:
        return image
    return image.convert("RGBA" if image.mode in {"La", "PA", "RGBa"} else "RGB")


def _converted(image: Image.Image) -> Image.Image:
    """Return a picture converted by its profile. Raises PyCMSError."""
    alpha = image.getchannel("A") if image.mode in {"LA", "RGBA"} else None
    is_grey = image.mode in {"1", "L", "LA"}
    opaque = image.convert("L" if is_grey else "RGB") if alpha or is_grey else image
    shown = ImageCms.profileToProfile(
        opaque, _opened(image.info["icc_profile"]), _opened(SRGB), outputMode="RGB"
    )
    if shown is None:
        raise ImageCms.PyCMSError("nothing was converted")
    if is_grey:
        shown = shown.convert("L")
    if alpha:
        shown.putalpha(alpha)
    return shown
