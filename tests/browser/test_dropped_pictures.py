"""Pictures are dropped on the form of a release, in a real browser."""

from __future__ import annotations

from base64 import b64encode

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.pictures import samples

TOLD = samples.saved(
    samples.halves((640, 360)),
    "JPEG",
    xmp=samples.xmp(
        samples.alternatives("Iptc4xmpCore:AltTextAccessibility", en="Arches")
    ),
)
DROP = """(target, files) => {
    const data = new DataTransfer();
    for (const [name, content] of files) {
        const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
        data.items.add(new File([bytes], name));
    }
    for (const type of ["dragenter", "dragover", "drop"]) {
        target.dispatchEvent(
            new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
        );
    }
}"""
BLOCKS = """() => document.querySelector("#body-root").rootBlock.getValue()
    .filter(({ type }) => type === "picture").map(({ value }) => value.image)"""
ROW = "[data-picture-row]"


@pytest.fixture
def form(desk):
    desk.emulate_media(reduced_motion="reduce")
    # A listener that comes when the key is pressed may come too late for Chromium.
    desk.on("filechooser", lambda _: None)
    desk.click("text=New press release >> nth=0")
    desk.locator("[data-picture-button]").wait_for()
    return desk


def drop(form, *files: tuple[str, bytes]) -> None:
    sent = [[name, b64encode(content).decode()] for name, content in files]
    form.locator("#id_title").evaluate(DROP, sent)


def test_several_are_dropped_anywhere_and_described_in_place(form):
    drop(
        form,
        ("Brücke.jpg", TOLD),
        ("IMG_2.HEIC", samples.phone(samples.halves((310, 500)))),
        ("cut.jpg", samples.burdened()[:2000]),
        ("text.pdf", b"%PDF-1.7"),
    )
    form.locator("li:has-text('cut.jpg'):has-text('damaged or incomplete')").wait_for()
    form.locator("li:has-text('text.pdf'):has-text('Not a supported')").wait_for()
    assert form.locator(ROW).count() == 2
    assert [block["alt_text"] for block in form.evaluate(BLOCKS)] == ["Arches", ""]

    row = form.locator(ROW).nth(1)
    row.locator("input[name$=alt_text_en]").fill("Two halves")
    row.locator("input[name$=alt_text_en]").blur()
    row.locator("text=Saved").wait_for()
    assert form.evaluate(BLOCKS)[1]["alt_text"] == "Two halves"

    before = row.locator("[data-crop]").first.evaluate(
        "one => one.style.objectPosition"
    )
    row.locator("[data-focus-picture]").click(position={"x": 5, "y": 5})
    after = row.locator("[data-crop]").first.evaluate("one => one.style.objectPosition")
    assert before == "50% 50%"
    assert float(after.split()[1].rstrip("%")) < 5

    found = Axe().run(form, context="[data-picture-drop]").response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_one_becomes_the_lead_picture_by_a_click(form):
    drop(form, ("lead.png", samples.saved(samples.halves((64, 48)), "PNG")))
    form.locator("[data-picture-lead]").click()
    assert form.locator("#id_lead_image").input_value()
    assert form.evaluate(BLOCKS) == []


def test_files_are_chosen_by_keyboard(form):
    form.locator("[data-picture-button]").focus()
    with form.expect_file_chooser() as chooser:
        form.keyboard.press("Enter")
    content = samples.saved(samples.halves((48, 64)), "PNG")
    chooser.value.set_files(
        [{"name": "chosen.png", "mimeType": "image/png", "buffer": content}]
    )
    form.locator(ROW).wait_for()
    assert len(form.evaluate(BLOCKS)) == 1


def test_a_file_that_does_not_arrive_can_be_sent_again(form):
    form.route("**/pictures/drop/", lambda route: route.fulfill(status=503), times=1)
    drop(form, ("a.png", samples.saved(samples.halves((32, 32)), "PNG")))
    form.locator("button:has-text('Try again')").click()
    form.locator(ROW).wait_for()
