"""Every address at which a release could be found before its time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import get_random_string

from wagtail.contrib.redirects.models import Redirect

from news.models import ReleaseNumber
from news.models.release import Release
from news.pages import NewsIndexPage
from news.querysets import releases
from news.syndication.feeds.catalogue import FORMATS, languages_offered
from news.syndication.formats.catalogue import BY_PATH
from partners.addresses import KINDS
from partners.models import Institution, Partnership, Person
from partners.pages import PartnersIndexPage
from partners.public import public
from portal.api.resources import RESOURCES
from portal.core.addresses import page_path
from portal.core.languages import content_languages
from portal.core.models import CustomDocument
from portal.core.querysets import public_pages
from portal.embargo.drafts import Draft
from portal.embargo.marks import names_of
from portal.graph.catalogue import TABLES

API = "/api/v2/"
_LOCATION = re.compile(r"<loc>[a-z]+://[^/<]+([^<]*)</loc>")


def words_of(title: str) -> str:
    """Return a search for a headline that does not repeat it.

    A page of results shows what was searched for.
    """
    return " ".join(reversed(title.split()))


def own_addresses(drafts: Iterable[Draft]) -> Iterator[tuple[str, str]]:
    """Yield addresses of hidden releases, each with one of its kind that never was.

    The pages, formats and calendars, by present and former slugs, short addresses,
    identities, details of the API and the pages about missing translations; those of
    its files and of the entities that are hidden with it.
    """
    for draft in drafts:
        release = draft.release
        yield from _addresses_of_entities(draft)
        yield from _addresses_of_files(draft)
        path = page_path(release)
        never = path.removesuffix(f"{release.slug}/") + f"{_word(release.slug)}/"
        for end in ("", *(f"{path}/" for path in BY_PATH), "calendar/", "history/"):
            yield path + end, never + end
        yield from _addresses_of_redirects(release)
        if releases().released().filter(translation_key=release.translation_key):
            continue  # the story is known in another language
        story, unknown = str(release.translation_key), str(uuid4())
        for address in (
            f"/id/{release.identity_path}",
            f"{API}{release.identity_path}",
            *(f"/{code}/not-translated/{story}/" for code in content_languages()),
        ):
            yield address, address.replace(story, unknown)
        by_number = f"/{release.language}/not-translated/{{}}/".format
        yield by_number(release.pk), by_number(2**31 - 1)
        for number in ReleaseNumber.objects.filter(story=release.translation_key):
            label = f"{number.year}-{number.number}{number.suffix}"
            yield f"/pm/{label}/", "/pm/1000-99999/"


def _addresses_of_entities(draft: Draft) -> Iterator[tuple[str, str]]:
    pages = list(public_pages(PartnersIndexPage).select_related("locale"))
    for entity in draft.entities:
        if not isinstance(entity, Institution | Person | Partnership):
            continue
        path = entity.path
        never = path.removesuffix(f"{entity.slug}/") + f"{_word(entity.slug)}/"
        starts = ["/id/", API, *map(page_path, pages)]
        yield from ((start + path, start + never) for start in starts)
        yield from (
            (f"{page_path(page)}{path}network/", f"{page_path(page)}{never}network/")
            for page in pages
        )


def _addresses_of_files(draft: Draft) -> Iterator[tuple[str, str]]:
    for file in draft.files:
        for name in names_of(file):
            suffix = PurePosixPath(name).suffix
            yield f"/media/{name}", f"/media/images/{_word('')}{suffix}"
        if isinstance(file, CustomDocument):
            name = f"{_word(file.filename)}.pdf"
            yield urlsplit(file.url).path, f"/documents/{2**31 - 1}/{name}"
            yield f"/documents/{file.pk}/{name}", f"/documents/{2**31 - 1}/{name}"


def _addresses_of_redirects(release: Release) -> Iterator[tuple[str, str]]:
    """Yield former addresses as browsers end up at them, with a slash."""
    for redirect in Redirect.objects.filter(redirect_page=release.pk):
        path, mark, query = redirect.old_path.partition("?")
        parent, _slash, slug = path.rstrip("/").rpartition("/")
        end = f"/{mark}{query}"
        yield f"{parent}/{slug}{end}", f"{parent}/{_word(slug)}{end}"


def public_addresses(drafts: list[Draft]) -> Iterator[str]:
    """Yield addresses of what lists releases, and of all that these have to do with."""
    filters = dict.fromkeys(pair for draft in drafts for pair in _filters(draft))
    titles = dict.fromkeys(draft.release.title for draft in drafts)
    yield from ("/robots.txt", "/llms.txt", "/news-sitemap.xml")
    yield from (f"/{code}/" for code in content_languages())
    yield from _newsroom_addresses(list(filters))
    yield from _search_addresses(titles)
    for code in content_languages():
        with translation.override(code):
            yield from map(reverse, ("feeds", "opml", "graph", "api_page"))
    paths = {path for draft in drafts for path in draft.find_paths()}
    yield from _entity_addresses(sorted(paths))
    yield from _api_addresses(list(filters), titles)


def whole_exports() -> Iterator[str]:
    """Yield addresses of files that hold all there is, however much that is."""
    yield from (
        reverse("graph_jsonld"),
        *(reverse("graph_table", args=[name]) for name in TABLES),
        reverse("sitemap"),
    )


def listed_in(sitemap: str) -> list[str]:
    """Return the paths of the addresses in a sitemap, or in an index of some."""
    return _LOCATION.findall(sitemap)


def _filters(draft: Draft) -> Iterator[tuple[str, str]]:
    yield "kind", draft.release.kind
    yield "year", str(timezone.localtime(draft.release.released_at).year)
    yield from (("topic", topic.slug) for topic in draft.record.topics)
    for path in draft.find_paths():
        plural, slug = path.strip("/").split("/")[:2]
        yield KINDS[plural].value, slug


def _newsroom_addresses(filters: list[tuple[str, str]]) -> Iterator[str]:
    for room in public_pages(NewsIndexPage).select_related("locale"):
        path = page_path(room)
        yield from (path, f"{path}calendar/")
        for languages in languages_offered(room.language):
            query = f"?{urlencode({'languages': languages})}" if languages else ""
            yield from (f"{path}feed/{end}{query}" for end in FORMATS.values())
        for pair in filters:
            query = urlencode([pair])
            yield from (f"{path}?{query}", f"{path}feed/json/?{query}&languages=all")


def _search_addresses(titles: Iterable[str]) -> Iterator[str]:
    for code in content_languages():
        with translation.override(code):
            page, feed = reverse("search"), reverse("search_feed")
        for title in titles:
            query = urlencode({"q": words_of(title)})
            yield f"{page}?{query}"
            yield from (
                f"{feed}{end}?{query}&languages=all" for end in FORMATS.values()
            )


def _entity_addresses(paths: list[str]) -> Iterator[str]:
    """Yield pages and details of those that a release names; 404 where nobody may."""
    pages = public_pages(PartnersIndexPage).select_related("locale")
    for below in map(page_path, pages):
        yield from (below, f"{below}people/", f"{below}network/")
        for path in paths:
            yield from (f"{below}{path}", f"{below}{path}network/")
    for path in paths:
        yield from (f"/id/{path}", f"{API}{path}?fields=all")
    for plural in KINDS:
        newest = public(plural).order_by("-pk").values_list("slug", flat=True)[:3]
        yield from (f"{API}{plural}/{slug}/?fields=all" for slug in newest)


def _api_addresses(
    filters: list[tuple[str, str]], titles: Iterable[str]
) -> Iterator[str]:
    yield API
    yield from (f"{API}{name}/?fields=all&limit=100" for name in RESOURCES)
    known = {parameter.name for parameter in RESOURCES["releases"].filters}
    asked = [*filters, *(("q", words_of(title)) for title in titles)]
    for name, value in asked:
        if name in known:
            query = urlencode({name: value, "fields": "all", "limit": 100})
            yield f"{API}releases/?{query}"


def _word(like: str) -> str:
    return get_random_string(max(8, len(like))).lower()
