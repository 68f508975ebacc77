"""Whatever is typed, every form can be read by what reads such forms."""

import json
import re

from django.utils.html import escape

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wagtail.rich_text import RichText

from news.syndication.formats import serving
from news.syndication.formats.catalogue import BY_PATH
from portal.core.characters import one_line
from tests.factories import add_release, change_record
from tests.news.formats.pdf_ua import find_faults
from tests.news.formats.test_citations import plain, read_bibtex, read_ris
from tests.news.formats.test_ninjs import SCHEMA
from tests.news.formats.test_pdf import title_of

PIECES = [
    *("]]>", "&amp;", "<b>", "</p>", "\\", "{", "}", "@misc{", "#set page(fill: red)"),
    *("$x$", '"', "'", "`", "\n", "\r\n", "\t", "\x00", "\x0b", "\x1f", "\x7f", "\x85"),
    *(
        "\u2028",
        "\u202e",
        "\u200f",
        "\ufeff",
        "\ufffe",
        "\ud800",
        "😀",
        "中",
        "e\u0301",
    ),
    *("---", "TY  - JOUR", "ER  - ", "%", "_", "*", "~", "^", "|", "# ", "1. ", "x"),
    "Wort " * 2000,
    "x" * 10_000,
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=6).map(
    "".join
)


@pytest.fixture
def release(newsroom):
    return add_release(newsroom)


def say(release, text: str) -> None:
    """Let a release say a text wherever it can say something."""
    release.title = release.kicker = release.standfirst = text
    release.dateline_place = text[:100]
    prose = f"<p>{escape(text)}</p><ul><li>{escape(text)}</li></ul>"
    facts = [{"label": text, "value": text, "as_of": text}]
    link = {"title": text, "page": None, "url": "https://example.org/"}
    release.body = [
        ("heading", {"text": text, "level": "2"}),
        ("prose", RichText(prose)),
        ("fact_box", {"title": text, "facts": facts}),
        ("related_links", {"title": text, "links": [link]}),
    ]
    entity = {"name": text, "path": "institutions/x/", "role_key": "issuer"}
    release.notes_to_editors = prose
    release.feed_html = prose
    release.record = change_record(
        release.record,
        number=text,
        issuers=[entity],
        bylines=[{"text": text, "path": ""}],
        topics=[{"slug": "x", "label": text}],
    )
    release.notices = [
        {
            "kind": "correction",
            "what": text,
            "why": text,
            "at": "2020-08-06T12:00:00+02:00",
        }
    ]


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=texts)
@example("".join(PIECES[:-2]))
@example(PIECES[-1])
@example("")
@example("\u00ad")
@example("0\u00ad")
def test_every_form_bears_every_text(release, text):
    say(release, text)
    told, title = one_line(text), one_line(text) or release.slug

    found = {
        path: serving.build_document(release, form).content
        for path, form in BY_PATH.items()
    }

    item = json.loads(found["ninjs"])
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(item)) == []
    assert item["title"] == title
    (cited,) = json.loads(found["cite"])
    assert cited["title"] == title
    assert cited["author"][0].get("literal", "") == told
    (node,) = json.loads(found["jsonld"])["@graph"]
    assert one_line(node.get("headline", "")) == told
    facts = yaml.safe_load(found["md"].decode().split("---\n", 2)[1])
    assert facts["title"] == title
    assert plain(read_bibtex(found["cite/bibtex"].decode())["title"]) == title
    tags = read_ris(found["cite/ris"].decode())
    assert dict(tags)["TI"] == title
    assert [tag for tag, _text in tags].count("TY") == 1
    assert find_faults(found["pdf"]) == []
    assert squeezed(title_of(found["pdf"])) == squeezed(title)
    assert squeezed(told) in squeezed(found["txt"].decode())
    assert found["share"].startswith(b"\x89PNG")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
