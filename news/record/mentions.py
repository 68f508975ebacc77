"""Who is mentioned in the text of a release, as of its day."""

from __future__ import annotations

from datetime import date

from wagtail.models import Revision

from news.models import ReleaseMention
from news.models.release import Release
from partners.mentions import find_kept, find_mentioned
from partners.mentions import resolve as resolve_mentions
from partners.public import MODELS
from portal.core.rich_text import rich_texts


def texts(release: Release) -> list[str]:
    """Return the source of every rich text of a release, in order."""
    body = [text.source for text in rich_texts(release.body)]
    return [*body, release.notes_to_editors]


def resolve(release: Release, day: date | None) -> dict[str, dict]:
    """Return what the mentions of a release lead to, named as of a day.

    By key (``institution-12``): kind, id, name in the active language and path below
    the partners page. What has no page is left out.
    """
    return resolve_mentions(find_mentioned(texts(release)), day)


def link(release: Release, revision: Revision) -> None:
    """Note who is mentioned in the text of a published revision."""
    rows = ReleaseMention.objects.filter(release=release)
    mentioned = revision.content["record"]["mentions"].values()
    for kind in MODELS:
        pks = find_kept(
            kind, {mention["id"] for mention in mentioned if mention["kind"] == kind}
        )
        known = rows.filter(**{f"{kind}__isnull": False})
        known.exclude(**{f"{kind}__in": pks}).delete()
        linked = set(known.values_list(kind, flat=True))
        rows.bulk_create(
            rows.model(release_id=release.pk, **{f"{kind}_id": pk})
            for pk in sorted(pks - linked)
        )
