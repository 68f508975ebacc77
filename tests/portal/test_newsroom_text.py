"""What is copied from anywhere becomes text as a newsroom sets it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.newsroom_text import order_line, order_lines, order_markup

NO_BREAK = "\u00a0"
EVERY = pytest.mark.parametrize("order", [order_line, order_lines, order_markup])


@EVERY
@pytest.mark.parametrize(
    ("copied", "right"),
    [
        ("Hoch\u00addurchsatz\u00adverfahren", "Hochdurchsatzverfahren"),
        ("Geno\u200bmik\u200bzentrum", "Genomikzentrum"),
        ("\ufeffMu\u0308ller\u200e \u202eis\u202c here\x00\x1f", "Müller is here"),
        ("a\u200cb\u200dc\u2060d\ud800", "abcd"),
        ("👩\u200d🔬 ❤\ufe0f\u200d🔥", "👩\u200d🔬 ❤\ufe0f\u200d🔥"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200fשלום\u200e!", "\u200fשלום\u200e!"),
        (
            "🏴\U000e0067\U000e0062\U000e007f \U000e0041",
            "🏴\U000e0067\U000e0062\U000e007f ",
        ),
        # \u212b is the sign of the unit, not the letter.
        ("5 \u212b", "5 Å"),
    ],
)
def test_nothing_is_left_that_nobody_sees(order, copied, right):
    assert order(copied) == right


@EVERY
@pytest.mark.parametrize("text", ["", " ", "\u00a0\n", "\u200b", "\u3164 \u2800"])
def test_blanks_are_no_text(order, text):
    assert order(text) == ""


@pytest.mark.parametrize(
    ("html", "right"),
    [
        ("<p>\u200b</p><p><b>&nbsp;</b><br/></p>", ""),
        ('<p></p><embed embedtype="image" id="1"/>', None),
        ("<hr/>", None),
        ("<p>–</p>", None),
    ],
)
def test_markup_that_shows_nothing_is_no_text(html, right):
    assert order_markup(html) == (html if right is None else right)


@EVERY
@pytest.mark.parametrize(
    "text",
    [
        "10~km",
        "50~%",
        "10⁶~km/h",
        "5~°C",
        "20~Mio.~Euro",
        "§~5",
        "1~000~000",
        "Nr.~7",
        "6.~August",
        "z.~B.",
        "i.~d.~R.",
        "Verein e.~V.",
        "so~– oder",
        "«~oui~»~!",
    ],
)
def test_typography_keeps_together(order, text):
    text = text.replace("~", NO_BREAK)
    assert order(text) == text


@EVERY
@pytest.mark.parametrize(
    "text",
    [
        "two~words",
        "5~Personen",
        "~begins",
        "ends~",
        "–~and",
        "Dr.~Weiß",
        "A.~Weiß",
        "in~2020",
        "a~\u202f~b",
    ],
)
def test_other_spaces_are_ordinary(order, text):
    ordered = order(text.replace("~", NO_BREAK))
    assert ordered.split() == text.replace("~", " ").split()
    assert NO_BREAK not in ordered
    assert "\u202f" not in ordered


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\u2028", "\u2029", "\x85", "\r"])
def test_a_strange_end_of_a_line_parts_words(mark):
    copied = f"Zeile eins{mark}Zeile zwei"
    assert order_line(copied) == "Zeile eins Zeile zwei"
    assert order_lines(copied) == "Zeile eins\nZeile zwei"
    assert order_markup(f"<p>{copied}</p>") == "<p>Zeile eins<br/>Zeile zwei</p>"


def test_lines_stay_as_a_form_sends_them():
    assert order_lines("one\r\n\ttwo\n  three") == "one\r\n\ttwo\n  three"
    assert order_line("one\r\ntwo\tthree") == "one two three"


def test_rich_text_keeps_its_tags_and_entities():
    html = (
        '<p data-block-key="a1">a &amp; b &lt;c&gt; &quot;d&quot; <b>e</b><br/>'
        '<a linktype="page" id="3">f</a></p><hr/>'
    )
    assert order_markup(html) == html


def test_rich_text_is_read_across_its_tags():
    powers = f"10<sup>6</sup>{NO_BREAK}km, <b>5</b>{NO_BREAK}%"
    assert order_markup(f"<p>{powers}</p>") == f"<p>{powers}</p>"
    assert order_markup(f"<li>5</li><li>{NO_BREAK}% x</li>") == (
        "<li>5</li><li> % x</li>"
    )


def test_entities_are_what_they_stand_for():
    assert order_markup("Hoch&#173;durch&shy;satz&#xAD; geno&ZeroWidthSpace;mik") == (
        "Hochdurchsatz genomik"
    )
    assert order_markup("5&nbsp;km an&nbsp;ihm&#11;x") == f"5{NO_BREAK}km an ihm<br/>x"


@pytest.mark.parametrize("hidden", ["<\u200bb>", "&l\u200bt;b>", "&s&shy;hy;<&#173;i>"])
def test_what_was_hidden_makes_no_tag(hidden):
    ordered = order_markup(hidden)
    assert "<" not in ordered
    assert "\xad" not in ordered
    assert order_markup(ordered) == ordered


def test_links_in_texts_are_cleaned():
    tracked = "https://example.org/?a=1&utm_source=b"
    assert order_line(f"See {tracked}.") == "See https://example.org/?a=1."
    markup = tracked.replace("&", "&amp;")
    assert order_markup(f'<a href="{markup}">{markup}&quot;</a>') == (
        '<a href="https://example.org/?a=1">https://example.org/?a=1&quot;</a>'
    )


PIECES = st.sampled_from(
    [
        "\xa0",
        "\u202f",
        "\u2007",
        "\xad",
        "\u200b",
        "\u200d",
        "\u200e",
        "\u2028",
        "\x0b",
        "\r",
        "\n",
        "\t",
        "\x00",
        "5",
        "a",
        "e",
        "ü",
        "́",
        "K",
        "%",
        "km",
        "z.",
        "B.",
        "–",
        "«",
        "»",
        ".",
        ",",
        "&",
        "&shy;",
        "&nbsp;",
        "&amp;",
        "<",
        ">",
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<br/>",
        "shy;",
        "000",
        "🏴",
        "\U000e0061",
        "\U000e007f",
        "👩",
        "ش",
        "https://a.example/?utm_x=5",
        "&#11;",
        '"',
        "'",
    ]
)
TEXTS = st.lists(PIECES | st.just(" ") | st.characters(), max_size=12).map("".join)


@EVERY
@given(text=TEXTS)
def test_what_is_in_order_stays_so(order, text):
    once = order(text)
    assert order(once) == once
