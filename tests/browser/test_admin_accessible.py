"""No barriers on the screens of the admin that are ours.

What Wagtail draws itself is looked at as well, but for what it is known to lack.
"""

from __future__ import annotations

import sqlite3

import pytest

from tests.browser.conftest import signing_in
from tests.browser.visits import AXE, OF_COLOURS, SCHEMES, WIDTHS, run_axe

SCREENS = [
    "/admin/",
    "/admin/pages/add/news/pressreleasepage/{newsroom}/",
    "/admin/pages/{public}/edit/",
    "/admin/pages/{home}/edit/",
    "/admin/releases/read/",
    "/admin/releases/{public}/record/",
    "/admin/releases/{public}/correct/",
    "/admin/releases/{public}/both/",
    "/admin/releases/{public}/languages/",
    "/admin/releases/{waiting}/publish/",
    "/admin/releases/{waiting}/published/",
    "/admin/releases/{public}/published/",
    "/admin/releases/planned/",
    "/admin/releases/{waiting}/lift/",
    "/admin/releases/{waiting}/guests/",
    "/admin/releases/{waiting}/guests/passes/",
    "/admin/releases/{waiting}/guests/share/",
    "/admin/releases/{waiting}/guests/sign-off/",
    "/admin/releases/{waiting}/guests/without/",
    "/admin/guests/1/revoke/",
    "/admin/guests/1/extend/",
    "/admin/guests/1/again/",
    "/admin/acts/",
    "/admin/reports/statistics/",
    "/admin/reports/statistics/releases/{public}/",
    "/admin/reports/statistics/institution/1/",
    "/admin/reports/facts/",
    "/admin/reports/identifiers/",
    "/admin/partners/merge/institution/1/",
    "/admin/partners/merges/",
    "/admin/partners/duplicates/",
    "/admin/snippets/partners/institution/edit/1/",
    "/admin/snippets/partners/person/edit/1/",
    "/admin/snippets/partners/partnership/edit/1/",
    "/admin/snippets/partners/fact/edit/1/",
    "/admin/snippets/news/statement/edit/1/",
    "/admin/snippets/news/contact/edit/1/",
]
# A text in which something is proposed.
TEXT = """Heat pumps learn from bats

Heidelberg, 6 August 2020. Researchers at DKFZ have looked at bats.

“It was quiet”, says Dr. Anna Example, head of the bat group at DKFZ."""
# What Wagtail 8.0 itself draws with a barrier, by the rule of axe: nothing of ours is
# left out, nor any other rule within these.
OF_WAGTAIL = {
    # Cells of typed tables have no label.
    "label": ".typed-table-block",
    # Blocks of one type in a text are regions with one name.
    "landmark-unique": ".w-panel--nested",
    # The overview of a form and the row of its tabs scroll without a stop, on phones the
    # hint of an empty text as well; buttons in the overview lie close together.
    "scrollable-region-focusable": ".w-minimap, .w-tabs__wrapper, .Draftail-Editor",
    "target-size": ".w-minimap, .w-minimap__toggle",
}
# Its forms of snippets have no heading of level 1.
WITHOUT_HEADING = "/admin/snippets/"
IS_WITHIN = (
    "([target, selector]) => !!document.querySelector(target)?.closest(selector)"
)
# Colours glide when the scheme changes, and are looked at where they have arrived.
AT_ONCE = "*, ::before, ::after { transition: none !important; }"


def find_barriers(page, scheme: str) -> list[str]:
    """Return what axe finds in a screen, but for what Wagtail is known to lack."""
    has_heading = WITHOUT_HEADING not in page.url
    rules = {"page-has-heading-one": {"enabled": has_heading}}
    options = AXE | ({"rules": rules} if scheme == "light" else {"runOnly": OF_COLOURS})
    found = run_axe(page, options)
    return [
        f"{one['id']}: {node['html'][:150]}"
        for one in found.response["violations"]
        for node in one["nodes"]
        if not _is_of_wagtail(page, one["id"], node["target"])
    ]


def _is_of_wagtail(page, rule: str, target: list[str]) -> bool:
    selector = OF_WAGTAIL.get(rule)
    return bool(selector) and page.evaluate(IS_WITHIN, [target[0], selector])


@pytest.fixture(scope="module")
def keys(demo_site, demo_environment) -> dict[str, int]:
    """The keys of the pages that the screens are about."""
    path = demo_environment["DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(path) as database:
        found = database.execute(
            "SELECT slug, MIN(id) FROM wagtailcore_page GROUP BY slug"
        )
        by_slug = dict(found)
    return {
        "home": by_slug["home-en"],
        "newsroom": by_slug["newsroom"],
        "public": by_slug["ellis-life-heidelberg"],
        "waiting": by_slug["example-summer-school"],
    }


@pytest.fixture(scope="module")
def signed_in(chromium, demo_site, editor):
    """The admin, signed in once for all screens."""
    with signing_in(chromium, demo_site, editor) as page:
        yield page


def look_at(page) -> dict[tuple[int, str], list[str]]:
    """Return the barriers of the open screen by width and colour scheme."""
    page.add_style_tag(content=AT_ONCE)
    barriers = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            if found := find_barriers(page, scheme):
                barriers[width, scheme] = found
    return barriers


@pytest.mark.parametrize("screen", SCREENS)
def test_our_screens_have_no_barriers(signed_in, demo_site, keys, screen):
    address = screen.format(**keys)
    response = signed_in.goto(demo_site + address, wait_until="networkidle")
    assert response.status == 200

    assert look_at(signed_in) == {}


def test_proposals_of_a_text_have_no_barriers(signed_in, demo_site):
    signed_in.goto(demo_site + "/admin/releases/read/")
    signed_in.fill("textarea[name=text]", TEXT)
    signed_in.click("text=Read the text")
    signed_in.locator("[data-read-form] mark").first.wait_for()

    assert look_at(signed_in) == {}
