/* The form with two languages of a release: says in which language each text is
   written, puts what does not agree beside its block, and lets blocks with one number
   begin at one height while the languages stand beside each other. */
const TEXTS = '[contenteditable="true"], textarea, input[type="text"]';
const BLOCKS = '[data-both-line="body"] [data-streamfield-stream-container] > [data-contentpath]';

const columns = [...document.querySelectorAll("[data-language-column]")];
const blocksOf = (column) => [...column.querySelectorAll(BLOCKS)];

const nameLanguages = () => {
    for (const column of columns) {
        const { languageColumn: language } = column.dataset;
        for (const text of column.querySelectorAll(TEXTS)) {
            if (text.lang !== language) text.lang = language;
        }
    }
};

const moveFlags = () => {
    const shown = [...columns].reverse().flatMap(blocksOf);
    for (const flag of document.querySelectorAll("ul > [data-both-flag]")) {
        const key = flag.dataset.bothFlag;
        const block = key && shown.find((one) => one.dataset.contentpath === key);
        if (!block) continue;
        const list = flag.parentElement;
        const beside = document.createElement("ul");
        beside.className = "both-flags";
        beside.append(flag);
        block.prepend(beside);
        if (!list.children.length) list.remove();
    }
};

const align = () => {
    const [first, second] = columns.map(blocksOf);
    const { left: start } = columns[0].getBoundingClientRect();
    const isBeside = columns[1].getBoundingClientRect().left > start;
    for (const block of [...first, ...second]) block.style.minBlockSize = "";
    if (!isBeside) return;
    const pairs = first.slice(0, second.length).map((block, n) => [block, second[n]]);
    // All are measured before the first is changed.
    const heights = pairs.map((pair) =>
        Math.max(...pair.map((block) => block.getBoundingClientRect().height)),
    );
    pairs.forEach((pair, n) => {
        for (const block of pair) block.style.minBlockSize = `${Math.ceil(heights[n])}px`;
    });
};

if (columns.length === 2) {
    let isPlanned = false;
    const plan = () => {
        if (isPlanned) return;
        isPlanned = true;
        requestAnimationFrame(() => {
            isPlanned = false;
            nameLanguages();
            moveFlags();
            align();
        });
    };
    const sizes = new ResizeObserver(plan);
    const watch = () => {
        for (const block of columns.flatMap(blocksOf)) {
            for (const part of block.children) sizes.observe(part);
        }
    };
    new MutationObserver(() => {
        watch();
        plan();
    }).observe(columns[0].parentElement, { childList: true, subtree: true });
    sizes.observe(columns[0].parentElement);
    watch();
    plan();
}
