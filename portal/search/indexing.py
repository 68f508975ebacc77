"""Keep the search index equal to what the site says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import models
from django.utils import translation

from news.models.shape import Record
from news.pages import PressReleasePage
from news.syndication.formats.sources import Source
from partners.models import Affiliation, Institution, Partnership, Person
from partners.public import public_ties, title_of
from partners.ties import in_history_order
from portal.core.bodies import BUILDERS, Surroundings, build_blocks
from portal.core.clock import begin_of
from portal.core.languages import text_languages
from portal.core.models import BasePage
from portal.core.prose import list_texts
from portal.core.querysets import served_pages
from portal.search.analysis import terms
from portal.search.models import SearchEntry

LONGEST_TEXT = 100_000


def index_page(page: BasePage) -> None:
    """Write the entry of a page, or remove it when the page is not live."""
    key = f"page:{page.pk}"
    if not page.live:
        SearchEntry.objects.filter(key=key).delete()
        return
    is_release = isinstance(page, PressReleasePage)
    with translation.override(page.language):
        parts = _release_parts(page) if is_release else _page_parts(page)
        _write(
            key,
            page.language,
            title=page.title,
            parts=parts,
            kind=SearchEntry.Kind.RELEASE if is_release else SearchEntry.Kind.PAGE,
            page_id=page.pk,
            released_at=page.released_at if is_release else None,
        )


def index_entity(entity: Institution | Partnership | Person) -> None:
    """Write the entries of an entity, one per language, or remove them."""
    key = f"{entity._meta.model_name}:{entity.pk}"
    if not _is_known(entity):
        SearchEntry.objects.filter(key=key).delete()
        return
    for language in text_languages():
        with translation.override(language):
            title, parts = _entity_parts(entity)
            _write(
                key,
                language,
                title=title,
                title_language=getattr(title, "lang", "") or None,
                parts=parts,
                kind=entity._meta.model_name,
                path=entity.path,
                released_at=_announced_at(entity),
            )


def _is_known(entity: Institution | Partnership | Person) -> bool:
    """Tell whether everybody may find an entity, if need be from its day on."""
    return entity.live if isinstance(entity, Partnership) else entity.has_page


def forget_entity(entity: models.Model) -> None:
    """Remove the entries of a deleted entity."""
    key = f"{entity._meta.model_name}:{entity.pk}"
    SearchEntry.objects.filter(key=key).delete()


def rebuild() -> int:
    """Write the whole index anew and return the number of entries."""
    SearchEntry.objects.all().delete()
    for page in served_pages().specific().iterator():
        if isinstance(page, BasePage):
            index_page(page)
    for model in (Institution, Partnership, Person):
        for entity in model.objects.all():
            index_entity(entity)
    return SearchEntry.objects.count()


def _write(key: str, language: str, *, title: str, parts: list[str], **values) -> None:
    text = " ".join(part for part in parts if part)[:LONGEST_TEXT]
    SearchEntry.objects.update_or_create(
        key=key,
        language=language,
        defaults={
            "title": title[:255],
            "text": text,
            "title_terms": terms(title, language),
            "body_terms": terms(text, language),
            **values,
        },
    )


def _announced_at(entity: Institution | Partnership | Person) -> datetime | None:
    """Return the first moment of the day on which a partnership is announced.

    None without a day, and for one before the first that all time zones can name.
    """
    day = getattr(entity, "announced_on", None)
    if day is None or day <= date(1, 1, 2):
        return None
    return begin_of(day)


def _page_parts(page: BasePage) -> list[str]:
    """Return what a page says, without its title."""
    around = Surroundings(page.full_url or "")
    blocks = [
        block
        for name in ("introduction", "further")
        for block in around.read(getattr(page, name, ""))
    ]
    if body := getattr(page, "body", None):
        blocks += build_blocks(body, around, BUILDERS)
    return [getattr(page, "standfirst", ""), *list_texts(blocks)]


def _release_parts(release: PressReleasePage) -> list[str]:
    """Return what is printed of a release, without its headline."""
    source = Source(release, is_as_published=True)
    facts = [
        *(source.kicker, source.kind, source.number, source.day),
        *(*source.bylines, *source.topics),
        "" if source.withdrawal else source.place,
    ]
    if release.evidence_status != release.Evidence.NONE:
        facts.append(str(release.get_evidence_status_display()))
    notices = [f"{one.title}: {one.text}" for one in source.notices]
    return [*list_texts(source.text.whole), *notices, *_names(source.record), *facts]


def _names(record: Record) -> Iterator[str]:
    """Yield what those involved in a release are called, and as what they are."""
    for institution in (*record.issuers, *record.institutions):
        yield from (institution.name, institution.acronym, institution.role)
    for person in record.people:
        yield from (person.name, person.affiliation, person.role)
    for partnership in record.partnerships:
        yield partnership.name


def _entity_parts(entity: Institution | Partnership | Person) -> tuple[str, list[str]]:
    identified = None if isinstance(entity, Partnership) else entity
    values = [row.value for row in identified.identifiers.all()] if identified else []
    title = title_of(entity)
    if isinstance(entity, Person):
        rows = public_ties(Affiliation).filter(person=entity)
        present = [row for row in in_history_order(rows) if row.holds_on()]
        places = [f"{row.role} {row.institution.name()}" for row in present]
        others = entity.other_names()
        return title, [str(entity.biography), *others, *places, *values]
    names = [name.text for name in entity.begun_names()]
    texts = [str(entity.description), getattr(entity, "city", "")]
    return title, [*texts, *names, *values]
