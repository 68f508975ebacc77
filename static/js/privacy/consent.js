/*
 * What a visitor allows. The cookie is described in portal/privacy/choices.py; name, life
 * and version come from the page, and without them nothing is allowed and nothing kept.
 */
const CHANGED = "consent:changed";

const kept = document.querySelector("meta[name=consent-version]");
const version = () => kept?.content ?? "";

function read() {
    const name = kept?.dataset.cookie ?? "";
    const cookie = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
    const [agreed, answered, ...keys] = (cookie ?? "").slice(name.length + 1).split("|");
    if (!version() || agreed !== version()) return { isAnswered: false, allowed: new Set() };
    return { isAnswered: answered === "1", allowed: new Set(keys.filter(Boolean)) };
}

const isKey = (key) => /^[a-z0-9-]+(:[a-z0-9.:-]+)?$/.test(key);

function keep({ isAnswered, allowed }) {
    if (!version()) return;
    const { cookie, lasts } = kept.dataset;
    const secure = location.protocol === "https:" ? "; secure" : "";
    const value = [version(), Number(isAnswered), ...[...allowed].filter(isKey).sort()].join("|");
    document.cookie = `${cookie}=${value}; path=/; max-age=${lasts}; samesite=lax${secure}`;
    document.dispatchEvent(new CustomEvent(CHANGED));
}

/** Whether a service may run: its key, or "mastodon:host" for one host of many. */
export function allows(key) {
    const { allowed } = read();
    return allowed.has(key) || allowed.has(key.split(":")[0]);
}

/** Remember one service as allowed, and nothing about the others. */
export function grant(key) {
    const { isAnswered, allowed } = read();
    keep({ isAnswered, allowed: allowed.add(key) });
}

/** Remember an answer about all services. */
export const answer = (keys) => keep({ isAnswered: true, allowed: new Set(keys) });

export const isAnswered = () => read().isAnswered;
export const allowedKeys = () => read().allowed;

/** Whether the browser says no for its user (https://www.w3.org/TR/gpc/). */
export const refusesAll = () => navigator.globalPrivacyControl === true;
