"""What every page must pass, in real Chromium against the demo."""

from __future__ import annotations

from urllib.error import HTTPError
from urllib.request import urlopen

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import ADDRESSES, PAGES
from tests.tooling import crawl

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}
WIDTHS = (360, 1440)
NARROWEST = 320


def open_page(browser, address, *, width=1440, scheme="light", **options):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, **options
    )
    page = context.new_page()
    return page, page.goto(address)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_has_no_barriers(chromium, demo_site, address, width, scheme):
    page, _response = open_page(
        chromium, demo_site + address, width=width, scheme=scheme
    )

    results = Axe().run(page, options=AXE)

    page.context.close()
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("address", ADDRESSES)
def test_does_not_scroll_sideways(chromium, demo_site, address):
    page, _response = open_page(chromium, demo_site + address, width=NARROWEST)

    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )

    page.context.close()
    assert overflow == 0


@pytest.mark.parametrize("address", ADDRESSES)
def test_leaves_no_trace_and_asks_nobody_else(chromium, demo_site, address):
    context = chromium.new_context()
    page = context.new_page()
    requests, errors = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text))

    response = page.goto(demo_site + address, wait_until="networkidle")

    stored = page.evaluate("[localStorage.length, sessionStorage.length]")
    cookies = context.cookies()
    context.close()
    # Chromium notes a 404 of the page itself in the console.
    own_status = [] if response.ok else [f"{response.status} (Not Found)"]
    errors = [error for error in errors if not any(s in error for s in own_status)]
    assert errors == []
    assert [url for url in requests if not url.startswith(demo_site)] == []
    assert cookies == []
    assert stored == [0, 0]
    assert "set-cookie" not in response.headers
    assert "Cookie" not in response.headers.get("vary", "")


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
    page, _response = open_page(
        chromium, demo_site + address, java_script_enabled=False
    )

    text = page.inner_text("main")

    page.context.close()
    assert len(text) > 20


@pytest.mark.parametrize(
    "address", [pair[0] for pair in PAGES.values()], ids=list(PAGES)
)
def test_the_keyboard_reaches_the_content_first(chromium, demo_site, address):
    page, _response = open_page(chromium, demo_site + address)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    target = page.evaluate("location.hash")
    page.context.close()
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
