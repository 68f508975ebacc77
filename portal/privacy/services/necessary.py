"""What the site itself stores, and only where somebody signs in or was asked."""

from __future__ import annotations

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.privacy.choices import COOKIE, KEPT
from portal.privacy.registry import Audience, Category, ConsentService, Place, Stored

OPERATOR = _("the operator of this site")

SIGNING_IN = ConsentService(
    key="signing-in",
    name=_("Signing in"),
    provider=OPERATOR,
    purpose=_(
        "Keeps editors signed in to the editorial system, protects its forms against "
        "forged requests and remembers how they have arranged it. Who enters the "
        "password of a protected page gets the two cookies as well."
    ),
    category=Category.NECESSARY,
    stored=(
        Stored(
            settings.SESSION_COOKIE_NAME,
            Place.COOKIE,
            _("until the browser is closed, or two weeks on request"),
        ),
        Stored(settings.CSRF_COOKIE_NAME, Place.COOKIE, _("one year")),
        Stored(
            "wagtail_sidebar_collapsed", Place.COOKIE, _("until the browser is closed")
        ),
        Stored("wagtail:*", Place.LOCAL_STORAGE, _("until it is deleted")),
    ),
    audience=Audience.EDITORS,
)
CHOICES = ConsentService(
    key="privacy-choices",
    name=_("Your privacy choices"),
    provider=OPERATOR,
    purpose=_("Remembers what you allowed and what you did not, and nothing else."),
    category=Category.NECESSARY,
    stored=(
        Stored(COOKIE, Place.COOKIE, format_lazy(_("{days} days"), days=KEPT.days)),
    ),
    keeps_answer=True,
)

SERVICES = [SIGNING_IN, CHOICES]
