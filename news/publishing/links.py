"""Keep the links in stored texts equal to who and what has a page."""

from __future__ import annotations

from news.models.release import Release
from news.querysets import releases
from news.record import build, today
from partners.models import Institution, Partnership, Person

Entity = Institution | Partnership | Person


def renew_links_to(entity: Entity) -> None:
    """Write the texts anew that link to what has no page any more, or again.

    Names in the title of a link are as public as the page of whom they name. All
    other links are as they were.
    """
    kind = entity._meta.model_name
    mentioning = releases().filter(**{f"release_mentions__{kind}": entity})
    for release in mentioning.select_related("locale"):
        if _is_linked(release, entity) != entity.has_page:
            shown = today.hide_pages(release.record)
            release.feed_html = build.render_feed_html(release, shown)
            release.save(clean=False, update_fields=["feed_html"])


def _is_linked(release: Release, entity: Entity) -> bool:
    return any(
        one.path in release.feed_html
        for one in release.record.mentions.values()
        if (one.kind, one.id) == (entity._meta.model_name, entity.pk)
    )
