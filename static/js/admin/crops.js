/* How the shapes of the site cut a picture, as Wagtail's filter "fill" does it (its
   image_operations.py), drawn while the focal point is moved. */

const PARTS = ["x", "y", "width", "height"];

/* Where the cut begins along one side, in parts of what is cut off. */
const begin = (whole, cut, centre, extent) => {
    if (whole <= cut) return 0.5;
    let at = centre - (centre / whole - 0.5) * cut - cut / 2;
    if (extent) {
        // All of the focal point is shown if it fits.
        at = Math.min(at, centre - extent / 2);
        at = Math.max(at, centre + extent / 2 - cut);
    }
    return Math.min(Math.max(at, 0), whole - cut) / (whole - cut);
};

const draw = (crops, focus) => {
    const [width, height] = [Number(crops.dataset.width), Number(crops.dataset.height)];
    const isSet = focus.width > 0;
    const [x, y] = isSet ? [focus.x, focus.y] : [width / 2, height / 2];
    for (const image of crops.querySelectorAll("[data-crop]")) {
        const ratio = Number(image.dataset.width) / Number(image.dataset.height);
        const across = Math.min(width, height * ratio);
        const left = begin(width, across, x, isSet && focus.width);
        const top = begin(height, across / ratio, y, isSet && focus.height);
        image.style.aspectRatio = ratio;
        image.style.objectPosition = `${100 * left}% ${100 * top}%`;
    }
};

/* Keep the crops inside an element as its focal point says. */
export const watchCrops = (around) => {
    const crops = around.querySelector("[data-crops]");
    if (!crops) return;
    const inputs = Object.fromEntries(
        PARTS.map((part) => [part, around.querySelector(`input.focal_point_${part}`)]),
    );
    if (!inputs.x) return;
    const read = () =>
        Object.fromEntries(PARTS.map((part) => [part, Number(inputs[part].value)]));
    const size = { x: Number(crops.dataset.width), y: Number(crops.dataset.height) };
    const ranges = [...around.querySelectorAll("[data-focus-range]")];
    const show = () => {
        const focus = read();
        draw(crops, focus);
        for (const range of ranges) {
            const part = range.dataset.focusRange;
            range.value = focus.width ? (100 * focus[part]) / size[part] : 50;
        }
    };
    const place = (point) => {
        const focus = read();
        const now = focus.width ? focus : { x: size.x / 2, y: size.y / 2 };
        inputs.x.value = Math.round(point.x ?? now.x);
        inputs.y.value = Math.round(point.y ?? now.y);
        // What was clicked on has no size: as good as none.
        inputs.width.value ||= 1;
        inputs.height.value ||= 1;
        show();
    };
    for (const range of ranges) {
        const part = range.dataset.focusRange;
        range.addEventListener("input", () => {
            place({ [part]: (size[part] * range.value) / 100 });
        });
    }
    const picture = around.querySelector("[data-focus-picture]");
    picture?.addEventListener("click", ({ offsetX, offsetY }) => {
        place({
            x: (size.x * offsetX) / picture.clientWidth,
            y: (size.y * offsetY) / picture.clientHeight,
        });
        picture.dispatchEvent(new Event("change", { bubbles: true }));
    });
    // Wagtail's chooser of the focal point writes into its fields and says nothing.
    for (const type of ["pointermove", "pointerup", "keyup", "click"]) {
        if (!picture) around.addEventListener(type, () => requestAnimationFrame(show));
    }
    show();
};

if (document.querySelector(".focal-point-chooser")) watchCrops(document.body);
