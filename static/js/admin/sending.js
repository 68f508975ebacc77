/* Send a form that was held back, as the button would have sent it. */
export const sendAgain = (form, submitter) => {
    const button = submitter && (submitter.isConnected ? submitter : standIn(form, submitter));
    // It may be locked by now, and would not be sent.
    const isLocked = button?.disabled;
    if (isLocked) button.disabled = false;
    form.requestSubmit(button);
    if (isLocked) button.disabled = true;
    if (button !== submitter) button.remove();
};

/* What saved itself meanwhile may have drawn the buttons anew. */
const standIn = (form, { name, value }) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "submit", name, value, hidden: true });
    form.append(button);
    return button;
};
