"""Everything that the site says of releases, asked for without a request.

What is made from a registry is listed by that registry, so that a new form, format,
table or kind of mail is among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain, product
from typing import Any

from django.utils import timezone

from news.models import Correction
from news.publishing import refreshing
from news.record import build
from news.record.today import add_today
from news.syndication import calendars
from news.syndication.feeds.archives import Window
from news.syndication.feeds.documents import WRITERS, Feed, feed_document
from news.syndication.feeds.entries import entries, full_content, shown_title
from news.syndication.feeds.listings import newsroom_listing
from news.syndication.formats import serving
from news.syndication.formats.catalogue import CATALOGUE
from news.syndication.formats.sources import source_of
from news.syndication.structured_data import refer_by_name, release_node
from partners.structured_data import entity_node
from portal.core.documents import Document
from portal.core.languages import content_languages
from portal.core.structured_data import DOCUMENT_CONTEXT, stream
from portal.graph import export
from portal.graph.catalogue import TABLES
from portal.home import llms
from portal.home.sitemaps import documents as sitemaps
from portal.home.sitemaps import news
from portal.search import feeds as search
from portal.search import indexing
from portal.search.models import SearchEntry
from portal.subscriptions import digests, lists, mails
from portal.subscriptions.models import Delivery, Subscription
from tests.languages.world import World

# Slow to make; asked for in all other ways as often as the rest.
SET_IN_TYPE = {"pdf", "share"}
QUERIES = [
    {},
    {"kind": "press_release"},
    {"topic": "ai"},
    {"institution": "center", "relation": "issued"},
    {"partnership": "unit"},
    {"languages": "all"},
    {"languages": "de,en"},
    {"archive": f"{timezone.now() - timedelta(days=1):%Y-%m}"},
    {"topic": "nothing"},
]

Output = tuple[str, Any]


def outputs(world: World) -> Iterator[Output]:
    """Yield a name and what is said there, written down: lazy texts speak later."""
    found = (
        *map(of_release, world.releases()),
        of_lists(world),
        of_mails(world),
        of_site(world),
    )
    for name, output in chain.from_iterable(found):
        yield name, output if isinstance(output, bytes) else repr(output)


def said(document: Document) -> tuple:
    """Return what of a document does not depend on when it was made."""
    return document.content, document.media_type, document.headers, document.shown_as


def of_release(release) -> Iterator[Output]:
    """Yield the forms of a release and the parts that others are made of."""
    name = f"{release.language} {release.title}"
    for form in CATALOGUE:
        yield f"{name}, {form.path}", form.build(source_of(release))
        if form.path not in SET_IN_TYPE:
            yield f"{name}, at {form.path}", said(serving.build_document(release, form))
    source = source_of(release)
    for part in ("record", "kind", "day", "notices", "text", "picture"):
        yield f"{name}, source {part}", getattr(source, part)
    yield f"{name}, today", add_today(release.record, release.language)
    yield f"{name}, title", shown_title(release)
    yield f"{name}, content", full_content(release, "http://localhost/")
    yield f"{name}, entry", entries([release])
    yield f"{name}, calendar", said(calendars.release_calendar(release))
    node = release_node(release, release.record, [], refer_by_name)
    yield f"{name}, node", node
    full = type(release).objects.get(pk=release.pk)
    yield f"{name}, record", build.build_fields(full)
    yield (
        f"{name}, record anew",
        build.build_fields(full, anew=full.resolved[full.language]),
    )
    yield f"{name}, answers", build.resolve_anew(full)
    yield (
        f"{name}, comparison",
        [
            (one.language, one.key, one.recorded, one.now)
            for one in refreshing.find_differences(full)
        ],
    )


def of_lists(world: World) -> Iterator[Output]:
    """Yield feeds and calendars of newsrooms, and feeds of searches."""
    for code, form, asked in product(content_languages(), WRITERS, QUERIES):
        listing = newsroom_listing(world.site[code]["newsroom"], asked)
        feed = Feed(listing, form, Window.parse(listing.releases, asked))
        yield f"{form} {code} {asked}", said(feed_document(feed))
        yield f"labels {code} {asked}", (listing.full_title, listing.description)
    for code, form in product(content_languages(), WRITERS):
        listing = search.listing({"q": "engines", "languages": "all"}, code)
        feed = Feed(listing, form, Window.parse(listing.releases, {}))
        yield f"search {form} {code}", said(feed_document(feed))
    for code in content_languages():
        newsroom = world.site[code]["newsroom"]
        newsroom.is_unrestricted = True  # as serving it finds out
        calendar = calendars.newsroom_calendar(newsroom)
        yield f"calendar {code}", said(calendar)


def of_mails(world: World) -> Iterator[Output]:
    """Yield what is sent, to readers of either language."""
    correction = Correction.objects.first()
    now = timezone.now() + timedelta(minutes=1)
    for reader in content_languages():
        for release, told in product(world.releases(), (None, correction)):
            letter = mails.about_release(release, reader, told)
            yield f"letter to {reader}, {release.pk}, {bool(told)}", letter
        for query in ("", "institution=center&relation=issued", "q=engines"):
            row = subscription(world, reader, query)
            yield f"list of {reader}, {query}", lists.subscribed(row).full_title
            letter = digests.letter(row, now - timedelta(days=1), now)
            yield f"digest to {reader}, {query}", letter
            for kind in mails.Notice:
                notice = mails.notice(kind, row, "notice")
                yield f"{kind} to {reader}, {query}", written(notice)
            delivery = Delivery(subscription=row, story=row.story, event="released")
            sent = mails.message(letter, delivery)
            yield f"mail to {reader}, {query}", written(sent)


def subscription(world: World, reader: str, query: str) -> Subscription:
    story = search.listing({"q": "x"}, "en").story
    return Subscription(
        email="reader@example.org",
        story=story if "q=" in query else world.site["en"]["newsroom"].translation_key,
        query=query,
        title="List",
        languages="de,en",
        language=reader,
        token="secret",
        status="active",
    )


def written(mail) -> tuple:
    return mail.subject, mail.body, mail.alternatives, mail.extra_headers, mail.to


def of_site(world: World) -> Iterator[Output]:
    """Yield what tells of the whole site: sitemaps, graph, search index."""
    yield "sitemap", said(sitemaps.whole())
    yield "news sitemap", said(news.latest())
    yield "llms.txt", said(llms._build())
    yield "graph", "".join(stream(export.everything(), DOCUMENT_CONTEXT))
    for name, table in TABLES.items():
        yield f"table {name}", "".join(table.lines())
    for entity in (world.institution, *_tied(world)):
        yield f"node {entity.path}", entity_node(entity)
    yield "index", indexed(world)


def _tied(world: World) -> list:
    roles = world.facts
    return [*roles["people"], *roles["partnerships"]]


def indexed(world: World) -> list:
    """Return the search index, written anew."""
    SearchEntry.objects.all().delete()
    for release in world.releases():
        indexing.index_page(type(release).objects.get(pk=release.pk))
    for entity in (world.institution, *_tied(world)):
        indexing.index_entity(entity)
    columns = ("key", "language", "title", "text", "title_terms", "body_terms")
    return list(SearchEntry.objects.order_by("key", "language").values_list(*columns))
