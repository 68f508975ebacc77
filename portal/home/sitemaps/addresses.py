"""The public addresses of the site, in one stable order with numbers from 0.

So that a section of a sitemap asks for its part alone: a fixed number of queries,
however many addresses there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from django.conf import settings
from django.db.models import CharField, Count, Func, IntegerField, Max, Q, Value
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import iri_to_uri
from django.utils.functional import cached_property

from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from news.pages import PressReleasePage
from partners.pages import PartnersIndexPage
from partners.public import KINDS, public_entities
from portal.core.addresses import page_path
from portal.core.languages import content_languages, text_languages
from portal.core.querysets import public_pages, served_pages

# Longer ones are no valid entries of a sitemap (sitemap.xsd, tLoc).
LONGEST_ADDRESS = 2047
# What may stand below a partners page: "partnerships/", a slug and a slash.
LONGEST_BELOW = 13 + 100 + 1
# The code of a language stands where a page has the slug of its front page.
LONGEST_LANGUAGE = 12
FIXED_BELOW = ("people/", "network/")
CHUNK = 2000
ORDER = ("translation_key", "locale_id")
ROW = (*ORDER, "url_path")
DATES = (
    "pressreleasepage__released_at",
    "pressreleasepage__revised_at",
    "standardpage__pk",
    "last_published_at",
)


class Octets(Func):
    """The length of a text in UTF-8."""

    function = "OCTET_LENGTH"
    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(
            compiler,
            connection,
            template="LENGTH(CAST(%(expressions)s AS BLOB))",
            **context,
        )


@dataclass(frozen=True)
class Address:
    """A public address with its versions by language, itself included.

    ``changed_at`` is when what it says changed; None where nobody knows.
    """

    path: str
    versions: Mapping[str, str]
    changed_at: datetime | None = None


class PublicPages:
    """The pages that every visitor may read, at an address that answers.

    That is: below the public front page of a language of the site, and not longer
    than an address in a sitemap may be.
    """

    def __init__(self) -> None:
        sites = Site.objects.filter(is_default_site=True)
        homes = served_pages().filter(
            translation_key__in=sites.values("root_page__translation_key"),
            locale__language_code__in=content_languages(),
        )
        self.homes = {home.locale_id: home for home in homes.select_related("locale")}

    def of(self, model: type[Page]) -> PageQuerySet:
        """Return the pages of one kind."""
        below = Q(pk__in=[])
        for home in self.homes.values():
            below |= Q(path__startswith=home.path, locale=home.locale_id)
        # A character that is not ASCII has at least one octet more, and becomes
        # three signs for each octet: an upper bound, exact without such characters.
        length = Octets("url_path") * 5 - Length("url_path") * 4
        room = LONGEST_ADDRESS - len(settings.SITE_URL) - LONGEST_BELOW
        return (
            public_pages(model)
            .filter(below)
            .exclude(pk__in=PressReleasePage.objects.not_yet().values("pk"))
            .exclude(pk__in=PressReleasePage.objects.withdrawn().values("pk"))
            .annotate(length=length)
            .filter(length__lte=room)
        )

    def language(self, locale_id: int) -> str:
        """Return the code of the language of one of the pages."""
        return self.homes[locale_id].locale.language_code

    def path(self, locale_id: int, url_path: str) -> str:
        """Return the path of a page's address from what its row says.

        Without a page made for every row, which takes longer than all the rest.
        """
        home = self.homes[locale_id]
        return page_path(home) + url_path.removeprefix(home.url_path)

    def versions(self, rows: Iterable[tuple]) -> Iterator[tuple[list, dict[str, str]]]:
        """Yield the rows of one page in all languages, with the paths by language.

        Rows begin with translation key, language and ``url_path``, in that order.
        """
        for _key, group in groupby(rows, key=itemgetter(0)):
            found = list(group)
            yield (
                found,
                {self.language(row[1]): self.path(row[1], row[2]) for row in found},
            )


class Addresses:
    """All public addresses: pages, then views, then what is below partners pages."""

    def __init__(self) -> None:
        self.pages = PublicPages()

    @cached_property
    def _page_figures(self) -> dict[str, int]:
        found = self.pages.of(Page).aggregate(count=Count("pk"), longest=Max("length"))
        return {name: value or 0 for name, value in found.items()}

    @cached_property
    def _views(self) -> list[Address]:
        paths = {}
        for code in text_languages():
            with translation.override(code):
                paths[code] = reverse("graph")
        return [Address(path, paths) for path in paths.values()]

    @cached_property
    def _partners(self) -> list[tuple[str, dict[str, str]]]:
        """The paths of all partners pages, each with those of its versions."""
        rows = self.pages.of(PartnersIndexPage).order_by(*ORDER).values_list(*ROW)
        return [
            (path, paths)
            for _rows, paths in self.pages.versions(rows)
            for path in paths.values()
        ]

    @cached_property
    def _entities(self):
        """The first part of the path of every entity and its slug."""
        kinds = [
            public_entities(kind)
            .annotate(segment=Value(segment, CharField()))
            .values_list("segment", "slug")
            .order_by()
            for segment, kind in KINDS.items()
        ]
        return kinds[0].union(*kinds[1:], all=True).order_by("segment", "slug")

    @cached_property
    def _below_count(self) -> int:
        """How many things every partners page has an address for."""
        return len(FIXED_BELOW) + self._entities.count() if self._partners else 0

    @cached_property
    def count(self) -> int:
        """How many addresses there are."""
        below = self._below_count * len(self._partners)
        return self._page_figures["count"] + len(self._views) + below

    @property
    def longest(self) -> int:
        """An upper bound of the length of an absolute address."""
        partners = [len(iri_to_uri(path)) for path, _versions in self._partners]
        pages = self._page_figures["longest"] + LONGEST_LANGUAGE
        below = max(partners, default=0) + LONGEST_BELOW
        return len(settings.SITE_URL) + max(pages, below)

    def between(self, start: int, stop: int) -> Iterator[Address]:
        """Yield the addresses from number ``start`` to before ``stop``."""
        pages, views = self._page_figures["count"], len(self._views)
        if start < pages:
            yield from self._pages_between(start, min(stop, pages))
        start, stop = max(0, start - pages), stop - pages
        if stop > 0:
            yield from self._views[start:stop]
        start, stop = max(0, start - views), stop - views
        if stop > 0 and self._partners:
            yield from self._below_between(start, stop)

    def _pages_between(self, start: int, stop: int) -> Iterator[Address]:
        """Yield pages; versions of the first and last that lie outside are read too."""
        margin = max(0, len(self.pages.homes) - 1)
        first = max(0, start - margin)
        rows = (
            self.pages.of(Page)
            .order_by(*ORDER)
            .values_list(*ROW, *DATES)[first : stop + margin]
            .iterator(chunk_size=CHUNK)
        )
        number = first
        for versions, paths in self.pages.versions(rows):
            for _key, locale_id, _url_path, *dates in versions:
                if start <= number < stop:
                    path = paths[self.pages.language(locale_id)]
                    yield Address(path, paths, _changed_at(*dates))
                number += 1

    def _below_between(self, start: int, stop: int) -> Iterator[Address]:
        """Yield what is below partners pages, every thing below all of them in turn."""
        width = len(self._partners)
        first = start // width
        things = self._things_between(first, -(-stop // width))
        for thing, below in enumerate(things, start=first):
            for place, (path, versions) in enumerate(self._partners):
                if start <= thing * width + place < stop:
                    paths = {code: above + below for code, above in versions.items()}
                    yield Address(path + below, paths)

    def _things_between(self, start: int, stop: int) -> Iterator[str]:
        yield from FIXED_BELOW[start:stop]
        fixed = len(FIXED_BELOW)
        if stop > fixed:
            rows = self._entities[max(0, start - fixed) : stop - fixed]
            for segment, slug in rows.iterator(chunk_size=CHUNK):
                yield f"{segment}/{slug}/"


def _changed_at(
    released_at: datetime | None,
    revised_at: datetime | None,
    text: int | None,
    published_at: datetime | None,
) -> datetime | None:
    """Return when a page last said something else, None where nobody knows.

    Of a release the last substantive change, of a page of text its publication.
    Front pages, newsrooms and partners pages show what is published elsewhere;
    their own date would be wrong.
    """
    if released_at:
        return max(released_at, revised_at or released_at)
    return published_at if text else None
