"""Who is involved is typed, and a statement is written, in a real browser."""

from __future__ import annotations

import pytest

FIELD = "#involved-name"
OPTION = "involved-field [role=option]"
STATUS = "involved-field [role=status]"
PASTE = """(input, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    input.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
}"""


@pytest.fixture
def form(desk):
    desk.click("text=New press release >> nth=0")
    desk.locator(FIELD).wait_for()
    return desk


def add(form, name: str) -> None:
    form.locator(FIELD).click()
    form.keyboard.type(name)
    form.keyboard.press("Enter")
    form.locator(f"{STATUS}:has-text('Added: ')").wait_for()


def chosen(form, relation: str) -> list[str]:
    titles = form.locator(f"#id_{relation}-FORMS [data-chooser-title]")
    return [one.strip() for one in titles.all_inner_texts()]


def test_enter_adds_one_after_the_other(form):
    before = chosen(form, "release_institutions")

    add(form, "EMBL")
    assert form.evaluate("document.activeElement.id") == "involved-name"
    form.keyboard.type("Universität Heidelberg")
    form.keyboard.press("Enter")
    form.locator(f"{STATUS}:has-text('Heidelberg')").wait_for()

    added = chosen(form, "release_institutions")[len(before) :]
    assert added == ["European Molecular Biology Laboratory", "Heidelberg University"]


def test_the_suggestions_are_a_combobox(form):
    field = form.locator(FIELD)
    field.click()
    form.keyboard.type("Heidelberg")
    form.locator(OPTION).first.wait_for()

    assert field.get_attribute("aria-expanded") == "true"
    first = field.get_attribute("aria-activedescendant")
    form.keyboard.press("ArrowDown")
    second = field.get_attribute("aria-activedescendant")
    assert first != second
    selected = form.locator(f"{OPTION}[aria-selected=true]")
    assert selected.get_attribute("id") == second
    assert "suggestions" in form.locator(STATUS).inner_text()
    form.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "Heidelberg"


def test_a_list_is_added_with_who_is_not_known(form):
    form.locator(FIELD).evaluate(PASTE, "EMBL, Zora Unbekannt and <b>Neu</b> Institute")
    form.locator(".involved-field__list li").first.wait_for()
    assert form.locator(".involved-field__list li").count() == 3

    form.keyboard.press("Enter")

    form.locator(f"{STATUS}:has-text('waits for this release')").wait_for()
    assert "European Molecular Biology Laboratory" in chosen(
        form, "release_institutions"
    )
    assert "<b>Neu</b> Institute" in chosen(form, "release_institutions")
    assert chosen(form, "release_people") == ["Zora Unbekannt"]


def test_a_statement_is_written_where_it_stands(form):
    form.evaluate(
        """() => document.querySelector("#body-root").rootBlock.insert(
            { type: "statement", value: { statement: null } }, 0
        )"""
    )
    form.locator("statement-writer [data-part=speaker]").click()
    form.keyboard.type("Zora Neumann-Test")
    form.keyboard.press("Enter")
    form.locator("statement-writer [data-part=text]:focus").wait_for()
    form.keyboard.type("“It is written here.”")
    form.keyboard.press("Control+Enter")

    form.locator("#id_release_people-0-person-chooser:not(.blank)").wait_for()

    assert chosen(form, "release_people") == ["Zora Neumann-Test"]
    assert form.locator("#id_release_people-0-role").input_value() == "quoted"
    assert not form.locator("statement-writer").is_visible()


def test_a_chooser_opens_with_the_cursor_in_its_search(form):
    form.locator("#id_release_people-ADD").click()
    form.locator("#id_release_people-0-person-chooser .unchosen button").click()

    form.locator(".modal [name=q]:focus").wait_for()


@pytest.mark.parametrize("width", [768, 320])
def test_the_field_fits_a_narrow_window(form, width):
    form.set_viewport_size({"width": width, "height": 900})
    form.locator(FIELD).click()
    form.keyboard.type("Heidelberg")
    form.locator(OPTION).first.wait_for()

    box = form.locator("involved-field [role=listbox]").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
