"""What the site itself stores, and only where somebody signs in."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.privacy.registry import Audience, Category, ConsentService, Stored

COOKIE = _("cookie")
OPERATOR = _("the operator of this site")

SIGNING_IN = ConsentService(
    key="signing-in",
    name=_("Signing in"),
    provider=OPERATOR,
    purpose=_(
        "Keeps editors signed in to the editorial system and protects its forms "
        "against forged requests."
    ),
    category=Category.NECESSARY,
    stored=(
        Stored(settings.SESSION_COOKIE_NAME, COOKIE, _("two weeks")),
        Stored(settings.CSRF_COOKIE_NAME, COOKIE, _("one year")),
    ),
    audience=Audience.EDITORS,
)

SERVICES = [SIGNING_IN]
