"""Releases as the API tells them: from their records, so as of their day.

A name in a release is what it was on that day. Beside it stands who that is today:
the stable identity and the address in the API. Who has no public page any more is
named and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from news.models import (
    PressReleasePage,
    ReleaseInstitution,
    ReleasePartnership,
    ReleasePerson,
)
from news.syndication.feeds import full_content
from portal.api import parts, schemas
from portal.api.corrections import corrections
from portal.api.parts import Field, as_instant, attribute, recorded_identifiers
from portal.core.addresses import absolute

if TYPE_CHECKING:
    from portal.api.reading import Node, Reader

HOST = "https://newsroom.example"
STORY = "3f2b7c1e-5d0a-4c8e-9a51-0b6c1f7d2e94"
# The picture in the text that feeds carry: it exists since the publication.
PICTURE_SPEC = "width-1280|format-webp"
NOTICE_KINDS = ("correction", "addition", "withdrawal", "reinstatement")

Read = Callable[[PressReleasePage, "Reader"], object]


def entry_schema(
    about: str, kind: str, slug: str, one: str, **properties: schemas.Schema
) -> schemas.Schema:
    """Return the schema of an entry of a record about an entity."""
    return schemas.part(
        about,
        optional=("entity",),
        id=schemas.maybe(
            schemas.address(
                f"{HOST}/id/{kind}/{slug}/",
                "Stable identity; null for who has no public page.",
            )
        ),
        api_url=schemas.maybe(schemas.address(f"{HOST}/api/v2/{kind}/{slug}/")),
        **properties,
        entity=schemas.maybe(schemas.known(one))
        | {"description": "As of today; only where it was expanded."},
    )


def role(values: Iterable[str], example: str) -> schemas.Schema:
    """Return the schema of a role; very old records do not tell it."""
    return schemas.maybe(schemas.word(values, example))


RECORDED_IDENTIFIERS = schemas.list_of(schemas.known("RecordedIdentifier"))
NAMED_INSTITUTION = {
    "name": schemas.text("German Cancer Research Center", "On the day of the release."),
    "acronym": schemas.text("DKFZ"),
    "identifiers": RECORDED_IDENTIFIERS,
}
NAMED_PERSON = {
    "name": schemas.text("Ada Lovelace", "On the day of the release."),
    "name_with_titles": schemas.text("Dr. Ada Lovelace"),
    "affiliation": schemas.text("DKFZ", "For whom the person worked on that day."),
    "identifiers": RECORDED_IDENTIFIERS,
}
IN_WORDS = "The role in the language of the release."

COMPONENTS = {
    "Boilerplate": entry_schema(
        "The “About” text of an institution as it was on the day.",
        "institutions",
        "dkfz",
        "Institution",
        name=schemas.text("German Cancer Research Center"),
        language=schemas.text("en", **parts.LANGUAGE),
        html=schemas.text("<p>The DKFZ is the largest centre of its kind.</p>"),
    ),
    "Byline": entry_schema(
        "Who wrote the release: a person, or initials that name nobody.",
        "people",
        "ada-lovelace",
        "Person",
        name=schemas.text("Ada Lovelace"),
    ),
    "Contact": schemas.part(
        "Whom journalists called, as of the day of the release.",
        name=schemas.text("Press desk"),
        function=schemas.text("Head of communication"),
        institution=schemas.text("German Cancer Research Center"),
        telephone=schemas.text("+496221420"),
        email=schemas.text("press@newsroom.example"),
        hours=schemas.text("9 to 17"),
    ),
    "Document": schemas.part(
        "A file to download with the release.",
        title=schemas.text("Fact sheet"),
        url=schemas.address(f"{HOST}/documents/7/k3.pdf"),
        type=schemas.text("PDF"),
        size=schemas.maybe(schemas.number(182_000, "In bytes.")),
    ),
    "Fact": schemas.part(
        "A value with its day and source, as the release states it.",
        subject=schemas.text("members of staff"),
        value=schemas.text("more than 3,000", "In the language of the release."),
        as_of=schemas.day("2019-12"),
        source=schemas.text("Annual report"),
        source_url=schemas.text("https://www.dkfz.de/report"),
    ),
    "InstitutionInRelease": entry_schema(
        "An institution as the release names it.",
        "institutions",
        "dkfz",
        "Institution",
        **NAMED_INSTITUTION,
        role=role(ReleaseInstitution.Role.values, "lead_issuer"),
        role_label=schemas.text("Lead issuer", IN_WORDS),
    ),
    "Link": schemas.part(
        "Something that belongs to the release and stands elsewhere.",
        kind=schemas.text("Source", "In the language of the release."),
        title=schemas.text("The original announcement"),
        url=schemas.text(f"{HOST}/elsewhere", "Empty where it is not known."),
    ),
    "Notice": schemas.part(
        "What was changed after the release came out.",
        kind=schemas.word(NOTICE_KINDS, "correction"),
        what=schemas.text("The number of places is 20, not 30."),
        why=schemas.text("A typing error."),
        at=schemas.instant("2020-08-07T09:00:00+02:00"),
    ),
    "PartnershipInRelease": entry_schema(
        "A partnership as the release names it.",
        "partnerships",
        "ellis-life",
        "Partnership",
        name=schemas.text("ELLIS Life Heidelberg", "On the day of the release."),
        role=role(ReleasePartnership.Role.values, "about"),
    ),
    "PersonInRelease": entry_schema(
        "A person as the release names them.",
        "people",
        "ada-lovelace",
        "Person",
        **NAMED_PERSON,
        role=role(ReleasePerson.Role.values, "quoted"),
        role_label=schemas.text("Quoted", IN_WORDS),
    ),
    "Publication": schemas.part(
        "A publication that the release reports on.",
        title=schemas.text("On engines"),
        container=schemas.text("Journal of Engines"),
        doi=schemas.text("10.1000/182"),
        url=schemas.text("https://doi.org/10.1000/182"),
    ),
    "ReleaseNumber": schemas.part(
        "The number of a story, the same in all languages and given once.",
        label=schemas.text("No. 15", "As it is printed."),
        series=schemas.text("press-releases"),
        year=schemas.maybe(schemas.number(2020)),
        number=schemas.number(15),
        suffix=schemas.text("", "One small letter, or nothing."),
    ),
    "Speaker": entry_schema(
        "Who is quoted.", "people", "ada-lovelace", "Person", **NAMED_PERSON
    ),
    "SpokenFor": entry_schema(
        "For whom somebody spoke.",
        "institutions",
        "dkfz",
        "Institution",
        **NAMED_INSTITUTION,
    ),
    "Statement": schemas.part(
        "Attributed words. Only what is verbatim may stand in quotation marks.",
        text=schemas.text("This unit brings two sciences together."),
        language=schemas.text("en", **parts.LANGUAGE),
        is_verbatim=schemas.flag(example=True),
        is_abridged=schemas.flag(),
        speaker=schemas.known("Speaker"),
        role=schemas.text("Head of division", "Of the speaker, on that day."),
        institution=schemas.maybe(schemas.known("SpokenFor")),
    ),
    "Topic": schemas.part(
        "A topic.",
        slug=schemas.text("machine-learning"),
        label=schemas.text("Machine learning"),
    ),
    "Version": schemas.part(
        "The release in another language.",
        optional=("release",),
        id=schemas.address(f"{HOST}/id/releases/{STORY}/de/"),
        api_url=schemas.address(f"{HOST}/api/v2/releases/{STORY}/de/"),
        url=schemas.address(f"{HOST}/de/aktuelles/ellis/"),
        language=parts.language_schema("Of the version."),
        title=schemas.text("Zwei Wissenschaften, eine Einheit"),
        release=schemas.known("Release")
        | {"description": "With the same fields; only where it was expanded."},
    ),
}


def recorded(name: str, read: Callable[[dict, Reader], Node]) -> Read:
    """Return what reads a list of the record, entry by entry."""
    return lambda row, reader: [
        read(entry, reader) for entry in row.record.get(name, [])
    ]


def copied(*names: str) -> Callable[[dict, Reader], Node]:
    """Return what reads an entry of a record that needs no looking up."""
    return lambda entry, _reader: {name: entry[name] for name in names}


def _key(kind: str, entry: dict, name: str = "id") -> str:
    """Return the key of who an entry is about; empty in records without keys."""
    return f"{kind}-{entry[name]}" if entry.get(name) else ""


def _institution(
    entry: dict, reader: Reader, groups: Iterable[str] = ("institutions",), **more: Any
) -> Node:
    values = {
        "name": entry["name"],
        "acronym": entry.get("acronym", ""),
        "identifiers": recorded_identifiers(entry.get("identifiers", [])),
    }
    return reader.recorded(_key("institution", entry), groups, values | more)


def _person(
    entry: dict, reader: Reader, groups: Iterable[str] = ("people",), **more: Any
) -> Node:
    values = {
        "name": entry.get("plain_name") or entry["name"],
        "name_with_titles": entry["name"],
        "affiliation": entry.get("affiliation", ""),
        "identifiers": recorded_identifiers(entry.get("identifiers", [])),
    }
    return reader.recorded(_key("person", entry), groups, values | more)


def _roles(entry: dict) -> dict[str, Any]:
    return {"role": entry.get("role_key"), "role_label": entry.get("role", "")}


def _partnership(entry: dict, reader: Reader) -> Node:
    values = {"name": entry["name"], "role": entry.get("role_key")}
    return reader.recorded(_key("partnership", entry), ["partnerships"], values)


def _byline(entry: dict, reader: Reader) -> Node:
    return reader.recorded(_key("person", entry), ["people"], {"name": entry["text"]})


def _boilerplate(entry: dict, reader: Reader) -> Node:
    values = {
        "name": entry["name"],
        "language": entry["language"],
        "html": parts.clean(entry["html"], absolute("/")),
    }
    key = _key("institution", entry, "institution_id")
    return reader.recorded(key, ["institutions"], values)


def _statements(row: PressReleasePage, reader: Reader) -> list[Node]:
    """Return what the release quotes, in the order in which it was entered."""
    told = sorted(row.record.get("statements", {}).items(), key=lambda one: int(one[0]))
    return [_statement(entry, row.language, reader) for _pk, entry in told]


def _statement(entry: dict, language: str, reader: Reader) -> Node:
    person, institution = ("people", "statements"), ("institutions", "statements")
    spoken_for = entry.get("institution")
    return {
        "text": entry["text"],
        "language": entry.get("lang") or language,
        "is_verbatim": entry["is_verbatim"],
        "is_abridged": entry["is_abridged"],
        "speaker": _person(entry["speaker"], reader, person),
        "role": entry["role"],
        "institution": _institution(spoken_for, reader, institution)
        if spoken_for
        else None,
    }


def _facts(row: PressReleasePage, _reader: Reader) -> list[Node]:
    told = sorted(row.record.get("facts", {}).items(), key=lambda one: int(one[0]))
    return [
        {
            "subject": fact["subject"],
            "value": fact["value"],
            "as_of": fact["machine"],
            "source": fact["source"],
            "source_url": fact["source_url"],
        }
        for _pk, fact in told
    ]


def _document(entry: dict, _reader: Reader) -> Node:
    url = urljoin(settings.SITE_URL, entry["url"])
    return copied("title", "type", "size")(entry, _reader) | {"url": url}


def _number(row: PressReleasePage, _reader: Reader) -> Node | None:
    if not (row.series and row.number):
        return None
    return {
        "label": row.record.get("number") or row.number_label,
        "series": row.series.slug,
        "year": row.number_year,
        "number": row.number,
        "suffix": row.number_suffix,
    }


def _html(row: PressReleasePage, _reader: Reader) -> str:
    return full_content(row, row.full_url).strip() if "feed_html" in row.record else ""


def _notices(row: PressReleasePage, _reader: Reader) -> list[Node]:
    return [
        {name: notice[name] for name in ("kind", "what", "why", "at")}
        for notice in corrections(row)["notices"]
    ]


FIELDS = {
    "id": Field(
        _("Stable identity; the address never changes."),
        schemas.address(f"{HOST}/id/releases/{STORY}/en/"),
        lambda row, reader: reader.identity(row.identity_path),
    ),
    "api_url": Field(
        _("Address of this item in the API."),
        schemas.address(f"{HOST}/api/v2/releases/{STORY}/en/"),
        lambda row, reader: reader.api_url(row.identity_path),
    ),
    "url": Field(
        _("Page for people; its address may change."),
        schemas.address(f"{HOST}/en/newsroom/ellis/"),
        lambda row, _reader: row.full_url,
    ),
    "short_url": Field(
        _("Permanent short address of a numbered release; null without a number."),
        schemas.maybe(schemas.address(f"{HOST}/pm/2020-15/")),
        lambda row, _reader: absolute(row.short_path) if row.short_path else None,
    ),
    "story": Field(
        _("Key that all language versions share."),
        schemas.text(STORY, format="uuid"),
        lambda row, _reader: str(row.translation_key),
    ),
    "language": Field(
        _("Language of all texts of the item."),
        parts.language_schema(""),
        attribute("language"),
    ),
    "is_translation": Field(
        _("Whether another language version is the original."),
        schemas.flag(),
        attribute("is_translation"),
    ),
    "kind": Field(
        _("Kind of release."),
        schemas.word(PressReleasePage.Kind.values, "press_release"),
        attribute("kind"),
    ),
    "number": Field(
        _("Number of the story; null for news without one."),
        schemas.maybe(schemas.known("ReleaseNumber")),
        _number,
    ),
    "kicker": Field(
        _("Word above the headline."), schemas.text("Cooperation"), attribute("kicker")
    ),
    "title": Field(
        _("Headline."), schemas.text("Two sciences, one unit"), attribute("title")
    ),
    "standfirst": Field(
        _("Sentence under the headline."),
        schemas.text("A joint unit begins its work."),
        attribute("standfirst"),
    ),
    "dateline_place": Field(
        _("Place of the dateline."),
        schemas.text("Heidelberg"),
        attribute("dateline_place"),
    ),
    "released_at": Field(
        _("When it became public; all names in it are those of this day."),
        schemas.instant("2020-08-06T10:00:00+02:00"),
        lambda row, _reader: as_instant(row.released_at),
    ),
    "updated_at": Field(
        _("When its content last changed; at first when it became public."),
        schemas.instant("2020-08-07T09:00:00+02:00"),
        lambda row, _reader: as_instant(corrections(row)["updated_at"]),
    ),
    "is_withdrawn": Field(
        _("Whether it was withdrawn; then it has no text any more."),
        schemas.flag(),
        lambda row, _reader: corrections(row)["is_withdrawn"],
    ),
    "notices": Field(
        _("Corrections, additions and withdrawals, the oldest first."),
        schemas.list_of(schemas.known("Notice")),
        _notices,
    ),
    "evidence": Field(
        _("Scientific evidence behind it."),
        schemas.word(PressReleasePage.Evidence.values, "none"),
        attribute("evidence_status"),
    ),
    "topics": Field(
        _("Topics."),
        schemas.list_of(schemas.known("Topic")),
        recorded("topics", copied("slug", "label")),
    ),
    "picture": Field(
        _("Lead picture; null without one."),
        schemas.maybe(schemas.known("Picture")),
        lambda row, _reader: parts.picture(row.lead_image, PICTURE_SPEC),
        needs=lambda rows: rows.select_related("lead_image").prefetch_related(
            "lead_image__renditions"
        ),
    ),
    "issuers": Field(
        _("Institutions that issue it, the lead issuer first."),
        schemas.list_of(schemas.known("InstitutionInRelease")),
        recorded(
            "issuers",
            lambda entry, reader: _institution(entry, reader, **_roles(entry)),
        ),
    ),
    "institutions": Field(
        _("Other institutions in it."),
        schemas.list_of(schemas.known("InstitutionInRelease")),
        recorded(
            "institutions",
            lambda entry, reader: _institution(entry, reader, **_roles(entry)),
        ),
    ),
    "people": Field(
        _("People in it."),
        schemas.list_of(schemas.known("PersonInRelease")),
        recorded(
            "people", lambda entry, reader: _person(entry, reader, **_roles(entry))
        ),
    ),
    "partnerships": Field(
        _("Partnerships in it."),
        schemas.list_of(schemas.known("PartnershipInRelease")),
        recorded("partnerships", _partnership),
    ),
    "versions": Field(
        _("The same story in other languages."),
        schemas.list_of(schemas.known("Version")),
        lambda row, reader: reader.versions(row),
    ),
    "bylines": Field(
        _("Who wrote it."),
        schemas.list_of(schemas.known("Byline")),
        recorded("bylines", _byline),
        in_lists=False,
    ),
    "html": Field(
        _("Whole text as plain HTML with absolute addresses."),
        schemas.text("<p><strong>A joint unit begins its work.</strong></p>"),
        _html,
        in_lists=False,
    ),
    "statements": Field(
        _("Quoted statements."),
        schemas.list_of(schemas.known("Statement")),
        _statements,
        in_lists=False,
    ),
    "facts": Field(
        _("Facts stated, each with its day and source."),
        schemas.list_of(schemas.known("Fact")),
        _facts,
        in_lists=False,
    ),
    "boilerplates": Field(
        _("“About” texts of the institutions, as of the day."),
        schemas.list_of(schemas.known("Boilerplate")),
        recorded("boilerplates", _boilerplate),
        in_lists=False,
    ),
    "contacts": Field(
        _("Press contacts, as of the day."),
        schemas.list_of(schemas.known("Contact")),
        recorded(
            "contacts",
            copied("name", "function", "institution", "telephone", "email", "hours"),
        ),
        in_lists=False,
    ),
    "publications": Field(
        _("Publications it reports on."),
        schemas.list_of(schemas.known("Publication")),
        recorded("publications", copied("title", "container", "doi", "url")),
        in_lists=False,
    ),
    "documents": Field(
        _("Files to download."),
        schemas.list_of(schemas.known("Document")),
        recorded("downloads", _document),
        in_lists=False,
    ),
    "links": Field(
        _("Related links."),
        schemas.list_of(schemas.known("Link")),
        recorded("links", copied("kind", "title", "url")),
        in_lists=False,
    ),
}
