"""What is done with data about guests, as the privacy page tells it."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.guests.models.links import KEPT
from portal.privacy.processing import Basis, Processing


def _tell_kept() -> str:
    return _(
        "%(days)d days after the pass has ended. The address in our list of journalists "
        "stays until you ask us to delete it."
    ) % {"days": KEPT.days}


PASSES = Processing(
    key="passes",
    name=gettext_lazy("Journalists who read releases under embargo"),
    purpose=gettext_lazy(
        "To let journalists read releases before they are public, to tell them when an "
        "embargo moves or a text is corrected, and to follow up breaches of an embargo."
    ),
    data=gettext_lazy(
        "Name, e-mail address, medium, language and topics; when the terms of the embargo "
        "were accepted, and what was opened when with the link. Nothing of your device or "
        "your network. Your name stands on the pages and in the files that you open."
    ),
    basis=Basis.INTEREST,
    interest=gettext_lazy("to inform the press early and to protect embargoes"),
    source=gettext_lazy(
        "You, or what your medium has published about how to reach you."
    ),
    kept=lazy(_tell_kept, str)(),
    order=40,
)
SIGN_OFFS = Processing(
    key="sign-offs",
    name=gettext_lazy("Approval of releases"),
    purpose=gettext_lazy(
        "To have those who are quoted or named approve a release before it is public."
    ),
    data=gettext_lazy(
        "Name, e-mail address and language; what was asked, seen, decided and commented "
        "when."
    ),
    basis=Basis.INTEREST,
    interest=gettext_lazy("to publish nothing that those concerned have not approved"),
    source=gettext_lazy("You, or the institution that you belong to."),
    kept=gettext_lazy(
        "As long as the release is kept, as evidence of what was approved."
    ),
    order=41,
)
