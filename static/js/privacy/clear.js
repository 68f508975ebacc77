/** Take away what a service has left: cookies and keys, by the names that it told. */
export function clear({ cookies = "", keys = "" }) {
    const wanted = cookies.split(" ").filter(Boolean);
    const present = document.cookie.split("; ").map((one) => one.split("=")[0]);
    for (const name of present.filter((one) => wanted.some((glob) => matches(one, glob)))) {
        for (const domain of domains()) {
            document.cookie = `${name}=; path=/; max-age=0${domain}`;
        }
    }
    const globs = keys.split(" ").filter(Boolean);
    for (const storage of globs.length ? [localStorage, sessionStorage] : []) {
        for (const name of Object.keys(storage)) {
            if (globs.some((glob) => matches(name, glob))) storage.removeItem(name);
        }
    }
}

/** A service may have set its cookie for this host or for any domain above it. */
function domains() {
    const parts = location.hostname.split(".");
    const above = parts.map((_part, index) => `; domain=${parts.slice(index).join(".")}`);
    return ["", ...above];
}

const matches = (name, glob) =>
    glob.endsWith("*") ? name.startsWith(glob.slice(0, -1)) : name === glob;
