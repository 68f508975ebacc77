/* Send a form that was held back, as the button would have sent it. */
export const sendAgain = (form, submitter) => {
    const button = submitter?.isConnected ? submitter : null;
    // It may be locked by now, and would not be sent.
    const isLocked = button?.disabled;
    if (isLocked) button.disabled = false;
    form.requestSubmit(button);
    if (isLocked) button.disabled = true;
};
