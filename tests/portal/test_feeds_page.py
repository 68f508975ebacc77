import re
from xml.etree import ElementTree

import pytest

from tests.factories import add_institution, add_release, add_topic
from tests.sharing import shared


@shared
def filled(newsroom):
    embl = add_institution("EMBL “Ä” & <Co>", slug="embl")
    topic = add_topic("ai", en="Artificial intelligence", de="KI")
    add_release(newsroom, institutions=[(embl, "partner")], topics=[topic])


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_page_lists_every_kind_of_feed(client, filled, language):
    html = client.get(f"/{language}/feeds/").content.decode()

    room = {"en": "/en/newsroom/", "de": "/de/aktuelles/"}[language]
    once = {"en": "en%2Cde", "de": "de%2Cen"}[language]
    queries = ["", "?languages=all", f"?languages={once}"]
    if language == "en":
        queries += ["?topic=ai", "?kind=press_release", "?institution=embl"]
    for query in queries:
        for form in ("", "atom/", "json/"):
            assert f'href="http://localhost{room}feed/{form}{query}"' in html
    assert f'href="/{language}/feeds/opml/"' in html


def test_every_listed_feed_answers(client, filled):
    opml = ElementTree.fromstring(client.get("/en/feeds/opml/").content)

    addresses = [node.get("xmlUrl") for node in opml.iter("outline")]
    addresses = [address for address in addresses if address]
    assert len(addresses) == 6
    for address in addresses:
        path = address.removeprefix("http://localhost")
        assert b"<item>" in client.get(path).content, address


def test_every_listed_feed_can_be_had_by_e_mail(client, filled):
    html = client.get("/en/feeds/").content.decode()

    found = re.findall(r'href="(/en/subscribe/[^"]*)"', html)
    assert found == [
        "/en/subscribe/",
        "/en/subscribe/?languages=all",
        "/en/subscribe/?languages=en%2Cde",
        "/en/subscribe/?topic=ai",
        "/en/subscribe/?kind=press_release",
        "/en/subscribe/?institution=embl",
    ]
    assert [client.get(address).status_code for address in found] == [200] * 6


def test_opml_is_a_file_of_all_feeds(client, filled):
    response = client.get("/en/feeds/opml/")

    root = ElementTree.fromstring(response.content)
    assert root.get("version") == "2.0"
    titles = {node.get("title") for node in root.iter("outline")}
    assert "EMBL “Ä” & <Co>" in titles
    assert response["Content-Type"] == "text/x-opml; charset=utf-8"
    assert response["ETag"].startswith('"')
    again = client.get("/en/feeds/opml/", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_without_a_newsroom_the_page_says_so(client, site):
    site["de"]["newsroom"].unpublish()

    assert client.get("/de/feeds/").status_code == 200
    assert b"<body" in client.get("/de/feeds/opml/").content


def test_an_empty_newsroom_has_its_feeds(client, site):
    assert 'href="http://localhost/en/newsroom/feed/"' in (
        client.get("/en/feeds/").content.decode()
    )


def test_the_page_costs_the_same_with_many_feeds(count_queries, newsroom):
    add_release(newsroom, topics=[add_topic()])
    few = count_queries("/en/feeds/")
    for _number in range(20):
        release_of = add_institution()
        add_release(
            newsroom, topics=[add_topic()], institutions=[(release_of, "partner")]
        )

    assert count_queries("/en/feeds/") == few
