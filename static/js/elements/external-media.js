import { allows, grant, withdraw } from "../privacy/consent.js";

/*
 * A player may run its own scripts, go full screen and open links, and nothing else. It
 * learns on which site it is, which some ask for, but not on which page.
 */
const FRAME = {
    sandbox: "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox",
    allow: "fullscreen; picture-in-picture",
    referrerpolicy: "strict-origin",
};

/** <external-media data-src data-key data-title data-loaded data-unloaded>: a player, loaded when asked for. */
class ExternalMedia extends HTMLElement {
    connectedCallback() {
        this.frame = this.querySelector(".external-media__frame");
        this.button = this.querySelector("button");
        this.note = this.querySelector(".external-media__note");
        this.tick = this.querySelector("input");
        this.follow = () => this.followConsent();
        this.button.addEventListener("click", () => this.ask());
        this.tick.addEventListener("change", () => this.choose());
        document.addEventListener("consent:changed", this.follow);
        this.querySelector("label").hidden = false;
        this.followConsent();
    }

    disconnectedCallback() {
        document.removeEventListener("consent:changed", this.follow);
    }

    /** Load what is allowed for good, and take away what is so no more. */
    followConsent() {
        const isAllowed = allows(this.dataset.key);
        if (isAllowed && !this.player) this.load("lazy");
        if (!isAllowed && this.player && this.wasAllowed) this.unload();
        this.wasAllowed = isAllowed;
        this.tick.checked = isAllowed;
        this.showState();
    }

    showState() {
        this.button.hidden = this.note.hidden = Boolean(this.player);
    }

    /** Load this one, because somebody pressed its button. */
    ask() {
        this.load("eager");
        this.showState();
        this.player.focus();
        this.tell();
    }

    /** The tick holds at once, for all that the provider has on this page as well. */
    choose() {
        if (this.tick.checked) grant(this.dataset.key);
        else withdraw(this.dataset.key);
        this.tell();
    }

    tell() {
        const { loaded, unloaded } = this.dataset;
        this.querySelector("[role=status]").textContent = this.player ? loaded : unloaded;
    }

    load(loading) {
        this.player = document.createElement("iframe");
        for (const [name, value] of Object.entries(FRAME)) this.player.setAttribute(name, value);
        this.player.title = this.dataset.title;
        this.player.loading = loading;
        this.player.src = this.dataset.src;
        this.frame.append(this.player);
    }

    unload() {
        this.player.remove();
        this.player = null;
    }
}

customElements.define("external-media", ExternalMedia);
