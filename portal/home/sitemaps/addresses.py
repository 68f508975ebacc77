"""The public addresses of the site, in one stable order with numbers from 0.

So that a section of a sitemap asks for its part alone: a fixed number of queries,
however many addresses there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import CharField, Count, F, Func, IntegerField, Max, Q, Value
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import iri_to_uri
from django.utils.functional import cached_property

from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from partners.models import PartnersIndexPage
from partners.models.merges import KINDS, public_entities
from portal.core.addresses import page_path
from portal.core.languages import content_languages
from portal.core.querysets import public_pages

# Longer ones are no valid entries of a sitemap (sitemap.xsd, tLoc).
LONGEST_ADDRESS = 2047
# What may stand below a partners page: "partnerships/", a slug and a slash.
LONGEST_BELOW = 13 + 100 + 1
# The code of a language stands where a page has the slug of its front page.
LONGEST_LANGUAGE = 12
FIXED_BELOW = ("people/", "network/")
CHUNK = 2000


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
        homes = Page.objects.live().filter(
            translation_key__in=sites.values("root_page__translation_key"),
            locale__language_code__in=content_languages(),
        )
        self.homes = list(homes.select_related("locale"))
        self.locales = {home.locale_id: home.locale for home in self.homes}

    def of(self, model: type[Page]) -> PageQuerySet:
        """Return the pages of one kind."""
        below = Q(pk__in=[])
        for home in self.homes:
            below |= Q(path__startswith=home.path, locale=home.locale_id)
        # A character that is not ASCII has at least one octet more, and becomes
        # three signs for each octet: an upper bound, exact without such characters.
        length = Octets("url_path") * 5 - Length("url_path") * 4
        room = LONGEST_ADDRESS - len(settings.SITE_URL) - LONGEST_BELOW
        return (
            public_pages(model)
            .filter(below)
            .annotate(length=length)
            .filter(length__lte=room)
        )

    def path(self, page: Page) -> str:
        """Return the path of a page's address without asking for its language."""
        page.locale = self.locales[page.locale_id]
        return page_path(page)


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
        for code in content_languages():
            with translation.override(code):
                paths[code] = reverse("graph")
        return [Address(path, paths) for path in paths.values()]

    @cached_property
    def _partners(self) -> list[tuple[str, dict[str, str]]]:
        """The paths of all partners pages, each with those of its versions."""
        rows = self.pages.of(PartnersIndexPage).order_by("translation_key", "locale_id")
        found = []
        for _key, versions in groupby(rows, key=lambda page: page.translation_key):
            paths = {
                self.pages.locales[page.locale_id].language_code: self.pages.path(page)
                for page in versions
            }
            found += [(path, paths) for path in paths.values()]
        return found

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
            .annotate(
                released_at=F("pressreleasepage__released_at"),
                revised_at=F("pressreleasepage__revised_at"),
                text=F("standardpage__pk"),
            )
            .only("url_path", "translation_key", "locale_id", "last_published_at")
            .order_by("translation_key", "locale_id")[first : stop + margin]
            .iterator(chunk_size=CHUNK)
        )
        number = first
        for _key, group in groupby(rows, key=lambda page: page.translation_key):
            versions = list(group)
            paths = {
                self.pages.locales[page.locale_id].language_code: self.pages.path(page)
                for page in versions
            }
            for page in versions:
                if start <= number < stop:
                    yield Address(page_path(page), paths, _changed_at(page))
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


def _changed_at(page: Any) -> datetime | None:
    """Return when a page last said something else, None where nobody knows.

    Of a release the last substantive change. Front pages, newsrooms and partners
    pages show what is published elsewhere; their own date would be wrong.
    """
    if page.released_at:
        return max(page.released_at, page.revised_at or page.released_at)
    return page.last_published_at if page.text else None
