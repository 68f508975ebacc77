"""What a page has around a text is left out, and nothing of the text."""

from __future__ import annotations

from news.reading.passages import Text
from news.reading.sources import Source, read_plain

BOX = """Cookie settings

We use cookies so that this site works. You may allow further cookies.

Name Counter
Purpose Statistics of cookies

"""
RELEASE = """A vault for old seeds

No. 17 | 03/09/2019 | by Hol

Wild wheat and forgotten rye will have a common home, said those who build it this week.
"""


def read(text: str, *, is_html: bool = False) -> list[str]:
    blocks = Source(text, is_html).read()
    return [passage.text for passage in Text.of(blocks).passages]


def whole(text: str) -> list[str]:
    return [passage.text for passage in Text.of(read_plain(text)).passages]


def test_a_box_about_cookies_is_no_part_of_a_release():
    assert read(BOX + RELEASE) == whole(RELEASE)


def test_with_a_box_the_first_heading_of_a_page_begins_it():
    box = "<p>We use cookies.</p><p>More cookies: yes or no?</p><p>Menu</p>"
    text = "<h1>A vault for old seeds</h1><p>Wild wheat has a home.</p>"

    assert read(box + text, is_html=True) == [
        "A vault for old seeds",
        "Wild wheat has a home.",
    ]


def test_a_release_about_cookies_is_read_as_a_whole():
    text = RELEASE.replace("old seeds", "cookies").replace("rye", "cookies")

    assert read(text) == whole(text)


def test_a_text_without_headline_loses_nothing_for_its_cookies():
    text = "Cookies are baked.\n\nCookies are eaten.\n\nNobody counts them.\n"

    assert read(text) == whole(text)


def test_the_footer_of_a_page_is_left_out_in_both_languages():
    footer = (
        "\nSubscribe to our RSS feed.\n\nto top\npowered by pages\n\nSeite drucken\n"
    )

    assert read(RELEASE + footer) == whole(RELEASE)


def test_the_last_sentence_is_no_footer():
    text = RELEASE + "\nHow to get to the top of the vault is told to nobody.\n"

    assert read(text) == whole(text)


def test_nothing_but_a_footer_is_nothing():
    assert read("to top\n") == []
