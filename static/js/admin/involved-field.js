/* <involved-field>: names that are typed or pasted become rows of who is involved. */
import { Combobox, ask, make } from "./combobox.js";
import { addRow, readForm } from "./release-rows.js";

const IS_LIST = /[\n;,]|\s(?:and|und|&)\s/;
const NEW = ["institution", "person"];
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

class InvolvedField extends HTMLElement {
    connectedCallback() {
        this.input = this.querySelector("input");
        this.status = this.querySelector("[role=status]");
        this.review = this.querySelector("[data-review]");
        this.hidden = false;
        this.combobox = new Combobox(this.input, {
            find: (words) => this.find(words),
            pick: (one) => this.pick(one),
            say: (count) => this.sayCount(count),
        });
        // Before the combobox, which would take the first suggestion.
        this.input.addEventListener("keydown", (event) => this.onEnter(event), true);
        this.input.addEventListener("paste", (event) => this.onPaste(event));
    }

    word(name, values = {}) {
        return fill(this.dataset[`word${name[0].toUpperCase()}${name.slice(1)}`], values);
    }

    say(text) {
        this.status.textContent = text;
    }

    sayCount(count) {
        const found = this.combobox.offered.filter(({ pk }) => pk).length;
        const none = found ? "" : `${this.word("none")} `;
        this.say(none + (count === 1 ? this.word("one") : this.word("some", { count })));
    }

    async search(words, kinds = []) {
        const { language, as_of: day } = readForm(this.dataset.language);
        const query = new URLSearchParams({ q: words, language, as_of: day });
        kinds.forEach((kind) => query.append("kind", kind));
        const answer = await ask(`${this.dataset.find}?${query}`);
        if (!answer) this.say(this.word("failed"));
        return (answer?.found ?? []).map((one) => ({
            ...one,
            label: one.name,
            note: one.is_draft ? this.word("draft") : "",
        }));
    }

    async find(words) {
        const found = await this.search(words);
        if (IS_LIST.test(words) && !found.length) return [];
        const kinds = words.includes(" ") ? ["person", "institution"] : NEW;
        const added = kinds.map((kind) => ({
            kind,
            name: words,
            label: words,
            note: this.word(kind),
        }));
        return [...found, ...added];
    }

    async pick(one) {
        this.input.value = "";
        if (one.pk) await this.add([{ kind: one.kind, pk: one.pk }]);
        else if (one.kind === "institution") await this.add([{ kind: one.kind, name: one.name }]);
        else this.showReview([{ text: one.name, found: [], kind: "person" }]);
    }

    onEnter(event) {
        if (event.key !== "Enter" || event.isComposing) return;
        const { value } = this.input;
        if (!IS_LIST.test(value) || this.combobox.offered.length) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        this.combobox.close();
        this.match(value);
    }

    onPaste(event) {
        const text = event.clipboardData.getData("text/plain").trim();
        if (!IS_LIST.test(text)) return;
        event.preventDefault();
        this.match(text);
    }

    async match(text) {
        const { language, as_of: day } = readForm(this.dataset.language);
        const data = new FormData();
        data.set("text", text);
        data.set("language", language);
        data.set("as_of", day);
        const answer = await ask(this.dataset.match, { data });
        if (!answer?.items) {
            this.input.value = text.replace(/\s+/g, " "); // nothing is lost
            this.say(this.word("failed"));
            return;
        }
        this.input.value = "";
        if (answer.items.length) this.showReview(answer.items);
        else this.say(this.word("none"));
    }

    /* What stands in a list, each with a choice of who is meant. */
    showReview(items) {
        this.say("");
        this.items = items.map((item, number) => this.makeItem(item, number));
        const list = make(
            "ul",
            { class: "involved-field__list", "aria-label": this.word("list") },
            ...this.items.map(({ element }) => element),
        );
        const add = make("button", {
            type: "button",
            class: "button button-small",
            text: this.word("add"),
        });
        const close = make("button", {
            type: "button",
            class: "button button-small button-secondary",
            text: this.word("close"),
        });
        add.addEventListener("click", () => this.addReviewed());
        close.addEventListener("click", () => this.closeReview());
        this.review.replaceChildren(
            list,
            make("div", { class: "involved-field__ways" }, add, close),
        );
        list.addEventListener("keydown", (event) => {
            if (event.key !== "Enter" || event.defaultPrevented || !event.target.matches("input")) {
                return;
            }
            event.preventDefault();
            this.addReviewed();
        });
        (items.length === 1 ? list.querySelector("input, select") : add).focus();
    }

    makeItem({ text, found, kind }, number) {
        const id = `involved-${number}`;
        const options = found.map((one) => ({
            label: [one.name, one.about].filter(Boolean).join(" – "),
            pick: { kind: one.kind, pk: one.pk },
        }));
        const first = options.length === 1 ? 0 : null;
        if (!options.length) {
            const kinds = kind === "person" ? ["person", "institution"] : NEW;
            options.push(...kinds.map((one) => ({ label: this.word(one), pick: { kind: one, name: text } })));
        } else if (options.length > 1) {
            options.unshift({ label: this.word("choose"), pick: null });
        }
        options.push({ label: this.word("leave"), pick: null });
        const select = make(
            "select",
            { id, "data-not-sent": true, "aria-label": this.word("is", { name: text }) },
            ...options.map(({ label }, place) => make("option", { value: String(place), text: label })),
        );
        const state = found.length > 1 ? "ambiguous" : "unknown";
        const note = first === 0 ? "" : this.word(state);
        const head = make("span", {}, make("bdi", { text }), note ? " " : "");
        if (note) head.append(make("em", { text: note }));
        const more = this.makeMore(id);
        const element = make("li", {}, head, select, more.element);
        const chosen = () => options[Number(select.value)].pick;
        const showMore = () => {
            const pick = chosen();
            more.element.hidden = !(pick?.kind === "person" && !pick.pk);
        };
        select.addEventListener("change", showMore);
        showMore();
        return {
            element,
            more,
            pick: () => {
                const pick = chosen();
                return pick && !more.element.hidden ? { ...pick, ...more.values() } : pick;
            },
        };
    }

    /* What can be said of a new person at once: role and institution. */
    makeMore(id) {
        const field = (name) =>
            make("input", {
                type: "text",
                id: `${id}-${name}`,
                maxlength: "200",
                "data-not-sent": true,
                "aria-label": this.word(name),
                placeholder: this.word(name),
            });
        const [role, at] = [field("role"), field("at")];
        const element = make(
            "span",
            { class: "involved-field__more" },
            role,
            make("span", { class: "involved-field__search" }, at),
        );
        let institution = 0;
        new Combobox(at, {
            find: (words) => this.search(words, ["institution"]),
            pick: (one) => {
                at.value = one.label;
                institution = one.pk;
            },
            say: (count) => this.say(count ? this.word("some", { count }) : this.word("none")),
        });
        at.addEventListener("input", () => {
            institution = 0;
        });
        const isUnclear = () => Boolean(at.value.trim()) && !institution;
        const values = () => ({ role: role.value.trim(), institution });
        return { element, values, isUnclear, focus: () => at.focus() };
    }

    async addReviewed() {
        const unclear = this.items.find(({ more }) => !more.element.hidden && more.isUnclear());
        if (unclear) {
            this.say(this.word("none"));
            unclear.more.focus();
            return;
        }
        const picks = this.items.map((item) => item.pick()).filter(Boolean);
        if (await this.add(picks)) this.closeReview();
    }

    closeReview() {
        this.review.replaceChildren();
        this.input.focus();
    }

    /* Put rows for what is picked into the form; false where that is not possible. */
    async add(picks) {
        if (!picks.length) return true;
        if (this.isAdding) return false; // pressed twice
        this.isAdding = true;
        const json = { ...readForm(this.dataset.language), picks };
        const answer = await ask(this.dataset.rows, { json });
        this.isAdding = false;
        if (!answer?.rows) {
            this.say(this.word("failed"));
            return false;
        }
        const added = [];
        const there = [];
        for (const row of answer.rows) {
            const { string } = row.chosen;
            const name = row.is_new ? `${string} (${this.word("new")})` : string;
            (addRow(row) ? added : there).push(name);
        }
        const told = [...answer.left];
        if (added.length) told.unshift(this.word("added", { names: added.join("; ") }));
        if (there.length) told.push(this.word("there", { names: there.join("; ") }));
        this.say(told.join(" "));
        this.input.focus();
        return true;
    }
}

customElements.define("involved-field", InvolvedField);
