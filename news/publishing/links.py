"""Keep the links in stored texts equal to who has a page."""

from __future__ import annotations

from news.models.release import Release
from news.querysets import releases
from news.record import build, today
from partners.models import Person


def renew_links_to(person: Person) -> None:
    """Write the texts anew that link to somebody who has no page any more, or again.

    Names in the title of a link are as public as the page of whom they name. All
    other links are as they were.
    """
    mentioning = releases().filter(release_mentions__person=person)
    for release in mentioning.select_related("locale"):
        if _is_linked(release, person) != person.has_page:
            shown = today.hide_pages(release.record)
            release.feed_html = build.render_feed_html(release, shown)
            release.save(clean=False, update_fields=["feed_html"])


def _is_linked(release: Release, person: Person) -> bool:
    return any(
        one.path in release.feed_html
        for one in release.record.mentions.values()
        if one.kind == "person" and one.id == person.pk
    )
