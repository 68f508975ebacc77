/* A form saves itself when a person has changed something, and only then. Wagtail
   compares the form with what it was two seconds after it had opened: what is typed
   before is no change to it, and what a field corrects by itself later is one. */
const ACTS = ["input", "change", "cut", "paste", "drop", "click"];
// Pressed to look at the form, not to change it.
const LOOKS = '[role="tab"], [data-panel-toggle], [aria-expanded], [data-side-panel]';
const PRESSED = 'button, a, label, [role="button"], [role="option"], [role="menuitem"]';

const isEditForm = (form) => form.matches?.("[data-edit-form]");
const controllerOf = (form, name) =>
    window.wagtail.app.getControllerForElementAndIdentifier(form, name);
let isWatched = false;
let isEdited = false;

const note = ({ isTrusted, target, type }) => {
    if (!isTrusted || !target.closest?.("[data-edit-form], .modal, [data-tippy-root]")) {
        return;
    }
    if (type !== "click" || (target.closest(PRESSED) && !target.closest(LOOKS))) {
        isEdited = true;
    }
};
for (const act of ACTS) addEventListener(act, note, true);

document.addEventListener("w-unsaved:watch-edits", ({ target: form }) => {
    if (isWatched || !isEditForm(form)) return;
    isWatched = true;
    // Typed before the form was watched, or sent and refused by the server.
    if (isEdited) form.dataset.wUnsavedForceValue = "true";
});

document.addEventListener("w-autosave:save", (event) => {
    const form = event.target;
    if (isEdited || form.dataset.wUnsavedForceValue === "true") return;
    event.preventDefault();
    controllerOf(form, "w-unsaved")?.clear();
});
