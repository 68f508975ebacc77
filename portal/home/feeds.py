"""The page about feeds, and all of them as one file."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from news.pages import NewsIndexPage
from news.syndication.feeds.catalogue import catalogue
from portal.core import documents
from portal.core.addresses import absolute
from portal.core.characters import xml_text
from portal.core.querysets import public_pages

MEDIA_TYPE = "text/x-opml; charset=utf-8"


def _newsroom() -> NewsIndexPage | None:
    """Return the public newsroom in the active language."""
    rooms = public_pages(NewsIndexPage).filter(locale__language_code=get_language())
    return rooms.select_related("locale").order_by("path").first()


def feeds(request: HttpRequest) -> HttpResponse:
    """Show all feeds in the active language, and what feeds are."""
    newsroom = _newsroom()
    return render(
        request,
        "home/feeds.html",
        {
            "page_title": _("Feeds"),
            "canonical_url": absolute(request.path),
            "sections": list(catalogue(newsroom)) if newsroom else [],
            "search_url": reverse("search"),
        },
    )


def opml(request: HttpRequest) -> HttpResponse:
    """Answer with all feeds in the active language as OPML 2.0 (opml.org)."""
    document = documents.load_kept(request.path, _opml)
    return documents.respond(request, document)


def _opml() -> documents.Document:
    root = Element("opml", {"version": "2.0"})
    head, body = SubElement(root, "head"), SubElement(root, "body")
    SubElement(head, "title").text = _("Feeds")
    newsroom = _newsroom()
    for section in catalogue(newsroom) if newsroom else []:
        outline = SubElement(body, "outline", {"text": xml_text(str(section.title))})
        for offer in section.offers:
            title = xml_text(str(offer.title))
            SubElement(
                outline,
                "outline",
                {
                    "type": "rss",
                    "text": title,
                    "title": title,
                    "xmlUrl": offer.url(),
                    "htmlUrl": offer.page_url,
                    "language": get_language() or "",
                },
            )
    content = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return documents.Document(content, MEDIA_TYPE)
