"""Whom and what a release names, as rows: before anything of it is resolved."""

from __future__ import annotations

from collections.abc import Iterator

from news.models.release import Release
from news.record.build import blocks
from news.record.mentions import texts
from partners import waiting
from partners.draftable import Draftable
from partners.mentions import find_mentioned
from partners.public import MODELS


def find_named(release: Release) -> list[Draftable]:
    """Return the institutions, people, partnerships and figures of a release."""
    return list({waiting.key_of(one): one for one in _named(release) if one}.values())


def find_going(release: Release) -> set[str]:
    """Return the keys (``person-12``) of what becomes public with a release."""
    going = waiting.find_waiting(release.translation_key, find_named(release))
    return {waiting.key_of(one) for one in going}


def _named(release: Release) -> Iterator[Draftable | None]:
    yield from (row.institution for row in release.release_institutions.all())
    yield from (row.person for row in release.release_people.all())
    yield from (row.person for row in release.bylines.all())
    yield from (row.partnership for row in release.release_partnerships.all())
    yield from (row.contact.institution for row in release.release_contacts.all())
    for value in blocks(release, "statement"):
        if spoken := value["statement"]:
            yield from (spoken.speaker, spoken.institution)
    for value in blocks(release, "facts"):
        yield from value["facts"]
    for kind, keys in find_mentioned(text for text in texts(release)).items():
        yield from MODELS[kind].objects.filter(pk__in=keys)
