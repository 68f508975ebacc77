"""Addresses of mailboxes, in the one form in which they are kept."""

from __future__ import annotations

from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

import idna

# No mailbox of a reader is on the machine itself.
validate_email = EmailValidator(allowlist=[])
# RFC 5321, 4.5.3.1.3, less the brackets; letters of a domain may take more in ASCII.
LONGEST = 254
# Allowed in addresses, but with a meaning of their own in those that begin with mailto:.
# Nobody has such a mailbox, and who types one has something else in mind.
is_plain = RegexValidator(
    r"[?&%#=/;,\s]",
    _("Enter an e-mail address without characters such as ? or &."),
    inverse_match=True,
)
# What may stand in a mailto: link as it is (RFC 6068, section 2).
UNQUOTED = "@!$'*+"


def mailto(address: str) -> str:
    """Return the link by which somebody is written to; empty without an address.

    Nothing in the address adds a copy, a subject or a text (RFC 6068).
    """
    return f"mailto:{quote(address, safe=UNQUOTED)}" if address else ""


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
