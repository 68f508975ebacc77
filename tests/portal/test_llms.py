"""The guide for language models: short, current and made of links that answer."""

import re

import pytest
from markdown_it import MarkdownIt

from news.models import Correction
from news.publishing import correcting
from portal.core.models import SiteSettings
from portal.home import llms
from tests.factories import (
    add_release,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)

ADDRESS = "/llms.txt"


def read(client) -> str:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return response.content.decode()


def test_has_the_parts_that_the_proposal_wants(client, newsroom):
    text = read(client)

    kinds = [
        (token.type, token.tag)
        for token in MarkdownIt().parse(text)
        if token.level == 0 and token.type.endswith("_open")
    ]
    assert kinds[:2] == [("heading_open", "h1"), ("blockquote_open", "blockquote")]
    assert {tag for kind, tag in kinds[2:] if kind == "heading_open"} == {"h2"}


def test_every_link_answers(client, newsroom):
    release = add_release(newsroom, "English")
    publish(add_translation(release, title="Deutsch", slug="größe"))

    links = re.findall(r"\]\(([^)]+)\)", read(client))

    assert len(links) >= 9
    for link in links:
        assert link.startswith("http://localhost/")
        answer = client.get(link.removeprefix("http://localhost"))
        assert answer.status_code == 200, link


def test_lists_the_newest_releases_as_markdown_in_every_language(client, newsroom):
    release = add_release(newsroom, "English", slug="one", standfirst="A bridge.")
    publish(add_translation(release, title="Deutsch", slug="eins"))

    english, german = read(client).split("## Deutsch")

    assert "- [English](http://localhost/en/newsroom/one/md/): " in english
    assert ": A bridge.\n" in english
    assert "- [Deutsch](http://localhost/de/aktuelles/eins/md/): " in german
    assert "http://localhost/de/aktuelles/feed/" in german
    assert "Deutsch](" not in english


def test_says_which_forms_and_feeds_there_are(client, newsroom):
    text = read(client)

    assert "`pdf/`, `txt/`, `md/`, `ninjs/`, `jsonld/`, `cite/`" in text
    for path, name in (("", "RSS"), ("atom/", "Atom"), ("json/", "JSON")):
        assert f"(http://localhost/en/newsroom/feed/{path}): {name}\n" in text


def test_says_what_was_withdrawn(client, newsroom):
    release = add_release(newsroom, "Five")
    correcting.correct(
        Correction(
            story=release.translation_key, kind="withdrawal", what={"en": "Wrong."}
        )
    )

    assert "- [Withdrawn: Five](" in read(client)


def test_says_whose_newsroom_it_is(client, site):
    settings = SiteSettings.load_default()
    settings.name = {"en": "The [Newsroom]", "de": "Die Redaktion"}
    settings.tagline = {"en": "News *of* a unit"}
    settings.save()

    text = read(client)

    assert text.startswith("# The \\[Newsroom\\]\n\n> News \\*of\\* a unit\n")


@pytest.mark.parametrize("state", ["draft", "embargoed"])
def test_names_nothing_that_is_not_public(client, newsroom, state):
    draft = draft_release(newsroom, "Secret", released_at=days_from_now(1))
    if state == "embargoed":
        publish(draft)

    assert "Secret" not in read(client)


@pytest.mark.parametrize(
    "title", ["a](http://evil.example) [b", "x\n## y", "`c` <i>", "]]>"]
)
def test_a_title_is_nothing_but_a_title(client, newsroom, title):
    add_release(newsroom, title, slug="one")

    inline = [
        child
        for token in MarkdownIt().parse(read(client))
        for child in token.children or []
    ]
    links = [child.attrs["href"] for child in inline if child.type == "link_open"]
    assert "http://localhost/en/newsroom/one/md/" in links
    assert "http://evil.example" not in links
    shown = "".join(child.content for child in inline if child.type == "text")
    assert " ".join(title.split()) in shown


def test_has_so_many_releases_and_no_more(client, count_queries, newsroom, monkeypatch):
    monkeypatch.setattr(llms, "NEWEST", 3)
    add_release(newsroom)
    few = count_queries(ADDRESS)
    for number in range(4):
        add_release(newsroom, f"Release {number}")

    assert read(client).count("/md/)") == 3
    assert count_queries(ADDRESS) == few <= 10


def test_is_not_sent_again_when_it_is_unchanged(client, newsroom):
    etag = client.get(ADDRESS)["ETag"]

    assert client.get(ADDRESS, headers={"If-None-Match": etag}).status_code == 304
    assert client.head(ADDRESS).status_code == 200
    assert client.post(ADDRESS).status_code == 405
