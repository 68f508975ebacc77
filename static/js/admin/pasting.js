/* Paste into a rich text keeps what was meant. The server reads the HTML and answers with
   what goes into the editor, with blocks for what rich text cannot hold, and with notes
   of what it changed. Where it does not answer, the editor pastes as it always does. */
(() => {
    const { DraftJS, draftail } = window;
    // A style that says something about the text; all others only make HTML long.
    const MEANS = /font-(?:weight|style)|vertical-align|mso-list/i;
    const NO_TEXT = "head, script, style, meta, link, noscript, template, svg";
    const PATIENCE = 8000; // milliseconds
    // Of fields: the line below the editor, and the text that it speaks of.
    const lines = new WeakMap();

    // None while the editor is being made.
    const findField = ({ getEditorRef }) =>
        getEditorRef()
            ?.editor?.closest("[data-draftail-editor-wrapper]")
            ?.parentElement.querySelector(":scope > input[id]");

    /* The HTML without what says nothing, which is most of it. */
    const slim = (html) => {
        const { body } = new DOMParser().parseFromString(html, "text/html");
        body.querySelectorAll(NO_TEXT).forEach((part) => part.remove());
        for (const element of body.querySelectorAll("*")) {
            for (const { name, value } of [...element.attributes]) {
                const isKept = name === "href" || (name === "style" && MEANS.test(value));
                if (!isKept) element.removeAttribute(name);
            }
        }
        return body.innerHTML;
    };

    /* The block of a stream that a field is the text of, with its stream. */
    const findBlock = (field) => {
        const element = field?.closest("[data-streamfield-child]");
        for (let part = element?.parentElement; part; part = part.parentElement) {
            const stream = part.rootBlock;
            const block = stream?.children?.find?.((child) => child.element === element);
            if (block) return block.type === "prose" ? { block, stream } : null;
        }
        return null;
    };

    const isEmpty = ({ getEditorState }) => !getEditorState().getCurrentContent().hasText();

    const ask = async (plugin, html, place, methods) => {
        const form = new FormData();
        form.set("html", slim(html));
        plugin.features.forEach((name) => form.append("features", name));
        const kinds = Object.keys(place?.stream.blockDef.childBlockDefsByName ?? {});
        kinds.forEach((name) => form.append("kinds", name));
        if (isEmpty(methods)) form.set("is_empty", "on");
        const { CSRF_HEADER_NAME: header, CSRF_TOKEN: token } = window.wagtailConfig;
        const response = await fetch(plugin.url, {
            method: "POST",
            body: form,
            headers: { [header]: token },
            redirect: "error", // as to the sign-in page
            signal: AbortSignal.timeout(PATIENCE),
        });
        if (!response.ok) throw new Error(response.statusText);
        return response.json();
    };

    // Where the cursor is now: somebody may have typed meanwhile.
    const insert = ({ getEditorState, setEditorState }, content) => {
        const { EditorState, Modifier } = DraftJS;
        const state = getEditorState();
        const changed = Modifier.replaceWithFragment(
            state.getCurrentContent(),
            state.getSelection(),
            content.getBlockMap(),
        );
        setEditorState(EditorState.push(state, changed, "insert-fragment"));
    };

    const insertPlain = (methods, text, html) => {
        const { ContentState, convertFromHTML } = DraftJS;
        const { contentBlocks, entityMap } = convertFromHTML(html);
        insert(
            methods,
            contentBlocks?.length
                ? ContentState.createFromBlockArray(contentBlocks, entityMap)
                : ContentState.createFromText(text),
        );
    };

    /* Put blocks around the one that was pasted into; return the element to speak below. */
    const insertBlocks = ({ block, stream }, { content, before, after }, wasEmpty) => {
        let last = block;
        before.forEach((part) => stream.insert(part, block.index));
        after.forEach((part, number) => {
            last = stream.insert(part, block.index + 1 + number);
        });
        if (content || !wasEmpty) return null;
        block.delete({ animate: false }); // it would be an empty text above a table
        return last.element;
    };

    /* Say something below an editor, or below another element; without notes, nothing. */
    const say = (field, notes, { content = null, below = null, close = "" } = {}) => {
        let { line } = lines.get(field) ?? {};
        if (!line) {
            line = document.createElement("div");
            line.className = "paste-notes";
            line.setAttribute("role", "status");
        }
        lines.set(field, { line, content });
        const parent = below ?? field.parentElement;
        if (line.parentElement !== parent) parent.append(line);
        line.replaceChildren();
        if (!notes.length) return;
        const list = document.createElement("ul");
        for (const note of notes) {
            list.append(Object.assign(document.createElement("li"), { textContent: note }));
        }
        line.append(list);
        if (!close) return;
        const button = Object.assign(document.createElement("button"), {
            type: "button",
            className: "button button-small button-secondary",
            textContent: close,
        });
        button.addEventListener("click", () => {
            line.replaceChildren();
            if (field.isConnected) field.draftailEditor?.focus();
        });
        line.append(button);
    };

    const paste = async (plugin, text, html, methods) => {
        const field = findField(methods);
        const place = findBlock(field);
        const { words } = plugin;
        say(field, []);
        const waiting = setTimeout(() => say(field, [words.waiting]), 500);
        const answer = await ask(plugin, html, place, methods).catch(() => null);
        clearTimeout(waiting);
        if (!field.isConnected) return;
        const wasEmpty = isEmpty(methods);
        let below = null;
        if (!answer) insertPlain(methods, text, slim(html));
        else if (answer.content) insert(methods, DraftJS.convertFromRaw(answer.content));
        if (answer && place?.stream.children.includes(place.block)) {
            below = insertBlocks(place, answer, wasEmpty);
        }
        const notes = answer?.notes ?? [words.failed];
        const now = methods.getEditorState().getCurrentContent();
        say(field, notes, { content: now, below, close: words.close });
    };

    draftail.registerPlugin(
        {
            type: "paste",
            handlePastedText(text, html, _state, methods) {
                if (!html || !findField(methods)) return "not-handled";
                paste(this, text, html, methods);
                return "handled";
            },
            // What was said of a text is said until that text changes.
            onChange(state, methods) {
                const field = findField(methods);
                const { line, content } = lines.get(field) ?? {};
                if (content && content !== state.getCurrentContent()) {
                    line.replaceChildren();
                    lines.delete(field);
                    line.remove();
                }
                return state;
            },
        },
        "plugins",
    );
})();
