"""Every output of the site, as text, in each language."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.utils import translation

from news.syndication.feeds.archives import Window
from news.syndication.feeds.documents import Feed, feed_document
from news.syndication.feeds.listings import newsroom_listing
from news.syndication.formats.catalogue import BY_PATH
from news.syndication.formats.sources import source_of
from partners.network.graph import network_on
from partners.timeline import events
from partners.validity import today
from portal.api.resources import RESOURCES
from portal.graph.catalogue import TABLES
from portal.search import indexing
from portal.search.models import SearchEntry
from portal.subscriptions import mails
from tests.completeness.world import World
from tests.news.formats import pdf_text

SCRIPT = re.compile(r'(?s)<script type="application/ld\+json">(.*?)</script>')


def read_outputs(world: World, client: Any, language: str) -> dict[str, str]:
    """Return what each output says in a language, in one line, to find words in."""
    found = _read(world, client, language)
    return {name: " ".join(text.split()) for name, text in found.items()}


def _read(world: World, client: Any, language: str) -> dict[str, str]:
    release = world.releases[language]
    pages = _pages(world, client, language)
    return {
        "page": "\n".join(SCRIPT.sub("", page) for page in pages),
        "RSS": _feed(world, language, "rss"),
        "Atom": _feed(world, language, "atom"),
        "JSON Feed": _feed(world, language, "json"),
        "JSON-LD": "\n".join(
            [
                *(found for page in pages for found in SCRIPT.findall(page)),
                _body(client.get("/graph/graph.jsonld")),
                _format(release, "jsonld"),
            ]
        ),
        "ninjs": _format(release, "ninjs"),
        "text": _format(release, "txt"),
        "Markdown": _format(release, "md"),
        "PDF": pdf_text.read(BY_PATH["pdf"].build(source_of(release))),
        "citations": "\n".join(
            _format(release, path) for path in ("cite", "cite/bibtex", "cite/ris")
        ),
        "e-mail": _mail(world, language),
        "API": _api(world, client, language),
        "CSV": "\n".join(_body(client.get(f"/graph/{name}.csv")) for name in TABLES),
        "network": _network(client, world, language),
        "timeline": _timeline(world, language),
        "search": _search(language),
    }


def _body(response: Any) -> str:
    assert response.status_code == 200, response
    content = b"".join(response) if response.streaming else response.content
    return unescape(content.decode())


def _pages(world: World, client: Any, language: str) -> list[str]:
    partners = world.site[language]["partners"].get_url()
    paths = [
        world.releases[language].get_url(),
        *(
            f"{partners}{entity.path}"
            for entity in (
                *(world.institution, world.person, world.partnership, world.speaker),
            )
        ),
    ]
    return [_body(client.get(path)) for path in paths]


def _feed(world: World, language: str, form: str) -> str:
    listing = newsroom_listing(world.site[language]["newsroom"], {})
    feed = Feed(listing, form, Window.parse(listing.releases, {}))
    return unescape(feed_document(feed).content.decode())


def _format(release: Any, path: str) -> str:
    return BY_PATH[path].build(source_of(release)).decode()


def _mail(world: World, language: str) -> str:
    letter = mails.about_release(world.releases[language], language, world.correction)
    return "\n".join((letter.subject, unescape(letter.html), letter.text))


def _api(world: World, client: Any, language: str) -> str:
    return "\n".join(
        _body(client.get(f"/api/v2/{name}/?fields=all&limit=100&language={language}"))
        for name in RESOURCES
    )


def _network(client: Any, world: World, language: str) -> str:
    partners = world.site[language]["partners"].get_url()
    with translation.override(language):
        return SCRIPT.sub("", _body(client.get(f"{partners}network/"))) + repr(
            network_on(today())
        )


def _timeline(world: World, language: str) -> str:
    """Return what is drawn; for want of room the drawing may shorten names."""
    with translation.override(language):
        told = events.all_events(world.partnership)
        words = (f"{one.shown_day} {one.machine} {one.label}" for one in told)
        return repr(told) + " ".join(words)


def _search(language: str) -> str:
    indexing.rebuild()
    rows = SearchEntry.objects.filter(language=language).values_list("title", "text")
    return "\n".join(" ".join(row) for row in rows)
