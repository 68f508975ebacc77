"""What is typed into a form of the admin stays, whatever becomes of the session."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from tests.browser.conftest import ROOT, wait_until_edits_are_watched

RELEASE = "text=ELLIS Life Heidelberg: a bridge >> nth=0"
NOTICE = "keep-typed [data-notice]"
SAVED = "#w-autosave-indicator[data-w-autosave-state-value=saved]"


def sign_out(page) -> None:
    """End the session as signing out in another tab does."""
    page.context.clear_cookies(name="sessionid")


def sign_in_over_the_form(page, user: tuple[str, str]) -> None:
    frame = page.frame_locator("keep-typed iframe")
    frame.locator("[name=username]:focus").fill(user[0])
    frame.locator("[name=password]").fill(user[1])
    frame.locator("[name=password]").press("Enter")


def sent_to_forms(page) -> list[str]:
    """Return the paths that something is sent to from now on, but for presence."""
    paths: list[str] = []

    def note(request) -> None:
        if request.method == "POST" and "/editing-sessions/" not in request.url:
            paths.append(request.url)

    page.on("request", note)
    return paths


def test_who_is_signed_out_while_typing_signs_in_over_the_form_and_goes_on(
    desk, editor
):
    desk.click(RELEASE)
    wait_until_edits_are_watched(desk)
    address = desk.url
    sign_out(desk)
    desk.fill("[name=kicker]", "Typed while signed out")
    desk.locator(f"{NOTICE} :text('You are signed out.')").wait_for()
    assert desk.locator("[name=kicker]:focus").count() == 1

    desk.locator("keep-typed [data-open]").press("Enter")
    sign_in_over_the_form(desk, editor)

    desk.locator(SAVED).wait_for()
    assert desk.inner_text(NOTICE) == ""
    assert desk.locator("[name=kicker]:focus").count() == 1
    desk.goto(address)
    assert desk.input_value("[name=kicker]") == "Typed while signed out"


def test_who_is_signed_out_saves_a_form_that_does_not_save_itself(
    desk, demo_site, editor
):
    desk.goto(f"{demo_site}/admin/snippets/core/topic/add/")
    desk.fill("[name=slug]", "typed-while-signed-out")
    desk.fill("[name=label_en]", "Typed while signed out")
    desk.context.clear_cookies()

    desk.keyboard.press("Enter")
    sign_in_over_the_form(desk, editor)

    desk.locator(".messages .success:has-text('Typed while signed out')").wait_for()


def test_nobody_saves_what_somebody_else_typed(
    desk, demo_site, demo_environment, chromium, editor
):
    subprocess.run(  # noqa: S603
        [
            *(sys.executable, "manage.py", "createsuperuser", "--no-input"),
            *("--username=somebody", "--email=somebody@newsroom.example"),
        ],
        cwd=ROOT,
        env=os.environ | demo_environment | {"DJANGO_SUPERUSER_PASSWORD": "Else's."},
        check=True,
        capture_output=True,
    )
    desk.click(RELEASE)
    wait_until_edits_are_watched(desk)
    before = desk.input_value("[name=kicker]")
    sign_out(desk)
    desk.fill("[name=kicker]", "Typed by the first")
    desk.click("keep-typed [data-open]")
    sent = sent_to_forms(desk)
    sign_in_over_the_form(desk, ("somebody", "Else's."))

    desk.locator("keep-typed [data-switch]").click()
    saved_by_somebody = [path for path in sent if "/pages/" in path]
    sign_in_over_the_form(desk, editor)
    desk.locator(SAVED).wait_for()

    assert before != "Typed by the first"
    assert saved_by_somebody == []
    assert any("/pages/" in path for path in sent)


def test_a_server_that_fails_is_asked_again(desk):
    desk.click(RELEASE)
    wait_until_edits_are_watched(desk)
    failures = []

    def fail_twice(route) -> None:
        if route.request.method == "POST" and len(failures) < 2:
            failures.append(route.request.url)
            route.fulfill(status=503, body="Service unavailable")
        else:
            route.continue_()

    desk.route("**/admin/pages/*/edit/", fail_twice)
    desk.fill("[name=kicker]", "Typed while the server failed")
    desk.locator(f"{NOTICE} :text('The server could not save this.')").wait_for()
    assert "A server error occurred" not in desk.inner_text("main")

    desk.locator(SAVED).wait_for()

    assert len(failures) == 2
    assert desk.inner_text(NOTICE) == ""


def test_what_is_typed_at_once_is_saved_too(desk):
    desk.click(RELEASE)
    desk.fill("[name=kicker]", "Typed before edits are watched")

    desk.locator(SAVED).wait_for()


def test_a_second_window_sees_the_difference_before_it_overwrites(desk):
    desk.click(RELEASE)
    wait_until_edits_are_watched(desk)
    other = desk.context.new_page()
    other.goto(desk.url)
    other.fill("[name=kicker]", "Saved in the other window")
    other.locator(SAVED).wait_for()
    other.close()

    desk.fill("[name=kicker]", "Typed in this window")
    desk.locator(f"{NOTICE} :text('newer version')").wait_for()
    desk.keyboard.press("Control+s")

    desk.locator("#overwrite:focus").wait_for()
    row = desk.locator("#overwrite tr:has-text('Kicker')")
    assert "Saved in the other window" in row.locator("td").nth(0).inner_text()
    assert "Typed in this window" in row.locator("td").nth(1).inner_text()
    assert desk.input_value("[name=kicker]") == "Typed in this window"
    desk.wait_for_load_state()  # before, nothing listens to keys
    desk.keyboard.press("Control+s")
    desk.locator(".messages .success").wait_for()
    assert desk.input_value("[name=kicker]") == "Typed in this window"


def test_saving_by_itself_and_by_the_button_is_no_conflict(desk):
    desk.click(RELEASE)
    wait_until_edits_are_watched(desk)
    desk.fill("[name=kicker]", "Saved by itself")
    desk.locator(SAVED).wait_for()

    desk.keyboard.press("Control+s")

    desk.locator(".messages .success").wait_for()
    assert desk.locator("#overwrite").count() == 0


def forms(desk, demo_site) -> list[str]:
    """Return the forms of one page of each type in both languages, and of an entry."""
    found = {}
    for number in range(3, 20):
        address = f"{demo_site}/admin/pages/{number}/edit/"
        answer = desk.request.get(address, max_redirects=0)
        if answer.status == 200 and "data-edit-form" in answer.text():
            kind = re.search(r"<title>(.+?)[:-]", answer.text())
            language = re.search(r'"ACTIVE_CONTENT_LOCALE": "(\w+)"', answer.text())
            found[kind and kind[1], language and language[1]] = address
    listing = desk.request.get(f"{demo_site}/admin/snippets/partners/institution/")
    entry = re.search(r"/admin/snippets/partners/institution/edit/\d+/", listing.text())
    assert entry
    return [*found.values(), demo_site + entry[0]]


def test_opening_a_form_and_looking_at_it_saves_nothing(desk, demo_site):
    addresses = forms(desk, demo_site)
    assert len(addresses) > 5
    sent = sent_to_forms(desk)
    for address in addresses:
        desk.goto(address, wait_until="domcontentloaded")
        wait_until_edits_are_watched(desk)
        for tab in desk.get_by_role("tab").all():
            tab.click()
        # What a field corrects on its own, and no person.
        desk.evaluate(
            "document.querySelector('[data-edit-form] input[type=text]').value += '.'"
        )
        desk.wait_for_timeout(1200)  # more than Wagtail needs to notice and to save

    assert sent == []
