"""A world that changes: ten years of a newsroom, told as editors entered them.

The clock is set to each day on which somebody enters something; nothing is entered
with what is known only later. Every name is a word that stands for nothing else, so
that an output can be searched for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

import pytest

from wagtail.models import Locale, Page

from news.models import Contact, Correction
from news.pages import NewsIndexPage, PressReleasePage
from news.publishing import correcting, refreshing
from partners.merging.merge import merge
from partners.models import (
    Affiliation,
    Boilerplate,
    FigureValue,
    Institution,
    InstitutionName,
    InstitutionRelation,
    InstitutionSite,
    Partnership,
    PartnershipMember,
    PartnershipName,
    PartnershipRole,
    Person,
    PersonName,
)
from portal.users.models import User
from tests.factories import (
    add_affiliation,
    add_boilerplate,
    add_contact,
    add_fact,
    add_institution,
    add_partnership,
    add_person,
    add_site,
    add_statement,
    add_translation,
    add_value,
    draft_release,
    publish,
)
from tests.partners import clock

# The day after all was entered, before May changes what is told.
APRIL = "2027-04-20 12:00"
RENAMED = date(2020, 3, 1)  # known by the month
TO_COME = date(2027, 5, 1)  # known by the month
MONTH = {"valid_from_precision": "month"}
MONTH_END = {"valid_to_precision": "month"}


@dataclass
class World:
    """The pages of the site, and where to find what else there is."""

    site: dict[str, dict[str, Page]]
    stories: dict[str, UUID] = field(default_factory=dict)

    def release(self, name: str, language: str) -> PressReleasePage:
        """Return a version of a story as it is stored."""
        return PressReleasePage.objects.get(
            translation_key=self.stories[name], locale__language_code=language
        )


def instant(text: str) -> datetime:
    """Return an instant of the site's time zone: "2020-02-29 23:59"."""
    return timezone.make_aware(datetime.fromisoformat(text))


@contextmanager
def time_at(text: str) -> Iterator[None]:
    """Let it be an instant, on which the timers have done their work."""
    at = datetime.fromisoformat(text)
    with pytest.MonkeyPatch.context() as patch:
        clock.stop(patch, at.date(), at.hour, at.minute)
        call_command("turn_day")
        call_command("publish_scheduled")
        yield


def build() -> World:
    """Let ten years pass."""
    with time_at("2018-01-10 09:00"):
        world = World(add_site())
        NewsIndexPage.objects.update(first_published_at=timezone.now())
        _begin()
        _agree()
    for at, happen in HISTORY.items():
        with time_at(at):
            happen(world)
    return world


def institution(slug: str) -> Institution:
    return Institution.everything.get(slug=slug)


def person(slug: str) -> Person:
    return Person.everything.get(slug=slug)


def called(slug: str, english: str, german: str, **values) -> Institution:
    """Add an institution with a name of its own in each language."""
    found = add_institution(english, slug=slug, **values)
    found.names.filter(language="de").update(text=german)
    return saved(found)


def saved(entity):
    """Save an entity whose rows have changed, as its form does."""
    entity = type(entity)._base_manager.get(pk=entity.pk)
    entity.save()
    return entity


def rename(slug: str, english: str, german: str, day: date, **values) -> None:
    """Give an institution another name, or acronym, from a day on."""
    found = institution(slug)
    kind = values.pop("kind", "official")
    ends = {f"valid_to{key[10:]}": value for key, value in values.items()}
    found.names.filter(kind=kind, valid_to=None).update(valid_to=day, **ends)
    for language, text in (("en", english), ("de", german)):
        InstitutionName.objects.create(
            institution=found,
            language=language,
            kind=kind,
            text=text,
            valid_from=day,
            **values,
        )
    saved(found)


def call(slug: str, name: str, titles: str, day: date) -> None:
    """Give a person another name, or other titles, from a day on."""
    found = person(slug)
    found.names.filter(valid_to=None).update(valid_to=day)
    PersonName.objects.create(person=found, text=name, titles=titles, valid_from=day)
    saved(found)


def follow(rows, day: date, **values) -> None:
    """End a row on a day and let another one with these values follow it."""
    row = rows.get(valid_to=None)
    row.valid_to = day
    row.save()
    row.pk, row.valid_from, row.valid_to = None, day, None
    for name, value in values.items():
        setattr(row, name, value)
    row._state.adding = True
    row.save()


def describe(english: str, german: str, day: date) -> None:
    """Write new "About" texts of the institute, from a day on."""
    Boilerplate.objects.filter(institution=institution("institute")).filter(
        valid_to=None
    ).update(valid_to=day)
    for language, text in (("en", english), ("de", german)):
        add_boilerplate(
            institution("institute"),
            f"<p>{text}</p>",
            language=language,
            valid_from=day,
        )


def _begin() -> None:
    """Enter who and what there was in 2018."""
    institute = called("institute", "Reckoning Institute", "Rechenhaus")
    for language, text in (("en", "RECKI"), ("de", "RECHA")):
        InstitutionName.objects.create(
            institution=institute, language=language, kind="acronym", text=text
        )
    institute = saved(institute)
    university = called("university", "Neckar University", "Neckaruni")
    hospital = called("hospital", "Hill Hospital", "Hügelklinik")
    ministry = called("ministry", "Science Ministry", "Wissenschaftsministerium")
    called("lab", "Vision Lab", "Sehlabor")
    ada = add_person("Ada Byron", slug="ada", titles="Dr.")
    add_affiliation(
        ada,
        institute,
        role={"en": "Group leader", "de": "Gruppenleiterin"},
        is_primary=True,
        valid_from=date(2017, 1, 1),
        valid_from_precision="year",
    )
    minister = add_person("Theresa Muster", slug="minister", status="public_figure")
    add_affiliation(
        minister,
        ministry,
        role={"en": "Minister", "de": "Ministerin"},
        role_type="office",
        valid_from=date(2011, 5, 12),
    )
    grace = add_person("Grace Murray", slug="grace")
    add_affiliation(grace, hospital, role={"en": "Surgeon", "de": "Chirurgin"})
    InstitutionRelation.objects.create(
        institution=institute, kind="funded_by", target=ministry, share_percent=91
    )
    InstitutionSite.objects.create(
        institution=institute, label="Old Mill", host=university
    )
    for language, text in (("en", "We reckon."), ("de", "Wir rechnen.")):
        add_boilerplate(institute, f"<p>{text}</p>", language=language)
    add_contact(
        institute,
        name={"en": "Desk Fern", "de": "Stelle Farn"},
        email="fern@press.example",
        telephone="+496221111111",
    )
    add_contact(
        institute,
        name={"en": "Desk Moss", "de": "Stelle Moos"},
        email="moss@press.example",
        telephone="+496221222222",
    )
    User.objects.create_superuser("editor")


def _agree() -> None:
    """Enter the partnership, from its announcement on."""
    unit = add_partnership(
        "Joint Unit",
        slug="unit",
        announced_on=date(2019, 6, 1),
        announced_precision="month",
        started_on=date(2020, 1, 1),
        committed_until=date(2024, 12, 1),
        committed_precision="month",
    )
    unit.names.filter(language="de").update(text="Gemeinsame Einheit")
    unit = saved(unit)
    for slug in ("institute", "university"):
        PartnershipMember.objects.create(
            partnership=unit, institution=institution(slug), valid_from=date(2020, 1, 1)
        )
    PartnershipRole.objects.create(
        partnership=unit,
        person=person("ada"),
        representing=institution("institute"),
        role={"en": "Speaker of the unit", "de": "Sprecherin der Einheit"},
        valid_from=date(2020, 1, 1),
    )


def _desk() -> Contact:
    """Return the contact that is replaced."""
    return Contact.objects.earliest("pk")


def _staff() -> int:
    """Return the key of the figure that grows."""
    return FigureValue.objects.earliest("pk").figure_id


def _text(about: str = "institute", statement: int | None = None) -> list[dict]:
    """Return a text that mentions an institution and states the figure."""
    link = f'<a linktype="institution" id="{institution(about).pk}">They</a>'
    said = [{"type": "statement", "value": {"statement": statement}}]
    return [
        {"type": "prose", "value": f"<p>{link} count.</p>"},
        *(said if statement else []),
        {"type": "facts", "value": {"title": "", "facts": [_staff()]}},
    ]


def tell(world: World, name: str, released_at: str, **values) -> PressReleasePage:
    """Publish a release of the institute about Ada; schedule it before its time."""
    contact = _desk()
    statement = values.pop("statement", None)
    about = values.pop("about", "institute")
    release = draft_release(
        world.site["en"]["newsroom"],
        f"English {name}",
        **{
            "slug": name,
            "released_at": instant(released_at),
            "institutions": [
                (institution("institute"), "lead_issuer"),
                (institution("ministry"), "funder"),
            ],
            "people": [person("ada")],
            "partnerships": [Partnership.objects.get(slug="unit")],
            "contact": contact,
            "body": _text(about, statement),
        }
        | values,
    )
    world.stories[name] = release.translation_key
    return publish(release)


def translate(world: World, name: str, language: str = "de") -> PressReleasePage:
    """Publish a version of a release in another language."""
    titles = {"de": f"Deutsch {name}", "fr": f"Français {name}"}
    draft = add_translation(world.release(name, "en"), language, title=titles[language])
    return publish(draft)


@contextmanager
def in_french(world: World) -> Iterator[None]:
    """Let the site have a third language, and the main release in it."""
    languages = [*settings.WAGTAIL_CONTENT_LANGUAGES, ("fr", "French")]
    with override_settings(LANGUAGES=languages, WAGTAIL_CONTENT_LANGUAGES=languages):
        french, _created = Locale.objects.get_or_create(language_code="fr")
        slugs = {"home": "accueil", "newsroom": "nouvelles", "partners": "partenaires"}
        for name, slug in slugs.items():
            copy = world.site["en"][name].copy_for_translation(french)
            copy.slug, copy.live = slug, True
            copy.save()
        translate(world, "main", "fr")
        yield


def correct(world: World, name: str, kind: str) -> None:
    correcting.correct(
        Correction(
            story=world.stories[name],
            kind=kind,
            what={"en": "Five, not six.", "de": "Fünf, nicht sechs."},
            at=timezone.now(),
        )
    )


def _in_2019(world: World) -> None:
    """Two more affiliations of Ada; the first value of the figure; a lecture."""
    ada = person("ada")
    add_affiliation(
        ada,
        institution("university"),
        role={"en": "Lecturer", "de": "Dozentin"},
        valid_from=date(2019, 10, 1),
        **MONTH,
    )
    add_affiliation(
        ada,
        institution("hospital"),
        role={"en": "Adviser", "de": "Beraterin"},
        valid_from=date(2020, 1, 1),
        valid_from_precision="year",
    )
    for one in ("ada", "minister"):
        saved(person(one))
    add_fact(
        {"en": "Staff", "de": "Personal"},
        institution=institution("institute"),
        value=3111,
        as_of=date(2019, 11, 30),
        source={"en": "Yearbook", "de": "Jahrbuch"},
    )


def _rename_ahead(world: World) -> None:
    """Enter the renaming three weeks before its month."""
    rename("institute", "Counting Centre", "Zählzentrum", RENAMED, **MONTH)


def _before_midnight(world: World) -> None:
    tell(world, "before-midnight", "2020-02-29 23:59")
    translate(world, "before-midnight")


def _after_midnight(world: World) -> None:
    tell(world, "after-midnight", "2020-03-01 00:30")
    translate(world, "after-midnight")


def _in_august_2020(world: World) -> None:
    """Publish the release that everything happens to, and others of that autumn."""
    said = add_statement(
        person("ada"),
        institution=institution("institute"),
        role={"en": "Group leader", "de": "Gruppenleiterin"},
    )
    said.text = {"en": "It adds up.", "de": "Es geht auf."}
    said.save()
    people = [person("ada"), person("minister")]
    tell(
        world,
        "main",
        "2020-08-06 10:00",
        people=people,
        statement=said.pk,
    )


def _in_october_2020(world: World) -> None:
    """Publish a release in which the telephone and the figure are typed wrong."""
    wrong = add_fact(
        {"en": "Rooms", "de": "Räume"}, value=7171, as_of=date(2020, 9, 30)
    )
    tell(
        world,
        "refreshed",
        "2020-10-01 10:00",
        contact=Contact.objects.get(email__startswith="moss"),
        body=[{"type": "facts", "value": {"title": "", "facts": [wrong.pk]}}],
    )
    translate(world, "refreshed")


def _refresh(world: World) -> None:
    """Mend both rows; take only the telephone into what was published."""
    Contact.objects.filter(email__startswith="moss").update(telephone="+496221333333")
    FigureValue.objects.filter(value=7171).update(value=8282)
    release = world.release("refreshed", "en")
    keys = [one.key for one in refreshing.find_differences(release)]
    taken = [key for key in keys if key.startswith("contact-")]
    refreshing.refresh(release, User.objects.get(), taken)


def _duplicates(world: World) -> None:
    """Publish a release with entries that are there twice."""
    twin = called("twin", "Rekoning Inst", "Rechenh Inst")
    other = add_person("A Byron-Twin", slug="twin-ada")
    add_affiliation(
        other,
        twin,
        role={"en": "Twin role", "de": "Zwillingsrolle"},
        valid_to=date(2021, 7, 1),
    )
    tell(
        world,
        "twins",
        "2021-02-01 10:00",
        institutions=[(twin, "lead_issuer")],
        about="twin",
        people=[other],
    )


def _join(world: World) -> None:
    PartnershipMember.objects.create(
        partnership=Partnership.objects.get(slug="unit"),
        institution=institution("hospital"),
        valid_from=date(2021, 3, 1),
        **MONTH,
    )


def _leave_office(world: World) -> None:
    Affiliation.objects.filter(person__slug="minister").update(
        valid_to=date(2021, 5, 12)
    )
    saved(person("minister"))


def _marry(world: World) -> None:
    call("ada", "Ada King", "Dr.", date(2021, 6, 12))


def _in_january_2022(world: World) -> None:
    """Merge a laboratory into a new one; move; describe; end a role and a tie."""
    labs = called("labs", "Fused Labs", "Verbundlabore")
    InstitutionRelation.objects.create(
        institution=labs,
        kind="successor_of",
        target=institution("lab"),
        valid_from=date(2022, 1, 1),
    )
    Institution.objects.filter(slug="lab").update(
        status="dissolved", dissolved_year=2021
    )
    institute = institution("institute")
    follow(
        InstitutionSite.objects.filter(institution=institute),
        date(2022, 1, 1),
        label="New Tower",
        host=None,
    )
    InstitutionSite.objects.filter(label="Old Mill").update(valid_to_precision="year")
    InstitutionSite.objects.filter(label="New Tower").update(
        valid_from_precision="year"
    )
    describe("We compute.", "Wir computieren.", date(2022, 1, 1))
    PartnershipRole.objects.update(valid_to=date(2022, 1, 1))
    Affiliation.objects.filter(institution__slug="hospital", person__slug="ada").update(
        valid_to=date(2023, 1, 1), valid_to_precision="year"
    )
    figure = FigureValue.objects.get(value=3111).figure
    source = {"en": "Almanac", "de": "Almanach"}
    add_value(figure, 3222, date(2021, 12, 31), source=source)


def _withdraw(world: World) -> None:
    tell(world, "withdrawn", "2022-02-02 10:00")
    translate(world, "withdrawn")
    correct(world, "withdrawn", "withdrawal")


def _translate_main(world: World) -> None:
    """Publish the German version two years later."""
    translate(world, "main")


def _in_january_2023(world: World) -> None:
    """Change the acronym; correct the release and publish it once more."""
    rename("institute", "COUNCE", "ZAZE", date(2023, 1, 1), kind="acronym")
    correct(world, "main", "correction")
    release = world.release("main", "en").get_latest_revision_as_object()
    release.standfirst = "Mended."
    publish(release)


def _become_professor(world: World) -> None:
    call("ada", "Ada King", "Prof. Dr.", date(2023, 10, 1))


def _in_january_2024(world: World) -> None:
    """Rename the ministry and let it pay less; replace a contact; retire another."""
    rename("ministry", "Research Ministry", "Forschungsministerium", date(2024, 1, 1))
    follow(
        InstitutionRelation.objects.filter(kind="funded_by"),
        date(2024, 1, 1),
        share_percent=76,
    )
    Contact.objects.filter(pk=_desk().pk).update(
        name={"en": "Desk Palm", "de": "Stelle Palme"},
        email="palm@press.example",
        telephone="+496221444444",
    )
    Affiliation.objects.filter(institution__slug="university").update(
        valid_to=date(2024, 4, 1), valid_to_precision="month"
    )
    saved(person("ada"))


def _merge(world: World) -> None:
    user = User.objects.get()
    for source, target in (("twin", "institute"), ("twin-ada", "ada")):
        find = institution if target == "institute" else person
        merge(find(source), find(target), user)
    translate(world, "twins")


def _back_date(world: World) -> None:
    """Publish in 2024 what was said on a day of 2019."""
    tell(world, "back-dated", "2019-05-05 10:00")
    translate(world, "back-dated")


def _in_2026(world: World) -> None:
    """End the partnership; let the figure grow once more."""
    unit = Partnership.objects.get(slug="unit")
    unit.ended_on, unit.ended_precision = date(2026, 6, 1), "month"
    unit.save()
    figure = FigureValue.objects.get(value=3111).figure
    source = {"en": "Census", "de": "Zählung"}
    add_value(figure, 3555, date(2025, 12, 31), source=source)


def _in_april_2027(world: World) -> None:
    """Enter all that begins, and ends, when May begins."""
    rename("institute", "Algorithm House", "Algorithmenhaus", TO_COME, **MONTH)
    rename("institute", "ALGHO", "ALHAU", TO_COME, kind="acronym")
    call("grace", "Grace Hopper", "Dr.", TO_COME)
    follow(
        InstitutionRelation.objects.filter(kind="funded_by"),
        TO_COME,
        share_percent=64,
    )
    follow(
        Affiliation.objects.filter(person__slug="ada", institution__slug="institute"),
        TO_COME,
        role={"en": "Directress", "de": "Direktorin"},
        valid_from_precision="day",
    )
    follow(
        InstitutionSite.objects.filter(institution__slug="institute"),
        TO_COME,
        label="Sky Dome",
        valid_from_precision="day",
    )
    describe("We dream.", "Wir träumen.", TO_COME)
    alliance = add_partnership(
        "Open Alliance",
        [institution("institute")],
        slug="alliance",
        announced_on=date(2027, 4, 1),
        started_on=date(2027, 9, 1),
        started_precision="month",
        committed_until=date(2032, 12, 1),
        committed_precision="month",
    )
    alliance.names.filter(language="de").update(text="Offene Allianz")
    saved(alliance)
    secret = add_partnership("Hush Pact", slug="secret", announced_on=TO_COME)
    PartnershipName.objects.filter(partnership=secret, language="de").update(
        text="Schweigepakt"
    )
    saved(secret)
    for slug in ("ada", "grace"):
        saved(person(slug))
    tell(world, "scheduled", "2027-05-02 09:00")
    translate(world, "scheduled")
    tell(world, "recent", "2027-04-19 10:00")
    translate(world, "recent")


# When somebody entered what.
HISTORY = {
    "2019-12-05 09:00": _in_2019,
    "2020-02-10 09:00": _rename_ahead,
    "2020-02-29 23:59": _before_midnight,
    "2020-03-01 00:30": _after_midnight,
    "2020-08-06 10:00": _in_august_2020,
    "2020-10-01 10:00": _in_october_2020,
    "2021-02-01 10:00": _duplicates,
    "2021-03-01 10:00": _join,
    "2021-05-11 10:00": _leave_office,
    "2021-06-14 10:00": _marry,
    "2022-01-10 10:00": _in_january_2022,
    "2022-02-02 10:00": _withdraw,
    "2022-09-01 10:00": _translate_main,
    "2023-01-16 10:00": _in_january_2023,
    "2023-02-01 10:00": _refresh,
    "2023-10-02 10:00": _become_professor,
    "2024-01-08 10:00": _in_january_2024,
    "2024-02-01 10:00": _merge,
    "2024-03-01 10:00": _back_date,
    "2026-07-01 10:00": _in_2026,
    "2027-04-19 10:00": _in_april_2027,
}
