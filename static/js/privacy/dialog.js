import { clear } from "./clear.js";
import { allowedKeys, allows, answer, isAnswered, news, refusesAll } from "./consent.js";

/** <consent-dialog>: asks once, opens again from "Privacy choices", starts what is allowed. */
class ConsentDialog extends HTMLElement {
    connectedCallback() {
        this.section = this.querySelector("section");
        this.form = this.querySelector("form");
        this.started = new Set();
        this.saved = this.querySelector("[role=status]");
        this.saved.nextElementSibling.addEventListener("click", () => this.closeSaved());
        this.form.addEventListener("submit", (event) => this.send(event));
        this.form.addEventListener("change", (event) => this.tick(event.target));
        this.addEventListener("keydown", (event) => this.close(event));
        document.addEventListener("click", (event) => this.open(event));
        document.addEventListener("consent:changed", () => this.change());
        this.follow();
        if (!isAnswered() && !refusesAll()) this.show();
        if (history.state?.consentSaved) {
            history.replaceState({ ...history.state, consentSaved: false }, "");
            this.confirm();
            this.saved.focus({ preventScroll: true });
        }
    }

    show() {
        this.closeSaved();
        this.fill();
        this.tellNews();
        this.querySelector(".consent-refused").hidden = !refusesAll();
        this.section.hidden = false;
        document.documentElement.classList.add("has-consent-dialog");
    }

    hide() {
        this.section.hidden = true;
        document.documentElement.classList.remove("has-consent-dialog");
    }

    /** From a link to the page of the same purpose; with a key pressed that page opens. */
    open(event) {
        const link = event.target.closest?.("a[data-consent]");
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        this.opener = link;
        this.show();
        this.querySelector("details").open = true;
        this.section.focus();
    }

    close(event) {
        if (event.key === "Escape" && this.opener) this.leave();
    }

    leave() {
        this.hide();
        this.opener?.focus();
        this.opener = null;
    }

    get boxes() {
        return [...this.form.querySelectorAll("[name=allow]")];
    }

    /** Show what is allowed today; hosts that were remembered get a line of their own. */
    fill() {
        const allowed = allowedKeys();
        this.form.querySelectorAll("[data-host]").forEach((line) => line.remove());
        for (const key of [...allowed].filter((one) => one.includes(":"))) this.addHost(key);
        for (const box of this.boxes) box.checked = allowed.has(box.value);
        this.sum();
    }

    /** Say what is new or has changed since the last choice, with the list open. */
    tellNews() {
        const told = news();
        const boxes = this.boxes.filter((box) => told.has(box.value));
        for (const mark of this.form.querySelectorAll("[data-news]")) {
            const box = mark.closest(".consent-service").querySelector("input");
            mark.hidden = told.get(box.value) !== mark.dataset.news;
        }
        const text = this.querySelector(".consent-news");
        text.querySelector("strong").textContent = boxes.map(nameOf).join(", ");
        text.hidden = boxes.length === 0;
        if (boxes.length) this.querySelector("details").open = true;
    }

    addHost(key) {
        const [name, ...host] = key.split(":");
        const box = this.boxes.find((one) => one.value === name);
        if (!box) return;
        const line = box.closest(".consent-service").cloneNode(true);
        const [copy, label] = [line.querySelector("input"), line.querySelector("label")];
        line.dataset.host = host.join(":");
        line.querySelector("p").remove();
        copy.removeAttribute("aria-describedby");
        copy.value = copy.id = label.htmlFor = key;
        label.textContent = `${nameOf(box)} (${line.dataset.host})`;
        box.closest(".consent-service").after(line);
    }

    tick(box) {
        if (box.name === "category") {
            for (const one of this.boxesBeside(box)) one.checked = box.checked;
        }
        this.sum();
    }

    boxesBeside(box) {
        return [...box.closest("fieldset").querySelectorAll("[name=allow]")];
    }

    /** A category is ticked when all of it is, and half when some is. */
    sum() {
        for (const whole of this.form.querySelectorAll("[name=category]")) {
            const ticked = this.boxesBeside(whole).filter((one) => one.checked).length;
            whole.checked = ticked === this.boxesBeside(whole).length;
            whole.indeterminate = ticked > 0 && !whole.checked;
        }
    }

    send(event) {
        event.preventDefault();
        const choice = event.submitter?.value;
        const boxes = choice === "none" ? [] : this.boxes;
        const hasOpener = Boolean(this.opener);
        this.leave();
        answer(boxes.filter((one) => choice === "all" || one.checked).map((one) => one.value));
        this.confirm();
        if (!hasOpener) this.saved.focus({ preventScroll: true });
    }

    /** Say that a choice was saved, and which, until it is closed. */
    confirm() {
        this.fill();
        const { allowed, nothing } = this.saved.dataset;
        const names = this.boxes.filter((box) => box.checked).map(nameOf).join(", ");
        this.saved.textContent = names ? allowed.replace("%s", () => names) : nothing;
        this.saved.nextElementSibling.hidden = false;
        document.documentElement.classList.add("has-consent-saved");
    }

    closeSaved() {
        const button = this.saved.nextElementSibling;
        if (this.saved.parentElement.contains(document.activeElement)) {
            document.querySelector("main").focus({ preventScroll: true });
        }
        this.saved.textContent = "";
        button.hidden = true;
        document.documentElement.classList.remove("has-consent-saved");
    }

    /** What was answered in another tab is not asked here any more. */
    change() {
        if (!this.section.hidden && !this.opener && isAnswered()) this.hide();
        this.follow();
    }

    /** Start what is allowed; clear up after what is no longer. */
    follow() {
        for (const box of this.boxes.filter((one) => !one.closest("[data-host]"))) {
            if (allows(box.value)) this.start(box);
            else this.stop(box);
        }
    }

    async start(box) {
        if (!box.dataset.script || this.started.has(box.value)) return;
        this.started.add(box.value);
        const { start } = await import(box.dataset.script);
        start(JSON.parse(box.dataset.options));
    }

    stop(box) {
        clear(box.dataset);
        // A script that runs cannot be taken back, but the page can be opened without it.
        // The page that comes then says why; its state is no storage.
        if (this.started.has(box.value)) {
            history.replaceState({ ...history.state, consentSaved: true }, "");
            location.reload();
        }
    }
}

const nameOf = (box) => box.labels[0].firstElementChild?.textContent ?? box.labels[0].textContent;

customElements.define("consent-dialog", ConsentDialog);
