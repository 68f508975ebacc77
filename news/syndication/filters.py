"""The filters of the newsroom, the same for its pages, its feeds and its exports."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.db.models import Exists, OuterRef

from news.models.release import Release
from news.querysets import PressReleaseQuerySet, releases
from news.relations import Relation
from partners.public import present_slug, public_entities
from portal.core.models import Topic

OWN = {"year": "released_at__year", "kind": "kind"}
ENTITIES = ("institution", "person", "partnership")
NAMES = (*OWN, "topic", *ENTITIES, "relation")
# The first and the last one of the calendar end beyond it in other time zones.
YEARS = range(2, 9999)
YEAR = re.compile("[1-9][0-9]{0,3}")


def narrow(
    releases: PressReleaseQuerySet, filters: Mapping[str, str]
) -> PressReleaseQuerySet:
    """Return the releases that all filters let through, none for nonsense.

    ``filters`` has values by the names in ``NAMES``; an empty one does not filter.
    """
    year = filters.get("year", "")
    if year and not _is_year(year):
        return releases.none()
    for name, lookup in OWN.items():
        if value := filters.get(name):
            releases = releases.filter(**{lookup: value})
    if topic := filters.get("topic"):
        releases = releases.with_topic(topic)
    relation = filters.get("relation", "")
    asked = [name for name in ENTITIES if filters.get(name)]
    if relation and (not asked or relation not in Relation.values):
        return releases.none()
    for name in asked:
        releases = releases.in_relation(name, filters[name], relation)
    return releases


def _is_year(text: str) -> bool:
    """Tell whether a text is a year as it is written, and nothing else is said."""
    return YEAR.fullmatch(text) is not None and int(text) in YEARS


def label(name: str, value: str, language: str) -> str:
    """Return what a visitor reads of a filter's value, empty for an unknown one.

    Of an entity only when everybody may know of it. Never a text that the visitor
    may have chosen: labels stand in mails to others. At most one query.
    """
    if name == "relation":
        return str(Relation(value).label) if value in Relation.values else ""
    if name == "kind":
        return str(dict(Release.Kind.choices).get(value, ""))
    if name == "topic":
        # A topic may be there for a release under embargo.
        used = releases().released().filter(topics=OuterRef("pk"))
        topic = Topic.objects.filter(Exists(used), slug=value).first()
        return topic.label.text_in(language) if topic else ""
    if name in ENTITIES:
        entity = public_entities(name).filter(slug=value).first()
        if entity is None:
            return ""
        return entity.name(language=language)
    return value if _is_year(value) else ""


def present_slugs(query: Mapping[str, str]) -> dict[str, str]:
    """Return the present slugs for those in a query that somebody had before."""
    slugs = {}
    for kind in ENTITIES:
        if slug := query.get(kind):
            present = present_slug(public_entities(kind), slug)
            if present not in ("", slug):
                slugs[kind] = present
    return slugs
