/* Nothing typed is lost when a form of the admin cannot be saved: somebody is signed
   out or somebody else is signed in, the server does not answer or fails. It is said,
   the sign-in page opens over the form, and what failed is tried again. */
import { sendAgain } from "./sending.js";
import { askWhoIsSignedIn } from "./session.js";

const FIRST_PAUSE = 4000; // milliseconds until a failed save is tried again
const LONGEST_PAUSE = 60_000;
const FAILURES = ["server_error", "network_error"];
const SESSIONS = '[data-controller~="w-session"]';

class KeepTyped extends HTMLElement {
    #held = null; // sends the form whose button was pressed
    #unsaved = new Set(); // forms that save themselves, and could not
    #asked = new WeakSet(); // forms that wait for an answer
    #allowed = new WeakSet(); // forms that may be sent now
    #pause = FIRST_PAUSE;
    #timer = null;
    #said = "";
    #place = null; // where somebody was writing

    connectedCallback() {
        this.dialog = this.querySelector("dialog");
        this.frame = this.querySelector("iframe");
        this.addEventListener("click", (event) => this.#onClick(event.target));
        this.dialog.addEventListener("close", () => this.#onClose());
        this.frame.addEventListener("load", () => this.#onFrame());
        addEventListener("focusin", ({ target }) => {
            if (!this.contains(target)) this.#place = target;
        });
        // Before all others: what is held back here was sent for nobody.
        addEventListener("submit", (event) => this.#onSubmit(event), true);
        addEventListener("focus", () => this.#said && this.#check());
        addEventListener("w-autosave:error", ({ detail }) => this.#reword(detail), true);
        document.addEventListener("w-autosave:error", (event) => this.#onError(event));
        document.addEventListener("w-autosave:success", () => this.#onSaved());
        document.addEventListener("w-autosave:deactivated", (event) => this.#onStopped(event));
        document.addEventListener("w-preview:error", () => this.#check());
        document.addEventListener("w-swap:error", ({ target }) => {
            if (target.closest?.(SESSIONS)) this.#check();
        });
        document.addEventListener("w-swap:json", ({ target }) => {
            // The server shows both versions before it overwrites one.
            const sessions = target.closest?.(SESSIONS);
            if (sessions?.dataset.wSessionInterceptValue === "conflict") {
                sessions.dataset.wSessionInterceptValue = "";
            }
        });
    }

    #say(what, name = "") {
        if (what === this.#said) return;
        this.#said = what;
        const notice = this.querySelector("[data-notice]");
        const words = this.querySelector(`template[data-says="${what}"]`);
        notice.replaceChildren(...(words ? [words.content.cloneNode(true)] : []));
        const shown = notice.querySelector("[data-name]");
        if (shown) shown.textContent = name;
    }

    async #ask() {
        const answer = await askWhoIsSignedIn(this.dataset.signedIn, this.dataset.user);
        this.token = answer.token;
        return answer;
    }

    /* Say who is signed in, unless all is well; then go on where it stopped. */
    async #check() {
        const { state, name } = await this.#ask();
        if (state === "out" || state === "other") this.#say(state, name);
        this.#offerSwitch(state, name);
        if (state !== "same") return state;
        if (["out", "other"].includes(this.#said)) this.#say("");
        const [send, unsaved] = [this.#held, [...this.#unsaved]];
        this.#held = null;
        this.#unsaved.clear();
        this.dialog.close();
        if (send) send();
        else unsaved.forEach((form) => this.#save(form));
        return state;
    }

    // Sending a form.

    async #onSubmit(event) {
        const { submitter, target: form } = event;
        if (form.getAttribute("method")?.toLowerCase() !== "post") return;
        if (this.#allowed.delete(form)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        if (this.#asked.has(form)) return;
        this.#asked.add(form);
        this.#held = () => {
            this.#allowed.add(form);
            sendAgain(form, submitter);
        };
        const state = await this.#check();
        this.#asked.delete(form);
        if (state === "same") return;
        form.dispatchEvent(new CustomEvent("keep-typed:unsent", { bubbles: true }));
        if (submitter) submitter.dataset.wProgressLoadingValue = "false";
        if (state === "away") {
            this.#held = null;
            this.#say("unsent");
        } else {
            this.#open();
        }
    }

    // A form that saves itself.

    /* Wagtail's own words beside the button would only be "A server error occurred." */
    #reword(detail) {
        if (FAILURES.includes(detail.type)) detail.text = this.dataset.kept;
    }

    async #onError({ target: form, detail }) {
        if (detail.type === "invalid_revision") this.#say("newer");
        if (!FAILURES.includes(detail.type)) return;
        const state = await this.#check();
        if (state === "out" || state === "other") {
            this.#unsaved.add(form);
            return;
        }
        // After somebody signed in anew elsewhere all it took was another token.
        const isFirst = state === "same" && this.#pause === FIRST_PAUSE;
        if (!isFirst && this.#said !== "stopped") this.#say("away");
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#save(form), isFirst ? 0 : this.#pause);
        this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    }

    /* Save as Wagtail does when it notices a change. */
    #save(form) {
        form.dispatchEvent(
            new CustomEvent("w-unsaved:add", {
                bubbles: true,
                cancelable: true,
                detail: { type: "edits" },
            }),
        );
    }

    #onSaved() {
        clearTimeout(this.#timer);
        this.#pause = FIRST_PAUSE;
        this.#say("");
    }

    #onStopped({ detail }) {
        if (detail.response?.error_code === "invalid_revision") return;
        clearTimeout(this.#timer);
        this.#say("stopped");
    }

    // Signing in over the form.

    #open() {
        this.frame.src = this.dataset.login;
        if (!this.dialog.open) this.dialog.showModal();
    }

    #onClose() {
        this.frame.removeAttribute("src");
        this.#held = null; // the button can be pressed again
        if (this.#place?.isConnected) this.#place.focus();
    }

    async #onFrame() {
        if (!this.dialog.open) return;
        if ((await this.#check()) === "same") return;
        this.frame.contentDocument?.querySelector("[name=username]")?.focus();
    }

    #offerSwitch(state, name) {
        const isOther = state === "other";
        const said = this.querySelector("template[data-says-other]").content.textContent;
        this.querySelector("[data-status]").textContent = isOther ? `${said} ${name}` : "";
        this.querySelector("[data-switch]").hidden = !isOther;
        this.frame.hidden = isOther;
    }

    async #switch() {
        const headers = { "X-CSRFToken": this.token };
        await fetch(this.dataset.logout, { method: "POST", headers });
        await this.#check();
        this.#open();
    }

    #onClick(target) {
        if (target.closest("[data-open]")) this.#open();
        if (target.closest("[data-close]")) this.dialog.close();
        if (target.closest("[data-switch]")) this.#switch();
    }
}

customElements.define("keep-typed", KeepTyped);
