"""Addresses of mailboxes, in the one form in which they are kept."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

import idna

# No mailbox of a reader is on the machine itself.
validate_email = EmailValidator(allowlist=[])
# RFC 5321, 4.5.3.1.3, less the brackets; letters of a domain may take more in ASCII.
LONGEST = 254


def normalised(email: str) -> str:
    """Return an address in the one form in which it is kept.

    In lower case, because no mailbox tells them apart, and with a domain of
    letters that mail servers know (RFC 5891, after UTS 46). Python's own codec is
    of 2003 and makes "ss" of "ß", which is the domain of somebody else. Raises
    ValidationError for what is no address, and for one in quotation marks, in which
    any sentence may stand: browsers take none either (HTML, valid e-mail address).
    """
    local, _at, domain = email.strip().lower().rpartition("@")
    try:
        known = domain if domain.isascii() else idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        known = domain
    address = f"{local}@{known}"
    validate_email(address)
    if len(address) > LONGEST:
        raise ValidationError(validate_email.message)
    if not address.isascii() or domain.startswith("[") or local.startswith('"'):
        raise ValidationError(validate_email.message)
    return address
