"""The way of a press officer through the admin, in a real browser."""

from __future__ import annotations

from tests.browser.conftest import wait_until_edits_are_watched


def test_the_desk_leads_to_a_new_release(desk):
    desk.click("text=New press release >> nth=0")

    desk.wait_for_selector("[name=standfirst]")
    assert desk.is_visible("[name=title]")
    text = desk.inner_text("main").lower()
    order = ["standfirst", "body", "who is involved", "contact", "media", "publish ("]
    positions = [text.index(heading) for heading in order]
    assert positions == sorted(positions)


def test_a_release_leads_to_its_other_language_in_one_click(desk):
    desk.click("text=ELLIS Life Heidelberg >> nth=0")
    title = desk.input_value("[name=title]")

    desk.click(".language-versions a")

    assert desk.input_value("[name=title]") != title


def test_a_name_is_mentioned_from_the_keyboard_and_another_one_in_one_click(desk):
    desk.click("text=ELLIS Life Heidelberg: a bridge >> nth=0")
    wait_until_edits_are_watched(desk)
    text = desk.locator(".Draftail-Editor .public-DraftEditor-content").first
    text.click()
    desk.keyboard.press("Control+End")
    desk.keyboard.type(" As does DKTK with @")
    desk.locator(".modal.in .mention-kinds").wait_for()
    desk.fill(".modal [name=q]", "Mila")
    desk.click(".modal a[data-chooser-modal-choice]:has-text('Mila')")
    desk.locator(".modal").wait_for(state="detached")

    desk.click("#mention-suggestions button:has-text('Link DKTK')")
    desk.locator(".messages .success").wait_for()

    desk.locator(".TooltipEntity").first.wait_for()
    linked = desk.locator(".TooltipEntity").all_inner_texts()
    assert "DKTK" in linked
    assert any(name.startswith("Mila") for name in linked)
    assert desk.locator("#mention-suggestions button:has-text('DKTK')").count() == 0


def test_choosers_of_the_form_know_the_release(desk):
    desk.click("text=ELLIS Life Heidelberg: a bridge >> nth=0")
    wait_until_edits_are_watched(desk)
    story = desk.locator("#story-of-form").evaluate("data => data.value")
    desk.locator("button:has-text('Choose institution')").first.evaluate(
        "button => button.click()"
    )

    form = desk.locator(".modal form[action*='/create/']")

    form.wait_for(state="attached")
    assert f"story={story}" in form.get_attribute("action")


def test_choosers_of_other_forms_open(desk, demo_site):
    desk.goto(f"{demo_site}/admin/snippets/partners/person/add/")
    desk.locator("button:has-text('Add affiliation')").first.click()
    desk.locator("button:has-text('Choose institution')").first.click()

    desk.locator(".modal form[action*='/create/']").wait_for(state="attached")


def test_what_is_published_is_seen_at_once(desk, demo_site, chromium):
    desk.click("text=ELLIS Life Heidelberg: a bridge >> nth=0")
    desk.fill("[name=kicker]", "Changed just now")
    desk.click("[name=action-review]")
    desk.click(".checklist form button")
    # Other tests have left a draft that says more than the public text.
    done = ".messages .success:has-text('publi'), .published__addresses"
    desk.locator(f"{done}, [name=way]").first.wait_for(state="attached")
    if desk.locator("[name=way]").count():
        desk.locator("[name=way][value=small]").check(force=True)
        desk.get_by_role("button", name="Continue").click()
    desk.locator(done).first.wait_for()

    visitor = chromium.new_context().new_page()
    visitor.goto(f"{demo_site}/en/newsroom/ellis-life-heidelberg/")

    assert "Changed just now" in visitor.inner_text("main")
    visitor.context.close()


def choose_contact(desk) -> None:
    """Choose a press contact, without which no release is saved."""
    desk.locator("#id_release_contacts-ADD").click()
    desk.locator("button:has-text('Choose press contact')").last.click()
    # Not that of the institution under embargo, which no other release may name.
    desk.click(".modal a[data-chooser-modal-choice]:has-text('Press desk')")
    desk.locator(".modal").wait_for(state="detached")


def test_what_is_published_in_a_hurry_is_published_once(desk, demo_site):
    saving, sent = [], []

    def hold_back_the_autosave(route):
        if route.request.method != "POST":
            route.continue_()
        elif route.request.headers.get("accept") == "application/json":
            saving.append(route)
        else:
            sent.append(route.request.url)
            route.continue_()

    desk.click("text=New press release >> nth=0")
    choose_contact(desk)
    wait_until_edits_are_watched(desk)
    desk.route("**/admin/pages/**", hold_back_the_autosave)
    desk.fill("[name=title]", "Published in a hurry")
    desk.get_by_role("tab", name="Promote").click()
    desk.fill("[name=slug]", "published-in-a-hurry")
    for _tenth in range(100):
        if saving:
            break
        desk.wait_for_timeout(100)
    desk.click("[name=action-review]")
    desk.wait_for_timeout(1000)
    assert (len(saving), sent) == (1, [])

    saving[0].continue_()
    desk.click(".checklist form button")
    desk.locator(".published__addresses").wait_for()

    assert len(sent) == 1
    assert len(saving) == 1
    desk.goto(f"{demo_site}/admin/")
    recent = desk.locator("#desk-recent-section a:has-text('in a hurry')")
    assert recent.count() == 1


def test_a_new_release_that_saved_itself_can_be_translated_and_linked(desk):
    problems = []
    desk.on("pageerror", lambda error: problems.append(str(error)))
    desk.click("text=New press release >> nth=0")
    wait_until_edits_are_watched(desk)
    assert "when the release has been saved" in desk.inner_text("#language-versions")

    choose_contact(desk)
    desk.locator("[name=title]").press_sequentially("Saved by itself")

    desk.locator("#language-versions a").first.wait_for()
    assert "No known names" in desk.inner_text("#mention-suggestions")
    assert not problems
