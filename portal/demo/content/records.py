"""The shapes that the content of the demo is written in."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

# A text by language code.
Text = dict[str, str]

# Where the facts were stated.
ELLIS_RELEASE_OF_2020 = "DKFZ press release No. 48 of 6 August 2020"
MILA_REPORT_OF_2021 = "Report of 4 May 2021 on Causal Cell Dynamics and Mila"
# The same, where readers see it.
ELLIS_SOURCE = {
    "en": ELLIS_RELEASE_OF_2020,
    "de": "Pressemitteilung Nr. 48 des DKFZ vom 6. August 2020",
}
MILA_SOURCE = {
    "en": MILA_REPORT_OF_2021,
    "de": "Meldung vom 4. Mai 2021 über Causal Cell Dynamics und Mila",
}


@dataclass(frozen=True)
class Name:
    """A name; it holds from ``since`` and no longer on the day ``until``."""

    language: str
    text: str
    kind: str = "official"
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Identifier:
    scheme: str
    value: str
    # Names the one site that the identifier stands for; empty for the whole.
    site: str = ""


@dataclass(frozen=True)
class Site:
    label: str
    city: str = ""
    host: str = ""
    # The first day of the month in which the site was added.
    since: date | None = None


@dataclass(frozen=True)
class Institution:
    slug: str
    kind: str
    names: tuple[Name, ...]
    description: Text
    website: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    founded: int | None = None
    identifiers: tuple[Identifier, ...] = ()
    sites: tuple[Site, ...] = ()


@dataclass(frozen=True)
class Boilerplate:
    institution: str
    text: Text
    since: date | None = None
    until: date | None = None
    since_precision: str = "day"
    until_precision: str = "day"


@dataclass(frozen=True)
class Relation:
    source: str
    kind: str
    target: str
    share: Decimal | None = None
    evidence: str = ELLIS_RELEASE_OF_2020


@dataclass(frozen=True)
class Affiliation:
    institution: str
    role: Text
    role_type: str = "researcher"
    since: date | None = None
    until: date | None = None
    since_precision: str = "day"
    until_precision: str = "day"
    evidence: str = ELLIS_RELEASE_OF_2020


@dataclass(frozen=True)
class Person:
    slug: str
    name: str
    sort_name: str
    status: str
    biography: Text
    affiliations: tuple[Affiliation, ...]
    titles: str = ""
    orcid: str = ""


@dataclass(frozen=True)
class Member:
    institution: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Role:
    person: str
    role: Text
    representing: str


@dataclass(frozen=True)
class Partnership:
    slug: str
    kind: str
    names: tuple[Name, ...]
    goals: Text
    description: Text
    members: tuple[Member, ...]
    instruments: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    evidence: str = ELLIS_RELEASE_OF_2020
    network: str = ""
    announced_on: date | None = None
    # The first day of a month that follows from the text but is not printed.
    committed_until: date | None = None


@dataclass(frozen=True)
class Statement:
    """Reported speech; it never stands in quotation marks."""

    key: str
    speaker: str
    institution: str
    role: Text
    text: Text
    original_language: str
    made_on: date
    source: Text = field(default_factory=lambda: ELLIS_SOURCE)
    is_abridged: bool = False


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Prose:
    html: str


@dataclass(frozen=True)
class Bullets:
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Fact:
    """A value as of a month."""

    institution: str
    subject: Text
    value: Decimal
    as_of: date
    source: Text
    qualifier: str = "exact"


@dataclass(frozen=True)
class FactsReference:
    title: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    picture: str


@dataclass(frozen=True)
class StatementReference:
    key: str


@dataclass(frozen=True)
class Film:
    """A film on another site, by its link, with a picture of ours as its poster."""

    url: str
    title: str
    picture: str


Block = (
    Heading
    | Prose
    | Bullets
    | Table
    | FactsReference
    | Figure
    | Film
    | StatementReference
)


@dataclass(frozen=True)
class Link:
    """Something that belongs to a release; without an address it is only named."""

    kind: str
    title: Text
    url: str = ""


@dataclass(frozen=True)
class Version:
    """A release in one language."""

    title: str
    slug: str
    dateline_place: str
    kicker: str
    standfirst: str
    search_description: str
    body: tuple[Block, ...]
    notes_to_editors: str


@dataclass(frozen=True)
class Release:
    kind: str
    released_on: date
    original_language: str
    picture: str
    versions: dict[str, Version]
    # Institution, role, whether its boilerplate is printed.
    institutions: tuple[tuple[str, str, bool], ...]
    topics: tuple[str, ...]
    statements: tuple[Statement, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    partnership: str = ""
    links: tuple[Link, ...] = ()
    byline: tuple[str, ...] = ()
    series: str = ""
    number: int | None = None
    # In the time zone of the site. Where it is not known: noon is the same day in most zones.
    hour: int = 12


@dataclass(frozen=True)
class StandardPage:
    title: str
    slug: str
    introduction: str
    body: tuple[Block, ...]


@dataclass(frozen=True)
class LegalText:
    """What is typed on a legal page; the rest is generated. ``further`` is HTML."""

    title: str
    slug: str
    introduction: str
    further: str


@dataclass(frozen=True)
class PressDesk:
    """Whom one asks about the releases of an institution."""

    institution: str
    name: Text
    function: Text
    email: str
    hours: Text


@dataclass(frozen=True)
class Guest:
    """Somebody made up who reads a release before it is public."""

    name: str
    email: str
    medium: str = ""
    topics: tuple[str, ...] = ()
    institution: str = ""
