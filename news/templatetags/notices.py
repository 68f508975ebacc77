"""The corrections of a release, ready to be shown."""

from __future__ import annotations

from datetime import datetime

from django import template

from news.models import Correction
from news.models.corrections import find_foreign_language
from news.models.release import Release

register = template.Library()


@register.filter
def notices(release: Release) -> list[dict]:
    """Return the notices of a release, the newest first, with label and instant.

    ``what_lang`` and ``why_lang`` are the values of HTML's ``lang``, empty where a text
    is in the language of the release.
    """
    return [
        notice
        | {
            "label": Correction.Kind(notice["kind"]).label,
            "at": datetime.fromisoformat(notice["at"]),
            "what_lang": find_foreign_language(notice, "what", release.language),
            "why_lang": find_foreign_language(notice, "why", release.language),
        }
        for notice in reversed(release.notices)
    ]
