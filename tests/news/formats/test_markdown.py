import json

import yaml
from markdown_it import MarkdownIt

from tests.factories import add_release


def read(response) -> tuple[dict, str]:
    """Return the facts in front and the Markdown behind them."""
    _empty, facts, text = response.content.decode().split("---\n", 2)
    return yaml.safe_load(facts), text


def test_has_its_facts_in_front(get, full):
    facts, _text = read(get(full, "md"))

    assert facts == {
        "title": "A bridge — between α and ü",
        "kicker": "Computing",
        "date": "2020-08-06T12:30:00+02:00",
        "updated": "2020-08-06T12:30:00+02:00",
        "language": "en",
        "kind": "press_release",
        "number": "No. 48",
        "issuers": ["Größe & Ämter Institute"],
        "url": "http://localhost/en/newsroom/bridge/",
        "id": full.guid,
    }


def test_has_the_whole_text(get, full):
    _facts, text = read(get(full, "md"))

    html = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    assert "<h1>A bridge — between α and ü</h1>" in html
    assert "<strong>whole</strong>" in html
    assert '<a href="https://example.org/a_%28b%29">with a link</a>' in html
    assert "<blockquote>\n<p>It will compose music.</p>" in html
    assert "<ol>\n<li>One</li>" in html
    assert "She expects poems, too." in html
    assert "<h2>Notes to editors</h2>" in html
    assert "<h2>About Größe &amp; Ämter Institute</h2>" in html
    assert "<h2>Press contact</h2>" in html
    assert "On engines" in html
    assert "Open day" in html
    assert '<img src="http://localhost/media/' in html


def test_text_is_nothing_but_text(get, newsroom):
    nasty = "# [x](y) *a* _b_ `c` <i>d</i> | 1. e &amp; ]]> \\ ~~f~~ +g"
    release = add_release(newsroom, nasty)

    facts, text = read(get(release, "md"))

    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    assert tokens[0].tag == "h1"
    assert [token.type for token in tokens[1].children if token.type != "text"] == []
    assert "".join(token.content for token in tokens[1].children) == nasty
    assert facts["title"] == nasty


def test_facts_are_one_line_each(get, newsroom):
    release = add_release(newsroom, 'a: 5" b\n---\nc: d\u2028e')

    facts, _text = read(get(release, "md"))

    assert facts["title"] == 'a: 5" b --- c: d e'
    assert json.dumps(facts["title"])
