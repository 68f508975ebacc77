/* A row that is added to rows of which the newest stands first goes to the top. */
document.addEventListener("w-formset:added", ({ target: row }) => {
    const panel = row.closest(".newest-first");
    if (!panel) return;
    row.parentElement.prepend(row);
});
