/* <statement-writer>: a statement is written where it stands in the text. It is stored when
   it is complete; then the block shows it like one that was chosen. */
import { Combobox, ask } from "./combobox.js";
import { addRow, readForm } from "./release-rows.js";

const pageLanguage = () => window.wagtailConfig.ACTIVE_CONTENT_LOCALE;

class StatementWriter extends HTMLElement {
    connectedCallback() {
        if (this.isReady) return; // moved within the text
        this.isReady = true;
        const part = (name) => this.querySelector(`[data-part=${name}]`);
        const names = ["speaker", "text", "form", "role", "institution", "write"];
        this.parts = Object.fromEntries(names.map((name) => [name, part(name)]));
        this.status = this.querySelector("[role=status]");
        this.speaker = null;
        this.institution = 0;
        const { speaker, institution, write } = this.parts;
        for (const [input, kind] of [
            [speaker, "person"],
            [institution, "institution"],
        ]) {
            new Combobox(input, {
                find: (words) => this.find(words, kind),
                pick: (one) => this.pick(one, kind),
                say: (count) => this.say(this.dataset[count ? "wordSome" : "wordNone"]),
            });
        }
        speaker.addEventListener("input", () => {
            this.speaker = null;
        });
        institution.addEventListener("input", () => {
            this.institution = 0;
        });
        write.addEventListener("click", () => this.write());
        this.addEventListener("keydown", (event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                this.write();
            } else if (event.key === "Enter" && event.target.matches("input")) {
                event.preventDefault(); // it would send the form
            }
        });
        this.hidden = false;
    }

    say(text) {
        this.status.textContent = text;
    }

    async find(words, kind) {
        const { language, as_of: day } = readForm(pageLanguage());
        const query = new URLSearchParams({ q: words, kind, language, as_of: day });
        const found = (await ask(`${this.dataset.find}?${query}`))?.found ?? [];
        const offered = found.map((one) => ({ ...one, label: one.name }));
        if (kind === "person") {
            offered.push({ label: words, name: words, note: this.dataset.wordNew });
        }
        return offered;
    }

    pick(one, kind) {
        const { speaker, institution, role, text } = this.parts;
        this.say("");
        if (kind === "institution") {
            institution.value = one.name;
            this.institution = one.pk;
            return;
        }
        speaker.value = one.name;
        this.speaker = { kind, pk: one.pk ?? 0, name: one.pk ? "" : one.name };
        role.value = one.role ?? "";
        institution.value = one.institution?.name ?? "";
        this.institution = one.institution?.pk ?? 0;
        text.focus();
    }

    /* Whose words they are: a name that was typed and not picked is that of somebody known
       if it is exactly one person's, and of somebody new if nobody is called like it. */
    async findSpeaker() {
        const name = this.parts.speaker.value.trim();
        if (this.speaker || !name) return this.speaker;
        const known = (await this.find(name, "person")).filter(({ pk }) => pk);
        const same = known.filter(({ label }) => label.toLowerCase() === name.toLowerCase());
        if (same.length === 1) this.pick(same[0], "person");
        else if (!known.length) this.speaker = { kind: "person", pk: 0, name };
        return this.speaker;
    }

    async write() {
        if (this.isWriting) return; // pressed twice
        this.isWriting = true;
        try {
            await this.store();
        } finally {
            this.isWriting = false;
        }
    }

    async store() {
        const { text, form, role, institution } = this.parts;
        const speaker = await this.findSpeaker();
        if (!speaker || !text.value.trim()) {
            this.say(this.dataset.wordMissing);
            (speaker ? text : this.parts.speaker).focus();
            return;
        }
        if (institution.value.trim() && !this.institution) {
            this.say(this.dataset.wordNone);
            institution.focus();
            return;
        }
        const json = {
            ...readForm(pageLanguage()),
            // Of somebody new, role and institution are those of the person as well.
            speaker: speaker.pk
                ? speaker
                : { ...speaker, role: role.value, institution: this.institution },
            text: text.value,
            form: form.value,
            role: role.value,
            institution: this.institution,
        };
        const answer = await ask(this.dataset.write, { json });
        if (!answer?.statement) {
            this.say(answer?.errors?.join(" ") ?? this.dataset.wordFailed);
            return;
        }
        const chooser = this.parentElement.querySelector(":scope > .chooser");
        chooser.widget.setState(answer.statement);
        chooser.querySelector(".chosen button")?.focus();
        answer.rows.forEach(addRow);
    }
}

customElements.define("statement-writer", StatementWriter);
