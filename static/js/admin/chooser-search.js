/* A dialogue in which something is chosen opens with the cursor in its search. */
const SEARCH = '.modal [name="q"]';

new MutationObserver((records) => {
    for (const { addedNodes } of records) {
        for (const node of addedNodes) {
            if (!node.isConnected || !node.querySelector) continue;
            const search = node.querySelector('[name="q"]');
            if (!search?.matches(SEARCH)) continue;
            const focus = () => search.isConnected && search.focus();
            focus();
            // While it opens, the dialogue takes the focus once more.
            window.jQuery(search.closest(".modal")).one("shown.bs.modal", focus);
        }
    }
}).observe(document.body, { childList: true, subtree: true });
