"""A film of another site in real Chromium: its player is loaded when it is asked for."""

from tests.browser.test_consent import allowed_by, browsing, find_traces

FRAME = ".external-media__frame"
NOTE = ".external-media__note"
TICK = ".external-media input"
PLAYER = "www.youtube-nocookie.com"


def test_a_film_is_loaded_by_a_click_and_remembered_by_a_tick(chromium, demo_site):
    with browsing(chromium, demo_site, reduced_motion="reduce") as (context, asked):
        page = context.new_page()
        page.goto(f"{demo_site}/en/external-media/", wait_until="networkidle")
        page.click(".consent button[value=none]")
        assert asked == set()
        assert page.is_visible(NOTE)
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
        assert not page.is_visible(NOTE)
        assert allowed_by(context) == kept == []

        # Ticked, the provider is remembered; taken back, the player goes.
        page.check(".external-media input")
        assert allowed_by(context) == ["youtube"]
        page.reload(wait_until="networkidle")
        page.locator(FRAME).scroll_into_view_if_needed()
        page.wait_for_selector(f"{FRAME} iframe")
        assert page.is_checked(TICK)
        page.uncheck(TICK)
        assert allowed_by(context) == []
        assert page.query_selector(f"{FRAME} iframe") is None
        assert page.is_visible(".external-media button")
        assert page.is_visible(NOTE)
        assert "No longer loaded" in page.inner_text("external-media [role=status]")
        assert find_traces(context, page, asked).keys == set()


def test_the_tick_alone_loads_and_remembers(chromium, demo_site):
    with browsing(chromium, demo_site, reduced_motion="reduce") as (context, asked):
        page = context.new_page()
        page.goto(f"{demo_site}/en/external-media/", wait_until="networkidle")
        page.click(".consent button[value=none]")

        page.focus(TICK)
        page.keyboard.press("Space")
        page.wait_for_selector(f"{FRAME} iframe")

        assert allowed_by(context) == ["youtube"]
        assert page.evaluate(f"document.activeElement.matches('{TICK}')")
        assert not page.is_visible(NOTE)
        assert not page.is_visible(".external-media button")
        assert "Loaded" in page.inner_text("external-media [role=status]")
        page.wait_for_load_state("networkidle")
        assert asked == {PLAYER}


def test_without_a_script_there_is_a_link_and_no_word_of_loading(chromium, demo_site):
    with browsing(chromium, demo_site, java_script_enabled=False) as (context, asked):
        page = context.new_page()
        page.goto(f"{demo_site}/en/external-media/")

        assert page.is_visible(".external-media figcaption a")
        for absent in (NOTE, TICK, ".external-media button"):
            assert not page.is_visible(absent)
        assert asked == set()
