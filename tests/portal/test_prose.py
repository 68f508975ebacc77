"""What editors type, as data."""

import pytest

from portal.core.characters import one_line, write_script
from portal.core.prose import (
    List,
    Paragraph,
    Picture,
    Run,
    follow,
    list_texts,
    plain,
    read,
    read_line,
)
from portal.core.rich_text import render


def text_of(html: str) -> str:
    return " ".join(list_texts(read(html)))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("10<sup>6</sup> cells", "10⁶ cells"),
        ("10<sup>−3</sup> mol", "10⁻³ mol"),
        ("10<sup>-3</sup> mol", "10⁻³ mol"),
        ("5×10<sup>14</sup>", "5×10¹⁴"),
        ("10<sup>1<b>4</b></sup>", "10¹⁴"),
        ("H<sub>2</sub>O", "H₂O"),
        ("<sup>13</sup>C", "¹³C"),
        ("10<sup>x</sup>", "10^x"),
        ("10<sup>x<i>y</i></sup>", "10^xy"),
        ("10<sup>1.5</sup>", "10^1.5"),
        ("10<sup>x+1</sup>", "10^(x+1)"),
        ("v<sub>max</sub>", "v_max"),
        ("Name<sup>®</sup>, note<sup>*</sup>", "Name®, note*"),
    ],
)
def test_raised_and_lowered_text_stays_so(html, text):
    assert text_of(f"<p>{html}</p>") == text


def test_white_space_alone_is_not_raised():
    assert write_script([" "], "super") == [" "]


def test_a_vertical_tab_parts_words():
    assert text_of("<p>Zeile eins\x0bZeile zwei</p>") == "Zeile eins Zeile zwei"
    assert one_line("eins\x0bzwei\x0cdrei") == "eins zwei drei"
    assert render("<p>eins\x0bzwei</p>") == "<p>eins zwei</p>"


def test_links_are_absolute_and_safe():
    html = (
        '<p><a href="/documents/1/">a</a> <a href="javascript:x()">b</a>'
        ' <a href="https://[x">c</a></p>'
    )

    (paragraph,) = read(html, "http://localhost/en/release/")

    assert [run.href for run in paragraph.runs] == [
        "http://localhost/documents/1/",
        "",
    ]
    assert plain(paragraph.runs) == "a b c"
    assert follow("../x/", "http://localhost/en/a/") == "http://localhost/en/x/"


def test_scripts_and_comments_are_no_text():
    assert text_of("<p>a<!-- b --><script>c</script><style>d</style></p>") == "a"


def test_reads_lists_in_lists_and_pictures_in_paragraphs():
    blocks = read("<ul><li>a<ol><li>b</li></ol></li></ul><p>c<img alt='d' src='e'></p>")

    inner = List(((Paragraph((Run("b"),)),),), is_ordered=True)
    assert blocks == (
        List(((Paragraph((Run("a"),)), inner),)),
        Paragraph((Run("c"),)),
        Picture("", "d"),
    )


def test_paragraphs_in_a_cell_are_its_lines():
    assert plain(read_line("<p>a</p><p>b</p>")) == "a\nb"
