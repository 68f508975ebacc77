"""Releases about the same, and why."""

from __future__ import annotations

import json

from django.db.models import Exists, Model, OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast

from news.models import ReleaseInstitution, ReleasePartnership
from news.models.release import Release
from news.querysets import releases
from news.record.build import day_of
from partners.models import Institution, Partnership

MOST = 3


def find_related(release: Release) -> list[dict]:
    """Return up to three public releases about the same, newest first, with the reason.

    The reason is the name of the partnership, else of the institution, that both
    have in common, as of the day of this one. One query.
    """
    found = (
        releases()
        .released()
        .in_language(release.language)
        .exclude(pk=release.pk)
        .annotate(
            same_partnership=_shared(release, ReleasePartnership, "partnership"),
            same_institution=_shared(release, ReleaseInstitution, "institution"),
        )
        .filter(Q(same_partnership__isnull=False) | Q(same_institution__isnull=False))
        .newest_first()
        .for_lines()[:MOST]
    )
    return [{"release": other, "reason": _reason(other, release)} for other in found]


def _shared(release: Release, model: type[Model], field: str) -> Subquery:
    """Return the names of the first partner that a release has in common, or null."""
    rows = model._default_manager
    own = rows.filter(release=release, **{field: OuterRef(field)})
    shared = rows.filter(Exists(own), release=OuterRef("pk")).order_by("sort_order")
    names = Cast(f"{field}__known_names", TextField())
    return Subquery(shared.annotate(shared_names=names).values("shared_names")[:1])


def _reason(other, release: Release) -> str:
    """Return what is in common as this release would call it."""
    day = day_of(release)
    if other.same_partnership:
        partnership = Partnership(known_names=json.loads(other.same_partnership))
        return partnership.name(day, release.language)
    institution = Institution(known_names=json.loads(other.same_institution))
    return institution.acronym(day, release.language)
