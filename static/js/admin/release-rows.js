/* What the form of a release has, and its rows of who is involved. */
const ROWS = {
    institution: "release_institutions",
    person: "release_people",
    partnership: "release_partnerships",
};

const value = (name) => document.querySelector(`[name="${name}"]`)?.value ?? "";

const rowsOf = (relation) => {
    const total = Number(value(`${relation}-TOTAL_FORMS`));
    return [...Array(total).keys()]
        .map((number) => `${relation}-${number}`)
        .filter((prefix) => value(`${prefix}-DELETE`) !== "1");
};

const control = (prefix, field) => document.querySelector(`[name="${prefix}-${field}"]`);

const change = (element) => element.dispatchEvent(new Event("change", { bubbles: true }));

/* The paragraphs of the form, as they are typed. */
const readWords = () => {
    const words = [value("title"), value("standfirst")];
    for (const input of document.querySelectorAll("input[data-draftail-input]")) {
        if (!input.name.startsWith("body-")) continue;
        try {
            words.push(...JSON.parse(input.value).blocks.map(({ text }) => text));
        } catch {
            continue; // an editor without a text yet
        }
    }
    return words;
};

export const readForm = (language) => ({
    language,
    as_of: value("released_at"),
    story: document.querySelector("#story-of-form")?.value || null,
    series: Number(value("series")) || 0,
    statements: [...document.querySelectorAll('input[name^="body-"][name$="-statement"]')]
        .map((input) => Number(input.value))
        .filter(Boolean),
    words: readWords(),
    has_lead: rowsOf(ROWS.institution).some(
        (prefix) => control(prefix, "role")?.value === "lead_issuer",
    ),
});

/* Put a row into the form; false where it stands there already. */
export const addRow = ({ relation, field, chosen, role, has_boilerplate: hasAbout }) => {
    const prefixes = rowsOf(relation);
    const idOf = (prefix) => control(prefix, field)?.value;
    const same = prefixes.filter((prefix) => idOf(prefix) === String(chosen.id));
    if (same.some((prefix) => control(prefix, "role").value === role)) return false;
    const isQuoted = role === "quoted";
    if (same.length && !isQuoted) return false;
    let prefix = same.find((one) => control(one, "role").value === "mentioned");
    prefix ??= prefixes.find((one) => idOf(one) === "");
    if (!prefix) {
        document.getElementById(`id_${relation}-ADD`).click();
        prefix = rowsOf(relation).at(-1);
    }
    document.getElementById(`id_${prefix}-${field}-chooser`).widget.setState(chosen);
    const select = control(prefix, "role");
    select.value = role;
    change(select);
    const about = control(prefix, "has_boilerplate");
    if (about && hasAbout) {
        about.checked = true;
        change(about);
    }
    document.dispatchEvent(new CustomEvent("dateline:edited"));
    return true;
};
