const HOUR = 3_600_000;
const FAR = 400 * 24; // hours

/** <lift-clock data-at data-here data-change>: an instant on the reader's own clock. */
class LiftClock extends HTMLElement {
    connectedCallback() {
        this.line = this.querySelector("p");
        const at = new Date(this.dataset.at);
        if (!this.line || Number.isNaN(at.getTime())) return;
        const language = this.language();
        const time = document.createElement("time");
        time.dateTime = this.dataset.at;
        time.textContent = at.toLocaleString(language, {
            weekday: "long",
            year: "numeric",
            month: "long",
            day: "numeric",
            hour: "numeric",
            minute: "2-digit",
            timeZoneName: "short",
        });
        this.line.append(`${this.dataset.here} `, time);
        for (const day of this.changes(at)) {
            const warning = document.createElement("strong");
            warning.textContent = ` ${this.dataset.change} ${day.toLocaleDateString(language, { dateStyle: "long" })}`;
            this.line.append(warning);
        }
        this.line.hidden = false;
    }

    /** The language of the page, as it is written where the reader is: en-GB. */
    language() {
        const language = document.documentElement.lang;
        const own = navigator.languages.find((one) => one.split("-")[0] === language);
        return own || language || undefined;
    }

    /** The days before an instant on which the reader's clocks change. */
    *changes(at) {
        let before = new Date();
        for (let hour = 0; hour < FAR && before < at; hour += 1) {
            const later = new Date(Math.min(before.getTime() + HOUR, at.getTime()));
            if (later.getTimezoneOffset() !== before.getTimezoneOffset()) yield later;
            before = later;
        }
    }
}

customElements.define("lift-clock", LiftClock);
