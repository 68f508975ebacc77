"""Whatever a text contains, every format of a feed can be read and says it."""

import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from news.syndication.feeds import atom, json_feed, rss
from news.syndication.feeds.documents import Feed
from news.syndication.feeds.entries import entry
from news.syndication.feeds.listings import newsroom_listing
from portal.core.characters import xml_text
from tests.factories import change_record, draft_release
from tests.news.reading import parse, parse_json
from tests.sharing import shared

WRITERS = {"rss": rss, "atom": atom, "json": json_feed}
NASTY = [
    "a ]]> b",
    "<![CDATA[x]]>",
    "<script>alert(1)</script>",
    "&amp; &lt; & &#0; &unknown;",
    "\u202eright to left\u202c \u200f",
    "\x00\x01\x0b\x1f\x7f\x85\ufffe\uffff",
    "\ud800 lone \udfff",
    "🧬 e\u0301 \U0010ffff",
    "\r\n\t \u2028 \u2029",
    "ä" * 10_000,
    "--> <!-- ?> \" ' \\ \\u0000",
]
ANY = st.text(st.characters(codec=None), max_size=200)


class Window:
    """A part of a feed that holds what it is given, without asking the database."""

    is_archive = False
    query: dict = {}
    links: dict = {}


@shared
def release(newsroom):
    return draft_release(newsroom)


def visible(text: str) -> str:
    """Return a text as a reader shows it: parsers may change its white space."""
    kept = xml_text(text).replace("\r", "\n")
    return " ".join(unicodedata.normalize("NFC", kept).split())


@pytest.mark.parametrize("form", WRITERS)
@given(title=ANY, body=ANY)
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_anything_goes_through_every_format(form, newsroom, release, title, body):
    check(form, newsroom, release, title, body)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_nasty_texts_go_through_every_format(form, newsroom, release, text):
    check(form, newsroom, release, text, text)


def check(form, newsroom, release, title, body) -> None:
    release.title = release.standfirst = title
    release.notices = [
        {
            "kind": "correction",
            "what": body,
            "why": body,
            "at": "2020-08-06T12:00:00+02:00",
        }
    ]
    release.feed_html = f"<p>{body}</p><pre>{body}</pre>"
    release.record = change_record(
        release.record,
        bylines=[{"text": title, "path": ""}],
        topics=[{"slug": "nasty", "label": title}],
        links=[{"kind": "", "title": title, "url": "https://a.example/?a=1&b=<2>"}],
    )
    feed = Feed(newsroom_listing(newsroom, {}), form, Window())
    vars(feed)["entries"] = [entry(release, [])]

    content = WRITERS[form].write(feed)

    if form == "json":
        item = parse_json(content)["items"][0]
        assert visible(item.get("title", "")) == visible(title)
        assert item["id"] == release.guid
    else:
        found = parse(content).entries[0]
        assert found.id == release.guid
        assert found.published_parsed
    # The same texts again are the same bytes.
    assert WRITERS[form].write(feed) == content


@given(ANY)
@example("\ud800")
def test_what_is_left_is_what_xml_can_carry(text):
    assert xml_text(xml_text(text)) == xml_text(text)
    xml_text(text).encode()
