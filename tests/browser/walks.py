"""A walk through a page with the Tab key, as somebody without a mouse takes it."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

# More stops than any page has: a walk that does not end is a trap.
MOST_STOPS = 600

# What can have the focus, by HTML; hidden parts and closed details are left out.
FIND_STOPS = """() => {
    const wanted = 'a[href], button, input, select, textarea, summary, iframe, [tabindex]';
    const stops = [...document.querySelectorAll(wanted)].filter((one) =>
        one.tabIndex >= 0 && !one.disabled && one.type !== 'hidden' &&
        one.checkVisibility({ visibilityProperty: true }));
    // Of radio buttons with one name the keys go to one.
    const groups = new Set();
    const kept = stops.filter((one) => one.type !== 'radio' ||
        (!groups.has(one.name) && groups.add(one.name)));
    kept.forEach((one, number) => { one.dataset.stop = number; });
    return kept.length;
}"""

LOOK = """() => {
    // Painted, as a colour may be said in any notation.
    const brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const channels = (colour) => {
        brush.clearRect(0, 0, 1, 1);
        brush.fillStyle = colour;
        brush.fillRect(0, 0, 1, 1);
        return [...brush.getImageData(0, 0, 1, 1).data];
    };
    const isOpaque = (colour) => channels(colour)[3] > 230;
    const luminance = (colour) => channels(colour).slice(0, 3)
        .map((part) => part / 255)
        .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    // An outline lies around a thing, on what is behind it (WCAG 2.2, 1.4.11).
    const behind = (one) => {
        for (let part = one.parentElement; part; part = part.parentElement) {
            const colour = getComputedStyle(part).backgroundColor;
            if (isOpaque(colour)) return colour;
        }
        return 'rgb(255, 255, 255)';
    };
    const contrast = (one, colour) => {
        const [light, dark] = [luminance(colour), luminance(behind(one))].sort((a, b) => b - a);
        return (light + 0.05) / (dark + 0.05);
    };
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    // Of a link over several lines one line is enough.
    const isInView = (box) => box.bottom > 0 && box.top < innerHeight &&
        box.right > 0 && box.left < innerWidth;
    const boxes = [...one.getClientRects()];
    const box = boxes.find(isInView) ?? boxes[0] ?? one.getBoundingClientRect();
    const style = getComputedStyle(one);
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const label = one.labels?.[0];
    return {
        stop: Number(one.dataset.stop ?? -1),
        name: one.outerHTML.slice(0, 120),
        isInView: isInView(box),
        isCovered: !(top && (one.contains(top) || top.contains(one) || label?.contains(top))),
        isMarked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 &&
            isOpaque(style.outlineColor) && contrast(one, style.outlineColor) >= 3,
    };
}"""


@dataclass
class Walk:
    """Where the Tab key led, and what was wrong on the way."""

    stops: int
    visited: list[int]
    faults: list[str]


def walk_through(page: Page) -> Walk:
    """Press Tab until the focus leaves the page, and look at every stop.

    The order of stops is that of the document, which is the one that is read.
    """
    stops = page.evaluate(FIND_STOPS)
    visited: list[int] = []
    faults: list[str] = []
    for _press in range(MOST_STOPS):
        page.keyboard.press("Tab")
        seen = page.evaluate(LOOK)
        if seen is None or (visited and seen["stop"] == visited[0]):
            break
        visited.append(seen["stop"])
        for fault, is_there in {
            "is out of view": not seen["isInView"],
            "is covered": seen["isInView"] and seen["isCovered"],
            "has no visible focus": not seen["isMarked"],
            "is no stop": seen["stop"] < 0,
        }.items():
            if is_there:
                faults.append(f"{fault}: {seen['name']}")
    else:
        faults.append("the walk has no end")
    if visited != sorted(visited):
        faults.append(f"another order than the text: {visited}")
    if missed := sorted(set(range(stops)) - set(visited)):
        faults.append(f"never reached: {missed}")
    return Walk(stops, visited, faults)
