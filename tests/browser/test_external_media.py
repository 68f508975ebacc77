"""A film of another site in real Chromium: its player is loaded when it is asked for."""

from tests.browser.test_consent import allowed_by, browsing, find_traces

FRAME = ".external-media__frame"
PLAYER = "www.youtube-nocookie.com"


def test_a_film_is_loaded_by_a_click_and_remembered_by_a_tick(chromium, demo_site):
    with browsing(chromium, demo_site, reduced_motion="reduce") as (context, asked):
        page = context.new_page()
        page.goto(f"{demo_site}/en/external-media/", wait_until="networkidle")
        page.click(".consent button[value=none]")
        assert asked == set()
        place = page.locator(FRAME).evaluate(
            "one => one.getBoundingClientRect().height"
        )

        # By keyboard: this one, and nothing is kept.
        kept = allowed_by(context)
        page.focus(".external-media button")
        page.keyboard.press("Enter")
        page.wait_for_selector(f"{FRAME} iframe")
        assert page.evaluate("document.activeElement.localName") == "iframe"
        assert "Big Buck Bunny" in page.inner_text("external-media [role=status]")
        assert page.get_attribute("iframe", "sandbox").startswith("allow-scripts")
        assert "Big Buck Bunny" in page.get_attribute("iframe", "title")
        after = page.locator(FRAME).evaluate(
            "one => one.getBoundingClientRect().height"
        )
        assert after == place
        assert asked == {PLAYER}
        assert allowed_by(context) == kept == []

        # Ticked, the provider is remembered; taken back, the player goes.
        page.check(".external-media input")
        assert allowed_by(context) == ["youtube"]
        page.reload(wait_until="networkidle")
        page.locator(FRAME).scroll_into_view_if_needed()
        page.wait_for_selector(f"{FRAME} iframe")
        assert not page.is_visible(".external-media label")
        page.evaluate("document.cookie = 'privacy_choices=; path=/; max-age=0'")
        page.evaluate("document.dispatchEvent(new CustomEvent('consent:changed'))")
        assert page.query_selector(f"{FRAME} iframe") is None
        assert page.is_visible(".external-media button")
        assert find_traces(context, page, asked).keys == set()
