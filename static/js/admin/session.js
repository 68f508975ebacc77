/* Who is signed in now? */

// Give all forms of this page, and what Wagtail's own scripts send, a valid token.
const renew = (token) => {
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) {
        input.value = token;
    }
    if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token;
};

/* Return { state, name, token }; the state is "same" while the forms of this page
   belong to who is signed in, else "out", "other", or "away" without an answer. */
export const askWhoIsSignedIn = async (url, owner) => {
    let answer;
    try {
        const response = await fetch(url, { headers: { Accept: "application/json" } });
        if (!response.ok) return { state: "away" };
        answer = await response.json();
    } catch {
        return { state: "away" };
    }
    const { user, name, token } = answer;
    if (!user) return { state: "out" };
    if (user !== owner) return { state: "other", name, token };
    renew(token);
    return { state: "same" };
};
