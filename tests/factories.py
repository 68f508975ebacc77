"""The least valid objects; a test states every value that it asserts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from io import BytesIO
from itertools import count
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from PIL import Image

from wagtail.models import Collection, Locale, Page, Site

from news.models import (
    Contact,
    ReleaseContact,
    ReleaseInstitution,
    ReleasePartnership,
    ReleasePerson,
    Series,
    Statement,
)
from news.models.shape import Record
from news.pages import NewsIndexPage, PressReleasePage
from news.publishing.stories import SHARED_ROWS
from partners.models import (
    Affiliation,
    Boilerplate,
    Fact,
    FigureValue,
    Institution,
    InstitutionIdentifier,
    InstitutionName,
    Partnership,
    PartnershipMember,
    PartnershipName,
    Person,
    PersonIdentifier,
    PersonName,
)
from partners.pages import PartnersIndexPage
from portal.core.models import CustomDocument, CustomImage, Topic
from portal.guests.models import GuestLink, SignOff
from portal.home.models import HomePage, StandardPage
from portal.home.permissions import set_up_groups
from tests.referring import indexing_once

_serial = count(1)
# Entries of partners are public unless a test says otherwise.
LIVE = {"live": True}
DEFAULT_VALUE = {
    "value": 1,
    "as_of": date(2020, 12, 31),
    "source": {"en": "Report", "de": "Bericht"},
}


@indexing_once()
def add_institution(name: str = "", acronym: str = "", **values) -> Institution:
    number = next(_serial)
    name = name or f"Institute {number}"
    institution = Institution(
        **{"slug": f"institute-{number}", "kind": "research_centre"} | LIVE | values
    )
    names = [InstitutionName(language=code, text=name) for code in ("en", "de")]
    if acronym:
        names.append(InstitutionName(language="en", kind="acronym", text=acronym))
    institution.names.set(names)
    institution.save()
    return institution


@indexing_once()
def add_person(name: str = "", **values) -> Person:
    number = next(_serial)
    titles = values.pop("titles", "")
    person = Person(**{"slug": f"person-{number}"} | LIVE | values)
    person.names.set([PersonName(text=name or f"Person {number}", titles=titles)])
    person.save()
    return person


def name_in_time(person: Person, *names: dict) -> Person:
    """Give a person these names instead of the one there is."""
    person.names.set([PersonName(**values) for values in names])
    person.save()
    return person


@indexing_once()
def add_partnership(name: str = "", members=(), **values) -> Partnership:
    number = next(_serial)
    partnership = Partnership(
        **{"slug": f"partnership-{number}", "kind": "cooperation"} | LIVE | values
    )
    text = name or f"Partnership {number}"
    partnership.names.set(
        [PartnershipName(language=c, text=text) for c in ("en", "de")]
    )
    partnership.members.set([PartnershipMember(institution=one) for one in members])
    partnership.save()
    return partnership


def add_affiliation(person: Person, institution: Institution, **values) -> Affiliation:
    return Affiliation.objects.create(person=person, institution=institution, **values)


def add_identifier(owner: Institution | Person, scheme: str, value: str, **values):
    if isinstance(owner, Person):
        return PersonIdentifier.objects.create(
            person=owner, scheme=scheme, value=value, **values
        )
    return InstitutionIdentifier.objects.create(
        institution=owner, scheme=scheme, value=value, **values
    )


def add_boilerplate(institution: Institution, text: str, **values) -> Boilerplate:
    return Boilerplate.objects.create(
        institution=institution, **{"language": "en", "text": text} | values
    )


def add_statement(speaker: Person, text: str = "It is so.", **values) -> Statement:
    return Statement.objects.create(
        **{
            "speaker": speaker,
            "text": {"en": text, "de": text},
            "original_language": "en",
        }
        | values
    )


@indexing_once()
def add_fact(subject: str | dict[str, str] = "", **values) -> Fact:
    """Add a figure with one value; its subject may be given by language."""
    subject = subject or f"subject {next(_serial)}"
    texts = subject if isinstance(subject, dict) else {"en": subject, "de": subject}
    about = ("subject", "institution", "partnership", "unit", "live")
    own = {name: values.pop(name) for name in about if name in values}
    figure = Fact(**{"subject": texts} | LIVE | own)
    figure.values.set([FigureValue(**DEFAULT_VALUE | values)])
    figure.save()
    return figure


def add_value(figure: Fact, value, as_of: date, **values) -> FigureValue:
    return FigureValue.objects.create(
        figure=figure, **DEFAULT_VALUE | {"value": value, "as_of": as_of} | values
    )


def add_contact(institution: Institution | None = None, **values) -> Contact:
    return Contact.objects.create(
        institution=institution or add_institution(),
        **{"name": {"en": "Press desk"}, "email": "press@newsroom.example"} | values,
    )


def _find_contact() -> Contact:
    """Return the contact of all releases that are not told another one."""
    return (
        Contact.objects.filter(email="press@newsroom.example").first() or add_contact()
    )


def add_series(**values) -> Series:
    number = next(_serial)
    label = {"en": "No. {n}", "de": "Nr. {n}"}
    institution = values.pop("institution", None) or add_institution()
    return Series.objects.create(
        **{"slug": f"series-{number}", "label": label, "institution": institution}
        | values
    )


def add_topic(slug: str = "", **labels) -> Topic:
    slug = slug or f"topic-{next(_serial)}"
    return Topic.objects.create(slug=slug, label=labels or {"en": slug, "de": slug})


def add_document(title: str = "Data", content: bytes = b"1,2") -> CustomDocument:
    file = ContentFile(content, name=f"data-{next(_serial)}.csv")
    return CustomDocument.objects.create(title=title, file=file)


def add_image(
    title: str = "Picture", *, pixels: tuple[int, int] = (1200, 800), **values
) -> CustomImage:
    """Add a picture that is really on the disk; a small one costs a tenth to show."""
    return CustomImage.objects.create(
        title=title,
        file=ContentFile(_teal(pixels), name=f"picture-{next(_serial)}.png"),
        **{"alt_text": {"en": "Teal", "de": "Petrol"}, "credit": "Dateline"} | values,
    )


@cache
def _teal(pixels: tuple[int, int]) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", pixels, "teal").save(buffer, "PNG")
    return buffer.getvalue()


def restore_first_rows() -> None:
    """Add the rows that Wagtail's migrations leave, after a test that emptied tables."""
    Locale.objects.get_or_create(language_code="en")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(title="Root", slug="root")
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    set_up_groups()


@indexing_once()
def add_site() -> dict[str, dict[str, Page]]:
    """Build home, newsroom and partners page in English and German.

    Returns them as ``site["de"]["newsroom"]``.
    """
    english, _created = Locale.objects.get_or_create(language_code="en")
    german, _created = Locale.objects.get_or_create(language_code="de")
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(
        instance=HomePage(title="Home", slug="home", locale=english, live=True)
    )
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost", port=80, root_page=home, is_default_site=True
    )
    newsroom = home.add_child(
        instance=NewsIndexPage(title="Newsroom", slug="newsroom", show_in_menus=True)
    )
    partners = home.add_child(
        instance=PartnersIndexPage(
            title="Partners", slug="partners", show_in_menus=True
        )
    )
    imprint = home.add_child(
        instance=StandardPage(title="Imprint", slug="imprint", show_in_menus=True)
    )
    titles = {
        home: "Start",
        newsroom: "Aktuelles",
        partners: "Partner",
        imprint: "Impressum",
    }
    germans = {}
    for page, title in titles.items():
        copy = page.copy_for_translation(german)
        copy.title = copy.draft_title = title
        copy.slug = title.lower()
        copy.live = True
        copy.has_unpublished_changes = False
        copy.save()
        germans[page] = copy
    names = {
        "home": home,
        "newsroom": newsroom,
        "partners": partners,
        "imprint": imprint,
    }
    return {
        "en": names,
        "de": {name: germans[page] for name, page in names.items()},
    }


@indexing_once()
def draft_release(
    newsroom: NewsIndexPage, title: str = "", **values
) -> PressReleasePage:
    """Add an unpublished release with a contact.

    Rows may be given: ``institutions`` as (institution, role), ``people``,
    ``partnerships``, ``topics``, ``rows`` as any other related objects by relation.
    """
    number = next(_serial)
    institutions = values.pop("institutions", [])
    people = values.pop("people", [])
    partnerships = values.pop("partnerships", [])
    topics = values.pop("topics", [])
    rows = values.pop("rows", {})
    contact = values.pop("contact", None) or _find_contact()
    model = values.pop("model", PressReleasePage)
    release = model(
        **{
            "title": title or f"Release {number}",
            "slug": f"release-{number}",
            "released_at": timezone.now() - timedelta(days=1),
            "locale": newsroom.locale,
            "live": False,
        }
        | values
    )
    release.release_contacts = [ReleaseContact(contact=contact)]
    release.release_institutions = [
        ReleaseInstitution(institution=one, role=role, has_boilerplate=True)
        for one, role in institutions
    ]
    release.release_people = [
        ReleasePerson(person=person, role="quoted") for person in people
    ]
    release.release_partnerships = [
        ReleasePartnership(partnership=partnership) for partnership in partnerships
    ]
    for relation, objects in rows.items():
        setattr(release, relation, objects)
    for relation in SHARED_ROWS:
        for place, row in enumerate(getattr(release, relation).all()):
            row.sort_order = place  # as forms do
    release.topics.set(topics)
    newsroom.add_child(instance=release)
    return release


@indexing_once()
def publish(release: PressReleasePage) -> PressReleasePage:
    """Publish (or schedule, before its time) what a release holds now."""
    release.save_revision().publish()
    return type(release).objects.get(pk=release.pk)


@indexing_once()
def add_release(newsroom: NewsIndexPage, title: str = "", **values) -> PressReleasePage:
    """Add a release and publish it, as an editor would."""
    return publish(draft_release(newsroom, title, **values))


@indexing_once()
def add_translation(release: PressReleasePage, language: str = "de", **values):
    """Add a draft of a release in another language, as the admin does."""
    locale = Locale.objects.get(language_code=language)
    copy = release.copy_for_translation(locale)
    for name, value in values.items():
        setattr(copy, name, value)
    copy.save_revision()
    return type(release).objects.get(pk=copy.pk).get_latest_revision_as_object()


def days_from_now(days: float) -> datetime:
    return timezone.now() + timedelta(days=days)


def change_record(record: Record, **parts) -> Record:
    """Return a record some of whose parts are others, given as they are stored."""
    return Record.model_validate(record.as_stored() | parts)


def ask_for_sign_off(**about) -> SignOff:
    """Return a sign-off, not saved, with a link that is."""
    link = GuestLink.objects.create(
        purpose=GuestLink.Purpose.SIGN_OFF,
        story=uuid4(),
        name="Guest",
        language="en",
        expires_at=days_from_now(1),
    )
    return SignOff(link=link, text_language="en", **about)
