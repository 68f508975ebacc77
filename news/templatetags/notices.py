"""The corrections of a release, ready to be shown."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django import template

from news.models import Correction

if TYPE_CHECKING:
    from news.models import PressReleasePage

register = template.Library()


@register.filter
def notices(release: PressReleasePage) -> list[dict]:
    """Return the notices of a release, the newest first, with label and instant."""
    return [
        notice
        | {
            "label": Correction.Kind(notice["kind"]).label,
            "at": datetime.fromisoformat(notice["at"]),
        }
        for notice in reversed(release.notices)
    ]
