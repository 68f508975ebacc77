"""One world in which every field says something that nothing else says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import md5
from typing import Any

from django.core.files.base import ContentFile

from wagtail.documents import get_document_model

from news.models import (
    Byline,
    Contact,
    Correction,
    Publication,
    RelatedLink,
    ReleaseContact,
    ReleaseEvent,
    ReleaseInstitution,
    ReleasePartnership,
    ReleasePerson,
    ReleasePublication,
    Series,
    Statement,
)
from news.pages import PressReleasePage
from news.publishing import correcting
from partners.models import (
    Affiliation,
    Boilerplate,
    Fact,
    FigureValue,
    Institution,
    InstitutionIdentifier,
    InstitutionName,
    InstitutionRelation,
    InstitutionSite,
    Partnership,
    PartnershipMember,
    PartnershipMilestone,
    PartnershipName,
    PartnershipRole,
    Person,
    PersonIdentifier,
    PersonName,
)
from portal.core.models import Topic
from tests.factories import (
    add_fact,
    add_image,
    add_institution,
    add_person,
    add_site,
    add_translation,
    draft_release,
    publish,
)

RELEASED = datetime(2019, 6, 7, 10, tzinfo=UTC)


@dataclass
class World:
    """The pages of the site, the release in both languages, and who is in it."""

    site: dict[str, dict[str, Any]]
    releases: dict[str, PressReleasePage]
    institution: Institution
    person: Person
    partnership: Partnership
    speaker: Person
    correction: Correction


def word(name: str) -> str:
    """Return a word that stands for a field and for nothing else."""
    letters = md5(name.encode(), usedforsecurity=False).hexdigest()[:8]
    return "Q" + letters.translate(str.maketrans("0123456789", "ghijklmnop")) + "z"


def texts(name: str) -> dict[str, str]:
    """Return such a word in each language."""
    return {"en": word(name) + "en", "de": word(name) + "de"}


def held(start: int, end: int | None = None, **values: Any) -> dict[str, Any]:
    """Return since when until when a row holds, known to the month."""
    until = {"valid_to": date(end, 5, 1), "valid_to_precision": "month"} if end else {}
    since = {"valid_from": date(start, 3, 1), "valid_from_precision": "month"}
    return since | until | values


def build() -> World:
    """Fill every field of entities, ties and a release, and publish it."""
    site = add_site()
    institution = _institution()
    person = _person(institution)
    partnership = _partnership(institution, person)
    english = _release(site["en"]["newsroom"], institution, person, partnership)
    german = add_translation(
        english,
        **{
            name: f"{word(f'PressReleasePage.{name}')}de"
            for name in ("title", "kicker", "standfirst", "dateline_place")
        },
    )
    publish(german)
    correction = Correction(
        story=english.translation_key,
        kind="addition",
        what=texts("Correction.what"),
        why=texts("Correction.why"),
        at=datetime(2021, 9, 3, 10, tzinfo=UTC),
    )
    correcting.correct(correction)
    releases = {
        one.language: one for one in PressReleasePage.objects.released().for_feed()
    }
    speaker = Person.objects.get(slug="speaker")
    return World(site, releases, institution, person, partnership, speaker, correction)


def _institution() -> Institution:
    institution = Institution(
        slug="slug-of-institution",
        live=True,
        kind="intergovernmental",
        description=texts("Institution.description"),
        website="https://institution.example/",
        city=word("Institution.city"),
        region=word("Institution.region"),
        country="PT",
        latitude=Decimal("49.41411"),
        longitude=Decimal("8.67222"),
        founded_year=1871,
        dissolved_year=2017,
        status="dissolved",
        logo=add_image(alt_text=texts("Institution.logo")),
    )
    name = texts("InstitutionName.text")
    institution.names.set(
        [
            *(
                InstitutionName(language=code, text=name[code], **held(1803))
                for code in name
            ),
            *(
                InstitutionName(
                    language=code,
                    kind="acronym",
                    text=word("record.Institution.acronym"),
                )
                for code in name
            ),
            InstitutionName(
                language="en",
                text=word("InstitutionName.former"),
                source=word("InstitutionName.source"),
                **held(1801, 1803, valid_to=date(1803, 3, 1)),
            ),
        ]
    )
    institution.save()
    other = add_institution(word("InstitutionRelation.target"), slug="target")
    host = add_institution(word("InstitutionSite.host"), slug="host")
    InstitutionIdentifier.objects.create(
        institution=institution,
        scheme="ror",
        value="04cdgtt98",
        scope="site",
        scope_note=word("InstitutionIdentifier.scope_note"),
        verified_at=datetime(2016, 2, 1, tzinfo=UTC),
        verified_by=word("InstitutionIdentifier.verified_by"),
        verified_against=word("InstitutionIdentifier.verified_against"),
        finding_note=word("InstitutionIdentifier.finding_note"),
    )
    for code, text in texts("Boilerplate.text").items():
        Boilerplate.objects.create(
            institution=institution,
            language=code,
            text=f"<p>{text}</p>",
            source=word("Boilerplate.source"),
            **held(1806),
        )
    Boilerplate.objects.create(
        institution=institution,
        language="en",
        text=f"<p>{word('Boilerplate.former')}</p>",
        **held(1804, 1806, valid_to=date(1806, 3, 1)),
    )
    InstitutionSite.objects.create(
        institution=institution,
        label=word("InstitutionSite.label"),
        city=word("InstitutionSite.city"),
        host=host,
        source=word("InstitutionSite.source"),
        **held(1811, 1813),
    )
    InstitutionSite.objects.create(
        institution=institution,
        label="Second",
        host_text=word("InstitutionSite.host_text"),
    )
    InstitutionRelation.objects.create(
        institution=institution,
        kind="funded_by",
        target=other,
        share_percent=Decimal("37.5"),
        source=word("InstitutionRelation.source"),
        **held(1821, 1823),
    )
    return institution


def _person(institution: Institution) -> Person:
    person = Person(
        slug="slug-of-person",
        live=True,
        status="consented",
        portrait=add_image(alt_text=texts("Person.portrait")),
        portrait_consent_until=date(2091, 1, 1),
        biography=texts("Person.biography"),
        website="https://person.example/",
    )
    person.names.set(
        [
            PersonName(
                text=word("PersonName.text"),
                titles=word("PersonName.titles"),
                sort_name=word("PersonName.sort_name"),
                **held(1833),
            ),
            PersonName(
                text=word("PersonName.former"),
                source=word("PersonName.source"),
                **held(1831, 1833, valid_to=date(1833, 3, 1)),
            ),
        ]
    )
    person.save()
    PersonIdentifier.objects.create(
        person=person,
        scheme="orcid",
        value="0000-0002-1825-0097",
        scope="site",
        scope_note=word("PersonIdentifier.scope_note"),
        verified_at=datetime(2015, 2, 1, tzinfo=UTC),
        verified_by=word("PersonIdentifier.verified_by"),
        verified_against=word("PersonIdentifier.verified_against"),
        finding_note=word("PersonIdentifier.finding_note"),
    )
    employer = add_institution(word("Affiliation.institution"), slug="employer")
    for unit, end in (("unit", None), ("former", 1843)):
        Affiliation.objects.create(
            person=person,
            institution=employer,
            unit=word(f"Affiliation.{unit}"),
            role_type="founder",
            role=texts("Affiliation.role"),
            is_primary=end is None,
            source=word("Affiliation.source"),
            **held(1841 if end else 1844, end),
        )
    return person


def _partnership(institution: Institution, person: Person) -> Partnership:
    partnership = Partnership(
        slug="slug-of-partnership",
        live=True,
        kind="international_lab",
        network=add_institution(word("Partnership.network"), slug="network-of"),
        announced_on=date(1851, 3, 1),
        announced_precision="month",
        announced_derived=True,
        started_on=date(1852, 3, 1),
        started_precision="month",
        started_derived=True,
        committed_until=date(1857, 3, 1),
        committed_precision="month",
        committed_derived=True,
        ended_on=date(1858, 3, 1),
        ended_precision="month",
        ended_derived=True,
        goals=texts("Partnership.goals"),
        description=texts("Partnership.description"),
        instruments=["data_exchange"],
        website="https://partnership.example/",
    )
    name = texts("PartnershipName.text")
    partnership.names.set(
        [
            *(PartnershipName(language=code, text=name[code]) for code in name),
            PartnershipName(
                language="en", kind="acronym", text=word("Partnership.acronym")
            ),
            PartnershipName(
                language="en",
                kind="former",
                text=word("PartnershipName.former"),
                source=word("PartnershipName.source"),
                **held(1861, 1863),
            ),
        ]
    )
    partnership.save()
    PartnershipMilestone.objects.create(
        partnership=partnership,
        kind="review",
        day=date(1855, 3, 1),
        precision="month",
        is_derived=True,
        source=word("PartnershipMilestone.source"),
    )
    member = add_institution(word("PartnershipMember.institution"), slug="member")
    PartnershipMember.objects.create(
        partnership=partnership,
        institution=member,
        role="associate",
        source=word("PartnershipMember.source"),
        **held(1853, 1856),
    )
    PartnershipMember.objects.create(partnership=partnership, institution=institution)
    represented = add_institution(word("PartnershipRole.representing"), slug="for")
    bearer = add_person(word("PartnershipRole.person"), slug="bearer", status="staff")
    PartnershipRole.objects.create(
        partnership=partnership,
        person=bearer,
        role=texts("PartnershipRole.role"),
        representing=represented,
        source=word("PartnershipRole.source"),
        **held(1854, 1859),
    )
    return partnership


def _release(newsroom, institution, person, partnership) -> PressReleasePage:
    issuer = add_institution(word("Series.institution"), slug="series-of")
    series = Series.objects.create(
        slug="slug-of-series",
        institution=issuer,
        label={
            "en": word("Series.label") + "en {n}",
            "de": word("Series.label") + "de {n}",
        },
    )
    topic = Topic.objects.create(
        slug="slug-of-topic", label=texts("record.Topic.label")
    )
    release = draft_release(
        newsroom,
        word("PressReleasePage.title") + "en",
        slug="slug-of-release",
        released_at=RELEASED,
        kind="feature",
        kicker=word("PressReleasePage.kicker") + "en",
        standfirst=word("PressReleasePage.standfirst") + "en",
        dateline_place=word("PressReleasePage.dateline_place") + "en",
        notes_to_editors=f"<p>{word('PressReleasePage.notes_to_editors')}</p>",
        lead_image=add_image(
            alt_text=texts("PressReleasePage.lead_image"),
            caption=texts("record.Picture.caption"),
            credit=word("record.Picture.credit"),
            usage_terms=word("Picture.usage_terms"),
        ),
        series=series,
        number=377,
        number_suffix="b",
        number_year=2019,
        evidence_status="clinical_trial",
        topics=[topic],
        body=_body(institution, person, partnership),
        rows=_rows(institution, person, partnership),
    )
    return publish(release)


def _rows(institution, person, partnership) -> dict[str, list]:
    desk = add_institution(word("Contact.institution"), slug="desk-of")
    contact = Contact.objects.create(
        institution=desk,
        person=add_person(word("Contact.person"), slug="contact", status="staff"),
        name=texts("Contact.name"),
        function=texts("Contact.function"),
        telephone="+4962217734551",
        email="desk@contact.example",
        hours=texts("Contact.hours"),
        valid_until=date(2092, 1, 1),
    )
    publication = Publication.objects.create(
        doi="10.1234/paper",
        title=word("Publication.title"),
        container=word("Publication.container"),
        published_on=date(2018, 4, 5),
        is_peer_reviewed=True,
        verified_by=word("Publication.verified_by"),
        verified_against=word("Publication.verified_against"),
    )
    author = add_person(word("Byline.person"), slug="author", status="staff")
    return {
        "release_contacts": [ReleaseContact(contact=contact)],
        "release_institutions": [
            ReleaseInstitution(
                institution=institution, role="lead_issuer", has_boilerplate=True
            ),
        ],
        "release_people": [ReleasePerson(person=person, role="about")],
        "release_partnerships": [
            ReleasePartnership(partnership=partnership, role="mentioned")
        ],
        "bylines": [Byline(person=author), Byline(initials="qwx")],
        "release_publications": [ReleasePublication(publication=publication)],
        "related_links": [
            RelatedLink(
                kind="background",
                title=word("RelatedLink.title"),
                url="https://link.example/",
            )
        ],
        "events": [
            ReleaseEvent(
                title=texts("ReleaseEvent.title"),
                place=texts("ReleaseEvent.place"),
                starts_at=datetime(2031, 4, 5, 9, tzinfo=UTC),
                ends_at=datetime(2032, 4, 6, 9, tzinfo=UTC),
                url="https://event.example/",
            )
        ],
    }


def _body(institution, person, partnership) -> list[dict]:
    speaker = add_person(
        word("Statement.speaker"),
        slug="speaker",
        status="staff",
        titles=word("record.Person.name"),
    )
    bench = add_institution(word("Statement.institution"), slug="bench")
    statement = Statement.objects.create(
        speaker=speaker,
        institution=bench,
        role=texts("Statement.role"),
        text=texts("Statement.text"),
        original_language="en",
        form="paraphrase",
        is_abridged=True,
        made_on=date(2014, 3, 2),
        source=texts("Statement.source"),
    )
    figure = Fact(
        subject=texts("Fact.subject"),
        live=True,
        unit=texts("Fact.unit"),
        institution=institution,
    )
    figure.values.set(
        [
            FigureValue(
                qualifier="more_than",
                value=Decimal("73.31"),
                as_of=date(2013, 1, 1),
                as_of_precision="year",
                source=texts("FigureValue.source"),
                source_url="https://figure.example/",
                review_by=date(2093, 1, 1),
            )
        ]
    )
    figure.save()
    other = add_fact(texts("Fact.partnership"), partnership=partnership)
    document = _document()
    mention = f'<a linktype="institution" id="{institution.pk}">They</a>'
    return [
        {
            "type": "prose",
            "value": f"<p>{mention} {word('PressReleasePage.body')}.</p>",
        },
        {"type": "statement", "value": {"statement": statement.pk}},
        {"type": "facts", "value": {"title": "", "facts": [figure.pk, other.pk]}},
        {"type": "document", "value": {"title": "", "document": document.pk}},
    ]


def _document():
    return get_document_model().objects.create(
        title=word("record.Download.title"),
        file=ContentFile(b"x" * 7919, name="download.pdf"),
    )
