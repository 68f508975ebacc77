/** Count this page with econda; that it does so anonymously is set in the account there. */
export function start({ loader, clientKey, container }) {
    window.emos3 = window.emos3 || {
        defaults: { siteid: location.hostname, langid: document.documentElement.lang },
        stored: [],
        send(sent) {
            this.stored.push(sent);
        },
    };
    window.emos3.send({ type: "page", content: location.pathname });
    const script = document.createElement("script");
    script.src = loader;
    script.defer = true;
    script.setAttribute("client-key", clientKey);
    script.setAttribute("container-id", container);
    document.head.append(script);
}
