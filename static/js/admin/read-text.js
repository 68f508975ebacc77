/* A text that becomes a release: pasted with its headings, lists and links; and all
   proposals ticked, or none, without a page in between. */
const LONGEST = 500_000; // characters, as news/desk/read_forms.py has it

const field = document.querySelector("[data-paste-text]");

if (field) {
    const html = document.querySelector("[data-paste-html]");
    const note = document.querySelector("[data-paste-note]");
    let isPasting = false;

    field.addEventListener("paste", (event) => {
        const pasted = event.clipboardData?.getData("text/html") ?? "";
        const isWhole =
            !field.value.trim() ||
            (field.selectionStart === 0 && field.selectionEnd === field.value.length);
        // Pictures stand in it as data, which nobody reads.
        const kept = pasted.replace(/\bsrc="data:[^"]*"/g, 'src=""');
        if (!isWhole || !kept || kept.length > LONGEST) return;
        html.value = kept;
        isPasting = true;
        note.textContent = note.dataset.kept;
    });

    field.addEventListener("input", () => {
        if (!isPasting && html.value) {
            html.value = "";
            note.textContent = field.value ? note.dataset.plain : "";
        }
        isPasting = false;
    });
}

for (const button of document.querySelectorAll("[data-read-form] [name=tick]")) {
    button.addEventListener("click", (event) => {
        event.preventDefault();
        const around = button.closest("[data-read-group]") ?? button.form;
        for (const box of around.querySelectorAll("[name=accept]")) {
            box.checked = button.value.startsWith("all");
        }
    });
}
