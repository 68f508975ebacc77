"""What is done with data about editors, as the privacy page tells it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.privacy.processing import Basis, Processing

ACCOUNTS = Processing(
    key="accounts",
    name=_("Accounts of editors"),
    purpose=_("To let editors sign in, and to see who has changed what."),
    data=_(
        "User name, name, e-mail address, a password that cannot be read, language and "
        "time zone; when somebody signed in last, and what they changed when."
    ),
    basis=Basis.INTEREST,
    interest=_("a site that only those change who may"),
    kept=_(
        "Until the account is deleted. The history of a text stays as long as the text."
    ),
    order=90,
)
