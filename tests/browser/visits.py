"""One visit to a page, for all that is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, Response

AXE = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ],
    # What passes is not asked for: to describe it took most of the time.
    "resultTypes": ["violations"],
    # Style sheets are read by experimental rules only, which are not among these.
    "preload": False,
}
# What asks for colours, which is all that the dark scheme changes.
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
NARROWEST = 320  # 1280 pixels at 400 % (WCAG 2.2, 1.4.10)
WIDTHS = (NARROWEST, 768, 1440)
SCHEMES = ("light", "dark")


def run_axe(page: Page, options: dict) -> AxeResults:
    """Run axe in a page, which is given its half a megabyte once."""
    is_there = page.evaluate("'axe' in window")
    return Axe("" if is_there else AXE_SCRIPT).run(page, options=options)


@dataclass
class Visit:
    """A page as somebody opened it, and what it did meanwhile."""

    page: Page
    requests: list[Request] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    response: Response | None = None
    scheme: str = "light"

    def show(self, width: int, scheme: str = "light") -> None:
        """Show the page in a window of a width in pixels, light or dark."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme)
        self.scheme = scheme

    def find_barriers(self) -> str:
        """Return what axe finds in the page as it is shown, or nothing."""
        options = AXE if self.scheme == "light" else AXE | {"runOnly": OF_COLOURS}
        found = run_axe(self.page, options)
        return found.generate_report() if found.violations_count else ""

    def measure_overflow(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth"
            " - document.documentElement.clientWidth"
        )


@contextmanager
def visiting(browser: Browser, address: str) -> Iterator[Visit]:
    """Open a page and wait until it asks for nothing more."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    visit = Visit(context.new_page())
    visit.page.on("request", lambda asked: visit.requests.append(asked))
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
    visit.page.on("console", lambda message: visit.errors.append(message.text))
    visit.response = visit.page.goto(address, wait_until="networkidle")
    yield visit
    context.close()
