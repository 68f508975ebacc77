"""What every page must pass, in real Chromium against the demo."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import urlopen

import html5lib
import pytest

from tests.browser.pages import ADDRESSES, PAGES
from tests.browser.visits import NARROWEST, SCHEMES, WIDTHS, Visit, visiting
from tests.tooling import crawl


@pytest.fixture(scope="module", params=ADDRESSES)
def visit(request, chromium, demo_site) -> Iterator[Visit]:
    """A visit to every page."""
    with visiting(chromium, demo_site + request.param) as visit:
        yield visit


def test_leaves_no_trace_and_asks_nobody_else(visit, demo_site):
    stored = visit.page.evaluate("[localStorage.length, sessionStorage.length]")

    headers = visit.response.headers
    # Chromium notes a 404 of the page itself in the console.
    own = "" if visit.response.ok else f"{visit.response.status} (Not Found)"
    assert [error for error in visit.errors if not (own and own in error)] == []
    assert [
        one.url for one in visit.requests if not one.url.startswith(demo_site)
    ] == []
    assert visit.page.context.cookies() == []
    assert stored == [0, 0]
    assert "set-cookie" not in headers
    assert "Cookie" not in headers.get("vary", "")


def test_does_not_scroll_sideways(visit):
    visit.show(NARROWEST)

    assert visit.measure_overflow() == 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_has_no_barriers(visit, width, scheme):
    visit.show(width, scheme)

    assert visit.find_barriers() == ""


@pytest.mark.parametrize("address", ADDRESSES)
def test_is_valid_html(demo_site, address):
    try:
        html = urlopen(demo_site + address).read()  # noqa: S310
    except HTTPError as error:
        html = error.read()

    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)

    assert parser.errors == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_reads_without_javascript(chromium, demo_site, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo_site + address)

    text = page.inner_text("main")

    context.close()
    assert len(text) > 20


@pytest.mark.parametrize(
    "address", [pair[0] for pair in PAGES.values()], ids=list(PAGES)
)
def test_the_keyboard_reaches_the_content_first(chromium, demo_site, address):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(demo_site + address)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    target = page.evaluate("location.hash")
    context.close()
    assert target in {"#main", "#content"}


def test_every_link_and_picture_answers(demo_site):
    seen = crawl.crawl(demo_site, [f"{demo_site}/en/", f"{demo_site}/de/"])

    assert {url: found for url, found in seen.items() if found[0] != 200} == {}
    assert len(seen) > 60


def test_the_sitemap_lists_pages_that_answer(demo_site):
    listed = crawl.pages_of(urlopen(f"{demo_site}/sitemap.xml").read().decode())  # noqa: S310

    assert len(listed) > 50
    for address in listed:
        assert address.startswith(demo_site)
