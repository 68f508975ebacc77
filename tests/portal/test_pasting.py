"""What is pasted into a rich text keeps what was meant, and says what was changed."""

from __future__ import annotations

from pathlib import Path

from django.test import Client
from django.urls import reverse
from django.utils import translation

import pytest

from portal.core.blocks import INLINE_FEATURES, INTRODUCTION_FEATURES, PROSE_FEATURES
from portal.core.paste_view import LARGEST
from portal.core.pasting import Pasted, read_pasted
from portal.core.rich_text_area import RichTextArea

CORPUS = Path(__file__).parent.parent / "reading" / "corpus"
KINDS = ("heading", "prose", "table")
ROW = "<tr><td><p class=MsoNormal>{}</p></td><td><p>{}</p></td><td><p>{}</p></td></tr>"
TABLE = f"<table>{ROW}{ROW}</table>".format("a", "b", "c", "1", "2", "3")


def into_stream(html: str, **options) -> Pasted:
    return read_pasted(html, PROSE_FEATURES, KINDS, **options)


def kinds(pasted: Pasted) -> list[str]:
    return [part["type"] for part in pasted.before + pasted.after]


@pytest.fixture
def send(sign_in):
    client = sign_in("Editors")

    def post(html: str, **values):
        data = {"html": html, "features": PROSE_FEATURES, "kinds": KINDS} | values
        return client.post(reverse("core_paste"), data)

    return post


@pytest.mark.parametrize("features", [INLINE_FEATURES, PROSE_FEATURES])
def test_raised_and_lowered_characters_stay(features):
    pasted = read_pasted("<p>10<sup>6</sup> H<sub>2</sub>O</p>", features)

    assert pasted == Pasted("<p>10<sup>6</sup> H<sub>2</sub>O</p>")


def test_styles_of_google_docs_stay_and_its_frame_goes():
    html = (
        '<b style="font-weight:normal"><p>10<span style="vertical-align:super">6</span>'
        ' <span style="font-weight:700">cells</span></p></b>'
    )

    assert into_stream(html).here == "<p>10<sup>6</sup> <b>cells</b></p>"


def test_a_table_becomes_a_block():
    pasted = into_stream(f"<p>Before</p>{TABLE}<p>After</p>")

    assert pasted.here == "<p>Before</p>"
    assert kinds(pasted) == ["table", "prose"]
    table = pasted.after[0]["value"]["table"]
    assert [row["values"] for row in table["rows"]] == [list("abc"), list("123")]
    assert "1 table became a block of its own." in pasted.notes


def test_cells_keep_their_raised_characters():
    pasted = into_stream(TABLE.replace(">2<", ">10<sup>2</sup><"))

    table = pasted.after[0]["value"]["table"]
    assert [column["type"] for column in table["columns"]] == ["text", "prose", "text"]
    assert table["rows"][1]["values"][1] == "<p>10<sup>2</sup></p>"


def test_where_no_table_can_stand_its_rows_are_lines():
    pasted = read_pasted(TABLE, INLINE_FEATURES)

    assert pasted.here == "<p>a | b | c</p><p>1 | 2 | 3</p>"
    assert pasted.after == []
    assert pasted.notes == ["1 table became lines, as a table cannot stand here."]


def test_links_are_cleaned_and_it_is_said():
    pasted = into_stream(
        '<p><a href="https://example.org/?utm_source=x&amp;page=2">One</a> and '
        '<a href="https://example.org/?fbclid=y">another</a>, https://e.org/?gclid=z '
        'and <a href="https://example.org/">clean</a></p>'
    )

    assert '<a href="https://example.org/?page=2">One</a>' in pasted.here
    assert '<a href="https://example.org/">another</a>, https://e.org/' in pasted.here
    assert "fbclid" not in pasted.here
    assert pasted.notes == ["3 links were cleaned of what tracks readers."]


def test_invisible_characters_are_left_out_and_it_is_said():
    pasted = into_stream("<p>Hoch\u00addurch\u200bsatz</p>")

    assert pasted == Pasted(
        "<p>Hochdurchsatz</p>", notes=["Invisible characters were left out."]
    )


def test_bold_lines_become_headings_in_a_stream_only():
    html = "<p>Text.</p><p><b>Cold and cheap</b></p><p><b>A bold sentence.</b></p>"

    pasted = into_stream(html)
    elsewhere = read_pasted(html, PROSE_FEATURES)

    assert pasted.after[0]["value"] == {"text": "Cold and cheap", "level": "2"}
    assert pasted.after[1]["value"] == "<p><b>A bold sentence.</b></p>"
    assert pasted.notes == ["1 bold line became a heading."]
    assert "<p><b>Cold and cheap</b></p>" in elsewhere.here


def test_bold_words_on_their_own_stay_bold_words():
    assert into_stream("<p><b>Cold and cheap</b></p>").here == (
        "<p><b>Cold and cheap</b></p>"
    )


def test_headings_skip_no_level():
    pasted = into_stream("<h4>One</h4><h5>Two</h5><h1>Three</h1><h6>Four</h6>")

    levels = [part["value"]["level"] for part in pasted.after]
    assert levels == ["2", "3", "2", "3"]


def test_an_introduction_has_headings_and_a_cell_bold_lines():
    html = "<h3>Title</h3><p>Text</p>"

    assert read_pasted(html, INTRODUCTION_FEATURES).here == "<h2>Title</h2><p>Text</p>"
    assert read_pasted(html, INLINE_FEATURES).here == "<p><b>Title</b></p><p>Text</p>"


def test_lists_stay_or_are_lines():
    html = "<ol><li>One<ul><li>Inside</li></ul></li><li>Two</li></ol>"

    assert into_stream(html).here == html
    assert read_pasted(html, INLINE_FEATURES).here == (
        "<p>1. One Inside</p><p>2. Two</p>"
    )


def test_something_stands_before_an_empty_editor_only():
    html = "<h2>Title</h2><p>Text</p><h2>Another</h2>"

    empty, full = into_stream(html, is_empty=True), into_stream(html)

    assert (len(empty.before), empty.here, len(empty.after)) == (1, "<p>Text</p>", 1)
    assert (full.before, full.here) == ([], "")
    assert kinds(full) == ["heading", "prose", "heading"]


@pytest.mark.parametrize(
    "path", sorted(CORPUS.glob("*.html")), ids=lambda one: one.stem
)
def test_nothing_but_text_comes_out_of_whole_texts(path):
    pasted = into_stream(path.read_text(encoding="utf-8"), is_empty=True)

    said = str(pasted)
    assert len(said) > 1000
    for left_out in ("Mso", "<o:p", "<span", "<!--", "style=", "utm_", "fbclid="):
        assert left_out not in said


def test_scripts_and_what_they_hang_on_are_dropped():
    pasted = into_stream(
        '<p onclick="a()">Text<script>b()</script><img src=x onerror="c()">'
        '<a href="javascript:d()">link</a></p><iframe src="https://e.org"></iframe>'
    )

    assert pasted.here == "<p>Textlink</p>"


@pytest.mark.parametrize("junk", ["", "\x00", "<", "<p", "<table>", "<ul></ul>", "&&&"])
def test_what_is_no_html_does_not_fail(send, junk):
    assert send(junk).status_code == 200


def test_the_answer_is_in_the_form_of_the_editors(send):
    answer = send(f"<p>10<sup>6</sup></p>{TABLE}").json()

    block = answer["content"]["blocks"][0]
    assert block["text"] == "106"
    assert block["inlineStyleRanges"] == [
        {"offset": 2, "length": 1, "style": "SUPERSCRIPT"}
    ]
    assert answer["after"][0]["type"] == "table"
    assert answer["after"][0]["value"]["table"]["rows"][0] == {"values": list("abc")}


def test_only_what_the_editor_has_comes_back(send):
    answer = send("<h2>A</h2><p>B</p>", features=["bold", "no-such"], kinds=["other"])

    assert [block["type"] for block in answer.json()["content"]["blocks"]] == [
        "unstyled",
        "unstyled",
    ]


def test_what_is_too_long_or_too_deep_is_refused(send):
    assert send("x" * (LARGEST + 1)).status_code == 413
    assert send("<div>" * 3000).status_code == 422


def test_who_is_not_signed_in_or_has_no_token_is_refused(client, sign_in):
    address = reverse("core_paste")
    assert client.post(address, {"html": "<p>x</p>"}).status_code == 302

    user = sign_in("Editors").session["_auth_user_id"]
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies

    assert user
    assert strict.post(address, {"html": "<p>x</p>"}).status_code == 403
    assert client.get(address).status_code == 405


def test_the_notes_are_in_the_language_of_the_editor():
    with translation.override("de"):
        notes = into_stream(TABLE).notes

    assert notes[0] == "1 Tabelle ist ein eigener Block geworden."


def test_every_editor_has_it():
    editor = RichTextArea(features=["bold"])

    assert editor.options["plugins"][-1]["features"] == ["bold"]
    assert "js/admin/pasting.js" in str(editor.media)
