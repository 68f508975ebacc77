"""The record of a release: what it says of others, frozen as of its date.

A record is stored as JSON in the page's row and read from there as a ``Record``.
Everything in it is text or plain data in the language of its release, so that pages,
lists, feeds and exports are made from it without looking anything up. How it comes
about stands in ``news.record.build``, what may be different today in
``news.record.today``.

What a field is about and what may stand in it is said here, too: the schema of the
API is made from it.

A field that ends in ``_lang`` is the language of another one, as HTML's ``lang``: empty
where it is that of the release, or where nobody knows.

Records that were stored by earlier versions load as well: a part that they lack has
the default that stands here, and no reader needs to ask for it.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from portal.core.file_keys import add_key

Scheme = str
# An identifier without its prefix, such as ("ror", "04cdgtt98").
IdentifierValue = tuple[Scheme, str]


AnyPart = TypeVar("AnyPart", bound="Part")


class Part(BaseModel):
    """A part of a record; a changed one is a copy: ``part.model_copy(update=…)``."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_nulls(cls, stored: Any) -> Any:
        """What is null in an older record is what the record does not say."""
        if not isinstance(stored, dict):
            return stored
        return {name: value for name, value in stored.items() if value is not None}

    def extend(self, kind: type[AnyPart], **more: Any) -> AnyPart:
        """Return a part of another kind that says the same, and ``more``."""
        return kind(**dict(self) | more)


class Today(Part):
    """What is different today about somebody or something; never stored.

    ``path`` is that of the page below the partners page that tells more,
    ``institution`` for whom somebody works.
    """

    text: str = ""
    text_lang: str = ""
    institution: str = ""
    institution_lang: str = ""
    path: str = ""


class ContactToday(Part):
    """How a contact is reached today; ``is_over`` if it answers no longer."""

    name: str = ""
    telephone: str = ""
    email: str = ""
    is_over: bool = False


class Named(Part):
    """An institution, a person or a partnership as it was called on the day.

    ``id`` is the key of its row, none in records from before there were keys;
    ``path`` that of its page below the partners page, empty where it has none.
    """

    id: int | None = None
    name: str = Field(
        default="",
        examples=["German Cancer Research Center"],
        description="On the day of the release.",
    )
    name_lang: str = ""
    path: str = ""
    today: Today | None = Field(default=None, exclude=True)


class Institution(Named):
    """An institution with its acronym on the day."""

    acronym: str = Field(default="", examples=["DKFZ"])
    acronym_lang: str = ""
    identifiers: list[IdentifierValue] = []


class InvolvedInstitution(Institution):
    """An institution in its role: ``role`` in words, ``role_key`` as it is chosen."""

    role: str = Field(
        default="",
        examples=["Lead issuer"],
        description="The role in the language of the release.",
    )
    role_key: str = ""


class Person(Named):
    """A person; ``name`` with titles, ``plain_name`` without.

    ``affiliation`` is whom the person worked for on the day, as short as it is known.
    """

    name: str = Field(
        default="",
        examples=["Dr. Ada Lovelace"],
        description="With titles, on the day.",
    )
    plain_name: str = Field(
        default="", examples=["Ada Lovelace"], description="On the day of the release."
    )
    affiliation: str = Field(
        default="",
        examples=["DKFZ"],
        description="For whom the person worked on that day.",
    )
    affiliation_lang: str = ""
    affiliation_id: int | None = None
    affiliation_role: str = ""
    identifiers: list[IdentifierValue] = []


class InvolvedPerson(Person):
    """A person in their role: ``role`` in words, ``role_key`` as it is chosen."""

    role: str = Field(
        default="",
        examples=["Quoted"],
        description="The role in the language of the release.",
    )
    role_key: str = ""


class InvolvedPartnership(Named):
    """A partnership in its role; where none is stored the release is about it."""

    name: str = Field(
        default="",
        examples=["ELLIS Life Heidelberg"],
        description="On the day of the release.",
    )
    role_key: str = "about"


class Byline(Part):
    """Who wrote the release: a person, or initials, which have no ``id``."""

    id: int | None = None
    text: str = Field(default="", examples=["Ada Lovelace"])
    path: str = ""


class Contact(Part):
    """How a press contact was reached."""

    id: int | None = None
    name: str = Field(default="", examples=["Press desk"])
    name_lang: str = ""
    function: str = Field(default="", examples=["Head of communication"])
    function_lang: str = ""
    institution: str = Field(default="", examples=["German Cancer Research Center"])
    institution_lang: str = ""
    institution_path: str = ""
    telephone: str = Field(default="", examples=["+496221420"])
    email: str = Field(default="", examples=["press@newsroom.example"])
    hours: str = Field(default="", examples=["9 to 17"])
    today: ContactToday | None = Field(default=None, exclude=True)


class Boilerplate(Institution):
    """The "About" text of an institution, with the institution it is about.

    ``id`` is the key of the text, ``institution_id`` that of the institution.
    """

    institution_id: int | None = None
    language: str = ""
    html: str = Field(
        default="", examples=["<p>The DKFZ is the largest centre of its kind.</p>"]
    )


class Statement(Part):
    """What somebody said, and as who; ``lang`` where that is no language of ours."""

    id: int | None = None
    speaker: Person = Person()
    role: str = Field(
        default="",
        examples=["Head of division"],
        description="Of the speaker, on that day.",
    )
    role_lang: str = ""
    institution: Institution | None = None
    text: str = Field(default="", examples=["This unit brings two sciences together."])
    lang: str = ""
    is_verbatim: bool = Field(default=False, examples=[True])
    is_abridged: bool = Field(default=False, examples=[False])
    today: Today | None = Field(default=None, exclude=True)


class Figure(Part):
    """A value with its day and its source.

    ``day`` in words, ``machine`` as a date of HTML: ``2019``, ``2019-12``.
    ``source_lang`` is empty where the source is in the language of the release.
    """

    id: int | None = None
    subject: str = Field(default="", examples=["members of staff"])
    subject_lang: str = ""
    value: str = Field(
        default="",
        examples=["more than 3,000"],
        description="In the language of the release.",
    )
    day: str = ""
    machine: str = ""
    source: str = Field(default="", examples=["Annual report"])
    source_lang: str = ""
    source_url: str = Field(default="", examples=["https://www.dkfz.de/report"])


class Mention(Named):
    """Somebody or something that the text links to; ``kind`` such as "person"."""

    kind: str = ""


class Publication(Part):
    """A publication that the release reports on; ``url`` is that of its DOI."""

    title: str = Field(default="", examples=["On engines"])
    container: str = Field(default="", examples=["Journal of Engines"])
    doi: str = Field(default="", examples=["10.1000/182"])
    url: str = Field(default="", examples=["https://doi.org/10.1000/182"])


class Topic(Part):
    """A topic."""

    slug: str = Field(default="", examples=["machine-learning"])
    label: str = Field(default="", examples=["Machine learning"])
    label_lang: str = ""


class Link(Part):
    """A related link; its ``kind`` in words."""

    kind: str = Field(
        default="", examples=["Source"], description="In the language of the release."
    )
    title: str = Field(default="", examples=["The original announcement"])
    url: str = Field(
        default="",
        examples=["https://newsroom.example/elsewhere"],
        description="Empty where it is not known.",
    )


class Event(Part):
    """A date that the release tells of; instants in ISO 8601, with their zone.

    ``ends_at`` is empty where nobody knows.
    """

    uid: str = ""
    title: str = Field(default="", examples=["Open day"])
    title_lang: str = ""
    starts_at: str = ""
    ends_at: str = ""
    place: str = Field(default="", examples=["Main hall"])
    place_lang: str = ""
    url: str = Field(default="", examples=["https://newsroom.example/open-day"])


class StoredFile:
    """A file of this site; ``url`` is its path, as it was at publication."""

    url: str

    @property
    def address(self) -> str:
        """The path that opens it, with a key for those who are given one."""
        return add_key(self.url)


class Picture(StoredFile, Part):
    """The lead picture as subscribers get it.

    ``url`` is below the address of media, ``length`` in bytes, sizes in pixels.
    """

    url: str = ""
    type: str = ""
    length: int = 0
    width: int = 0
    height: int = 0
    alt: str = ""
    caption: str = ""
    credit: str = ""


class Download(StoredFile, Part):
    """A file to download; ``type`` is its extension, ``size`` in bytes if known."""

    title: str = Field(default="", examples=["Fact sheet"])
    url: str = ""
    type: str = Field(default="", examples=["PDF"])
    size: int | None = Field(default=None, examples=[182_000], description="In bytes.")


class Record(Part):
    """All that a release says of others.

    ``statements``, ``figures`` and ``mentions`` are kept by the key with which the text
    refers to them: that of the row, or ``institution-12``.
    """

    number: str = ""
    # As they were called on the day.
    bylines: list[Byline] = []
    issuers: list[InvolvedInstitution] = []
    institutions: list[InvolvedInstitution] = []
    people: list[InvolvedPerson] = []
    partnerships: list[InvolvedPartnership] = []
    contacts: list[Contact] = []
    # As they stood elsewhere on the day.
    boilerplates: list[Boilerplate] = []
    statements: dict[str, Statement] = {}
    figures: dict[str, Figure] = Field(default={}, alias="facts")
    mentions: dict[str, Mention] = {}
    # As they were chosen for this release.
    publications: list[Publication] = []
    topics: list[Topic] = []
    links: list[Link] = []
    events: list[Event] = []
    image: Annotated[Picture | None, BeforeValidator(lambda value: value or None)] = (
        None
    )
    downloads: list[Download] = []

    @property
    def involved(
        self,
    ) -> list[InvolvedInstitution | InvolvedPerson | InvolvedPartnership]:
        """All who issue the release or are part of it, in the order of its page."""
        return [*self.issuers, *self.institutions, *self.people, *self.partnerships]

    @property
    def links_in_text(self) -> dict[str, dict[str, str]]:
        """What the links in the text are called and where they lead, by their keys."""
        return {
            key: {"name": one.name, "name_lang": one.name_lang, "path": one.path}
            for key, one in self.mentions.items()
        }

    def find_paths(self) -> set[str]:
        """Return the paths of all whom the record names, by whatever part of it."""
        said = self.statements.values()
        named = [
            *self.involved,
            *self.bylines,
            *self.mentions.values(),
            *(one.speaker for one in said),
            *(one.institution for one in said if one.institution),
        ]
        return {entry.path for entry in named if entry.path}

    def list_statements(self) -> list[Statement]:
        """Return the statements in the order in which they were entered."""
        return [one for _key, one in sorted(self.statements.items(), key=_by_number)]

    def list_figures(self) -> list[Figure]:
        """Return the figures in the order in which they were entered."""
        return [one for _key, one in sorted(self.figures.items(), key=_by_number)]

    def as_stored(self) -> dict[str, Any]:
        """Return the record as plain data."""
        return self.model_dump(mode="json", by_alias=True)


def _by_number(item: tuple[str, Any]) -> int:
    return int(item[0])
