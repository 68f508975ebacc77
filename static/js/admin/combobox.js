/* A field with suggestions: the combobox of the ARIA Authoring Practices with a list, whose
   first suggestion is chosen until another one is. The field keeps the focus. */
const PATIENCE = 150; // milliseconds without typing before anybody is asked
let lists = 0;

/* Ask the server; the answer, or null where it does not answer. */
export const ask = async (url, { data = null, json = null } = {}) => {
    const { CSRF_HEADER_NAME: header, CSRF_TOKEN: token } = window.wagtailConfig;
    const options = { redirect: "error", headers: { Accept: "application/json" } };
    if (data || json) {
        options.method = "POST";
        options.headers[header] = token;
        options.body = data ?? JSON.stringify(json);
        if (json) options.headers["Content-Type"] = "application/json";
    }
    try {
        return await (await fetch(url, options)).json();
    } catch {
        return null;
    }
};

/* An element with text, attributes and children. Text is never markup. */
export const make = (tag, { text = "", ...attributes } = {}, ...children) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) {
        if (value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children);
    return element;
};

export class Combobox {
    /* ``find`` returns what is offered for some words, as {label, called, about, note};
       ``pick`` gets one of it, ``say`` what a screen reader is told of their number. */
    constructor(input, { find, pick, say }) {
        Object.assign(this, { input, find, pick, say });
        this.offered = [];
        this.active = -1;
        this.asked = 0;
        this.isBusy = false;
        this.enterWaits = false;
        lists += 1;
        this.list = make("ul", {
            id: `suggestions-${lists}`,
            role: "listbox",
            class: "suggestions",
            "aria-label": input.labels?.[0]?.textContent.trim() || input.ariaLabel,
            hidden: true,
        });
        input.after(this.list);
        const attributes = {
            role: "combobox",
            autocomplete: "off",
            "aria-autocomplete": "list",
            "aria-expanded": "false",
            "aria-controls": this.list.id,
        };
        for (const [name, value] of Object.entries(attributes)) {
            input.setAttribute(name, value);
        }
        input.addEventListener("input", () => this.wait());
        input.addEventListener("keydown", (event) => this.onKey(event));
        input.addEventListener("blur", () => this.close());
        // The field keeps the focus while somebody presses a suggestion.
        this.list.addEventListener("pointerdown", (event) => event.preventDefault());
        this.list.addEventListener("mousedown", (event) => event.preventDefault());
        this.list.addEventListener("click", (event) => {
            const option = event.target.closest("[role=option]");
            if (option) this.choose([...this.list.children].indexOf(option));
        });
    }

    get isOpen() {
        return !this.list.hidden;
    }

    wait() {
        clearTimeout(this.timer);
        this.isBusy = true;
        this.timer = setTimeout(() => this.search(), PATIENCE);
    }

    async search() {
        clearTimeout(this.timer);
        this.asked += 1;
        const number = this.asked;
        const words = this.input.value.trim();
        const offered = words ? await this.find(words) : [];
        if (number !== this.asked) return; // somebody has typed on
        this.isBusy = false;
        if (document.activeElement !== this.input) return;
        this.show(offered);
        if (this.enterWaits) this.choose(this.active);
        this.enterWaits = false;
    }

    show(offered) {
        this.offered = offered;
        this.list.replaceChildren(
            ...offered.map(({ label, called, about, note }, number) => {
                const option = make("li", {
                    role: "option",
                    id: `${this.list.id}-${number}`,
                    "aria-selected": "false",
                });
                option.append(make("span", { class: "suggestions__name", text: label, dir: "auto" }));
                for (const part of [called, about]) {
                    if (part) option.append(" ", make("small", { text: part, dir: "auto" }));
                }
                if (note) option.append(" ", make("em", { text: note }));
                return option;
            }),
        );
        this.list.hidden = offered.length === 0;
        this.input.setAttribute("aria-expanded", String(this.isOpen));
        this.activate(offered.length ? 0 : -1);
        if (this.input.value.trim()) this.say(offered.length);
    }

    activate(number) {
        this.active = number;
        [...this.list.children].forEach((option, place) => {
            option.setAttribute("aria-selected", String(place === number));
            if (place === number) option.scrollIntoView({ block: "nearest" });
        });
        if (number < 0) this.input.removeAttribute("aria-activedescendant");
        else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${number}`);
    }

    close() {
        clearTimeout(this.timer);
        this.asked += 1;
        this.isBusy = this.enterWaits = false;
        this.show([]);
    }

    choose(number) {
        const one = this.offered[number];
        this.close();
        if (one) this.pick(one);
    }

    onKey(event) {
        const { key } = event;
        const { length } = this.offered;
        if (key === "ArrowDown" || key === "ArrowUp") {
            event.preventDefault();
            if (!this.isOpen) this.search();
            else this.activate((this.active + (key === "ArrowDown" ? 1 : length - 1)) % length);
        } else if (key === "Enter" && !event.isComposing) {
            event.preventDefault(); // it would send the form
            if (this.isBusy) this.enterWaits = true;
            else if (this.isOpen) this.choose(this.active);
        } else if (key === "Escape" && (this.isOpen || this.input.value)) {
            event.stopPropagation();
            if (this.isOpen) this.close();
            else this.input.value = "";
        }
    }
}
