"""Read items from rows, and look up together what they refer to.

Items are plain data. What they refer to by name only is noted while they are read
and filled in once for all of them, so an answer costs the same number of queries
whatever its length.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import get_language, override

from news.pages import PressReleasePage
from news.syndication.feeds.entries import clean_html
from partners.mentions import find_mentioned, resolve
from partners.present import find_present
from partners.terms import find_last_day
from portal.api.addresses import partners_pages
from portal.api.resources import Resource
from portal.core import rich_text
from portal.core.addresses import absolute, page_path
from portal.core.ended import find_ended
from portal.core.languages import order_languages
from portal.core.models import CustomImage
from portal.core.structured_data import identify
from portal.data import parts
from portal.data import releases as releases_data
from portal.data.fields import Node

ROOT = "/api/v2/"
VERSION_COLUMNS = ("title", "translation_key", "url_path", "locale")


class ItemReader:
    """Reads the items of one answer.

    ``resources`` are all resources by name; ``fields`` those that are asked for of
    the items, ``expand`` what is told in full where they refer to it.
    """

    def __init__(
        self,
        resources: dict[str, Resource],
        fields: Iterable[str],
        expand: Iterable[str] = (),
        *,
        makes_pictures: bool = False,
    ) -> None:
        self.resources = resources
        self.fields = frozenset(fields)
        self.expand = frozenset(expand)
        self.makes_pictures = makes_pictures
        self.ended: frozenset[str] = frozenset()
        self._recorded: list[tuple[Node, str, str, bool]] = []
        self._expanded: list[tuple[Node, str, str]] = []
        self._versions: list[tuple[PressReleasePage, list[Node]]] = []
        self._texts: list[tuple[Node, str]] = []

    def read(self, resource: Resource, rows: Iterable[Any], language: str = "") -> list:
        """Return the items of rows, with all they refer to.

        Texts are in a language, those of a release always in its own.
        """
        rows = list(rows)
        if resource.name == "releases":
            self._find_ended(rows, self.fields)
        items = [self._item(resource, row, self.fields, language) for row in rows]
        # What they refer to is not followed in turn, nor are pictures made of it.
        expand, self.expand = self.expand, frozenset()
        self.makes_pictures = False
        self._add_versions(is_expanded="versions" in expand)
        self._find_recorded()
        self._add_expanded()
        self._follow_links()
        return items

    def _find_ended(self, releases: Iterable[Any], fields: frozenset[str]) -> None:
        """Find out which files nobody gets of those that releases tell of."""
        told = [
            text
            for row in releases
            for name, texts in releases_data.FILES_IN.items()
            if name in fields
            for text in texts(row)
        ]
        self.ended |= find_ended(told)

    def _item(
        self, resource: Resource, row: Any, fields: Iterable[str], language: str = ""
    ) -> Node:
        with override(language or row.language):
            return {
                name: field.read(name, row, self)
                for name, field in resource.fields.items()
                if name in fields
            }

    # What readers of fields ask for.

    def identity(self, path: str) -> str:
        """Return the stable identity of what has a path."""
        return identify(path)

    def api_url(self, path: str) -> str:
        """Return the address of an item; its path is that of its identity."""
        return absolute(ROOT + path)

    def page_url(self, path: str) -> str:
        """Return the address of an entity's page in the best language."""
        pages = self._partners_pages
        best = next((code for code in order_languages() if code in pages), "")
        return absolute(pages[best] + path) if best else ""

    @cached_property
    def _partners_pages(self) -> dict[str, str]:
        return partners_pages()

    def picture(self, image: CustomImage | None, spec: str) -> Node | None:
        """Return a picture of an entity; only a detail has its size made."""
        return parts.picture(image, spec, create=self.makes_pictures)

    def refer(self, group: str, entity: Any, row: Any = None) -> Node | None:
        """Return a reference to an entity that everybody may know, null for none.

        Where a row leads to it that holds no more, it is called as on its last day.
        """
        if entity is None:
            return None
        node = {
            "id": identify(entity.path),
            "api_url": self.api_url(entity.path),
            "name": entity.name(find_last_day(row) if row else None),
        }
        if group in self.expand:
            self._expanded.append((node, entity.path, get_language() or ""))
        return node

    def recorded(self, key: str, groups: Iterable[str], values: Node) -> Node:
        """Return an entry of a record; who it is today is found later.

        ``key`` is such as ``institution-12``, empty where the record has none. The
        entry is expanded with any of the ``groups``.
        """
        node = {"id": None, "api_url": None, **values}
        is_expanded = bool(self.expand.intersection(groups))
        self._recorded.append((node, key, get_language() or "", is_expanded))
        return node

    def versions(self, release: PressReleasePage) -> list[Node]:
        """Return a list that is filled with the versions in other languages later."""
        nodes: list[Node] = []
        self._versions.append((release, nodes))
        return nodes

    def link(self, node: Node) -> None:
        """Let the links in the rich text ``html`` of a part be followed later."""
        self._texts.append((node, get_language() or ""))

    # Looking up.

    def _add_versions(self, *, is_expanded: bool) -> None:
        """Fill the lists of versions in other languages."""
        stories = {release.translation_key for release, _nodes in self._versions}
        if not stories:
            return
        resource = self.resources["releases"]
        fields = self.fields - {"versions"}
        rows = (
            resource.load(resource.rows(), fields)
            if is_expanded
            else PressReleasePage.objects.released()
            .select_related("locale")
            .only(*VERSION_COLUMNS)
        )
        by_story: dict[Any, list[PressReleasePage]] = {}
        versions = rows.filter(translation_key__in=stories).order_by("pk")
        if is_expanded:
            self._find_ended(versions, fields)
        for row in versions:
            by_story.setdefault(row.translation_key, []).append(row)
        for release, nodes in self._versions:
            for other in by_story.get(release.translation_key, []):
                if other.pk == release.pk:
                    continue
                node = self._version(other)
                if is_expanded:
                    node["release"] = self._item(resource, other, fields)
                nodes.append(node)

    def _version(self, release: PressReleasePage) -> Node:
        return {
            "id": identify(release.identity_path),
            "api_url": self.api_url(release.identity_path),
            "url": absolute(page_path(release)),
            "language": release.language,
            "title": release.title,
        }

    def _find_recorded(self) -> None:
        """Fill in who is meant by the entries of records, as far as all may know."""
        keys = {key for _node, key, _language, _expanded in self._recorded if key}
        known = find_present(keys) if self._partners_pages else {}
        for node, key, language, is_expanded in self._recorded:
            if is_expanded:
                node["entity"] = None
            if key in known:
                path = known[key]["path"]
                node |= {"id": identify(path), "api_url": self.api_url(path)}
                if is_expanded:
                    self._expanded.append((node, path, language))
            elif "identifiers" in node and key.startswith("person"):
                # Who has no page is named, but not identified.
                node["identifiers"] = []

    def _add_expanded(self) -> None:
        """Tell in full what is expanded, each once in every language."""
        slugs: dict[str, set[str]] = {}
        for _node, path, _language in self._expanded:
            kind, slug = path.strip("/").split("/")
            slugs.setdefault(kind, set()).add(slug)
        found = {}
        for kind, named in slugs.items():
            resource = self.resources[kind]
            rows = resource.rows().filter(slug__in=named)
            fields = resource.without_ties()
            for row in resource.load(rows, fields):
                found[row.path] = (resource, row, fields)
        told: dict[tuple[str, str], Node] = {}
        for node, path, language in self._expanded:
            if path in found and (path, language) not in told:
                told[path, language] = self._item(*found[path], language)
            node["entity"] = told.get((path, language))

    def _follow_links(self) -> None:
        """Let the links of rich texts lead to the stable ids of who they mention."""
        for language in {language for _node, language in self._texts}:
            nodes = [node for node, code in self._texts if code == language]
            mentioned = find_mentioned(node["html"] for node in nodes)
            named = resolve(mentioned, language=language)
            for node in nodes:
                html = rich_text.render(node["html"], named)
                node["html"] = clean_html(html, absolute("/"))
