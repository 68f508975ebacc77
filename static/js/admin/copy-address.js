// Copies an address by a button, and says so. Where the browser lets no page write to the
// clipboard the button stays hidden: the address is a link and can be copied from there.

if (navigator.clipboard) {
    for (const button of document.querySelectorAll("[data-copy]")) {
        const told = document.createElement("span");
        told.setAttribute("role", "status");
        button.after(told);
        button.hidden = false;
        button.addEventListener("click", async () => {
            await navigator.clipboard.writeText(button.dataset.copy);
            told.textContent = button.dataset.copied;
        });
    }
}
