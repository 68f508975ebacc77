"""What is kept of a failure, and how it reads.

Errors of mail servers carry addresses of readers. So of every error only its class and
the code that a server gave are kept.
"""

from __future__ import annotations

import smtplib
from urllib.error import HTTPError, URLError

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Not a class: the process that was at it has gone.
LOST = "WorkerLost"

TEXTS: dict[str, str | Promise] = {
    LOST: gettext_lazy("The worker ended in the middle of it."),
    "ConnectionRefusedError": gettext_lazy("Nobody answers at the server's address."),
    "ConnectionResetError": gettext_lazy("The server has broken the connection."),
    "SMTPServerDisconnected": gettext_lazy("The server has broken the connection."),
    "RemoteDisconnected": gettext_lazy("The server has broken the connection."),
    "TimeoutError": gettext_lazy("The server did not answer in time."),
    "gaierror": gettext_lazy("The name of the server is not known."),
    "SSLError": gettext_lazy("The server cannot prove who it is."),
    "SSLCertVerificationError": gettext_lazy("The server cannot prove who it is."),
    "SMTPAuthenticationError": gettext_lazy("The mail server refuses the password."),
    "SMTPSenderRefused": gettext_lazy("The mail server refuses the sender."),
    "SMTPRecipientsRefused": gettext_lazy("The mail server refuses a recipient."),
}


def code_of(error: BaseException) -> int:
    """Return the code that a mail server or a web server gave, 0 where there is none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _text in error.recipients.values()), default=0)
    if isinstance(error, HTTPError):
        return error.code
    return int(getattr(error, "smtp_code", 0) or 0)


def describe(error: BaseException) -> str:
    """Return class and code of an error, without anything that it says."""
    if isinstance(error, URLError) and isinstance(error.reason, BaseException):
        error = error.reason
    code = code_of(error)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def explain(described: str) -> str:
    """Return in the active language what ``describe`` has kept, empty for nothing."""
    if not described:
        return ""
    name, _space, code = described.partition(" ")
    if name in TEXTS:
        text = str(TEXTS[name])
    elif code:
        text = _("The server does not accept it.")
    else:
        text = _("A technical error; the log of the site has more.")
    return f"{text} ({described})"
