"""Links in rich text to institutions, people and partnerships.

Stored as ``<a linktype="institution" id="12">``: the text is the editor's, since
German inflects names; what it leads to is called what it was called on a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from wagtail.rich_text import LinkHandler
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from partners.public import MODELS, public_entities
from partners.validity import today
from portal.core import rich_text


def key(kind: str, pk: object) -> str:
    """Return the key of what is mentioned: ``institution-12``."""
    return f"{kind}-{pk}"


def is_number(value: object) -> bool:
    """Tell whether something can be a primary key."""
    return str(value).isascii() and str(value).isdigit() and len(str(value)) < 19


def find_mentioned(sources: Iterable[str]) -> dict[str, set[int]]:
    """Return the primary keys that rich texts mention, by kind."""
    found: dict[str, set[int]] = {kind: set() for kind in MODELS}
    for source in sources:
        for kind, pk in _mentions(source):
            found[kind].add(pk)
    return found


def _mentions(source: str) -> Iterator[tuple[str, int]]:
    for attributes in re.findall(FIND_A_TAG, source):
        link = extract_attrs(attributes)
        if link.get("linktype") in MODELS and is_number(link.get("id", "")):
            yield link["linktype"], int(link["id"])


def resolve(
    wanted: Mapping[str, Iterable[int]],
    day: date | None = None,
    language: str | None = None,
) -> dict[str, dict]:
    """Return what mentions lead to and are called on a day, by key.

    ``wanted`` has primary keys by kind. A duplicate stands for what was kept. Left
    out is what does not exist, is not announced or has no page. One query for each
    kind.
    """
    links = {}
    for kind, pks in wanted.items():
        for pk, entity in _shown(kind, set(pks), day).items():
            links[key(kind, pk)] = {
                "kind": kind,
                "id": entity.pk,
                "name": (name := entity.name(day, language)),
                "name_lang": getattr(name, "lang", ""),
                "path": entity.path,
            }
    return links


def _shown(kind: str, pks: set[int], day: date | None) -> dict[int, Any]:
    """Return the entities that may be linked, by the primary key in the text."""
    if not pks:
        return {}
    if kind == "partnership":
        # What a release of a later day announces has a page when it is read.
        until = max(day or today(), today())
        return public_entities(kind, until).in_bulk(pks)
    return {pk: kept for pk, kept in _follow_merges(kind, pks).items() if kept.has_page}


def _follow_merges(kind: str, pks: set[int]) -> dict[int, Any]:
    """Return the kept entries that institutions or people were merged into, or are."""
    found = {}
    for entity in (
        MODELS[kind].everything.filter(pk__in=pks).select_related("merged_into")
    ):
        kept = entity
        while kept.merged_into:
            kept = kept.merged_into
        found[entity.pk] = kept
    return found


def find_kept(kind: str, pks: set[int]) -> set[int]:
    """Return the primary keys of the entries that these were merged into, or are."""
    if kind == "partnership":
        return pks
    return {kept.pk for kept in _follow_merges(kind, pks).values()}


class MentionHandler(LinkHandler):
    """How a mention of one kind is rendered and counted as a reference."""

    @classmethod
    def get_model(cls) -> type[Model]:
        return MODELS[cls.identifier]

    @classmethod
    def expand_db_attributes(cls, attrs: dict) -> str:
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        pks = [attrs.get("id", "") for attrs in attrs_list]
        known = rich_text.links().by_key
        if known is None:
            numbers = {int(pk) for pk in pks if is_number(pk)}
            known = resolve({cls.identifier: numbers})
        return [rich_text.opening_tag(known.get(key(cls.identifier, pk))) for pk in pks]

    @classmethod
    def extract_references(cls, attrs: dict):
        if is_number(attrs.get("id", "")):
            yield cls.get_model(), attrs["id"], "", ""


class InstitutionMention(MentionHandler):
    identifier = "institution"


class PersonMention(MentionHandler):
    identifier = "person"


class PartnershipMention(MentionHandler):
    identifier = "partnership"


HANDLERS = (InstitutionMention, PersonMention, PartnershipMention)
