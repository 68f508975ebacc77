"""The pages of guests, in real Chromium against the demo."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import html5lib
import pytest

from tests.browser.conftest import ROOT
from tests.browser.visits import NARROWEST, SCHEMES, Visit, visiting

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


@pytest.fixture(scope="module", params=PAGES)
def visit(request, chromium, links) -> Iterator[Visit]:
    """A visit to every kind of page."""
    with visiting(chromium, links[request.param]) as visit:
        yield visit


@pytest.mark.parametrize("width", [NARROWEST, 1440])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_has_no_barriers_and_does_not_scroll_sideways(visit, width, scheme):
    visit.show(width, scheme)

    assert visit.find_barriers() == ""
    assert visit.measure_overflow() == 0


def test_is_valid_and_asks_nobody_else(visit, demo_site):
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(visit.response.text())

    told = [one.headers.get("referer", "") for one in visit.requests]
    assert parser.errors == []
    assert [error for error in visit.errors if "404" not in error] == []
    assert visit.page.context.cookies() == []
    assert [
        one.url for one in visit.requests if not one.url.startswith(demo_site)
    ] == []
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
