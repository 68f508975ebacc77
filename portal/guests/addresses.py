"""Where guests find what they are let in to."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from portal.core.addresses import absolute
from portal.guests.models import GuestLink

# The name of an address by what a link is for.
NAMES = {
    GuestLink.Purpose.PASS: "embargo",
    GuestLink.Purpose.SIGN_OFF: "sign_off",
    GuestLink.Purpose.SHARE: "shared_draft",
}


def path_of(purpose: str, token: str, language: str, *parts: str) -> str:
    """Return the path of what a token opens, in a language, or of a part of it."""
    path = "/".join([token, *parts])
    with translation.override(language):
        return reverse(NAMES[GuestLink.Purpose(purpose)], args=[f"{path}/"])


def address_of(link: GuestLink, token: str) -> str:
    """Return the absolute address of what a link opens, in its guest's language."""
    return absolute(path_of(link.purpose, token, link.language))
