"""Build the statements and releases of the demo, in every language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from uuid import uuid4

from django.db.models import Model
from django.utils import timezone

from wagtail.models import Locale

from news.models import (
    Byline,
    Contact,
    RelatedLink,
    ReleaseContact,
    ReleaseInstitution,
    ReleasePartnership,
    ReleasePerson,
    Series,
    Statement,
)
from news.pages import NewsIndexPage, NewsItemPage, PressReleasePage
from news.publishing.stories import SHARED_ROWS
from partners.models import Fact, Institution, Partnership, Person
from portal.core.languages import Translated
from portal.core.models import CustomImage, Topic
from portal.core.simple_forms import base_language
from portal.demo.blocks import BodyWriter
from portal.demo.content import records


@dataclass(frozen=True)
class World:
    """What releases refer to, by slug or key."""

    institutions: Mapping[str, Institution]
    people: Mapping[str, Person]
    partnerships: Mapping[str, Partnership]
    pictures: Mapping[str, CustomImage]
    topics: Mapping[str, Topic]
    series: Mapping[str, Series]
    # Press desks, by the slug of the institution they answer for.
    contacts: Mapping[str, Contact]
    facts: Mapping[str, Fact]


def build_release(
    content: records.Release, newsrooms: Mapping[str, NewsIndexPage], world: World
) -> list[PressReleasePage]:
    """Write a release in all its languages, the original first; publish none."""
    statements = {
        statement.key: _build_statement(statement, world)
        for statement in content.statements
    }
    translation_key = uuid4()
    versions = []
    for language, version in content.versions.items():
        release = _release(content, language, version, world)
        release.translation_key = translation_key
        release.locale = Locale.objects.get(language_code=language)
        entities: dict[str, Model] = {
            **world.institutions,
            **world.people,
            **world.partnerships,
        }
        texts = base_language(language)
        writer = BodyWriter(texts, world.pictures, statements, world.facts, entities)
        release.body = writer.body(version.body)
        newsrooms[language].add_child(instance=release)
        release.save_revision()
        versions.append(release)
    return versions


def _build_statement(content: records.Statement, world: World) -> Statement:
    return Statement.objects.create(
        speaker=world.people[content.speaker],
        institution=world.institutions[content.institution],
        role=Translated(content.role),
        text=Translated(content.text),
        original_language=content.original_language,
        form=Statement.Form.PARAPHRASE,
        is_abridged=content.is_abridged,
        made_on=content.made_on,
        source=Translated(content.source),
    )


def _release(
    content: records.Release, language: str, version: records.Version, world: World
) -> PressReleasePage:
    model = NewsItemPage if content.kind == "news" else PressReleasePage
    at = datetime.combine(content.released_on, time(content.hour))
    release = model(
        title=version.title,
        slug=version.slug,
        live=False,
        search_description=version.search_description,
        kind=content.kind,
        kicker=version.kicker,
        standfirst=version.standfirst,
        dateline_place=version.dateline_place,
        notes_to_editors=version.notes_to_editors,
        lead_image=world.pictures[content.picture],
        is_translation=language != content.original_language,
        released_at=timezone.make_aware(at),
        series=world.series.get(content.series),
        number=content.number,
        number_year=content.released_on.year if content.series else None,
    )
    _add_rows(release, content, world)
    release.related_links = [
        RelatedLink(
            kind=link.kind, title=link.title[base_language(language)], url=link.url
        )
        for link in content.links
    ]
    return release


def _add_rows(
    release: PressReleasePage, content: records.Release, world: World
) -> None:
    """Add who is involved: the same rows in every language."""
    release.topics = [world.topics[slug] for slug in content.topics]
    release.bylines = [Byline(initials=initials) for initials in content.byline]
    release.release_contacts = [
        ReleaseContact(contact=world.contacts[slug])
        for slug, role, _is_printed in content.institutions
        if role == ReleaseInstitution.Role.LEAD_ISSUER
    ]
    release.release_institutions = [
        ReleaseInstitution(
            institution=world.institutions[slug], role=role, has_boilerplate=is_printed
        )
        for slug, role, is_printed in content.institutions
    ]
    release.release_people = [
        ReleasePerson(person=world.people[slug], role=role)
        for slug, role in content.people
    ]
    if content.partnership:
        release.release_partnerships = [
            ReleasePartnership(partnership=world.partnerships[content.partnership])
        ]
    for relation in SHARED_ROWS:
        for place, row in enumerate(getattr(release, relation).all()):
            row.sort_order = place
