/* Saving, publishing and Wagtail's autosave one after the other. Who presses a button
   within a second of the last change would otherwise save twice at once: a new page
   is refused because the autosave has just made it, and what is published may get a
   draft beside it that says the same. */
import { sendAgain } from "./sending.js";

const isSavedByItself = (form) => form.matches('[data-controller~="w-autosave"]');
let isSaving = false;
let isSent = false;
let resend = null;

document.addEventListener("w-autosave:save", (event) => {
    if (isSent) event.preventDefault();
    else isSaving = true;
});

// What the form has saved by itself is no version that somebody else made.
document.addEventListener("w-autosave:success", ({ target: form, detail }) => {
    const { revision_id: id, revision_created_at: createdAt } = detail.data;
    const loaded = form.elements?.loaded_revision_id;
    if (!id || !loaded) return;
    loaded.value = id;
    form.elements.loaded_revision_created_at.value = createdAt;
});

for (const end of ["w-autosave:success", "w-autosave:error"]) {
    document.addEventListener(end, () => {
        isSaving = false;
        resend?.();
        resend = null;
    });
}

// Also after going back to the form.
for (const chance of ["pageshow", "keep-typed:unsent"]) {
    addEventListener(chance, () => {
        isSent = false;
    });
}

document.addEventListener(
    "submit",
    (event) => {
        const { submitter, target: form } = event;
        if (!isSavedByItself(form)) return;
        isSent = true; // or about to be: nothing saves itself from now on
        if (!isSaving) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        resend = () => sendAgain(form, submitter);
    },
    true,
);
