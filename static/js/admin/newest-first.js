/* Rows of which the newest stands first: the button that adds one stands above them, and
   the row that it adds goes to the top. */
for (const button of document.querySelectorAll('.newest-first [id$="-ADD"]')) {
    const rows = document.getElementById(button.id.replace(/ADD$/, "FORMS"));
    rows?.before(button.parentElement);
}

document.addEventListener("w-formset:added", ({ target: row }) => {
    if (!row.closest(".newest-first")) return;
    row.parentElement.prepend(row);
    row.querySelector("input:not([type=hidden]), select")?.focus();
});
