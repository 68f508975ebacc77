"""What the site says about its contents to machines: JSON-LD in terms of schema.org.

A node is plain data about one thing. Every thing has a stable ``@id`` below
``/id/`` that does not change with the language, the tree or the title (ADR 19).
In a node for a page, texts are in the language of the page. Where ``language``
is None they are in all languages, each with its tag.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise

from portal.core.addresses import absolute
from portal.core.clock import cap_lifetime
from portal.core.languages import Translated, text_languages

Node = dict[str, Any]

MEDIA_TYPE = "application/ld+json"
MAX_AGE = 60
# What search engines expect on a page.
PAGE_CONTEXT = "https://schema.org"
# For documents: a parser needs no network. The vocabulary has "http:" because the
# context of schema.org says so; with "https:" pages and documents would not meet.
VOCABULARY = "http://schema.org/"
ADDRESSES = ("contentUrl", "image", "logo", "mainEntityOfPage", "sameAs", "url")
DOCUMENT_CONTEXT = {
    "@vocab": VOCABULARY,
    **{term: {"@type": "@id"} for term in ADDRESSES},
}
# So that no text can end the element it stands in, as Django's json_script does.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
SITE_PATH, PUBLISHER_PATH = "site/", "publisher/"


def identify(path: str) -> str:
    """Return the stable identity of what has a path such as ``people/ada/``."""
    return absolute(f"/id/{path}")


def refer(path: str) -> Node:
    """Return a reference to what has a path."""
    return {"@id": identify(path)}


def compact(node: Node) -> Node:
    """Return a node without what is not known."""
    return {term: value for term, value in node.items() if value not in (None, "", [])}


def serialise(value: object) -> str:
    """Return data as JSON that may stand anywhere in HTML."""
    return json.dumps(value, ensure_ascii=False).translate(ESCAPES)


def stream(nodes: Iterable[Node], context: object) -> Iterator[str]:
    """Yield a JSON-LD document with one ``@graph``, node by node."""
    yield f'{{"@context": {serialise(context)}, "@graph": ['
    separator = "\n"
    for node in nodes:
        yield separator + serialise(node)
        separator = ",\n"
    yield "\n]}\n"


def respond(nodes: Iterable[Node]) -> HttpResponse:
    """Answer with nodes as a document of their own."""
    body = "".join(stream(nodes, DOCUMENT_CONTEXT))
    response = HttpResponse(body, content_type=MEDIA_TYPE)
    patch_cache_control(
        response, public=True, max_age=0, s_maxage=cap_lifetime(MAX_AGE)
    )
    return response


def is_preferred(request: HttpRequest) -> bool:
    """Tell whether somebody would rather have JSON-LD than a page.

    Whoever accepts neither, or writes nonsense, gets the page.
    """
    try:
        return request.get_preferred_type(["text/html", MEDIA_TYPE]) == MEDIA_TYPE
    except (LookupError, ValueError):  # a parameter in an encoding that is none
        return False


def texts(tagged: Iterable[tuple[str, str]]) -> list[Node]:
    """Return texts with the tags of their languages, from pairs of tag and text."""
    return [{"@value": text, "@language": code} for code, text in tagged if text]


def build_text(text: Translated, language: str | None) -> str | list[Node]:
    """Return a text in a language, or in all that it has."""
    return text.text_in(language) if language else texts(text.items())


def build_label(label: str | Promise, language: str | None) -> str | list[Node]:
    """Return a text of the interface in a language, or in all of the site's."""
    found = []
    for code in [language] if language else text_languages():
        with translation.override(code):
            found.append((code, str(label)))
    return found[0][1] if language else texts(found)


def picture(image: Any, spec: str, *, create: bool = True) -> str:
    """Return the address of a picture in one size, empty where there is none to show.

    Originals are not public. With loaded renditions this asks nothing, unless the
    size has to be made; ``create=False`` leaves that to the page that shows it.
    """
    if image is None or not image.is_usable:
        return ""
    made = (
        {one.filter_spec: one for one in image.renditions.all()} if not create else {}
    )
    rendition = image.in_size(spec) if create else made.get(spec)
    return urljoin(settings.SITE_URL, rendition.url) if rendition else ""


def build_image(image: Any, spec: str, language: str | None) -> Node | None:
    """Return a picture with what is said of it, None where there is none to show."""
    address = picture(image, spec)
    if not address:
        return None
    return compact(
        {
            "@type": "ImageObject",
            "contentUrl": address,
            "url": address,
            "caption": build_text(image.caption, language),
            "creditText": image.credit,
            "license": image.terms.address,
        }
    )


def web_page(context: Node, kind: str = "WebPage", **more: object) -> list[Node]:
    """Return a page and the way to it, from what its template is given.

    Reads ``canonical_url``, ``page_title``, ``page``, ``request`` and ``frame``.
    """
    page = context.get("page")
    address = context.get("canonical_url") or absolute(context["request"].path)
    title = str(context.get("page_title") or getattr(page, "title", ""))
    updated = getattr(page, "last_published_at", None)
    is_below = bool(context.get("page_title"))
    is_dated = updated and not is_below
    node = {
        "@type": kind,
        "@id": address,
        "url": address,
        "name": title,
        "description": "" if is_below else getattr(page, "search_description", ""),
        "inLanguage": translation.get_language(),
        "dateModified": timezone.localtime(updated).isoformat() if is_dated else "",
        "isPartOf": refer(SITE_PATH),
        "publisher": refer(PUBLISHER_PATH),
        "breadcrumb": {"@id": f"{address}#breadcrumb"},
    }
    return [compact(node | more), _breadcrumbs(context["frame"], address, title)]


def _breadcrumbs(frame: Any, address: str, title: str) -> Node:
    """Return the way from the front page to an address, by what the menu knows."""
    entries = [frame.home, *frame.menu, *frame.foot] if frame.home else []
    above = [(absolute(entry.url), entry.title) for entry in entries]
    way = [(url, name) for url, name in above if address.startswith(url)]
    if address not in dict(way):
        way.append((address, title))
    return {
        "@type": "BreadcrumbList",
        "@id": f"{address}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": {"@id": url}}
            for place, (url, name) in enumerate(way, start=1)
        ],
    }


def item_list(items: Iterable[Node]) -> Node:
    """Return things in the order in which a page lists them."""
    return {
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "item": item}
            for place, item in enumerate(items, start=1)
        ],
    }
