"""What has happened to a release since it came out.

REPLACE AT MERGE: the attributes are being added to the model. When it has them,
``row.notices``, ``row.updated_at`` and ``row.is_withdrawn`` can be read and filtered
by without these fallbacks. Nothing else in this package knows of them.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from news.models import PressReleasePage

if TYPE_CHECKING:
    from news.querysets import PressReleaseQuerySet


def corrections(release: PressReleasePage) -> dict[str, Any]:
    """Return ``notices``, ``updated_at`` and ``is_withdrawn`` of a release."""
    return {
        "notices": getattr(release, "notices", []),
        "updated_at": getattr(release, "updated_at", release.released_at),
        "is_withdrawn": getattr(release, "is_withdrawn", False),
    }


def changed_since(
    releases: PressReleaseQuerySet, instant: datetime
) -> PressReleaseQuerySet:
    """Keep the releases that came out or were corrected since an instant."""
    columns = {field.name for field in PressReleasePage._meta.get_fields()}
    column = "updated_at" if "updated_at" in columns else "released_at"
    return releases.filter(**{f"{column}__gte": instant})
