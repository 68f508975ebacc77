/** Count this page with Matomo (https://developer.matomo.org/guides/tracking-javascript-guide). */
export function start({ url, site, cookies }) {
    const calls = (window._paq = window._paq || []);
    if (!cookies) calls.push(["disableCookies"]);
    calls.push(["setTrackerUrl", `${url}matomo.php`], ["setSiteId", site]);
    calls.push(["trackPageView"], ["enableLinkTracking"]);
    const script = document.createElement("script");
    script.src = `${url}matomo.js`;
    script.async = true;
    document.head.append(script);
}
