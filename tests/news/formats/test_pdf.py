import re
from xml.etree import ElementTree as ET

import pytest

from news.pages import PressReleasePage
from news.syndication.formats import pdf, typesetting
from news.syndication.formats.sources import source_of
from tests.factories import add_release, add_translation, publish
from tests.news.formats import pdf_text, pdf_ua

DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def metadata(document: bytes) -> ET.Element:
    return ET.fromstring(re.search(rb"(?s)<x:xmpmeta.*</x:xmpmeta>", document)[0])


def title_of(document: bytes) -> str:
    return metadata(document).find(f".//{DC}title//{RDF}li").text


def squeezed(text: str) -> str:
    """Return a text without what depends on where its lines end."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def test_says_everything_in_the_order_of_the_page(get, full):
    document = get(full, "pdf").content

    text = squeezed(pdf_text.read(document))
    parts = [
        "No. 48 · 6 August 2020",
        "Computing",
        "A bridge — between α and ü",
        "Engines & poems.",
        "A teal sheet · Picture: Dateline · CC BY 4.0",
        "Heidelberg – The whole text, with a link.",
        "Next",
        "“It will compose music.”",
        "– Ada Lovelace, Größe & Ämter Institute",
        "She expects poems, too.",
        "One",
        "In figures",
        "Notes to editors",
        "About Größe & Ämter Institute",
        "On engines",
        "Open day: 1 September 2020, 10:00 CEST, Main hall",
        "Press contact",
        "press@newsroom.example",
        "http://localhost/en/newsroom/bridge/",
    ]
    for part in parts:
        assert squeezed(part) in text
        text = text.partition(squeezed(part))[2]


def test_is_tagged_and_in_its_language(get, newsroom):
    german = publish(add_translation(add_release(newsroom), title="Größe"))

    document = get(german, "pdf").content

    assert document.startswith(b"%PDF-1.7")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in document
    assert b"/StructTreeRoot" in document
    assert b"/Lang(de)" in document
    assert title_of(document) == "Größe"


def test_the_checker_finds_what_is_wrong(get, full):
    document = get(full, "pdf").content

    for whole, broken in (
        (b"/Lang(en)", b"/Lung(en)"),
        (b"/Marked true", b"/Marked null"),
        (b"<pdfuaid:part>1<", b"<pdfuaid:part>7<"),
    ):
        assert document.count(whole) == 1
        assert pdf_ua.find_faults(document.replace(whole, broken)), whole


def test_links_are_live_and_the_picture_is_described(get, full):
    document = get(full, "pdf").content

    assert b"/URI(https://example.org/a_(b))" in document
    assert b"/URI(mailto:press@newsroom.example)" in document
    assert b"/Alt(Teal)" in document


def test_fonts_are_embedded_and_those_of_typst(get, full):
    document = get(full, "pdf").content

    fonts = set(re.findall(rb"/FontName/[A-Z]{6}\+([\w-]+)", document))
    assert fonts
    assert all(
        font.startswith((b"LibertinusSerif", b"DejaVuSansMono")) for font in fonts
    )
    assert document.count(b"/FontFile") == len(fonts)


def test_the_same_content_has_the_same_bytes(full):
    assert pdf.build(source_of(full)) == pdf.build(source_of(full))


def test_the_time_in_it_is_that_of_the_last_change(get, newsroom):
    release = add_release(newsroom)
    pages = PressReleasePage.objects.filter(pk=release.pk)
    pages.update(last_published_at=release.last_published_at.replace(year=2040))

    assert b"<xmp:ModifyDate>2040-" in get(release, "pdf").content


@pytest.mark.parametrize("level", ["2", "3"])
def test_headings_may_begin_at_any_level(get, newsroom, level):
    """As they did in texts from before there was a rule."""
    body = [
        {"type": "heading", "value": {"text": "First", "level": level}},
        {"type": "heading", "value": {"text": "Second", "level": "2"}},
    ]
    release = add_release(newsroom)
    release.body = body
    release.save(update_fields=["body"])

    text = pdf_text.read(get(release, "pdf").content)

    assert text.index("First") < text.index("Second")


@pytest.mark.parametrize(
    "title",
    [
        "😀",
        "中文标题",
        "x 😀👨‍👩‍👧 y",
        "العربية עברית",
        "e\u0301\u0489\u20dd 🏳️‍🌈",
        "\u200d",
    ],
)
def test_what_the_fonts_lack_is_said_to_those_who_listen(get, newsroom, title):
    release = add_release(newsroom, title)

    document = get(release, "pdf").content

    assert title_of(document).strip() == release.title.strip("\n")
    unseen = [part for part, shows in typesetting.split(release.title) if not shows]
    assert document.count(b"/Alt") >= len(unseen)


def test_every_face_has_what_german_and_english_need():
    text = "ÄÖÜäöüß—–„“”‚‘’…•·×→€½αβγδμΩКириллица₂²"

    assert list(typesetting.split(text)) == [(text, True)]


def test_what_is_plain_is_in_every_face():
    plain = "".join(sorted(typesetting.PLAIN - {"\n"}))

    assert typesetting._is_set(plain)


def test_a_run_that_cannot_be_set_is_boxed(full, monkeypatch):
    """What is found in the fonts alone may still be missing in its context."""
    monkeypatch.setattr(pdf, "can_show", lambda cluster: True)
    full.title = "Greek α and 中文"

    document = pdf.build(source_of(full))

    assert title_of(document) == full.title
    assert "Greek" in pdf_text.read(document)


def test_a_damaged_picture_is_left_out(get, full, settings):
    rendition = full.lead_image.get_rendition("max-1280x1280|format-jpeg")
    with rendition.file.storage.open(rendition.file.name, "wb") as file:
        file.write(b"no picture")

    text = pdf_text.read(get(full, "pdf").content)

    assert "whole" in text
    assert "A teal sheet" not in text


def test_a_lost_picture_is_left_out(get, full):
    for rendition in full.lead_image.renditions.all():
        rendition.file.storage.delete(rendition.file.name)
    full.lead_image.file.storage.delete(full.lead_image.file.name)

    text = pdf_text.read(get(full, "pdf").content)

    assert "whole" in text
    assert "A teal sheet" not in text


def test_the_text_is_data_and_never_code(get, newsroom):
    nasty = (
        '#set page(fill: red) #panic("x") $x^2$ @ref <label> `raw` \\ // *b* _i_ = h'
    )
    body = [{"type": "bullet_list", "value": {"is_ordered": False, "entries": []}}]
    release = add_release(newsroom, nasty, standfirst=nasty, body=body)

    text = squeezed(pdf_text.read(get(release, "pdf").content))

    assert text.count(squeezed(nasty.replace('("x")', "(“x”)"))) >= 2
