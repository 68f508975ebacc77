"""What a machine can tell of WCAG 2.2 besides axe: keyboard, spacing, motion, colours.

Every type of page, by turns in English and German.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.pages import PAGES
from tests.browser.visits import NARROWEST, Visit, visiting
from tests.browser.walks import walk_through

# WCAG 2.2, success criterion 1.4.12.
SPACING = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }
"""
# Through the object model: the policy of the site forbids a style element.
ADD_STYLE = """(css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = css ? [sheet] : [];
}"""
FIND_CLIPPED = """() => [...document.querySelectorAll('body *')].filter((one) => {
    const style = getComputedStyle(one);
    const cuts = [style.overflowX, style.overflowY].some((how) => ['hidden', 'clip'].includes(how));
    return cuts && one.clientWidth > 1 && one.textContent.trim() &&
        (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map((one) => one.outerHTML.slice(0, 120))"""
FIND_BARE = """() => [...document.querySelectorAll('button, input, select, textarea')]
    .filter((one) => one.checkVisibility() && one.type !== 'hidden')
    .filter((one) => {
        const style = getComputedStyle(one);
        return style.appearance === 'none' && parseFloat(style.borderTopWidth) === 0;
    }).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(
    scope="module",
    params=[pair[number % 2] for number, pair in enumerate(PAGES.values())],
    ids=list(PAGES),
)
def visit(request, chromium, demo_site) -> Iterator[Visit]:
    """A visit to every type of page."""
    with visiting(chromium, demo_site + request.param) as visit:
        yield visit


def test_the_keyboard_reaches_everything_in_order_and_is_seen(visit):
    visit.show(1280)
    # A page that glides is looked at before it has arrived.
    visit.page.emulate_media(reduced_motion="reduce")

    walk = walk_through(visit.page)

    assert walk.faults == []
    assert walk.stops > 10


def test_wider_spacing_of_text_cuts_nothing_off(visit):
    visit.show(NARROWEST)
    visit.page.evaluate(ADD_STYLE, SPACING)

    overflow, clipped = visit.measure_overflow(), visit.page.evaluate(FIND_CLIPPED)

    visit.page.evaluate(ADD_STYLE, "")
    assert overflow == 0
    assert clipped == []


def test_who_wants_no_motion_gets_none_and_own_colours_show_every_control(visit):
    visit.show(1280)
    visit.page.emulate_media(reduced_motion="reduce", forced_colors="active")

    moving = visit.page.evaluate(
        "[document.getAnimations().length,"
        " getComputedStyle(document.documentElement).scrollBehavior]"
    )

    assert moving == [0, "auto"]
    assert visit.page.evaluate(FIND_BARE) == []
