"""The page for people, and the manual: what they show really works."""

import re
from pathlib import Path

import html5lib
import pytest

from portal.api.description import EXAMPLES
from portal.api.resources import RESOURCES

MANUAL = (Path(__file__).parents[2] / "docs" / "api.md").read_text()


@pytest.fixture
def html(client, graph_site) -> dict[str, str]:
    return {code: client.get(f"/{code}/api/").content.decode() for code in ("en", "de")}


def test_the_page_speaks_both_languages(html):
    assert '<html lang="en">' in html["en"]
    assert "Programming interface" in html["en"]
    assert '<html lang="de">' in html["de"]
    assert 'hreflang="de" href="http://localhost/de/api/"' in html["en"]


def test_the_page_tells_every_address_parameter_field_and_expansion(html):
    for name, resource in RESOURCES.items():
        assert f'href="/api/v2/{name}/"' in html["en"]
        told = {*resource.fields, *(one.name for one in resource.filters)}
        told |= {f"expand={group}" for group in resource.expands}
        for word in told:
            assert f"<code>{word}</code>" in html["en"], word
    for word in ("limit", "offset", "language"):
        assert f"<code>{word}</code>" in html["en"]


def test_the_page_tells_the_limits_that_hold(client, site, settings):
    settings.API_RATE = "7/hour"

    text = client.get("/en/api/").content.decode()

    assert "7 requests an hour" in text
    assert "From 1 to 100." in text


def test_the_page_is_sound_and_loads_nothing_from_elsewhere(html):
    for text in html.values():
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(text)
        loaded = re.findall(r'<(?:script|img|iframe)[^>]* src="([^"]+)"', text)
        loaded += re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)
        assert loaded
        assert all(re.match(r"/[^/]", address) for address in loaded)


def test_the_page_is_the_same_for_everybody(client, site):
    answer = client.get("/en/api/")

    assert "Cookie" not in answer["Vary"]
    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert client.post("/en/api/").status_code == 405


def test_every_example_of_the_page_is_answered(get, html):
    assert len(EXAMPLES) > 5
    for _about, below in EXAMPLES:
        assert f'href="/api/v2/{below.replace("&", "&amp;")}"' in html["en"]
        assert set(get(below)) == {"meta", "items"}


def test_the_open_data_page_leads_to_it(client, site):
    for code in ("en", "de"):
        html = client.get(f"/{code}/graph/").content.decode()
        assert f'href="/{code}/api/"' in html


def test_every_address_of_the_manual_is_answered(client, graph_site):
    story = str(graph_site.release.translation_key)
    addresses = re.findall(r"https://newsroom\.example(/[^\s'\"`)]+)", MANUAL)

    assert len(addresses) > 8
    for address in addresses:
        real = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", story, address)
        assert client.get(real).status_code == 200, address


def test_the_manual_names_every_filter_and_expansion():
    for name, resource in RESOURCES.items():
        (row,) = re.findall(rf"(?m)^\| `/api/v2/{name}/` \|(.+)$", MANUAL)
        told = set(re.findall(r"`(\w+)`", row))
        filters = {one.name for one in (*resource.filters, *resource.options)}
        assert told == filters | set(resource.expands), name
