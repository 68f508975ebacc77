"""What a release was resolved from: names, roles and texts as of its date.

A record is plain data, kept with the page when it is published. Pages, lists
and feeds are rendered from it, so that renaming an institution or ending an
affiliation later changes nothing in what was said then, and costs no query.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import timezone, translation

from wagtail.rich_text import expand_db_html

from news.publishing import mentions

if TYPE_CHECKING:
    from news.models import PressReleasePage, Statement
    from partners.models import Institution, Partnership, Person


def build(release: PressReleasePage) -> dict:
    """Resolve a release on the day it was released, in its own language.

    Returns JSON-serialisable data; the keys are those used by the templates.
    """
    day = timezone.localtime(release.released_at).date()
    with translation.override(release.language):
        record = {
            "number": release.number_label,
            "bylines": [_byline(row) for row in release.bylines.all()],
            "issuers": [_involved(row, day) for row in release.issuers()],
            "institutions": [
                _involved(row, day) for row in release.other_institutions()
            ],
            "people": [
                _person(row.person, day) | {"role": row.get_role_display()}
                for row in release.release_people.select_related("person")
            ],
            "partnerships": [
                _partnership(row.partnership, day)
                for row in release.release_partnerships.select_related("partnership")
            ],
            "contacts": [
                _contact(row.contact, day) for row in release.release_contacts.all()
            ],
            "publications": [
                {
                    "title": row.publication.title,
                    "container": row.publication.container,
                    "doi": row.publication.doi or "",
                    "url": row.publication.doi_url,
                }
                for row in release.release_publications.all()
            ],
            "topics": [
                {"slug": topic.slug, "label": str(topic)}
                for topic in release.topics.all()
            ],
            "links": [
                {"kind": row.get_kind_display(), "title": row.title, "url": row.url}
                for row in release.related_links.all()
            ],
            "downloads": [
                {
                    "title": block.value["title"] or document.title,
                    "url": document.url,
                    "type": document.file_extension.upper(),
                    "size": document.get_file_size(),
                }
                for block in release.body
                if block.block_type == "document"
                and (document := block.value["document"])
            ],
            "boilerplates": [
                _institution(entry["institution"], day)
                | {
                    "language": entry["boilerplate"].language,
                    "html": expand_db_html(entry["boilerplate"].text),
                }
                for entry in release.boilerplates(day)
            ],
            "statements": {
                str(block.value["statement"].pk): statement(
                    block.value["statement"], day
                )
                for block in release.body
                if block.block_type == "statement" and block.value["statement"]
            },
            "mentions": mentions.resolve(release, day),
        }
        record["feed_html"] = render_to_string(
            "news/feed_item.html", {"release": release, "record": record}
        )
    return record


def statement(spoken: Statement, day: date | None) -> dict:
    """Return speaker, role and institution of a statement as of a day."""
    return {
        "speaker": _person(spoken.speaker, day),
        "role": str(spoken.role),
        "institution": _institution(spoken.institution, day)
        if spoken.institution
        else None,
        "text": str(spoken.text),
        "lang": spoken.text.lang,
        "is_verbatim": spoken.is_verbatim,
        "is_abridged": spoken.is_abridged,
    }


def _byline(row) -> dict:
    person = row.person
    return {
        "text": row.initials or person.name,
        "path": person.path if person and person.has_page else "",
    }


def _institution(institution: Institution, day: date | None) -> dict:
    return {
        "name": institution.name(day),
        "acronym": institution.acronym(day),
        "path": institution.path,
    }


def _involved(row, day: date | None) -> dict:
    return _institution(row.institution, day) | {
        "role": row.get_role_display(),
        "role_key": row.role,
    }


def _person(person: Person, day: date | None) -> dict:
    affiliations = person.affiliations_on(day)
    return {
        "name": person.label,
        "path": person.path if person.has_page else "",
        "affiliation": affiliations[0].institution.acronym(day) if affiliations else "",
    }


def _partnership(partnership: Partnership, day: date | None) -> dict:
    return {"name": partnership.name(day), "path": partnership.path}


def _contact(contact, day: date | None) -> dict:
    return {
        "name": str(contact.name),
        "function": str(contact.function),
        "institution": contact.institution.name(day),
        "telephone": contact.telephone,
        "email": contact.email,
        "hours": str(contact.hours),
    }
