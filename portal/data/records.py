"""What a release says of others, from its record: schemas and readers of entries.

A name is what it was on the day of the release. Beside it stands who that is today:
the stable identity and the address in the API. Who has no public page any more is
named and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import get_language

from news.models import ReleaseInstitution, ReleasePartnership, ReleasePerson, shape
from news.pages import PressReleasePage
from news.syndication.feeds.entries import clean_html
from portal.core.addresses import absolute
from portal.data import parts, schemas
from portal.data.fields import Field, Fields, Node, Part, Read, Reader, through
from portal.data.parts import recorded_identifiers
from portal.data.schemas import HOST, Schema

STORY = "3f2b7c1e-5d0a-4c8e-9a51-0b6c1f7d2e94"
NOTICE_KINDS = ("correction", "addition", "withdrawal", "reinstatement")

# Keys and paths by which the site finds who is meant; items have ids and addresses.
INTERNAL = ("id", "path", "institution_path")


def describe(kind: type[shape.Part]) -> dict[str, Schema]:
    """Return the schemas of the fields of a part of a record, as it describes them."""
    described = kind.model_json_schema(mode="serialization")["properties"]
    return {name: _simplify(schema) for name, schema in described.items()}


def _simplify(schema: Schema) -> Schema:
    """Return a schema as the others here are written: null is one more type."""
    kept = {
        name: value
        for name, value in schema.items()
        if name not in ("title", "default", "anyOf")
    }
    if "anyOf" in schema:
        kept["type"] = [one.get("type", "object") for one in schema["anyOf"]]
    return kept


def copy(kind: type[shape.Part], *left_out: str) -> Fields:
    """Return fields that say what a part of a record says, by the same names."""
    return {
        name: Field("", schema)
        for name, schema in describe(kind).items()
        if name not in (*INTERNAL, *left_out) and not name.endswith("_lang")
    }


@dataclass(frozen=True)
class Entry:
    """An entry of a record about an entity; who it is today is found by its key.

    The entry is told in full where one of ``groups`` is expanded.
    """

    about: str
    plural: str
    slug: str
    one: str
    fields: Fields
    key: str = "id"
    groups: tuple[str, ...] = ()

    def schema(self) -> Schema:
        """Return its schema."""
        properties = {name: field.described() for name, field in self.fields.items()}
        return schemas.part(
            self.about,
            optional=("entity",),
            id=schemas.maybe(
                schemas.address(
                    f"{HOST}/id/{self.plural}/{self.slug}/",
                    "Stable identity; null for who has no public page.",
                )
            ),
            api_url=schemas.maybe(
                schemas.address(f"{HOST}/api/v2/{self.plural}/{self.slug}/")
            ),
            **properties,
            entity=schemas.maybe(schemas.known(self.one))
            | {"description": "As of today; only where it was expanded."},
        )

    def read(self, entry: Any, reader: Reader) -> Node:
        """Return what it says, with who that is today; records may have no keys."""
        number = attrgetter(self.key)(entry)
        return reader.recorded(
            f"{self.one.lower()}-{number}" if number else "",
            self.groups or (self.plural,),
            Part("", self.fields).read(entry, reader),
        )


def read_all(name: str, part: Part | Entry) -> Read:
    """Return what reads a list of the record, entry by entry."""
    return lambda row, reader: [
        part.read(entry, reader) for entry in getattr(row.record, name)
    ]


def role(values: Iterable[str], example: str) -> Field:
    """Return the role by its word; very old records do not tell it."""
    schema = schemas.maybe(schemas.word(values, example))
    return Field("", schema, lambda entry, _reader: entry.role_key or None)


def label(kind: type[shape.Part]) -> Field:
    """Return the role in words."""
    return Field("", describe(kind)["role"], attribute("role"))


def attribute(name: str) -> Read:
    """Return what reads an attribute that has another name in items."""
    return lambda entry, _reader: getattr(entry, name)


def language(name: str, about: str = "") -> Field:
    """Return the language of a text; where none is stored that of the release."""
    return Field(
        about,
        schemas.text("en", **parts.LANGUAGE),
        lambda entry, _reader: getattr(entry, name) or get_language(),
    )


IDENTIFIERS = Field(
    "",
    schemas.list_of(schemas.known("RecordedIdentifier")),
    lambda entry, _reader: recorded_identifiers(entry.identifiers),
)
NAMED_INSTITUTION: Fields = {
    **{name: copy(shape.Institution)[name] for name in ("name", "acronym")},
    "identifiers": IDENTIFIERS,
}
NAMED_PERSON: Fields = {
    "name": Field(
        "",
        describe(shape.Person)["plain_name"],
        lambda entry, _reader: entry.plain_name or entry.name,
    ),
    "name_with_titles": Field("", describe(shape.Person)["name"], attribute("name")),
    "affiliation": copy(shape.Person)["affiliation"],
    "identifiers": IDENTIFIERS,
}
INSTITUTION = Entry(
    "An institution as the release names it.",
    "institutions",
    "dkfz",
    "Institution",
    {
        **NAMED_INSTITUTION,
        "role": role(ReleaseInstitution.Role.values, "lead_issuer"),
        "role_label": label(shape.InvolvedInstitution),
    },
)
PERSON = Entry(
    "A person as the release names them.",
    "people",
    "ada-lovelace",
    "Person",
    {
        **NAMED_PERSON,
        "role": role(ReleasePerson.Role.values, "quoted"),
        "role_label": label(shape.InvolvedPerson),
    },
)
PARTNERSHIP = Entry(
    "A partnership as the release names it.",
    "partnerships",
    "ellis-life",
    "Partnership",
    {
        "name": copy(shape.InvolvedPartnership)["name"],
        "role": role(ReleasePartnership.Role.values, "about"),
    },
)
BYLINE = Entry(
    "Who wrote the release: a person, or initials that name nobody.",
    "people",
    "ada-lovelace",
    "Person",
    {"name": Field("", describe(shape.Byline)["text"], attribute("text"))},
)
BOILERPLATE = Entry(
    "The “About” text of an institution as it was on the day.",
    "institutions",
    "dkfz",
    "Institution",
    {
        "name": copy(shape.Boilerplate)["name"],
        "language": Field("", schemas.text("en", **parts.LANGUAGE)),
        "html": Field(
            "",
            describe(shape.Boilerplate)["html"],
            lambda entry, _reader: clean_html(entry.html, absolute("/")),
        ),
    },
    key="institution_id",
)
SPEAKER = Entry(
    "Who is quoted.",
    "people",
    "ada-lovelace",
    "Person",
    NAMED_PERSON,
    groups=("people", "statements"),
)
SPOKEN_FOR = Entry(
    "For whom somebody spoke.",
    "institutions",
    "dkfz",
    "Institution",
    NAMED_INSTITUTION,
    groups=("institutions", "statements"),
)
STATEMENT = Part(
    "Attributed words. Only what is verbatim may stand in quotation marks.",
    {
        "text": copy(shape.Statement)["text"],
        "language": language("lang"),
        "is_verbatim": copy(shape.Statement)["is_verbatim"],
        "is_abridged": copy(shape.Statement)["is_abridged"],
        "speaker": Field(
            "",
            schemas.known("Speaker"),
            lambda entry, reader: SPEAKER.read(entry.speaker, reader),
        ),
        "role": copy(shape.Statement)["role"],
        "institution": Field(
            "",
            schemas.maybe(schemas.known("SpokenFor")),
            lambda entry, reader: (
                SPOKEN_FOR.read(entry.institution, reader)
                if entry.institution
                else None
            ),
        ),
    },
)
FACT = Part(
    "A value with its day and source, as the release states it.",
    {
        **{name: copy(shape.Figure)[name] for name in ("subject", "value")},
        "as_of": Field(
            "", schemas.day("2019-12"), lambda entry, _reader: entry.machine
        ),
        "source": copy(shape.Figure)["source"],
        "source_language": language("source_lang"),
        "source_url": copy(shape.Figure)["source_url"],
    },
)
CONTACT = Part(
    "Whom journalists called, as of the day of the release.", copy(shape.Contact)
)
PUBLICATION = Part(
    "A publication that the release reports on.", copy(shape.Publication)
)
TOPIC = Part("A topic.", copy(shape.Topic))
LINK = Part(
    "Something that belongs to the release and stands elsewhere.", copy(shape.Link)
)
DOCUMENT = Part(
    "A file to download with the release.",
    {
        **copy(shape.Download, "url"),
        "url": Field(
            "",
            schemas.address(f"{HOST}/documents/7/k3.pdf"),
            lambda entry, _reader: urljoin(settings.SITE_URL, entry.url),
        ),
    },
)


class Dated(NamedTuple):
    """An event with the release that tells of it."""

    release: PressReleasePage
    event: shape.Event


EVENT = Part(
    "A date that the release tells of.",
    {
        "id": Field(
            "The same in calendars and in JSON-LD.",
            schemas.text("urn:uuid:6f1e2c3a-8d0b-5b1e-9a51-0b6c1f7d2e94"),
            lambda dated, _reader: dated.release.event_urn(dated.event.uid),
        ),
        **through(
            "event",
            {
                **{name: copy(shape.Event)[name] for name in ("title", "place", "url")},
                "starts_at": Field("", schemas.instant("2030-05-04T18:00:00+02:00")),
                "ends_at": Field(
                    "Null where nobody knows.",
                    schemas.maybe(schemas.instant("2030-05-04T20:00:00+02:00")),
                    lambda event, _reader: event.ends_at or None,
                ),
            },
        ),
    },
)

COMPONENTS = {
    "Boilerplate": BOILERPLATE.schema(),
    "Byline": BYLINE.schema(),
    "Contact": CONTACT.schema(),
    "Document": DOCUMENT.schema(),
    "Event": EVENT.schema(),
    "Fact": FACT.schema(),
    "InstitutionInRelease": INSTITUTION.schema(),
    "Link": LINK.schema(),
    "Notice": schemas.part(
        "What was changed after the release came out.",
        kind=schemas.word(NOTICE_KINDS, "correction"),
        what=schemas.text("The number of places is 20, not 30."),
        what_language=schemas.text("en", "The language of `what`."),
        why=schemas.text("A typing error."),
        why_language=schemas.text("en", "The language of `why`; empty without one."),
        at=schemas.instant("2020-08-07T09:00:00+02:00"),
    ),
    "PartnershipInRelease": PARTNERSHIP.schema(),
    "PersonInRelease": PERSON.schema(),
    "Publication": PUBLICATION.schema(),
    "ReleaseNumber": schemas.part(
        "The number of a story, the same in all languages and given once.",
        label=schemas.text("No. 15", "As it is printed."),
        series=schemas.text("press-releases"),
        year=schemas.maybe(schemas.number(2020)),
        number=schemas.number(15),
        suffix=schemas.text("", "One small letter, or nothing."),
    ),
    "Speaker": SPEAKER.schema(),
    "SpokenFor": SPOKEN_FOR.schema(),
    "Statement": STATEMENT.schema(),
    "Topic": TOPIC.schema(),
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
