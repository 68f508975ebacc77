"""Where a film or post of another site is shown, and as what."""

import json
import re

from django.test import RequestFactory

import pytest

from portal.core.blocks import ProseStreamBlock
from portal.privacy import registry
from portal.privacy.services import media
from tests.factories import (
    add_image,
    add_release,
    days_from_now,
    draft_release,
    publish,
)
from tests.sharing import shared

FILM = "https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv"
PLAYER = {
    "service": "peertube",
    "src": "https://tube.example/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv?p2p=0",
    "host": "tube.example",
    "size": [16, 9],
    "is_film": True,
}
LINK = f'<a href="{FILM}" rel="noopener noreferrer"><strong>A film</strong></a>'
POSTER = "width-640|format-webp"


def as_saved(poster=None, **values) -> dict:
    """Return the block as a row holds it."""
    found = {"address": FILM, "player": PLAYER, "problem": ""}
    value = {"url": FILM, "title": "A film", "provider": "Tube", "found": found}
    value |= {"poster": poster.pk if poster else None} | values
    return {"type": "external_media", "value": value}


@pytest.fixture
def peertube(monkeypatch):
    monkeypatch.setattr(registry, "_services", dict(registry._services))
    registry.register(media.CATALOGUE["peertube"]())


@shared
def release(newsroom):
    return add_release(newsroom, body=[as_saved(add_image())])


def test_a_page_has_the_poster_and_a_button_and_no_player(client, release, peertube):
    response = client.get(release.url)
    html = response.content.decode()

    assert f'data-src="{PLAYER["src"]}" data-key="peertube:tube.example"' in html
    assert '<svg viewBox="0 0 16 9"' in html
    assert LINK in html
    assert "Load film from PeerTube (tube.example)" in html
    assert "<iframe" not in html
    # The note is for those whose browser would load something.
    assert '<span class="external-media__note" hidden> Nothing is loaded' in html
    assert re.findall(r' src(?:set)?="[^"]*//[^"]+"', html) == []
    policy = response["Content-Security-Policy"]
    assert "frame-src 'self' https://tube.example" in policy
    assert "frame-src" not in client.get("/en/newsroom/")["Content-Security-Policy"]


def test_a_site_without_the_service_has_a_card_with_a_link(client, release):
    response = client.get(release.url)
    html = response.content.decode()

    assert "<external-media" not in html
    assert "external-media.js" not in html
    assert '<figure class="external-media">' in html
    assert LINK in html
    assert "On Tube (tube.example)<" in html
    assert "Nothing is loaded" not in html
    assert "frame-src" not in response["Content-Security-Policy"]


def test_what_was_typed_by_hand_before_is_a_card_as_ever(client, newsroom, peertube):
    value = {"title": "A film", "provider": "Tube", "url": FILM}
    release = add_release(newsroom, body=[{"type": "external_media", "value": value}])

    html = client.get(release.url).content.decode()

    assert '<p class="external-media">' in html
    assert LINK in html
    assert "<external-media" not in html


def test_feeds_carry_a_link(release, peertube):
    assert LINK in release.feed_html
    assert "On Tube (tube.example)" in release.feed_html
    assert "Nothing is loaded" not in release.feed_html
    others = ("<external-media", "<iframe", "<script", "<button", "/media/")
    assert [other for other in others if other in release.feed_html] == []


def test_the_poster_is_private_until_the_release_is_public(client, newsroom):
    poster = add_image()
    waiting = draft_release(
        newsroom, body=[as_saved(poster)], released_at=days_from_now(1)
    )
    publish(waiting)
    address = poster.get_rendition(POSTER).url
    assert client.get(address).status_code == 404

    add_release(newsroom, body=[as_saved(poster)])

    assert client.get(address).status_code == 200


def test_a_page_asks_no_more_queries_for_more_of_them(
    newsroom, peertube, count_queries
):
    one = add_release(newsroom, body=[as_saved(add_image())])
    many = add_release(newsroom, body=[as_saved(add_image()) for _ in range(4)])

    assert count_queries(many.url) == count_queries(one.url)


def test_a_draft_without_a_title_is_named_by_its_address(peertube):
    block = ProseStreamBlock().child_blocks["external_media"]
    value = block.to_python(as_saved(title="")["value"])

    html = block.render(value, {"request": RequestFactory().get("/")})

    assert f"<strong>{FILM}</strong>" in html


def test_machines_are_told_of_the_film(client, release):
    html = client.get(release.url).content.decode()
    told = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    nodes = {node["@type"]: node for node in json.loads(told[1])["@graph"]}

    [film] = nodes["NewsArticle"]["video"]

    assert film["@type"] == "VideoObject"
    assert (film["name"], film["url"]) == ("A film", FILM)
    assert film["embedUrl"] == PLAYER["src"]
    assert film["thumbnailUrl"].startswith("http://localhost/media/images/")


@pytest.mark.parametrize("form", ["txt", "md"])
def test_other_forms_name_the_provider_and_nothing_of_loading(
    client, release, peertube, form
):
    text = client.get(f"{release.url}{form}/").text

    assert FILM in text
    assert "On Tube (tube.example)" in " ".join(text.split())
    assert "loaded" not in text


def test_a_provider_that_is_named_by_its_host_is_named_once(client, newsroom):
    named = {"provider": "PeerTube (tube.example)"}
    release = add_release(newsroom, body=[as_saved(**named)])

    html = client.get(release.url).text

    assert "<small>On PeerTube (tube.example)</small>" in html
