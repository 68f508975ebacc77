"""What a picture file says about itself, before it is removed."""

from __future__ import annotations

from io import BytesIO

from django.utils import translation

import pytest
from PIL import Image

from portal.core.picture_files.described import Described, read
from tests.pictures import samples


def described(form: str = "JPEG", **options) -> Described:
    content = samples.saved(samples.halves((16, 8)), form, **options)
    with Image.open(BytesIO(content)) as image:
        image.load()
        return read(image)


def test_says_nothing_where_the_file_says_nothing():
    assert described() == Described()


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "AVIF"])
def test_reads_xmp(form):
    told = samples.xmp(
        samples.alternatives("dc:description", en="A bridge", de_DE="Eine Brücke")
        + samples.alternatives("Iptc4xmpCore:AltTextAccessibility", de="Bögen")
        + samples.alternatives("xmpRights:UsageTerms", x_default="Editorial use")
        + "<dc:creator><rdf:Seq><rdf:li>Ada</rdf:li><rdf:li>Grace</rdf:li></rdf:Seq>"
        "</dc:creator>"
    )
    assert described(form, xmp=told) == Described(
        credit="Ada, Grace",
        usage_terms="Editorial use",
        caption={"en": "A bridge", "de": "Eine Brücke"},
        alt_text={"de": "Bögen"},
    )


def test_prefers_the_credit_line_to_the_creator():
    told = samples.xmp(
        "<dc:creator><rdf:Seq><rdf:li>Ada</rdf:li></rdf:Seq></dc:creator>",
        ' photoshop:Credit="EMBL"',
    )
    assert described(xmp=told).credit == "EMBL"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", [(1, 90, b"\x1b%G")]), ("utf-8", []), ("cp1252", [])],
)
def test_reads_iptc_in_its_encodings(encoding, mark):
    extra = samples.iptc(
        *mark,
        (2, 80, "Jörg".encode(encoding)),
        (2, 120, "Die Brücke – bei Nacht".encode(encoding)),
    )
    found = described(extra=extra)
    assert found.credit == "Jörg"
    assert found.caption == {"en": "Die Brücke – bei Nacht"}


def test_reads_exif_but_not_what_cameras_write_there():
    told = samples.exif(description="Die Brücke", copyright="Ada\0Grace")
    assert described(exif=told).caption == {"en": "Die Brücke"}
    assert described(exif=told).credit == "Ada Grace"
    camera = samples.exif(description="OLYMPUS DIGITAL CAMERA         ")
    assert described(exif=camera).caption == {}


def test_takes_a_text_of_no_language_for_one_of_the_editor():
    told = samples.xmp(samples.alternatives("dc:description", x_default="Brücke"))
    with translation.override("de"):
        assert described(xmp=told).caption == {"de": "Brücke"}
    told = samples.xmp(
        samples.alternatives("dc:description", x_default="Brücke", de="Brücke")
    )
    assert described(xmp=told).caption == {"de": "Brücke"}


def test_cuts_what_is_too_long_for_a_field():
    told = samples.xmp(
        samples.alternatives("Iptc4xmpCore:AltTextAccessibility", en="b" * 900),
        f' photoshop:Credit="{"a" * 900}"',
    )
    found = described(xmp=told)
    assert len(found.credit) == 200
    assert len(found.alt_text["en"]) == 500


def test_leaves_out_what_no_database_takes():
    extra = samples.iptc((2, 110, b"Ada\x00 \x07Lovelace"), (2, 120, b"A\r\nbridge"))
    found = described(extra=extra)
    assert (found.credit, found.caption) == ("Ada Lovelace", {"en": "A bridge"})


@pytest.mark.parametrize(
    "told",
    [
        b"<x",
        b"<a/>",
        b"\xff\xfe",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        samples.xmp("<dc:description>plain</dc:description>"),
        samples.xmp("<dc:creator><rdf:Seq/></dc:creator>"),
        samples.xmp("<dc:creator/>"),
        samples.xmp("<dc:description><rdf:Alt><rdf:li/></rdf:Alt></dc:description>"),
    ],
)
def test_survives_any_xmp(told):
    assert described(xmp=told).credit == ""
