"""Feeds: what subscribers read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

import nh3

if TYPE_CHECKING:
    from news.models import NewsIndexPage, PressReleasePage

FEED_LENGTH = 20
CONTENT_NAMESPACE = "http://purl.org/rss/1.0/modules/content/"
FEED_TAGS = nh3.ALLOWED_TAGS | {"figure", "figcaption", "section"}


class FullContentFeed(Rss201rev2Feed):
    """RSS 2.0 whose items carry the whole text (RSS content module)."""

    def rss_attributes(self) -> dict:
        return super().rss_attributes() | {"xmlns:content": CONTENT_NAMESPACE}

    def add_item_elements(self, handler, item) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


def xml_text(text: str) -> str:
    """Return a text without the characters that XML 1.0 cannot carry.

    Source: XML 1.0, section 2.2, production Char.
    """
    return "".join(
        character
        for character in text
        if character in "\t\n\r"
        or " " <= character <= "\ud7ff"
        or "\ue000" <= character <= "\ufffd"
        or character >= "\U00010000"
    )


def full_content(release: PressReleasePage, address: str) -> str:
    """Return the text of a release as clean HTML with absolute addresses only.

    ``address`` is that of its page, against which relative ones are resolved.
    """
    return nh3.clean(
        release.record["feed_html"],
        tags=FEED_TAGS,
        link_rel=None,
        url_relative=("rewrite_with_base", address),
    )


def press_release_feed(request: HttpRequest, newsroom: NewsIndexPage) -> HttpResponse:
    """Answer with the latest releases of a newsroom as RSS 2.0.

    The query string is ignored: a stable address has one content. The build date
    is that of the newest entry, so the same content gives the same bytes.
    """
    address = newsroom.get_full_url(request)
    feed = FullContentFeed(
        title=xml_text(newsroom.seo_title or newsroom.title),
        link=address,
        description=xml_text(newsroom.search_description or _("The latest releases")),
        language=newsroom.language,
        feed_url=f"{address}feed/",
    )
    for release in newsroom.releases().for_feed()[:FEED_LENGTH]:
        link = f"{address}{release.slug}/"
        feed.add_item(
            title=xml_text(release.title),
            link=link,
            description=xml_text(release.standfirst),
            unique_id=release.guid,
            unique_id_is_permalink=False,
            pubdate=release.released_at,
            categories=[xml_text(topic["label"]) for topic in release.record["topics"]],
            content=xml_text(full_content(release, link)),
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response
