"""Releases as entries of a feed, before any format."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

import nh3

from news.models import shape
from news.models.release import Release
from news.models.shape import Record
from portal.core.addresses import absolute, page_path
from portal.core.characters import xml_text
from portal.core.ended import find_ended, leave_out
from portal.core.languages import in_its_language
from portal.core.structured_data import identify

# Empty lines that templates leave.
BETWEEN_TAGS = re.compile(r">\s*\n\s*<")
FEED_TAGS = nh3.ALLOWED_TAGS | {"figure", "figcaption", "section"}


@dataclass(frozen=True)
class Link:
    """An address with what it is called; ``language`` where it is a translation."""

    url: str
    title: str = ""
    language: str = ""


@dataclass(frozen=True)
class Picture:
    """The lead picture of an entry; ``length`` in bytes."""

    url: str
    media_type: str
    length: int
    width: int
    height: int
    alt: str
    credit: str


@dataclass(frozen=True)
class Entry:
    """One language version of a story, as subscribers get it.

    Every text can stand in XML. ``content`` is clean HTML with absolute addresses.
    """

    id: str
    url: str
    title: str
    language: str
    published: datetime
    updated: datetime
    summary: str
    content: str
    authors: list[Link]
    categories: list[tuple[str, str]]
    picture: Picture | None
    translations: list[Link]
    related: list[Link]
    notices: list[dict] = field(default_factory=list)


def clean_html(html: str, address: str) -> str:
    """Return HTML without scripts and styles, with absolute addresses only.

    ``address`` is that of the page, against which relative ones are resolved.
    """
    cleaned = nh3.clean(
        xml_text(html),
        tags=FEED_TAGS,
        link_rel=None,
        url_relative=("rewrite_with_base", address),
    )
    return BETWEEN_TAGS.sub(">\n<", xml_text(cleaned)).strip()


@in_its_language
def full_content(
    release: Release, address: str, ended: frozenset[str] | None = None
) -> str:
    """Return the whole text of a release as clean HTML, corrections before it.

    Without the files that may not be used any more: one query to find them, unless
    ``ended`` has their addresses.
    """
    if ended is None:
        ended = find_ended([release.feed_html])
    notices = render_to_string("news/components/notices.html", {"release": release})
    return clean_html(notices + leave_out(release.feed_html, ended), address)


@in_its_language
def shown_title(release: Release) -> str:
    """Return the headline, marked when the release is withdrawn."""
    if not release.is_withdrawn:
        return xml_text(release.title)
    return xml_text(_("Withdrawn: %(title)s") % {"title": release.title})


def withdrawal_reason(release: Release) -> str:
    """Return what was said about the withdrawal of a release, empty without one."""
    if not release.is_withdrawn:
        return ""
    told = [one["what"] for one in release.notices if one["kind"] == "withdrawal"]
    return told[-1]


def entries(releases: Iterable[Release]) -> list[Entry]:
    """Return the entries of releases that ``for_feed()`` has loaded.

    One query for the language versions of all of them, and one for the files in their
    texts that may not be used any more, if there are any.
    """
    releases = list(releases)
    versions = _versions(releases)
    ended = find_ended(text for release in releases for text in _told_files(release))
    return [
        entry(release, versions[release.translation_key], ended) for release in releases
    ]


def _told_files(release: Release) -> tuple[str, str]:
    """Return what a release tells of files in feeds: its text, and its lead picture."""
    image = release.record.image
    return release.feed_html, image.url if image else ""


def _versions(releases: list[Release]) -> dict:
    """Return the public language versions of stories, by story."""
    found: dict = {release.translation_key: [] for release in releases}
    if releases:
        pages = type(releases[0])._default_manager.released()
        for page in pages.filter(translation_key__in=found).for_links():
            found[page.translation_key].append(page)
    return found


@in_its_language
def entry(
    release: Release, versions: Iterable[Release], ended: frozenset[str] = frozenset()
) -> Entry:
    """Return a release as an entry, in its language; ``versions`` may contain it.

    ``ended`` are the addresses of files that may not be used any more.
    """
    url = absolute(page_path(release))
    record = release.record
    image = record.image
    return Entry(
        id=release.guid,
        url=url,
        title=shown_title(release),
        language=release.language,
        published=release.released_at,
        updated=release.updated_at,
        summary=xml_text(withdrawal_reason(release) or release.standfirst),
        content=full_content(release, url, ended),
        authors=_authors(record),
        categories=_categories(release),
        picture=_picture(image if image and image.url not in ended else None),
        translations=[
            Link(absolute(page_path(page)), xml_text(page.title), page.language)
            for page in versions
            if page.pk != release.pk
        ],
        related=[
            Link(link.url, xml_text(link.title)) for link in record.links if link.url
        ],
        notices=[
            {key: xml_text(value) for key, value in notice.items()}
            for notice in release.notices
        ],
    )


def _authors(record: Record) -> list[Link]:
    """Return who wrote a release, or who issued it when nobody is named."""
    wrote = [(entry.path, xml_text(entry.text)) for entry in record.bylines]
    issued = [(entry.path, xml_text(entry.name)) for entry in record.issuers]
    for named in (wrote, issued):
        found = [
            Link(identify(path) if path else "", name) for path, name in named if name
        ]
        if found:
            return found
    return []


def _categories(release: Release) -> list[tuple[str, str]]:
    """Return what a release is about and what kind it is: term and label."""
    topics = [
        (f"topic:{topic.slug}", label)
        for topic in release.record.topics
        if (label := xml_text(topic.label))
    ]
    marks = []
    if release.is_withdrawn:
        marks = [("status:withdrawn", pgettext("status of a release", "Withdrawn"))]
    elif release.notices:
        marks = [("status:corrected", pgettext("status of a release", "Corrected"))]
    return [
        (f"kind:{release.kind}", str(release.get_kind_display())),
        *topics,
        *marks,
    ]


def _picture(image: shape.Picture | None) -> Picture | None:
    if image is None:
        return None
    return Picture(
        url=urljoin(settings.SITE_URL, image.address),
        media_type=image.type,
        length=image.length,
        width=image.width,
        height=image.height,
        alt=xml_text(image.alt),
        credit=xml_text(image.credit),
    )
