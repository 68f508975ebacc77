"""What a picture file says about the picture: who made it, what it shows, for whose use.

Read before it is removed, to be offered to an editor. Where several standards say
something, XMP is believed before IPTC-IIM and that before EXIF.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import Truncator

from PIL import IptcImagePlugin
from PIL.ImageFile import ImageFile

from portal.core.known_licences import recognise
from portal.core.languages import Translated, order_languages, text_languages

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
COMMONS = "{http://creativecommons.org/ns#}"
IPTC_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
ANY_LANGUAGE = "x-default"

# IPTC-IIM 4.2, record and number of a dataset.
CODED_CHARACTER_SET = (1, 90)
UTF_8 = b"\x1b%G"
BYLINE, CREDIT, COPYRIGHT_NOTICE, CAPTION = (2, 80), (2, 110), (2, 116), (2, 120)

# Exif 2.32, 4.6.4 D.
IMAGE_DESCRIPTION, ARTIST, COPYRIGHT = 0x010E, 0x013B, 0x8298
# What cameras write where a description belongs.
OF_CAMERAS = re.compile(r"digital camera|sony dsc|exif[ _]jpeg|^dcim\b|^default$", re.I)

# As in the model, but for the caption, which has no limit there.
LONGEST_LINE, LONGEST_ALT_TEXT, LONGEST_CAPTION = 200, 500, 2000

Texts = dict[str, str]


@dataclass(frozen=True)
class Described:
    """Texts for the fields of a picture; empty where its file says nothing."""

    credit: str = ""
    licence: str = ""
    usage_terms: str = ""
    caption: Translated = field(default_factory=Translated)
    alt_text: Translated = field(default_factory=Translated)


def read(image: ImageFile) -> Described:
    """Return what an opened picture says about itself, in texts that fit the fields.

    A text without a language counts as one in the language of whoever sends it.
    """
    xmp, iptc, exif = _xmp(image), _iptc(image), _exif(image)
    caption = _first(
        xmp.get(DC + "description"),
        _alone(iptc.get(CAPTION)),
        _alone(exif.get(IMAGE_DESCRIPTION)),
    )
    credit = _first(
        xmp.get(PHOTOSHOP + "Credit"),
        _alone(iptc.get(CREDIT)),
        xmp.get(DC + "creator"),
        _alone(iptc.get(BYLINE)),
        _alone(exif.get(ARTIST)),
        xmp.get(DC + "rights"),
        _alone(iptc.get(COPYRIGHT_NOTICE)),
        _alone(exif.get(COPYRIGHT)),
    )
    terms = str(_translated(xmp.get(RIGHTS + "UsageTerms", {})))
    licence = _licence(xmp, terms)
    alt_text = xmp.get(IPTC_CORE + "AltTextAccessibility", {})
    return Described(
        credit=_cut(str(_translated(credit)), LONGEST_LINE),
        licence=licence,
        usage_terms="" if recognise(terms) else _cut(terms, LONGEST_LINE),
        caption=_translated(caption, LONGEST_CAPTION),
        alt_text=_translated(alt_text, LONGEST_ALT_TEXT),
    )


def _licence(xmp: dict[str, Texts], terms: str) -> str:
    """Return the key of the known licence that a file names, by address or by name."""
    named = [
        *xmp.get(COMMONS + "license", {}).values(),
        *xmp.get(RIGHTS + "WebStatement", {}).values(),
        terms,
    ]
    return next(filter(None, map(recognise, named)), "")


def _first(*found: Texts | None) -> Texts:
    return next((texts for texts in found if texts and any(texts.values())), {})


def _alone(text: str | None) -> Texts:
    return {ANY_LANGUAGE: text} if text else {}


def _cut(text: str, length: int) -> str:
    return Truncator(text).chars(length)


def _translated(texts: Texts, length: int = LONGEST_CAPTION) -> Translated:
    """Return texts under the languages of the site; others are left out.

    The one without a language is left out too where it repeats one that has it, as
    XMP wants it (part 1, 8.2.2.4).
    """
    own = {}
    for tag, text in texts.items():
        language = tag.lower().split("-")[0]
        if tag != ANY_LANGUAGE and language in text_languages():
            own.setdefault(language, _cut(text, length))
    default = _cut(texts.get(ANY_LANGUAGE, ""), length)
    if default and default not in own.values():
        offered = next(code for code in order_languages() if code in text_languages())
        own.setdefault(offered, default)
    return Translated({code: text for code, text in own.items() if text})


def _clean(text: object) -> str:
    """Return a text in one line, without characters that no database takes."""
    return "".join(
        character
        for character in " ".join(str(text).split())
        if unicodedata.category(character) not in {"Cc", "Cs"}
    ).strip()


def _exif(image: ImageFile) -> dict[int, str]:
    """Return the texts of EXIF; UTF-8 where cameras write it against the standard."""
    try:
        found = {
            tag: text
            for tag, text in image.getexif().items()
            if tag in {IMAGE_DESCRIPTION, ARTIST, COPYRIGHT} and isinstance(text, str)
        }
    except Exception:  # noqa: BLE001  nothing in it is worth losing the picture
        return {}
    return {
        tag: _clean(_decoded(text.encode("latin-1", "replace").replace(b"\0", b" ")))
        for tag, text in found.items()
        if not OF_CAMERAS.search(text)
    }


def _iptc(image: ImageFile) -> dict[tuple[int, int], str]:
    try:
        found = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:  # noqa: BLE001  nothing in it is worth losing the picture
        return {}
    is_utf_8 = found.get(CODED_CHARACTER_SET) == UTF_8
    return {
        key: _clean(", ".join(_decoded(value, is_utf_8) for value in _listed(values)))
        for key, values in found.items()
        if key in {BYLINE, CREDIT, COPYRIGHT_NOTICE, CAPTION}
    }


def _decoded(value: bytes, is_utf_8: bool = False) -> str:
    """Return a text in UTF-8, or in Latin-1 where it cannot be UTF-8."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return (
            value.decode(errors="ignore")
            if is_utf_8
            else value.decode("cp1252", "replace")
        )


def _listed(value: Any) -> list:
    return value if isinstance(value, list) else [value]


def _xmp(image: ImageFile) -> dict[str, Texts]:
    """Return the texts of XMP by name and language.

    Pillow reads it with defusedxml, which refuses entities.
    """
    try:
        packet = image.getxmp(strip_namespaces=False)
        return dict(_properties(packet))
    except Exception:  # noqa: BLE001  nothing in it is worth losing the picture
        return {}


def _properties(packet: dict[str, Any]) -> Iterator[tuple[str, Texts]]:
    """Yield the properties of all descriptions of a packet, simple ones and lists."""
    for root in packet.values():
        rdf = root.get(RDF + "RDF", root) if isinstance(root, dict) else {}
        for description in _listed(rdf.get(RDF + "Description", [])):
            for name, value in description.items():
                yield name, dict(_texts(value))


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    """Yield the texts of a property with their languages (XMP part 1, 7.9)."""
    if isinstance(value, str):
        yield ANY_LANGUAGE, _clean(value)
    elif isinstance(value, dict):
        if address := value.get(RDF + "resource"):
            yield ANY_LANGUAGE, _clean(address)
        for kind in ("Alt", "Seq", "Bag"):
            rows = _listed((value.get(RDF + kind) or {}).get(RDF + "li", []))
            yield from _alternatives(rows) if kind == "Alt" else _enumerated(rows)


def _alternatives(rows: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for row in rows:
        if isinstance(row, dict):
            names = {name.rpartition("}")[2]: text for name, text in row.items()}
            yield names.get("lang", ANY_LANGUAGE), _clean(names.get("text", ""))
        elif row:
            yield ANY_LANGUAGE, _clean(row)


def _enumerated(rows: Iterable[Any]) -> Iterator[tuple[str, str]]:
    names = [_clean(row) for row in rows if isinstance(row, str)]
    if names:
        yield ANY_LANGUAGE, ", ".join(names)
