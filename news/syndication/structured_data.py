"""Releases as nodes of JSON-LD, told from their records.

So a release names everybody as they were called on its day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils import timezone

from news.models import shape
from news.models.release import Release
from news.models.shape import Record
from partners.node_parts import build_identifiers
from portal.core.crops import CROPS
from portal.core.external_media.films import build_videos
from portal.core.structured_data import (
    PUBLISHER_PATH,
    SITE_PATH,
    Node,
    build_image,
    build_label,
    compact,
    item_list,
    refer,
    web_page,
)

LEAD_PICTURE = CROPS["social"].spec
ABOUT = "about"
WITHDRAWN = "Withdrawn"

Involved = shape.InvolvedInstitution | shape.InvolvedPartnership | shape.InvolvedPerson

# Says how an entry of a record is referred to; None leaves it out.
Refer = Callable[[shape.Named | shape.Byline, str], Node | None]


def refer_by_name(entry: shape.Named | shape.Byline, kind: str) -> Node | None:
    """Return who or what an entry of a record is, as it was called then.

    A person without a page is a name beside a statement and nothing else.
    """
    name = entry.text if isinstance(entry, shape.Byline) else entry.name
    if not entry.path:
        return None if kind == "Person" else {"@type": kind, "name": name}
    identifiers = (
        entry.identifiers if isinstance(entry, shape.Institution | shape.Person) else []
    )
    return compact(
        {
            "@type": kind,
            **refer(entry.path),
            "name": name,
            **build_identifiers(identifiers),
        }
    )


def release_page_nodes(context: Node) -> list[Node]:
    """Return the page of a release and the release, from the page's context."""
    release = context["release"]
    others = [
        f"releases/{release.translation_key}/{link.language}/"
        for link in context["language_links"]
        if link.is_exact and not link.is_current
    ]
    page = web_page(context, mainEntity=refer(release.identity_path))
    article = release_node(release, context["record"], others, refer_by_name)
    article["mainEntityOfPage"] = context["canonical_url"]
    article["image"] = build_image(release.lead_image, LEAD_PICTURE, release.language)
    article["video"] = [*build_videos(release.body)]
    return [*page, compact(article)]


def newsroom_nodes(context: Node) -> list[Node]:
    """Return the newsroom with the releases of the shown page of its list."""
    listed = [
        {
            "@type": "NewsArticle",
            **refer(release.identity_path),
            "headline": release.title,
            "url": release.full_url,
        }
        for release in context["releases"]
    ]
    if not listed:
        return web_page(context, "CollectionPage")
    return web_page(context, "CollectionPage", mainEntity=item_list(listed))


def release_node(
    release: Release, record: Record, others: list[str], refer_to: Refer
) -> Node:
    """Return a release from its record.

    ``others`` are the paths of its versions in other languages.
    """
    issuers = _referred(record.issuers, "Organization", refer_to)
    authors = [
        author for entry in record.bylines if (author := _author(entry, refer_to))
    ]
    return compact(
        {
            "@type": "NewsArticle",
            **refer(release.identity_path),
            "headline": release.title,
            "description": release.standfirst or _withdrawal(release),
            "creativeWorkStatus": WITHDRAWN if release.is_withdrawn else "",
            "genre": build_label(_kind(release), release.language),
            "dateline": release.dateline_place,
            "datePublished": timezone.localtime(release.released_at).isoformat(),
            "dateModified": timezone.localtime(release.updated_at).isoformat(),
            "correction": _corrections(release),
            "inLanguage": release.language,
            "url": release.full_url,
            "isPartOf": refer(SITE_PATH),
            "publisher": refer(PUBLISHER_PATH),
            "author": authors or issuers,
            "sourceOrganization": issuers,
            **_subjects(release, record, refer_to),
            **_versions(release, others),
            "keywords": [topic.label for topic in record.topics],
            "identifier": record.number,
            "citation": [_work(entry) for entry in record.publications],
            "hasPart": _quotations(record, release.language, refer_to),
        }
    )


def _versions(release: Release, others: list[str]) -> Node:
    """Return how the language versions hang together.

    Of three or more, a translation does not say which one is the original.
    """
    if not release.is_translation:
        return {"workTranslation": [refer(path) for path in others]}
    return {"translationOfWork": refer(others[0])} if len(others) == 1 else {}


def _withdrawal(release: Release) -> str:
    """Return what was last said about the withdrawal of a release, if it holds."""
    if not release.is_withdrawn:
        return ""
    return [one["what"] for one in release.notices if one["kind"] == "withdrawal"][-1]


def _corrections(release: Release) -> list[Node]:
    """Return what was corrected in a release or added to it."""
    return [
        {
            "@type": "CorrectionComment",
            "text": notice["what"],
            "inLanguage": notice.get("what_language") or release.language,
            "datePublished": notice["at"],
        }
        for notice in release.notices
        if notice["kind"] in ("correction", "addition")
    ]


def _event(release: Release, entry: shape.Event) -> Node:
    """Return an event of a release, known by the UID that calendars know it by.

    The node is one of this language version; the identifier is that of the event.
    """
    return compact(
        {
            "@type": "Event",
            **refer(f"{release.identity_path}#{entry.uid}"),
            "identifier": release.event_urn(entry.uid),
            "name": entry.title,
            "startDate": entry.starts_at,
            "endDate": entry.ends_at,
            "location": {"@type": "Place", "name": entry.place}
            if entry.place
            else None,
            "url": entry.url,
            "eventStatus": "https://schema.org/EventScheduled",
            "inLanguage": release.language,
        }
    )


def _subjects(release: Release, record: Record, refer_to: Refer) -> Node:
    """Return what a release is about and who else is named in it."""
    entries: list[tuple[Involved, str]] = [
        *((entry, "Organization") for entry in record.institutions),
        *((entry, "Organization") for entry in record.partnerships),
        *((entry, "Person") for entry in record.people),
    ]
    subjects: dict[str, list[Node]] = {"about": [], "mentions": []}
    for entry, kind in entries:
        is_about = entry.role_key == ABOUT
        node = refer_to(entry, kind)
        if node:
            subjects["about" if is_about else "mentions"].append(node)
    subjects["about"] += [_event(release, entry) for entry in record.events]
    return subjects


def _referred(entries: Iterable[shape.Named], kind: str, refer_to: Refer) -> list[Node]:
    return [node for entry in entries if (node := refer_to(entry, kind))]


def _author(entry: shape.Byline, refer_to: Refer) -> Node | None:
    """Return who wrote a release; initials are no name, so they say nobody."""
    return refer_to(entry, "Person") if entry.path else None


def _quotations(record: Record, language: str, refer_to: Refer) -> list[Node]:
    """Return what was said verbatim, by people who have a page."""
    return [
        {
            "@type": "Quotation",
            "text": entry.text,
            "inLanguage": entry.lang or language,
            "creator": speaker,
        }
        for entry in record.statements.values()
        if entry.is_verbatim and (speaker := refer_to(entry.speaker, "Person"))
    ]


def _work(entry: shape.Publication) -> Node:
    """Return a publication that a release reports on."""
    known: Node = {"@id": entry.url, "sameAs": entry.url} if entry.doi else {}
    if known:
        known |= {"identifier": build_identifiers([("doi", entry.doi)])["identifier"]}
    container = {"@type": "CreativeWork", "name": entry.container}
    return compact(
        {
            "@type": "ScholarlyArticle",
            **known,
            "name": entry.title,
            "isPartOf": container if entry.container else None,
        }
    )


def _kind(release: Release) -> str:
    return dict(release._meta.get_field("kind").flatchoices)[release.kind]
