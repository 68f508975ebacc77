"""What a release says of others, from its record: schemas and readers of entries.

A name is what it was on the day of the release. Beside it stands who that is today:
the stable identity and the address in the API. Who has no public page any more is
named and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from news.models import ReleaseInstitution, ReleasePartnership, ReleasePerson, shape
from news.pages import PressReleasePage
from news.syndication.feeds.entries import clean_html
from portal.api import parts, schemas
from portal.api.parts import recorded_identifiers
from portal.api.schemas import HOST
from portal.core.addresses import absolute

if TYPE_CHECKING:
    from portal.api.reading import Node, Reader

STORY = "3f2b7c1e-5d0a-4c8e-9a51-0b6c1f7d2e94"
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
        source_language=schemas.text("en", **parts.LANGUAGE),
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
        what_language=schemas.text("en", "The language of `what`."),
        why=schemas.text("A typing error."),
        why_language=schemas.text("en", "The language of `why`; empty without one."),
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


def recorded(name: str, read: Callable[[Any, Reader], Node]) -> Read:
    """Return what reads a list of the record, entry by entry."""
    return lambda row, reader: [
        read(entry, reader) for entry in getattr(row.record, name)
    ]


def copied(*names: str) -> Callable[[shape.Part, Reader], Node]:
    """Return what reads an entry of a record that needs no looking up."""
    return lambda entry, _reader: {name: getattr(entry, name) for name in names}


def _key(kind: str, number: int | None) -> str:
    """Return the key of who an entry is about; empty in records without keys."""
    return f"{kind}-{number}" if number else ""


def institution(
    entry: shape.Institution,
    reader: Reader,
    groups: Iterable[str] = ("institutions",),
    **more: Any,
) -> Node:
    values = {
        "name": entry.name,
        "acronym": entry.acronym,
        "identifiers": recorded_identifiers(entry.identifiers),
    }
    return reader.recorded(_key("institution", entry.id), groups, values | more)


def person(
    entry: shape.Person,
    reader: Reader,
    groups: Iterable[str] = ("people",),
    **more: Any,
) -> Node:
    values = {
        "name": entry.plain_name or entry.name,
        "name_with_titles": entry.name,
        "affiliation": entry.affiliation,
        "identifiers": recorded_identifiers(entry.identifiers),
    }
    return reader.recorded(_key("person", entry.id), groups, values | more)


def roles(entry: shape.InvolvedInstitution | shape.InvolvedPerson) -> dict[str, Any]:
    return {"role": entry.role_key or None, "role_label": entry.role}


def partnership(entry: shape.InvolvedPartnership, reader: Reader) -> Node:
    values = {"name": entry.name, "role": entry.role_key}
    return reader.recorded(_key("partnership", entry.id), ["partnerships"], values)


def byline(entry: shape.Byline, reader: Reader) -> Node:
    return reader.recorded(_key("person", entry.id), ["people"], {"name": entry.text})


def boilerplate(entry: shape.Boilerplate, reader: Reader) -> Node:
    values = {
        "name": entry.name,
        "language": entry.language,
        "html": clean_html(entry.html, absolute("/")),
    }
    key = _key("institution", entry.institution_id)
    return reader.recorded(key, ["institutions"], values)


def statements(row: PressReleasePage, reader: Reader) -> list[Node]:
    """Return what the release quotes, in the order in which it was entered."""
    return [
        _statement(entry, row.language, reader)
        for entry in row.record.list_statements()
    ]


def _statement(entry: shape.Statement, language: str, reader: Reader) -> Node:
    of_person, of_institution = ("people", "statements"), ("institutions", "statements")
    return {
        "text": entry.text,
        "language": entry.lang or language,
        "is_verbatim": entry.is_verbatim,
        "is_abridged": entry.is_abridged,
        "speaker": person(entry.speaker, reader, of_person),
        "role": entry.role,
        "institution": institution(entry.institution, reader, of_institution)
        if entry.institution
        else None,
    }
