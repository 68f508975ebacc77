"""Releases about the same, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q

if TYPE_CHECKING:
    from news.models import PressReleasePage

MOST = 3


def releases(release: PressReleasePage) -> list[dict]:
    """Return up to three public releases about the same, newest first, with the reason.

    The reason is the name of the partnership, else of the institution, that both
    have in common. One query.
    """
    record = release.record
    partnerships = {
        entry["path"]: entry["name"] for entry in record.get("partnerships", [])
    }
    institutions = {
        entry["path"]: entry["acronym"]
        for entry in [*record.get("issuers", []), *record.get("institutions", [])]
    }
    if not partnerships and not institutions:
        return []
    model = apps.get_model("news", "PressReleasePage")
    akin = model.objects.filter(
        Q(release_partnerships__partnership__slug__in=_slugs(partnerships))
        | Q(release_institutions__institution__slug__in=_slugs(institutions))
    )
    found = (
        model.objects.released()
        .in_language(release.language)
        .exclude(pk=release.pk)
        .filter(pk__in=akin.values("pk"))
        .newest_first()
        .for_lines()[:MOST]
    )
    return [
        {"release": other, "reason": _reason(other, partnerships, institutions)}
        for other in found
    ]


def _slugs(entries: dict[str, str]) -> list[str]:
    """Return the slugs in addresses such as ``institutions/dkfz/``."""
    return [path.split("/")[1] for path in entries]


def _reason(other: PressReleasePage, *shared: dict[str, str]) -> str:
    """Return the name of the first thing that another release has in common."""
    record = other.record
    paths = [
        entry["path"]
        for key in ("partnerships", "issuers", "institutions")
        for entry in record.get(key, [])
    ]
    return next(
        (names[path] for names in shared for path in paths if path in names), ""
    )
