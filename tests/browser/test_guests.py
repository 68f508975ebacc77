"""The pages of guests, in real Chromium against the demo."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import ROOT
from tests.browser.test_gates import AXE, NARROWEST, open_page

PAGES = ("nothing", "terms", "embargo", "share", "sign-off", "decided")


@pytest.fixture(scope="module")
def links(demo_site, demo_environment) -> dict[str, str]:
    """Addresses of the pages of guests, by what each shows."""
    printed = subprocess.run(
        [
            sys.executable,
            "manage.py",
            "shell",
            "-c",
            "import tests.browser.guests_in_demo",
        ],
        cwd=ROOT,
        env=os.environ | demo_environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = json.loads(printed.splitlines()[-1])
    return {name: demo_site + path for name, path in paths.items()}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [NARROWEST, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_has_no_barriers_and_does_not_scroll_sideways(
    chromium, links, name, width, scheme
):
    page, _response = open_page(chromium, links[name], width=width, scheme=scheme)

    results = Axe().run(page, options=AXE)
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )

    page.context.close()
    assert results.violations_count == 0, results.generate_report()
    assert overflow == 0


@pytest.mark.parametrize("name", PAGES)
def test_is_valid_and_asks_nobody_else(chromium, demo_site, links, name):
    context = chromium.new_context()
    page = context.new_page()
    requests, errors = [], []
    page.on("request", lambda request: requests.append(request))
    page.on("pageerror", lambda error: errors.append(str(error)))

    response = page.goto(links[name], wait_until="networkidle")

    cookies = context.cookies()
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(response.text())
    told = [one.headers.get("referer", "") for one in requests]
    context.close()
    assert parser.errors == []
    assert errors == []
    assert cookies == []
    assert [one.url for one in requests if not one.url.startswith(demo_site)] == []
    assert not any("/embargo/" in one or "/sign-off/" in one for one in told)


def test_the_lift_is_told_on_the_clock_of_the_reader(chromium, links):
    context = chromium.new_context(timezone_id="America/New_York", locale="en-US")
    page = context.new_page()
    page.goto(links["embargo"], wait_until="networkidle")

    told = page.inner_text("lift-clock")

    context.close()
    assert told.startswith("On your clock:")
    assert "EDT" in told or "EST" in told or "GMT-" in told
    assert "Your clocks change before" in told


def test_terms_and_decision_need_no_script(chromium, links):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(links["terms"])
    page.click("main button")
    assert "A paragraph of this release." in page.inner_text("main")

    page.goto(links["sign-off"])
    page.click("summary")
    page.fill("textarea >> nth=0", "Another headline.")
    page.check("input[value=change]")
    page.click("#decision button")

    told = page.inner_text("main")
    context.close()
    assert "Another headline." in told
