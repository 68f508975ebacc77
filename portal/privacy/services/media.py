"""Platforms whose films and posts can be shown in a text."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from portal.privacy.registry import Category, ConsentService


def _youtube() -> ConsentService:
    return ConsentService(
        key="youtube",
        name="YouTube",
        provider=_("Google Ireland Limited, Dublin"),
        purpose=_("Shows films that are kept on YouTube."),
        category=Category.EXTERNAL_MEDIA,
        privacy_url="https://policies.google.com/privacy",
        sources={"frame-src": ("https://www.youtube-nocookie.com",)},
    )


CATALOGUE: dict[str, Callable[[], ConsentService]] = {"youtube": _youtube}
