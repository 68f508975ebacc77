"""A release as IPTC ninjs 2.2, for the systems of news agencies and newsrooms.

Source: specification/ninjs-schema_2.2.json and documentation/ of iptc/newsinjson.
"""

from __future__ import annotations

import json
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

from news.models.shape import (
    InvolvedInstitution,
    InvolvedPartnership,
    InvolvedPerson,
)
from news.syndication.feeds.entries import full_content
from news.syndication.formats.plain_text import folded_notices, plain_body
from news.syndication.formats.sources import Source
from portal.core.characters import one_line
from portal.core.structured_data import Node, compact, identify

Involved = InvolvedInstitution | InvolvedPartnership | InvolvedPerson

VERSION = "2.2"
SCHEMA = f"https://www.iptc.org/std/ninjs/ninjs-schema_{VERSION}.json"


def build(source: Source) -> bytes:
    """Return a release as a ninjs document."""
    item = {
        "uri": source.release.guid,
        "standard": {"name": "ninjs", "version": VERSION, "schema": SCHEMA},
        "type": "text",
        "representationtype": "full",
        "profile": "text-photo" if source.picture else "text-only",
        **_times(source),
        "pubstatus": "canceled" if source.withdrawal else "usable",
        "ednote": "\n".join(f"{one.title}: {one.text}" for one in source.notices),
        "language": source.release.language,
        "title": source.title,
        "headlines": _headlines(source),
        "descriptions": _roles([("summary", source.standfirst)]),
        "bodies": _bodies(source),
        "by": ", ".join(source.bylines),
        "slugline": source.release.slug,
        "located": source.place,
        "genres": [{"name": source.kind, "literal": source.release.kind}],
        **_subjects(source),
        "infosources": _infosources(source),
        "altids": _altids(source),
        "renditions": [
            {"name": "html", "href": source.address, "contenttype": "text/html"},
            {
                "name": "pdf",
                "href": f"{source.address}pdf/",
                "contenttype": "application/pdf",
            },
        ],
        "associations": [*_picture(source), *_publications(source)],
    }
    return (json.dumps(compact(item), ensure_ascii=False, indent=1) + "\n").encode()


def _times(source: Source) -> Node:
    """Return when the release was made; a later version has a higher number."""
    at = timezone.localtime(source.version_at)
    return {
        "version": str(int(at.timestamp())),
        "versioncreated": at.isoformat(),
        "contentcreated": source.released_at.isoformat(),
    }


def _headlines(source: Source) -> list[Node]:
    return _roles([("main", source.title), ("kicker", source.kicker)])


def _roles(texts: list[tuple[str, str]]) -> list[Node]:
    return [
        {"role": role, "contenttype": "text/plain", "value": text}
        for role, text in texts
        if text
    ]


def _bodies(source: Source) -> list[Node]:
    """Return the text as HTML and as plain text; none where it was withdrawn.

    Both begin with the notices: who prints a body may not print the ``ednote``.
    """
    if source.withdrawal or not source.text.whole:
        return []
    html = full_content(source.release, source.address)
    plain = "\n\n".join([*folded_notices(source), plain_body(source)])
    counts = {"charcount": len(plain), "wordcount": len(plain.split())}
    return [
        {"role": "main", "contenttype": "text/html", "value": html},
        {"role": "main", "contenttype": "text/plain", **counts, "value": plain},
    ]


def _subjects(source: Source) -> dict[str, list[Node]]:
    """Return what and whom the release is about, as called on its day.

    A person without a page is a name beside a statement and nothing else.
    """
    record = source.record
    return {
        "subjects": [
            {"name": one_line(topic.label), "literal": topic.slug}
            for topic in record.topics
        ],
        "organisations": [
            *(_entity(entry) for entry in (*record.issuers, *record.institutions)),
            *(_entity(entry) for entry in record.partnerships),
        ],
        "people": [_entity(entry) for entry in record.people if entry.path],
        "places": [{"name": source.place, "rel": "dateline"}] if source.place else [],
        "events": [
            {"name": one_line(event.title), "uri": source.release.event_urn(event.uid)}
            for event in record.events
        ],
    }


def _entity(entry: Involved) -> Node:
    known = {"uri": identify(entry.path)} if entry.path else {}
    return compact({"name": one_line(entry.name), "rel": entry.role_key, **known})


def _infosources(source: Source) -> list[Node]:
    """Return who issues the release, and whom to ask, reached as on its day."""
    issuers = [
        {"name": one_line(entry.name), "uri": identify(entry.path)}
        for entry in source.record.issuers
    ]
    contacts = [
        compact(
            {
                "name": one_line(f"{entry.name}, {entry.institution}"),
                "contactinfo": [
                    {"type": kind, "role": "press", "value": one_line(value)}
                    for kind, value in (
                        ("phone", entry.telephone),
                        ("email", entry.email),
                    )
                    if value
                ],
            }
        )
        for entry in source.record.contacts
    ]
    return [*issuers, *contacts]


def _altids(source: Source) -> list[Node]:
    short = source.release.short_path
    known = (
        ("number", source.number),
        ("id", source.identity),
        ("short", settings.SITE_URL + short if short else ""),
    )
    return [{"role": role, "value": value} for role, value in known if value]


def _picture(source: Source) -> list[Node]:
    """Return the lead picture with the size that subscribers get."""
    if not source.picture:
        return []
    picture = source.picture
    address = urljoin(settings.SITE_URL, picture.address)
    return [
        compact(
            {
                "name": "picture",
                "uri": address,
                "type": "picture",
                "descriptions": _roles(
                    [
                        ("caption", one_line(picture.caption)),
                        ("alt", one_line(picture.alt)),
                    ]
                ),
                "by": one_line(picture.credit),
                "usageterms": one_line(str(source.terms)),
                "renditions": [
                    {
                        "name": "web",
                        "href": address,
                        "contenttype": picture.type,
                        "width": picture.width,
                        "height": picture.height,
                        "sizeinbytes": picture.length,
                    }
                ],
            }
        )
    ]


def _publications(source: Source) -> list[Node]:
    """Return what the release reports on, where it has a DOI.

    It is that of the publication: the release itself has none.
    """
    return [
        {
            "name": "publication",
            "uri": entry.url,
            "type": "text",
            "title": one_line(entry.title),
            "altids": [{"role": "doi", "value": entry.doi}],
        }
        for entry in source.record.publications
        if entry.doi
    ]
