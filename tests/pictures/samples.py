"""Pictures as they come from cameras, agencies and image editors, made in code."""

from __future__ import annotations

from io import BytesIO
from struct import pack
from zlib import crc32

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

# Each stands in one kind of metadata of ``burdened``.
SECRETS = (
    b"Secret description",
    b"Secret author",
    b"Secret comment",
    b"Secret keyword",
    b"Secret place",
)
GPS = 0x8825
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"{attributes}>
{elements}</rdf:Description></rdf:RDF></x:xmpmeta>"""


def saved(image: Image.Image, form: str, **options) -> bytes:
    """Return a picture as a file."""
    buffer = BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def halves(size: tuple[int, int] = (800, 400)) -> Image.Image:
    """Return a picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, (0, 0, 255))
    image.paste((255, 0, 0), (0, 0, size[0] // 2, size[1]))
    return image


def xmp(elements: str = "", attributes: str = "") -> bytes:
    """Return a packet of XMP with what a picture says about itself."""
    return XMP.format(elements=elements, attributes=attributes).encode()


def alternatives(element: str, **texts: str) -> str:
    """Return a text in languages; ``x_default`` is the one of no language."""
    rows = "".join(
        f'<rdf:li xml:lang="{language.replace("_", "-")}">{text}</rdf:li>'
        for language, text in texts.items()
    )
    return f"<{element}><rdf:Alt>{rows}</rdf:Alt></{element}>"


def iptc(*datasets: tuple[int, int, bytes]) -> bytes:
    """Return a JPEG segment with IPTC-IIM datasets: record, number, value."""
    data = b"".join(
        pack(">BBBH", 0x1C, record, number, len(value)) + value
        for record, number, value in datasets
    )
    resource = b"8BIM" + pack(">HHI", 0x0404, 0, len(data)) + data
    resource += b"\0" * (len(data) % 2)
    content = b"Photoshop 3.0\0" + resource
    return b"\xff\xed" + pack(">H", len(content) + 2) + content


def exif(orientation: int = 1, **texts: str) -> Image.Exif:
    """Return EXIF with a position, and texts by the name of their tag."""
    tags = {"description": 0x010E, "artist": 0x013B, "copyright": 0x8298}
    data = Image.Exif()
    data[0x0112] = orientation
    for name, text in texts.items():
        data[tags[name]] = text.encode()
    data.get_ifd(GPS).update({1: "N", 2: (49.0, 24.0, 36.0), 3: "E", 4: (8.0, 40.0, 0)})
    return data


def burdened(form: str = "JPEG", image: Image.Image | None = None) -> bytes:
    """Return a picture that says who made it and where, lying on its side."""
    options: dict = {
        "exif": exif(6, description="Secret description", artist="Secret author"),
        "xmp": xmp("<photoshop:City>Secret place</photoshop:City>"),
    }
    if form == "JPEG":
        options["comment"] = b"Secret comment"
        options["extra"] = iptc((2, 25, b"Secret keyword"))
    if form == "PNG":
        told = PngInfo()
        told.add_text("Comment", "Secret comment")
        told.add_itxt("XML:com.adobe.xmp", options.pop("xmp").decode())
        options["pnginfo"] = told
    return saved(image or halves(), form, **options)


def secrets_in(content: bytes) -> list[str]:
    """Return what a file still tells that nobody should read."""
    with Image.open(BytesIO(content)) as image:
        image.load()
        found = [secret.decode() for secret in SECRETS if secret in content]
        found += [name for name in ("exif", "xmp", "comment") if image.info.get(name)]
        return found + (["position"] if image.getexif().get_ifd(GPS) else [])


def grey_ramp() -> Image.Image:
    """Return a ramp from black to white in 16 bits."""
    row = b"".join(pack("<H", value) for value in range(0, 65536, 256))
    return Image.frombytes("I;16", (256, 64), row * 64)


def claiming(width: int, height: int) -> bytes:
    """Return a small PNG whose header claims to be of a size."""
    content = saved(halves(), "PNG")
    header = b"IHDR" + pack(">II", width, height) + content[24:29]
    return content[:12] + header + pack(">I", crc32(header)) + content[33:]


def moving(form: str = "GIF") -> bytes:
    """Return three pictures that follow each other."""
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    return saved(
        frames[0], form, save_all=True, append_images=frames[1:], duration=200, loop=0
    )


def swapped_profile() -> bytes:
    """Return the profile of a colour space that has red where sRGB has blue.

    So that a conversion shows without doubt.
    """
    profile = bytearray(
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    )
    table = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * 20, 12)}
    red, blue = table[b"rXYZ"], table[b"bXYZ"]
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    # Its name must not say sRGB.
    name = "sRGB built-in".encode("utf-16-be")
    return bytes(profile).replace(name, "xBGR built-in".encode("utf-16-be"))


def phone(image: Image.Image | None = None, **options) -> bytes:
    """Return a picture as telephones store it."""
    return saved(image or halves(), "HEIF", **options)


def pages(*kinds: int) -> bytes:
    """Return a TIFF with a page of each kind (TIFF 6.0, NewSubfileType): 1 is a thumbnail."""
    first, *others = [halves((60, 40)) for _kind in kinds]
    for page, kind in zip([first, *others], kinds, strict=True):
        page.encoderinfo = {"tiffinfo": {254: kind}}
    return saved(
        first, "TIFF", save_all=True, append_images=others, tiffinfo={254: kinds[0]}
    )
