"""A site where everything is called something else in the other language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from wagtail.models import Page

from news.models import (
    Byline,
    Contact,
    Correction,
    Publication,
    RelatedLink,
    ReleaseEvent,
    ReleaseMention,
    ReleasePublication,
    Statement,
)
from news.pages import NewsIndexPage, PressReleasePage
from news.publishing import correcting
from partners.models import (
    Affiliation,
    Institution,
    InstitutionName,
    InstitutionRelation,
    PartnershipMember,
    PartnershipName,
    PartnershipRole,
    Person,
)
from portal.core.models import Topic
from tests.factories import (
    add_affiliation,
    add_boilerplate,
    add_contact,
    add_fact,
    add_image,
    add_institution,
    add_partnership,
    add_person,
    add_series,
    add_site,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)


@dataclass
class World:
    """The pages of the site by language and name, and who is on it."""

    site: dict[str, dict[str, Page]]
    institution: Institution
    contact: Contact
    facts: dict

    def draft(self, title: str) -> PressReleasePage:
        """Add an English release with everything that one can have."""
        newsroom = self.site["en"]["newsroom"]
        rows = _rows(self.facts["people"][0])
        return draft_release(newsroom, title, rows=rows, **self.facts)

    def add(self, title: str) -> PressReleasePage:
        """Publish such a release."""
        return publish(self.draft(title))

    def releases(self) -> list:
        """Return all public releases, as visitors get them."""
        return list(PressReleasePage.objects.released().for_feed().order_by("pk"))


def named(english: str, german: str, acronyms: tuple[str, str], **values):
    """Add an institution with names and acronyms of its own in each language."""
    institution = add_institution(english, **values)
    names = [
        InstitutionName(language=code, kind=kind, text=text)
        for kind, texts in (("official", (english, german)), ("acronym", acronyms))
        for code, text in zip(("en", "de"), texts, strict=True)
    ]
    institution.names.set(names)
    institution.save()
    return institution


def build() -> World:
    """Publish releases in both languages, one corrected and one withdrawn.

    What they say of others has changed since, so that outputs compare.
    """
    site = add_site()
    # Else a list without entries would not know how old it is.
    NewsIndexPage.objects.update(first_published_at=timezone.now())
    institution = named(
        "Cancer Research Center",
        "Krebsforschungszentrum",
        ("CRC", "KFZ"),
        slug="center",
        country="DE",
    )
    ministry = named(
        "Ministry of Research", "Ministerium", ("MoR", "BMF"), slug="ministry"
    )
    InstitutionRelation.objects.create(
        institution=institution, kind="funded_by", target=ministry, share_percent=90
    )
    contact = add_contact(
        institution,
        name={"en": "Press desk", "de": "Pressestelle"},
        function={"en": "Spokesperson", "de": "Sprecherin"},
        hours={"en": "Mondays", "de": "montags"},
    )
    world = World(site, institution, contact, _facts(institution, ministry, contact))
    for title, german in (("First", "Erste"), ("Withdrawn", "Zurück")):
        release = world.add(title)
        publish(add_translation(release, title=german))
        _correct(release, "correction")
        if title == "Withdrawn":
            _correct(release, "withdrawal")
    _change(world, ministry)
    return world


def _facts(institution: Institution, ministry: Institution, contact: Contact) -> dict:
    """Return everything that a release can have, as ``draft_release`` takes it."""
    person = add_person("Ada Lovelace", slug="ada", titles="Dr.")
    add_affiliation(person, institution, role={"en": "Director", "de": "Direktorin"})
    unit = add_partnership("Unit", [institution], slug="unit")
    unit.names.set(
        [
            PartnershipName(language="en", text="Joint unit"),
            PartnershipName(language="de", text="Gemeinsame Einheit"),
        ]
    )
    unit.save()
    PartnershipRole.objects.create(
        partnership=unit, person=person, role={"en": "Head", "de": "Leiterin"}
    )
    PartnershipMember.objects.create(partnership=unit, institution=ministry)
    for code, text in (("en", "We are old."), ("de", "Wir sind alt.")):
        add_boilerplate(institution, f"<p>{text}</p>", language=code)
    series = add_series(institution=institution)
    topic, _made = Topic.objects.get_or_create(
        slug="ai", label={"en": "Intelligence", "de": "Intelligenz"}
    )
    return {
        "standfirst": "Engines.",
        "dateline_place": "Heidelberg",
        "notes_to_editors": "<p>Call.</p>",
        "series": series,
        "evidence_status": "peer_reviewed",
        "lead_image": add_image(caption={"en": "A sheet", "de": "Ein Blatt"}),
        "institutions": [(institution, "lead_issuer"), (ministry, "funder")],
        "people": [person],
        "partnerships": [unit],
        "topics": [topic],
        "contact": contact,
        "body": _body(person, institution),
    }


def _rows(person: Person) -> dict:
    """Return new rows that belong to one release alone, by relation."""
    publication, _made = Publication.objects.get_or_create(
        doi="10.1000/182", title="On engines"
    )
    return {
        "bylines": [Byline(person=person)],
        "release_publications": [ReleasePublication(publication=publication)],
        "related_links": [
            RelatedLink(kind="interview", title="Talk", url="https://example.org/")
        ],
        "events": [
            ReleaseEvent(
                title={"en": "Open day", "de": "Tag der offenen Tür"},
                place={"en": "Main hall", "de": "Großer Saal"},
                starts_at=days_from_now(3),
            )
        ],
    }


def _body(person, institution: Institution) -> list[dict]:
    said = [
        Statement.objects.create(
            speaker=person,
            original_language="en",
            institution=institution,
            role={"en": "Director", "de": "Direktorin"},
            text={"en": f"It is {form}.", "de": f"Es ist {form}."},
            form=form,
        )
        for form in ("verbatim", "paraphrase")
    ]
    fact = add_fact(
        source={"en": "Report", "de": "Bericht"},
        subject={"en": "Staff", "de": "Personal"},
        unit={"en": "people", "de": "Menschen"},
        qualifier="more_than",
        value=Decimal("3000.5"),
        as_of=date(2020, 3, 1),
    )
    link = f'<a linktype="institution" id="{institution.pk}">They</a>'
    return [
        {"type": "prose", "value": f"<p>{link} work.</p>"},
        *({"type": "statement", "value": {"statement": one.pk}} for one in said),
        {"type": "facts", "value": {"title": "", "facts": [fact.pk]}},
    ]


def _correct(release, kind: str) -> None:
    correcting.correct(
        Correction(
            story=release.translation_key,
            kind=kind,
            what={"en": "Five, not six.", "de": "Fünf, nicht sechs."},
            why={"en": "A slip.", "de": "Ein Versehen."},
            at=timezone.now(),
        )
    )


def _change(world: World, ministry: Institution) -> None:
    """Let what was published be different today."""
    Contact.objects.update(
        name={"en": "Media desk", "de": "Medienstelle"}, email="media@newsroom.example"
    )
    Affiliation.objects.update(
        institution=ministry, role={"en": "Minister", "de": "Ministerin"}
    )
    for language, text in (("en", "Cancer Institute"), ("de", "Krebsinstitut")):
        names = world.institution.names.filter(language=language, kind="official")
        names.update(text=text)
    world.institution = Institution.objects.get(pk=world.institution.pk)
    world.institution.save()
    assert ReleaseMention.objects.exists()
