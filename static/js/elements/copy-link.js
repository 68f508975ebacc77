/** <copy-link data-url data-copied>: a button that copies an address. Without JS it stays hidden. */
class CopyLink extends HTMLElement {
    connectedCallback() {
        this.button = this.querySelector("button");
        if (!this.button || !navigator.clipboard) return;
        this.button.hidden = false;
        this.button.addEventListener("click", () => this.copy());
    }

    async copy() {
        await navigator.clipboard.writeText(this.dataset.url);
        this.button.textContent = this.dataset.copied;
    }
}

customElements.define("copy-link", CopyLink);
