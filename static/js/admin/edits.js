/* A form saves itself when a person has changed something, and only then. Wagtail
   compares the form with how it was some seconds after it had opened, and after each
   time that it saved itself: what was typed just before is no change to it, and what a
   field corrects on its own later is one. */
const TYPING = ["input", "change", "cut", "paste", "drop"];
const FORM = "[data-edit-form], .modal, [data-tippy-root]";
const PRESSED = 'button, a, label, [role="button"], [role="option"], [role="menuitem"]';
// Pressed to look at the form, not to change it.
const LOOKS = '[role="tab"], [data-panel-toggle], [aria-expanded], [data-side-panel]';

let isEdited = false; // since it was opened
let isTyped = false; // since it was saved
const isForced = (form) => form.dataset.wUnsavedForceValue === "true";

const note = ({ isTrusted, target, type }) => {
    if (!isTrusted || !target.closest?.(FORM)) return;
    if (target.matches("[data-not-sent]")) return; // what is looked for is no change
    if (type === "click") {
        isEdited ||= Boolean(target.closest(PRESSED)) && !target.closest(LOOKS);
    } else {
        isEdited = isTyped = true;
    }
};
for (const act of [...TYPING, "click"]) addEventListener(act, note, true);
// A script changed the form because somebody asked for it.
document.addEventListener("dateline:edited", () => {
    isEdited = isTyped = true;
});

document.addEventListener("w-unsaved:watch-edits", ({ target: form }) => {
    if (!isTyped || !form.matches("[data-edit-form]")) return;
    // Later, as Wagtail takes it back while it notes how the form is.
    queueMicrotask(() => {
        form.dataset.wUnsavedForceValue = "true";
    });
});

const holdBack = (event) => {
    const form = event.target;
    if (isEdited || isForced(form)) {
        isTyped = false;
        return;
    }
    event.preventDefault();
    event.stopImmediatePropagation(); // nobody waits for the end of it
    window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved").clear();
};
addEventListener("w-autosave:save", holdBack, true);

document.addEventListener("w-autosave:error", () => {
    isTyped = true;
});
