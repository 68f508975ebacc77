"""No barriers on the screens of the admin that are ours.

What Wagtail draws itself is looked at as well, but for what it is known to lack.
"""

from __future__ import annotations

import sqlite3

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.visits import AXE

SCREENS = [
    "/admin/",
    "/admin/pages/add/news/pressreleasepage/{newsroom}/",
    "/admin/pages/{public}/edit/",
    "/admin/pages/{home}/edit/",
    "/admin/releases/{public}/record/",
    "/admin/releases/{public}/correct/",
    "/admin/releases/{public}/languages/",
    "/admin/releases/{waiting}/together/",
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
# Text fields and cells of tables without a label, a list without a stop, the same name
# for several blocks: Wagtail 8.0 draws them so. Its forms of snippets have no heading 1.
OF_WAGTAIL = [
    ".public-DraftEditor-content",
    ".typed-table-block",
    ".w-minimap",
    ".w-panel--nested",
]
# Colours glide when the scheme changes, and are looked at where they have arrived.
AT_ONCE = "*, ::before, ::after { transition: none !important; }"
RULES = {"page-has-heading-one": {"enabled": False}}


def find_barriers(page) -> list[str]:
    """Return what axe finds in a screen."""
    found = Axe().run(
        page,
        context={"exclude": [[selector] for selector in OF_WAGTAIL]},
        options=AXE | {"rules": RULES},
    )
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:150]}"
        for one in found.response["violations"]
    ]


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


def test_our_screens_have_no_barriers(desk, demo_site, keys):
    barriers = {}
    for screen in SCREENS:
        address = screen.format(**keys)
        response = desk.goto(demo_site + address, wait_until="networkidle")
        assert response.status == 200, address
        desk.add_style_tag(content=AT_ONCE)
        for width, scheme in ((1280, "light"), (360, "dark")):
            desk.set_viewport_size({"width": width, "height": 900})
            desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            if found := find_barriers(desk):
                barriers[address, width, scheme] = found

    assert barriers == {}
