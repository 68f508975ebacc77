/* The editorial checks beside the form of a release: after every save the findings of
   what was saved. Without this script they are those of the page as it was opened. */
let asking = null;

const findPanel = () => document.querySelector("[data-findings-url]");

// The same button or link, if it is still there.
const findAgain = (found, { href, value }) =>
    [...found.querySelectorAll("a, button")].find((one) =>
        value ? one.value === value : one.getAttribute("href") === href,
    );

const show = (panel, html) => {
    const found = panel.querySelector(".findings__found");
    const focused = found.contains(document.activeElement) ? document.activeElement : null;
    const before = focused && { href: focused.getAttribute("href"), value: focused.value };
    found.innerHTML = html;
    const { findingsFound: count, findingsTold: told } = found.firstElementChild.dataset;
    const status = panel.querySelector(".findings__told");
    // Said once, and not after every save.
    if (status.textContent !== told) status.textContent = told;
    const counter = document.querySelector(
        '[data-side-panel-toggle="findings"] [data-side-panel-toggle-counter]',
    );
    if (counter) {
        counter.textContent = count;
        counter.hidden = count === "0";
    }
    if (before) (findAgain(found, before) ?? status).focus();
};

const refresh = async () => {
    const panel = findPanel();
    if (!panel) return;
    asking?.abort();
    asking = new AbortController();
    try {
        const answer = await fetch(panel.dataset.findingsUrl, { signal: asking.signal });
        // Who is signed out is led elsewhere, and told so by another script.
        if (answer.ok && !answer.redirected) show(panel, await answer.text());
    } catch {
        // Another save has asked meanwhile, or nobody answers; the next save asks again.
    }
};

document.addEventListener("w-autosave:success", refresh);
