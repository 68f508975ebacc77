"""Build the record of a release: names, roles and texts as of its date.

Pages, lists, feeds and exports are made from it. What it says of partners and people is frozen when the release
is first published (ADR 15): renaming an institution, ending an affiliation or
publishing the release again changes none of it. A release that is not public
yet, or whose date is changed, is resolved anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import timezone, translation

from news.models import shape
from news.models.release import Release
from news.record import mentions
from news.record.keep import find_kept
from news.record.resolve import BYLINE, Answers, Resolver
from partners.validity import today
from portal.core.languages import text_languages
from portal.core.simple_forms import base_language

# In a size and a format that every feed reader and mail program shows.
FEED_PICTURE, FEED_PICTURE_TYPE = "max-1280x1280|format-jpeg", "image/jpeg"


def day_of(release: Release) -> date:
    """Return the day of a release in the site's time zone: all it says is as of it."""
    return timezone.localtime(release.released_at).date()


def build_fields(
    release: Release, *, anew: Collection[str] = (), going: Collection[str] = ()
) -> dict[str, Any]:
    """Return the fields of a release that publication fills in.

    ``record``, in the language of the release, and the text as HTML, ``feed_html``.
    ``resolved``, by language, all answers the record was built from, to be kept, and
    the day ``resolved_as_of``. They are kept in every language of the site, so that a
    translation that is published years later says what the original said. ``anew``
    are the keys of answers that are given anew though they are frozen, ``going`` those
    of what a preview shows as if it were public already. A withdrawn
    release keeps all answers: its text waits for a reinstatement.
    """
    day = day_of(release)
    _load(release)
    resolvers = _find_resolvers(release, day, anew, going)
    # What is said of others in German is said in Leichte Sprache too.
    own = resolvers[base_language(release.language)]
    with translation.override(base_language(release.language)):
        record = _build_record(release, own)
    answers = {
        language: one.answers if one is own else _resolve(release, one, language)
        for language, one in resolvers.items()
    }
    if release.is_withdrawn:
        answers = {code: resolvers[code].kept | one for code, one in answers.items()}
    return {
        "record": record,
        "feed_html": render_feed_html(release, record),
        "resolved": answers,
        "resolved_as_of": day,
    }


def render_feed_html(release: Release, record: shape.Record) -> str:
    """Return the text of a release as feeds carry it."""
    with translation.override(release.language):
        return render_to_string(
            "news/feed_item.html",
            {"release": release, "record": record, "mentions": record.links_in_text},
        )


def _find_resolvers(
    release: Release, day: date, anew: Collection[str], going: Collection[str]
) -> dict[str, Resolver]:
    """Return who resolves a release, by language, with what is frozen in it."""
    languages = list(
        dict.fromkeys([base_language(release.language), *text_languages()])
    )
    kept = find_kept(release, day)
    if kept is None:
        return {language: Resolver(day, going=going) for language in languages}
    later = [language for language in languages if language not in kept.answers]
    # What was frozen before there was a language is said in it as it was then.
    now = {
        language: _resolve(release, Resolver(day), language)
        for language in ([kept.language, *later] if later else [])
    }
    return {
        language: Resolver(
            day, kept.answers_in(language, now), anew, kept.places, going
        )
        for language in languages
    }


def _resolve(release: Release, resolver: Resolver, language: str) -> Answers:
    with translation.override(language):
        _involved(release, resolver)
        _stated(release, resolver)
    return resolver.answers


def resolve_anew(release: Release) -> Answers:
    """Return what a release would be resolved to if nothing were frozen."""
    _load(release)
    language = base_language(release.language)
    return _resolve(release, Resolver(day_of(release)), language)


# What a resolver asks of an institution and of a person.
OF_INSTITUTION = ("", "__identifiers", "__boilerplates")
OF_PERSON = ("", "__identifiers", "__affiliations__institution")
# Rows of a release, and what of them is loaded together.
LOADED = (
    ("release_institutions", [f"institution{part}" for part in OF_INSTITUTION]),
    ("release_people", [f"person{part}" for part in OF_PERSON]),
    ("bylines", [f"person{part}" for part in OF_PERSON]),
    ("release_partnerships", ["partnership"]),
    ("release_contacts", ["contact__institution__identifiers"]),
    ("release_publications", ["publication"]),
)
SPOKEN = [
    *(f"speaker{part}" for part in OF_PERSON),
    "institution__identifiers",
]


def _load(release: Release) -> None:
    """Load everything that is resolved in a fixed number of queries."""
    for relation, lookups in LOADED:
        rows = getattr(release, relation).get_object_list()
        prefetch_related_objects(list(rows), *lookups)
    spoken = [value["statement"] for value in blocks(release, "statement")]
    prefetch_related_objects([one for one in spoken if one], *SPOKEN)


def _build_record(release: Release, resolver: Resolver) -> shape.Record:
    return shape.Record(
        number=release.number_label,
        **_involved(release, resolver),
        **_stated(release, resolver),
        **_own(release),
    )


def blocks(release: Release, block_type: str) -> Iterator[Any]:
    """Yield the values of all blocks of a kind in the text."""
    return (block.value for block in release.body if block.block_type == block_type)


def _involved(release: Release, resolver: Resolver) -> dict[str, Any]:
    """Return who wrote, issued and is part of a release."""

    def institution(row) -> shape.InvolvedInstitution:
        return resolver.institution(row.institution, row.role).extend(
            shape.InvolvedInstitution, role=row.get_role_display(), role_key=row.role
        )

    return {
        "bylines": [_byline(row, resolver) for row in release.bylines.all()],
        "issuers": [institution(row) for row in release.issuers()],
        "institutions": [institution(row) for row in release.other_institutions()],
        "people": [
            resolver.person(row.person, row.role).extend(
                shape.InvolvedPerson, role=row.get_role_display(), role_key=row.role
            )
            for row in release.release_people.all()
        ],
        "partnerships": [
            resolver.partnership(row.partnership).extend(
                shape.InvolvedPartnership, role_key=row.role
            )
            for row in release.release_partnerships.all()
            if row.partnership.is_announced_on(max(day_of(release), today()))
        ],
        "contacts": [
            resolver.contact(row.contact) for row in release.release_contacts.all()
        ],
    }


def _byline(row, resolver: Resolver) -> shape.Byline:
    if not row.person:
        return shape.Byline(text=row.initials)
    person = resolver.person(row.person, BYLINE)
    return shape.Byline(id=person.id, text=person.plain_name, path=person.path)


def _stated(release: Release, resolver: Resolver) -> dict[str, Any]:
    """Return the texts that stand elsewhere: "About" texts, statements, figures."""
    return {
        "boilerplates": [
            about
            for row in release.institutions_by_role()
            if row.has_boilerplate
            and (about := resolver.boilerplate(row.institution, row.role))
        ],
        "statements": {
            str(value["statement"].pk): resolver.statement(value["statement"])
            for value in blocks(release, "statement")
            if value["statement"]
        },
        "figures": {
            str(figure.pk): resolver.figure(figure)
            for value in blocks(release, "facts")
            for figure in value["facts"]
            if figure
        },
        "mentions": {
            key: resolver.mention(key, shape.Mention(**found))
            for key, found in mentions.resolve(release, resolver.day).items()
        },
    }


def _own(release: Release) -> dict[str, Any]:
    """Return what editors choose for this release alone; it follows every edit."""
    return {
        "publications": [
            shape.Publication(
                title=row.publication.title,
                container=row.publication.container,
                doi=row.publication.doi or "",
                url=row.publication.doi_url,
            )
            for row in release.release_publications.all()
        ],
        "topics": [
            shape.Topic(slug=topic.slug, label=str(topic), label_lang=topic.label.lang)
            for topic in release.topics.all()
        ],
        "links": [
            shape.Link(kind=row.get_kind_display(), title=row.title, url=row.url)
            for row in release.related_links.all()
        ],
        "events": [
            shape.Event(
                uid=str(row.uid),
                title=row.title.text_in(release.language),
                title_lang=row.title.lang,
                starts_at=timezone.localtime(row.starts_at).isoformat(),
                ends_at=timezone.localtime(row.ends_at).isoformat()
                if row.ends_at
                else "",
                place=row.place.text_in(release.language),
                place_lang=row.place.lang,
                url=row.url,
            )
            for row in release.events.all()
        ],
        "image": _picture(release),
        "downloads": [
            shape.Download(
                title=value["title"] or document.title,
                url=document.file_url,
                type=document.file_extension.upper(),
                size=document.get_file_size(),
            )
            for value in blocks(release, "document")
            if (document := value["document"])
        ],
    }


def _picture(release: Release) -> shape.Picture | None:
    """Return the lead picture as subscribers get it, None where there is none."""
    if not release.lead_image:
        return None
    image = release.lead_image
    rendition = image.in_size(FEED_PICTURE)
    try:
        length = rendition.file.size if rendition else 0
    except OSError:
        length = 0
    if not length:
        return None  # the file is lost; the release is not
    return shape.Picture(
        url=rendition.file.url,
        type=FEED_PICTURE_TYPE,
        length=length,
        width=rendition.width,
        height=rendition.height,
        alt=image.default_alt_text,
        caption=image.caption.text_in(release.language),
        credit=image.credit,
    )
