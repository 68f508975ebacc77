"""Every kind of block is in every format that shows the text."""

from datetime import date
from decimal import Decimal

from django.core.files.base import ContentFile

import pytest
from markdown_it import MarkdownIt

from wagtail.documents import get_document_model

from news.pages.blocks import ReleaseBodyBlock
from news.syndication.formats.markdown import write
from news.syndication.formats.text import build_text
from portal.core.blocks import ProseStreamBlock
from portal.core.bodies import BUILDERS
from portal.core.prose import (
    Figure,
    Figures,
    Heading,
    List,
    Paragraph,
    Quotation,
    Run,
    Table,
)
from portal.subscriptions import mails
from tests.factories import add_fact, add_image, add_person, add_release, add_statement
from tests.news.formats import pdf_text
from tests.sharing import shared


def render(markdown: str) -> str:
    return MarkdownIt("gfm-like", {"linkify": False}).render(markdown)


def paragraph(*runs: Run) -> Paragraph:
    return Paragraph(runs)


@shared
def every_block(newsroom):
    """A release whose body has each kind of block."""
    image = add_image(caption={"en": "A teal sheet"}, credit="Ann Artist")
    document = get_document_model().objects.create(
        title="Protocol", file=ContentFile(b"x" * 2048, name="protocol.pdf")
    )
    said = add_statement(add_person("Ada Lovelace"), "Line one.\n\nLine two.")
    fact = add_fact(
        "cells",
        value=5_000_000,
        as_of=date(2020, 8, 1),
        source={"en": "Yearbook"},
        source_url="https://example.org/yearbook",
    )
    picture = {"image": {"image": image.pk, "alt_text": "Sheet", "decorative": False}}
    table = {
        "columns": [
            {"type": "text", "heading": "Name"},
            {"type": "number", "heading": "Count"},
            {"type": "prose", "heading": ""},
        ],
        "rows": [{"values": ["Omics", Decimal("1.5"), "<p>10<sup>6</sup></p>"]}],
        "caption": "",
    }
    link = {"title": "Elsewhere", "page": None, "url": "https://example.org/more"}
    values = {
        "heading": {"text": "A heading", "level": "2"},
        "prose": f'<p>About 10<sup>6</sup>, <a linktype="document" '
        f'id="{document.pk}">a file</a>.</p>',
        "picture": picture | {"caption": "Own caption"},
        "gallery": {
            "pictures": [
                picture | {"caption": "First"},
                picture | {"caption": "Second"},
            ]
        },
        "bullet_list": {"is_ordered": False, "entries": ["<p>Entry</p>"]},
        "table": {"caption": "What there is", "table": table},
        "fact_box": {
            "title": "Glance",
            "facts": [{"value": "28", "label": "sites", "as_of": "2020"}],
        },
        "document": {"document": document.pk, "title": ""},
        "external_media": {
            "title": "A film",
            "provider": "Tube",
            "url": "https://www.example.org/film",
            "poster": image.pk,
            "found": {
                "address": "https://www.example.org/film",
                "player": {
                    "service": "oembed",
                    "src": "https://www.example.org/player",
                    "host": "www.example.org",
                    "size": [16, 9],
                    "is_film": True,
                },
                "problem": "",
            },
        },
        "related_links": {"title": "", "links": [link]},
        "statement": {"statement": said.pk},
        "facts": {"title": "Numbers", "facts": [fact.pk]},
    }
    assert set(values) == set(ReleaseBodyBlock().child_blocks)
    body = [{"type": kind, "value": value} for kind, value in values.items()]
    return add_release(newsroom, body=body, dateline_place="Heidelberg")


SAID = [
    *("Heidelberg –", "A heading", "About 10⁶", "a file", "Own caption", "First"),
    *("Second", "Picture: Ann Artist", "Entry", "What there is", "Omics", "1.5"),
    *("Glance", "sites: 28 (2020)", "Protocol", "PDF, 2.0", "A film"),
    *("On Tube (example.org)", "Read on", "Elsewhere", "Line one.", "Line two."),
    *("Ada Lovelace", "Numbers", "cells: 5,000,000 (as of 1 August 2020, Yearbook)"),
]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_all_of_it_is_in_text_pdf_ninjs_and_mail(get, every_block):
    found = {
        "txt": get(every_block, "txt").content.decode(),
        "ninjs": get(every_block, "ninjs").json()["bodies"][1]["value"],
        "mail": mails.about_release(every_block, "en").text,
    }

    for name, text in found.items():
        missing = [one for one in SAID if squeezed(one) not in squeezed(text)]
        assert missing == [], name
    pdf = squeezed(pdf_text.read(get(every_block, "pdf").content))
    raised = {"About 10⁶": "About 10"}
    missing = [one for one in SAID if squeezed(raised.get(one, one)) not in pdf]
    assert missing == []


def test_all_of_it_is_in_markdown(get, every_block):
    markdown = get(every_block, "md").content.decode().split("---\n", 2)[2]

    html = render(markdown)
    assert "<strong>Heidelberg –</strong>" in html
    assert (
        '<h2>A heading</h2>\n<p>About 10<sup>6</sup>, <a href="http://localhost/'
        in html
    )
    assert html.count('.width-640.format-webp.webp" alt="Sheet"') == 3
    assert "<p>Own caption Picture: Ann Artist</p>" in html
    assert "<td>1.5</td>\n<td>10<sup>6</sup></td>" in html
    assert "<li>sites: <strong>28</strong> (2020)</li>" in html
    assert '<a href="https://example.org/yearbook">Yearbook</a>' in html
    assert "<blockquote>\n<p>Line one.</p>\n<p>Line two.</p>\n</blockquote>" in html
    assert '<a href="https://www.example.org/film"><strong>A film</strong></a>' in html


def test_the_mail_loads_nothing(every_block):
    html = mails.about_release(every_block, "en").html

    assert "<img" not in html
    assert "<p>[Sheet]</p>\n<p>Own caption Picture: Ann Artist</p>" in html
    assert "10<sup>6</sup>" in html


def test_every_block_has_a_builder():
    assert set(BUILDERS) == set(ProseStreamBlock().child_blocks)


def test_nothing_that_was_rendered_is_read(every_block):
    every_block.feed_html = "<p>Nothing of this.</p>"
    every_block.save()

    text = build_text(every_block, "http://localhost/x/")

    assert "Nothing of this." not in str(text)


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (Heading(2, (Run("C #"),)), "<h2>C #</h2>\n"),
        (Heading(2, (Run("a\nb"),)), "<h2>a b</h2>\n"),
        (paragraph(Run("1. a")), "<p>1. a</p>\n"),
        (paragraph(Run("- a\n+ b\n# c\n---")), None),
        (
            paragraph(Run("Wow!"), Run("x", (), "https://e.org/")),
            '<p>Wow!<a href="https://e.org/">x</a></p>\n',
        ),
        (
            paragraph(Run("a "), Run("b ", ("strong",)), Run("c")),
            "<p>a <strong>b</strong> c</p>\n",
        ),
        (
            paragraph(Run("(b)", ("strong",)), Run("c")),
            "<p><strong>(b)</strong>c</p>\n",
        ),
        (
            paragraph(Run("b", ("strong",)), Run("c", ("emph",))),
            "<p><strong>b</strong><em>c</em></p>\n",
        ),
        (
            paragraph(Run("b", ("emph", "strong"))),
            "<p><em><strong>b</strong></em></p>\n",
        ),
        (
            paragraph(Run("x", (), "https://e.org/(a)?b=1&copy;=\\")),
            '<p><a href="https://e.org/%28a%29?b=1%26copy;=%5C">x</a></p>\n',
        ),
        (
            Table(((((Run("a|b"),)), (Run("c\nd"),)),)),
            "<td>a|b</td>\n<td>c<br>d</td>",
        ),
        (
            Quotation((paragraph(Run("a")), paragraph(Run("b")))),
            "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>\n",
        ),
        (
            Quotation((paragraph(Run("a")),), is_verbatim=False),
            "<p>a</p>\n",
        ),
        (
            Figures((Figure((Run("a"),), (Run("1"),)),)),
            "<ul>\n<li>a: <strong>1</strong></li>\n</ul>\n",
        ),
    ],
)
def test_markdown_says_what_the_block_says(block, html):
    rendered = render(write([block]))

    if html is None:
        assert rendered == "<p>- a<br />\n+ b<br />\n# c<br />\n---</p>\n"
    else:
        assert html in rendered


def test_two_lists_stay_two_in_markdown():
    one = List(((paragraph(Run("a")),),))
    nested = List(
        ((paragraph(Run("b")), List(((paragraph(Run("c")),),), is_ordered=True)),)
    )

    html = render(write([one, nested]))

    assert html.count("<ul>") == 2
    assert "<li>b\n<ol>\n<li>c</li>" in html
