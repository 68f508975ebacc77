"""What the law of a country asks for, as the legal pages quote it.

Only what follows from the country alone. Which law on accessibility holds depends on
the body, not only on the country: the operator names it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Country(TextChoices):
    """Where the operator is established."""

    GERMANY = "de", _("Germany")
    OTHER = "other", _("another country")


@dataclass(frozen=True)
class Law:
    """Provisions that a legal page quotes; empty where none is quoted."""

    provider: str | Promise = ""
    editor: str | Promise = ""
    # What is stored on a device: with consent, and where it is necessary.
    consent: str | Promise = ""
    necessary: str | Promise = ""


LAWS = {
    # Digitale-Dienste-Gesetz, Medienstaatsvertrag, and the law on data protection in
    # telecommunication and digital services (TDDDG).
    Country.GERMANY: Law(
        provider=_(
            "Information under section 5 of the German Digital Services Act (DDG)"
        ),
        editor=_(
            "Responsible for journalistic and editorial content under section 18(2) of the German Interstate Media Treaty (MStV)"
        ),
        consent=_(
            "Legal bases: section 25(1) of the German act on data protection in digital "
            "services (TDDDG) and Article 6(1)(a) GDPR."
        ),
        necessary=_(
            "What is called necessary is stored under section 25(2) no. 2 TDDDG, because "
            "the service that you ask for does not work without it."
        ),
    ),
    Country.OTHER: Law(),
}
