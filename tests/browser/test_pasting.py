"""What is pasted into the body of a release, in a real browser."""

from __future__ import annotations

import json

import pytest

EDITOR = ".public-DraftEditor-content"
NOTES = ".paste-notes li"
WRITES = 1000  # milliseconds within which the editor writes into its field
TABLE = (
    "<table class=MsoTableGrid>"
    "<tr><td><p class=MsoNormal>one</p></td><td><p class=MsoNormal>two</p></td></tr>"
    "<tr><td><p class=MsoNormal>10<sup>2</sup></p></td><td><p>four</p></td></tr>"
    "</table>"
)
PASTE = """(editor, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", "the plain text");
    editor.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
}"""


@pytest.fixture
def prose(desk):
    """The first editor of a new release, which stands in its body."""
    desk.click("text=New press release >> nth=0")
    body = desk.locator("#body-root")
    body.wait_for(state="attached")
    if not body.locator(EDITOR).count():
        desk.evaluate(
            """() => document.querySelector("#body-root").rootBlock.insert(
                { type: "prose", value: "null" }, 0
            )"""
        )
    editor = body.locator(EDITOR).first
    editor.click()
    return editor


def paste(editor, html: str) -> None:
    editor.evaluate(PASTE, html)


def test_raised_characters_and_tables_are_in_what_is_saved(desk, prose):
    paste(prose, f"<p>10<sup>6</sup> H<sub>2</sub>O</p>{TABLE}")
    desk.locator(f"{NOTES}:has-text('1 table became a block')").wait_for()

    desk.wait_for_timeout(WRITES)
    state = desk.evaluate(
        """() => document.querySelector("#body-root").rootBlock.getValue()"""
    )
    text = json.loads(state[0]["value"])["blocks"][0]
    assert text["text"] == "106 H2O"
    styles = {one["style"] for one in text["inlineStyleRanges"]}
    assert styles == {"SUPERSCRIPT", "SUBSCRIPT"}
    assert [block["type"] for block in state[:2]] == ["prose", "table"]


def test_what_went_into_the_editor_is_taken_back(desk, prose):
    desk.keyboard.type("Before ")
    paste(prose, "<p>10<sup>6</sup></p>")
    desk.locator(f"{EDITOR}:has-text('Before 106')").first.wait_for()

    prose.press("Control+z")

    desk.locator(f"{EDITOR} :text-is('Before ')").first.wait_for()


def test_the_notes_go_when_the_text_changes(desk, prose):
    paste(prose, '<p><a href="https://example.org/?utm_source=x">link</a></p>')
    desk.locator(f"{NOTES}:has-text('1 link was cleaned')").wait_for()

    prose.press("Control+End")
    desk.keyboard.type("x")

    desk.locator(NOTES).wait_for(state="detached")


def test_a_server_that_fails_loses_nothing(desk, prose):
    desk.route("**/admin/paste/", lambda route: route.fulfill(status=503))

    paste(prose, "<p>Some pasted text</p>")

    desk.locator(f"{NOTES}:has-text('The server could not read')").wait_for()
    assert "Some pasted text" in prose.inner_text()
