/* Text editors with the name that stands above them: Wagtail gives them none, so that a
   screen reader says "edit text" and not which. */
const EDITOR = ".public-DraftEditor-content";
let count = 0;

/* What a text is called: by its label, else by the nearest heading of a block above it. */
const findName = (editor) => {
    const around = editor.closest("[data-draftail-editor-wrapper]")?.parentElement;
    const field = around?.querySelector(":scope > input[id]");
    const label = field && document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    if (label) return label;
    for (let part = around; part; part = part.parentElement) {
        const found = part.querySelector(
            ":scope > label, :scope > .w-panel__header .c-sf-block__type",
        );
        if (found) return found;
    }
    return null;
};

const name = (editor) => {
    const called = findName(editor);
    if (!called) return;
    called.id ||= `editor-name-${(count += 1)}`;
    editor.setAttribute("aria-labelledby", called.id);
};

const nameAll = () =>
    document.querySelectorAll(`${EDITOR}:not([aria-labelledby])`).forEach(name);

nameAll();
new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
