"""The walk with the Tab key notices what is broken; a page that is whole passes."""

from __future__ import annotations

import pytest

from tests.browser.walks import walk_through

WHOLE = """<!doctype html><style>
    body { background: white; }
    :focus-visible { outline: 3px solid black; }
</style>
<a id=first href="#x">One</a> <button id=second>Two</button> <input id=third>
<p><a id=fourth href="#y">Four</a></p>"""
TRAP = "addEventListener('keydown', (event) => event.preventDefault())"

BROKEN = {
    "another order than the text": "fourth.tabIndex = 5",
    "has no visible focus": "second.style.outline = 'none'",
    "has no visible focus: <input": "third.style.outline = '3px solid transparent'",
    "has no visible focus: <a": "first.style.outline = '3px solid #eee'",
    "the walk has no end": f"third.{TRAP}",
    "never reached": f"first.{TRAP}",
    "is covered": "document.body.insertAdjacentHTML('beforeend',"
    " '<div style=\"position: fixed; inset: 0; background: white\"></div>')",
    "is out of view": "second.style.cssText = 'position: fixed; left: -999px'",
    "is no stop": "second.addEventListener('focus', () =>"
    " { delete second.dataset.stop; })",
}


@pytest.fixture(scope="module")
def page(chromium):
    page = chromium.new_page()
    yield page
    page.close()


def test_a_whole_page_passes(page):
    page.set_content(WHOLE)

    walk = walk_through(page)

    assert (walk.stops, walk.visited, walk.faults) == (4, [0, 1, 2, 3], [])


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_page_does_not(page, fault):
    page.set_content(WHOLE)
    page.evaluate(f"() => {{ {BROKEN[fault]} }}")

    faults = walk_through(page).faults

    assert [one for one in faults if one.startswith(fault)], faults
