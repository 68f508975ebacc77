"""What is done with data about people in the news, as the privacy page tells it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.privacy.processing import Basis, Processing

PEOPLE = Processing(
    key="people",
    name=_("People in our news"),
    purpose=_(
        "To inform the public about research, and about who takes part in it and in which "
        "role."
    ),
    data=_(
        "Name and titles, institutions and functions with their periods, statements, "
        "identifiers such as ORCID iDs, portraits with the consent of the person; of press "
        "contacts how they are reached in office. No private addresses."
    ),
    basis=Basis.INTEREST,
    interest=_("to report on our work and that of our partners"),
    source=_("The persons themselves, their institutions, and public sources."),
    recipients=_(
        "The public: pages, feeds, mails, search engines and the open data of this site."
    ),
    kept=_(
        "Releases stay in the archive for good and say what was true on their day. Persons "
        "who ask for it, and for whom that outweighs, get no page of their own any more, or "
        "their entry is erased."
    ),
    order=50,
)
