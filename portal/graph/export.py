"""The whole graph as nodes of JSON-LD, a thousand rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db.models import QuerySet

from wagtail.models import Site

from news.models import shape
from news.pages import PressReleasePage
from news.syndication.structured_data import Refer, release_node
from partners.public import KINDS, load_ties, present_slugs, public
from partners.structured_data import institution_node, partnership_node, person_node
from partners.ties import join_relations, load_network
from portal.core.models import SiteSettings
from portal.core.site_data import site_nodes
from portal.core.structured_data import Node, refer
from portal.graph.entities import other_versions, versions

CHUNK = 1000
# Where a record names somebody.


def everything() -> Iterator[Node]:
    """Yield all nodes that everybody may read: the site, partners, releases.

    A tie is said once, on the side where editors write it; names are today's in
    every language, and releases refer to nodes instead of naming them again.
    """
    yield from site_nodes(settings_of_site(), None)
    yield from institutions()
    yield from people()
    yield from partnerships()
    yield from releases()


def settings_of_site() -> SiteSettings:
    """Return what the site says about itself."""
    site = Site.objects.filter(is_default_site=True).first()
    return SiteSettings.for_site(site) if site else SiteSettings()


def institutions() -> Iterator[Node]:
    """Yield all institutions."""
    rows = public("institutions").select_related("logo")
    rows = rows.prefetch_related("logo__renditions")
    rows = load_ties(rows, "identifiers", "sites", "relations")
    for institution in in_chunks(rows):
        ties = join_relations(institution, institution.relations.all())
        yield institution_node(institution, ties, [], None, is_page=False)


def people() -> Iterator[Node]:
    """Yield everybody who has a page."""
    rows = public("people").select_related("portrait")
    rows = rows.prefetch_related("portrait__renditions")
    rows = load_ties(rows, "identifiers", "affiliations")
    for person in in_chunks(rows):
        yield person_node(person, [], None, is_page=False)


def partnerships() -> Iterator[Node]:
    """Yield all partnerships that are announced."""
    rows = load_ties(load_network(public("partnerships")), "members", "roles")
    for partnership in in_chunks(rows):
        yield partnership_node(partnership, None)


def releases() -> Iterator[Node]:
    """Yield all releases in all languages."""
    rows = in_chunks(PressReleasePage.objects.released().for_lines())
    while chunk := list(islice(rows, CHUNK)):
        refer_to = references(chunk)
        paths_of = versions(chunk)
        for release in chunk:
            others = other_versions(release, paths_of)
            node = release_node(release, release.record, others, refer_to)
            yield node | {"mainEntityOfPage": release.full_url}


def in_chunks(rows: QuerySet) -> Iterator:
    """Return rows in a stable order without holding all of them in memory."""
    return rows.order_by("pk").iterator(chunk_size=CHUNK)


def references(
    chunk: list[PressReleasePage],
) -> Refer:
    """Return what refers an entry of a record to the node that stands for it today.

    Who may not be known any more is left out. At most three queries for each kind.
    """
    named = {path for release in chunk for path in release.record.find_paths()}
    current: dict[str, str] = {}
    for kind in KINDS:
        slugs = {path.split("/")[1] for path in named if path.startswith(f"{kind}/")}
        current |= {
            f"{kind}/{slug}/": f"{kind}/{present}/"
            for slug, present in present_slugs(public(kind), slugs).items()
        }

    def refer_to(entry: shape.Named | shape.Byline, kind: str) -> Node | None:
        path = current.get(entry.path)
        return refer(path) if path else None

    return refer_to
