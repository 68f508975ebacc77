/*
 * What a visitor allows. The cookie is described in portal/privacy/choices.py; its name and
 * life, and the versions of the services, come from the page, and without them nothing is
 * allowed and nothing kept.
 */
const CHANGED = "consent:changed";
const ANSWERED = "answered";
const GRANTED = "granted";
const DESPITE_REFUSAL = "-gpc";

const kept = document.querySelector("meta[name=consent-versions]");
const told = (kept?.content ?? "").split(" ").filter(Boolean);
const versions = new Map(told.map((one) => one.split("~")));

const serviceOf = (key) => key.split(":")[0];
const isKey = (key) => /^[a-z0-9-]+(:[a-z0-9.:-]+)?$/.test(key);

/** Whether the browser says no for its user (https://www.w3.org/TR/gpc/). */
export const refusesAll = () => navigator.globalPrivacyControl === true;

/**
 * What was chosen: the keys that are allowed, the services that are known in the version of
 * today, and what was said of others. While the browser refuses, only what was chosen in
 * spite of that counts.
 */
function read() {
    const choice = { isAnswered: false, allowed: new Set(), known: new Set(), others: [] };
    const name = kept?.dataset.cookie;
    const cookie = document.cookie.split("; ").find((one) => name && one.startsWith(`${name}=`));
    const [how, ...entries] = (cookie ?? "").slice((name ?? "").length + 1).split("|");
    if (refusesAll() && !how.endsWith(DESPITE_REFUSAL)) return choice;
    choice.isAnswered = how.startsWith(ANSWERED);
    for (const entry of entries) {
        const [key, version] = entry.replace("!", "").split("~");
        if (versions.get(serviceOf(key)) !== version) {
            choice.others.push(entry);
            continue;
        }
        choice.known.add(serviceOf(key));
        if (!entry.startsWith("!")) choice.allowed.add(key);
    }
    return choice;
}

function keep({ isAnswered, allowed, known, others }) {
    if (!versions.size) return;
    const keys = [...allowed].filter((key) => isKey(key) && versions.has(serviceOf(key)));
    const refused = [...known].filter((key) => !allowed.has(key));
    const how = (isAnswered ? ANSWERED : GRANTED) + (refusesAll() ? DESPITE_REFUSAL : "");
    const entries = [...keys, ...refused.map((key) => `!${key}`)].map(
        (entry) => `${entry}~${versions.get(serviceOf(entry.replace("!", "")))}`,
    );
    const { cookie, lasts } = kept.dataset;
    const secure = location.protocol === "https:" ? "; secure" : "";
    const value = [how, ...entries.sort(), ...others].join("|");
    document.cookie = `${cookie}=${value}; path=/; max-age=${lasts}; samesite=lax${secure}`;
    tellAll();
}

const tell = () => document.dispatchEvent(new CustomEvent(CHANGED));

/** Tell this page, and those in other tabs, that a choice has changed. */
export function tellAll() {
    tell();
    otherTabs.postMessage("");
}

// What was allowed here may be so no more: by a choice in another tab, or before the page
// comes back from where the browser kept it.
const otherTabs = new BroadcastChannel("privacy_choices");
otherTabs.addEventListener("message", tell);
addEventListener("pageshow", (event) => event.persisted && tell());

/** Whether a service may run: its key, or "mastodon:host" for one host of many. */
export function allows(key) {
    const { allowed } = read();
    return allowed.has(key) || allowed.has(serviceOf(key));
}

/** Remember one service as allowed, and nothing about the others. */
export function grant(key) {
    const choice = read();
    choice.allowed.add(key);
    keep(choice);
}

/** Allow one service no more; with one host of many, all hosts together neither. */
export function withdraw(key) {
    const choice = read();
    choice.allowed.delete(key);
    choice.allowed.delete(serviceOf(key));
    keep(choice);
}

/** Remember an answer about all services. */
export const answer = (keys) =>
    keep({ isAnswered: true, allowed: new Set(keys), known: new Set(versions.keys()), others: [] });

export const allowedKeys = () => read().allowed;

/** The services that came or changed since all were answered about: "new" or "changed". */
export function news() {
    const { isAnswered, known, others } = read();
    if (!isAnswered) return new Map();
    const before = new Set(others.map((entry) => serviceOf(entry.replace("!", "").split("~")[0])));
    const unknown = [...versions.keys()].filter((key) => !known.has(key));
    return new Map(unknown.map((key) => [key, before.has(key) ? "changed" : "new"]));
}

export const isAnswered = () => read().isAnswered && news().size === 0;
