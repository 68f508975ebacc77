"""Consent in real Chromium: nothing without it, and nothing beyond it.

Requests to other hosts are answered here, so no test reaches anybody.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from portal.bootstrap import CONSENT
from portal.privacy import registry
from portal.privacy.choices import COOKIE
from portal.privacy.registry import ConsentService, Place
from portal.privacy.rows import find_hosts
from portal.privacy.services import register_services
from portal.privacy.services.necessary import SIGNING_IN
from tests.browser.pages import ADDRESSES

REFUSING = "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })"
SAVED = "consent-dialog [role=status]"
WAITS_FOR = 10  # seconds
# What econda's script does, as far as the registry says it.
FOREIGN_SCRIPT = "document.cookie = 'emos_jcsid=1; path=/'"


@pytest.fixture(scope="module")
def services(request) -> Iterator[dict[str, ConsentService]]:
    """What the demo asks about."""
    patch = pytest.MonkeyPatch()
    patch.setattr(registry, "_services", {})
    with patch.context() as patched:
        patched.setattr(
            "django.conf.settings.CONSENT_OPTIONS",
            json.loads(CONSENT["CONSENT_OPTIONS"]),
        )
        register_services(CONSENT["CONSENT_SERVICES"].split(","))
        yield {one.key: one for one in registry.services_asked_for()}
    patch.undo()


@dataclass
class Traces:
    """What a visitor's browser was made to keep and to ask for."""

    cookies: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)


@contextmanager
def browsing(chromium, site: str, **options) -> Iterator[tuple[BrowserContext, set]]:
    """Open a browser whose requests to others are noted and answered here."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, **options)
    asked: set[str] = set()

    def answer(route) -> None:
        asked.add(urlsplit(route.request.url).hostname)
        route.fulfill(body=FOREIGN_SCRIPT, content_type="text/javascript")

    context.route(lambda url: not url.startswith(site), answer)
    yield context, asked
    context.close()


def find_traces(context: BrowserContext, page: Page, asked: set[str]) -> Traces:
    """Return everything that was kept and asked for so far."""
    keys = page.evaluate(
        "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
    )
    return Traces({one["name"] for one in context.cookies()}, set(keys), set(asked))


def cover(services: list[ConsentService]) -> Traces:
    """Return what services may leave, by what the registry says of them."""
    stored = [item for service in services for item in service.stored]
    return Traces(
        {item.name for item in stored if item.place == Place.COOKIE} | {COOKIE},
        {item.name for item in stored if item.place != Place.COOKIE},
        {host for service in services for host in find_hosts(service)},
    )


@pytest.mark.parametrize("choice", ["none", "all"])
def test_every_page_leaves_what_was_allowed_and_no_more(
    chromium, demo_site, services, choice
):
    allowed = cover(list(services.values()) if choice == "all" else [])
    found = {}
    with browsing(chromium, demo_site) as (context, asked):
        page = context.new_page()
        page.goto(f"{demo_site}/en/")
        page.click(f"consent-dialog button[value={choice}]")
        for address in ADDRESSES:
            # What comes late is noted with the next page: traces add up.
            page.goto(demo_site + address)
            traces = find_traces(context, page, asked)
            excess = (
                traces.cookies - allowed.cookies,
                traces.keys - allowed.keys,
                traces.hosts - allowed.hosts,
            )
            if any(excess) or page.is_visible(".consent"):
                found[address] = excess

        page.wait_for_load_state("networkidle")
        traces = find_traces(context, page, asked)

    assert found == {}
    assert traces.hosts <= allowed.hosts
    # The service that runs on every page did run, or nothing was tried here.
    assert ("econda.example" in traces.hosts) is (choice == "all")
    assert ("emos_jcsid" in traces.cookies) is (choice == "all")


def test_the_whole_way_of_a_choice(chromium, demo_site, services):
    with browsing(chromium, demo_site) as (context, asked):
        page = context.new_page()
        page.goto(f"{demo_site}/de/", wait_until="networkidle")

        # It is asked, beside the page and not before it, and nothing has happened.
        assert page.is_visible(".consent")
        assert page.evaluate("document.activeElement === document.body")
        assert find_traces(context, page, asked) == Traces()
        heights = page.evaluate(
            "[...document.querySelectorAll('.consent button')]"
            ".filter((one) => one.offsetParent).map((one) => [one.offsetWidth,"
            " one.offsetHeight, getComputedStyle(one).backgroundColor])"
        )
        assert len(heights) == 2
        assert heights[0] == heights[1]

        # By keyboard: behind the skip link, into the list, one service of two.
        for _key in range(2):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator("#consent-youtube").focus()
        page.keyboard.press("Space")
        whole = page.locator("#consent-external-media")
        assert whole.evaluate("box => box.indeterminate")
        page.check("#consent-x")
        assert whole.is_checked()
        page.uncheck("#consent-x")
        page.click(".consent button[value=selected]")
        assert not page.is_visible(".consent")
        said = "Ihre Auswahl wurde gespeichert. Zugelassen: YouTube."
        assert page.inner_text(SAVED) == said
        assert page.evaluate(f"document.activeElement.matches('{SAVED}')")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.text_content(SAVED) == ""
        assert page.evaluate("document.activeElement.localName") == "main"
        assert allowed_by(context) == ["youtube"]
        assert find_traces(context, page, asked).hosts == set()

        # From every page it can be changed, and the focus comes back.
        page.goto(f"{demo_site}/de/feeds/", wait_until="networkidle")
        assert not page.is_visible(".consent")
        page.click("footer a[data-consent]")
        assert page.is_checked("#consent-youtube")
        assert not page.is_checked("#consent-econda")
        page.keyboard.press("Escape")
        assert not page.is_visible(".consent")
        assert page.evaluate("document.activeElement.matches('[data-consent]')")

        # What is allowed starts at once; what is withdrawn is cleared away.
        page.click("footer a[data-consent]")
        page.click(".consent button[value=all]")
        wait_for_cookie(context, "emos_jcsid")
        assert asked == {"econda.example"}
        page.click("footer a[data-consent]")
        with page.expect_navigation():
            page.click(".consent button[value=none]")
        page.wait_for_load_state("networkidle")
        assert allowed_by(context) == []
        assert find_traces(context, page, asked).cookies == {COOKIE}

        # That is confirmed on the page that was opened anew, once, where it is seen.
        said = "Ihre Auswahl wurde gespeichert. Es ist nichts zugelassen."
        assert page.inner_text(SAVED) == said
        assert page.evaluate(f"document.activeElement.matches('{SAVED}')")
        assert is_in_view(page, SAVED)
        page.reload(wait_until="networkidle")
        assert page.text_content(SAVED) == ""
        assert find_traces(context, page, asked).keys == set()


@pytest.mark.parametrize("in_a_page", [True, False])
def test_what_is_refused_in_one_tab_ends_in_the_others(chromium, demo_site, in_a_page):
    with browsing(chromium, demo_site) as (context, asked):
        first, second = context.new_page(), context.new_page()
        first.goto(f"{demo_site}/en/external-media/", wait_until="networkidle")
        first.click(".consent button[value=all]")
        wait_for_cookie(context, "emos_jcsid")
        assert first.locator(".external-media iframe").count() == 1

        if in_a_page:
            second.goto(f"{demo_site}/en/privacy-choices/")
            second.click("main button[value=none]")
        else:
            second.goto(f"{demo_site}/en/feeds/", wait_until="networkidle")
            second.click("footer a[data-consent]")
            second.click(".consent button[value=none]")

        # The first tab is opened anew without what ran in it, and nothing is left.
        frame = first.locator(".external-media iframe")
        wait_until(first, lambda: frame.count() == 0)
        wait_until(
            first, lambda: find_traces(context, first, set()).cookies == {COOKIE}
        )
        first.wait_for_load_state("networkidle")
        asked.clear()
        first.reload(wait_until="networkidle")
        assert asked == set()


@pytest.mark.parametrize("choice", ["all", "none"])
def test_what_is_answered_in_one_tab_is_not_asked_in_others(
    chromium, demo_site, choice
):
    with browsing(chromium, demo_site) as (context, _asked):
        first, second = context.new_page(), context.new_page()
        for page in (first, second):
            page.goto(f"{demo_site}/de/feeds/", wait_until="networkidle")
            assert page.locator(".consent").is_visible()

        first.click(f".consent button[value={choice}]")

        wait_until(second, lambda: not second.locator(".consent").is_visible())


def test_a_page_that_comes_back_follows_what_was_chosen_since(launch, demo_site):
    # Playwright switches off what keeps pages as they were left.
    browser = launch(ignore_default_args=["--disable-back-forward-cache"])
    with browsing(browser, demo_site) as (context, _asked):
        page = context.new_page()
        page.goto(f"{demo_site}/en/external-media/", wait_until="networkidle")
        page.click(".consent button[value=all]")
        wait_for_cookie(context, "emos_jcsid")
        page.evaluate("window.wasLeft = true")
        page.goto(f"{demo_site}/en/privacy-choices/")
        page.click("main button[value=none]")
        page.wait_for_url("**/privacy-choices/?saved*")
        page.evaluate("history.go(-2)")
        page.wait_for_url("**/external-media/")

        frame = page.locator(".external-media iframe")
        wait_until(page, lambda: frame.count() == 0)
        wait_until(page, lambda: find_traces(context, page, set()).cookies == {COOKIE})
    browser.close()


def test_a_browser_that_refuses_is_not_asked(chromium, demo_site):
    with browsing(chromium, demo_site) as (context, asked):
        context.add_init_script(REFUSING)
        page = context.new_page()
        page.goto(f"{demo_site}/en/", wait_until="networkidle")
        assert not page.is_visible(".consent")
        assert find_traces(context, page, asked) == Traces()

        # Its user may still choose, and that holds on the next page.
        page.click("footer a[data-consent]")
        assert "Global Privacy Control" in page.inner_text(".consent")
        page.click(".consent button[value=all]")
        wait_for_cookie(context, "emos_jcsid")
        asked.clear()
        page.goto(f"{demo_site}/en/feeds/", wait_until="networkidle")
        assert asked == {"econda.example"}


def test_a_browser_that_refuses_later_outweighs_what_was_allowed(chromium, demo_site):
    with browsing(chromium, demo_site) as (context, asked):
        page = context.new_page()
        page.goto(f"{demo_site}/en/", wait_until="networkidle")
        page.click(".consent button[value=all]")
        wait_for_cookie(context, "emos_jcsid")
        asked.clear()

        # Nothing starts, what was stored goes, and the film waits.
        context.add_init_script(REFUSING)
        page.goto(f"{demo_site}/en/external-media/", wait_until="networkidle")
        assert asked == set()
        assert not page.is_visible(".consent")
        assert find_traces(context, page, asked).cookies == {COOKIE}
        assert page.is_visible(".external-media button")
        page.click("footer a[data-consent]")
        assert not page.is_checked("#consent-econda")

        # A tick in spite of it holds for this provider, and for no other.
        page.keyboard.press("Escape")
        page.check(".external-media input")
        assert allowed_by(context) == ["youtube"]
        page.reload(wait_until="networkidle")
        assert page.is_checked(".external-media input")
        assert "econda.example" not in asked


def test_what_changed_is_told_and_asked_and_the_rest_holds(chromium, demo_site):
    with browsing(chromium, demo_site) as (context, asked):
        page = context.new_page()
        page.goto(f"{demo_site}/en/", wait_until="networkidle")
        page.click(".consent button[value=all]")
        wait_for_cookie(context, "emos_jcsid")
        [value] = [one["value"] for one in context.cookies() if one["name"] == COOKIE]
        youtube, econda = find_entry(value, "youtube"), find_entry(value, "econda")
        old = value.replace(youtube, "youtube~00000000").replace(f"|{econda}", "")
        context.clear_cookies()
        context.add_cookies([{"name": COOKIE, "value": old, "url": demo_site}])
        asked.clear()

        page.goto(f"{demo_site}/en/", wait_until="networkidle")
        assert asked == set()
        news = page.inner_text(".consent-news")
        assert "New or changed since your last choice: econda, YouTube." in news
        assert page.inner_text("label[for=consent-youtube]") == "YouTube changed"
        assert page.inner_text("label[for=consent-econda]") == "econda new"
        assert page.inner_text("label[for=consent-x]") == "X"
        ticks = [
            page.is_checked(f"#consent-{key}") for key in ("econda", "x", "youtube")
        ]
        assert ticks == [False, True, False]
        page.click(".consent button[value=selected]")
        assert allowed_by(context) == ["x"]
        page.reload(wait_until="networkidle")
        assert not page.is_visible(".consent")
        page.click("footer a[data-consent]")
        assert not page.is_visible(".consent-news")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_in_the_dialog_is_covered_at_400_percent(
    chromium, demo_site, language, scheme
):
    small = {"width": 320, "height": 256}
    with browsing(chromium, demo_site, color_scheme=scheme) as (context, _asked):
        page = context.new_page()
        page.set_viewport_size(small)
        page.goto(f"{demo_site}/{language}/", wait_until="networkidle")
        page.focus("consent-dialog summary")
        page.keyboard.press("Enter")
        walked = []
        while page.evaluate("!!document.activeElement.closest('.consent')"):
            assert is_in_view(page, ":focus"), walked
            walked.append(page.evaluate("document.activeElement.outerHTML"))
            page.keyboard.press("Tab")

    assert len(walked) > 8


def test_without_a_script_a_page_asks(chromium, demo_site):
    with browsing(chromium, demo_site, java_script_enabled=False) as (context, asked):
        page = context.new_page()
        page.goto(f"{demo_site}/en/feeds/")
        assert not page.is_visible(".consent")
        page.click("footer a[data-consent]")
        page.check("input[value=youtube]")
        page.click("main button[value=selected]")

        assert allowed_by(context) == ["youtube"]
        assert page.is_checked("input[value=youtube]")
        assert "Allowed: YouTube." in page.inner_text("main [role=status]")
        assert is_in_view(page, "main [role=status]")
        page.click("main button[value=none]")
        assert "Nothing is allowed." in page.inner_text("main [role=status]")
        assert allowed_by(context) == []
        page.click("text=Back to the page")
        assert page.url == f"{demo_site}/en/feeds/"
        assert asked == set()


def test_what_editors_get_is_in_the_table_too(desk, demo_site):
    desk.goto(f"{demo_site}/admin/")
    desk.click("text=ELLIS Life Heidelberg: a bridge >> nth=0")
    desk.wait_for_selector("[name=standfirst]")
    desk.click("button.sidebar__collapse-toggle")

    traces = find_traces(desk.context, desk, set())

    told = [(item.name, item.place) for item in SIGNING_IN.stored]
    assert traces.cookies == {name for name, place in told if place == Place.COOKIE}
    assert {key.partition(":")[0] + ":*" for key in traces.keys} == {
        name for name, place in told if place != Place.COOKIE
    }


def wait_for_cookie(context: BrowserContext, name: str) -> None:
    """Return when a cookie is kept; raises TimeoutError when it is not."""
    deadline = time.monotonic() + WAITS_FOR
    while name not in {one["name"] for one in context.cookies()}:
        if time.monotonic() > deadline:
            raise TimeoutError(name)
        context.pages[0].wait_for_timeout(50)


def wait_until(page: Page, condition: Callable[[], bool]) -> None:
    """Return when something is so; raises TimeoutError when it does not become so."""
    deadline = time.monotonic() + WAITS_FOR
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        page.wait_for_timeout(50)


def allowed_by(context: BrowserContext) -> list[str]:
    """Return the keys that a visitor's cookie allows."""
    values = [one["value"] for one in context.cookies() if one["name"] == COOKIE]
    entries = values[0].split("|")[1:]
    return [entry.partition("~")[0] for entry in entries if entry[0] != "!"]


def find_entry(value: str, key: str) -> str:
    """Return what the cookie says of a service that is allowed."""
    return next(one for one in value.split("|") if one.startswith(f"{key}~"))


def is_in_view(page: Page, selector: str) -> bool:
    """Tell whether nothing covers any part of what the window shows of an element."""
    page.wait_for_timeout(50)  # a window that scrolls has done so
    return page.locator(selector).evaluate(
        """(element) => {
            // A link may stand in several lines.
            const corners = [...element.getClientRects()].flatMap((line) =>
                [line.left + 1, line.right - 1].flatMap((x) =>
                    [line.top + 1, line.bottom - 1].map((y) => document.elementFromPoint(x, y))));
            return corners.every((one) => one && element.contains(one));
        }"""
    )
