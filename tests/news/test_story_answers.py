"""All versions of a story say the same, whenever they are published."""

from datetime import UTC, date, datetime

import pytest

from news.models import Byline, Contact
from news.pages import PressReleasePage
from news.record.keep import translate_answer
from partners.merging.merge import merge
from partners.models import FigureValue, Person
from tests.factories import (
    add_affiliation,
    add_boilerplate,
    add_contact,
    add_fact,
    add_institution,
    add_person,
    add_release,
    add_statement,
    add_translation,
    publish,
)
from tests.news.test_records import AUGUST
from tests.sharing import shared


@shared
def story(newsroom):
    """A release of 2020 in English; everything in it has changed since."""
    org = add_institution("Cancer Center", "CC", slug="org")
    names = org.names.filter(language="de", kind="official")
    names.update(text="Krebszentrum")
    org.save()
    ada = add_person("Ada", slug="ada")
    add_affiliation(ada, org, role={"en": "Head", "de": "Leiterin"})
    figure = add_fact("people", value=3000)
    contact = add_contact(org, email="then@newsroom.example")
    release = add_release(
        newsroom,
        released_at=AUGUST,
        institutions=[(org, "lead_issuer")],
        people=[ada],
        contact=contact,
        body=[{"type": "facts", "value": {"title": "", "facts": [figure.pk]}}],
    )
    FigureValue.objects.filter(figure=figure).update(value=4000)
    Contact.objects.filter(pk=contact.pk).update(email="now@newsroom.example")
    org.names.filter(kind="acronym").update(text="NEW")
    names.update(text="Verschrieben")
    org.save()
    Person.objects.get(pk=ada.pk).names.update(text="Ada Renamed")
    Person.objects.get(pk=ada.pk).save()
    return release


def stated(release: PressReleasePage) -> dict:
    record = PressReleasePage.objects.get(pk=release.pk).record
    (figure,) = record.figures.values()
    return {
        "figure": figure.value,
        "contact": record.contacts[0].email,
        "issuer": (record.issuers[0].name, record.issuers[0].acronym),
        "person": (record.people[0].name, record.people[0].affiliation_role),
    }


GERMAN = {
    "figure": "3.000",
    "contact": "then@newsroom.example",
    "issuer": ("Krebszentrum", "CC"),
    "person": ("Ada", "Leiterin"),
}


def test_a_translation_years_later_says_what_the_original_froze(story):
    german = publish(add_translation(story))

    assert stated(german) == GERMAN
    assert stated(story)["figure"] == "3,000"


def test_so_does_one_of_a_corrected_original(story):
    story.refresh_from_db()
    story.title = "Typo mended"
    publish(story)

    assert stated(publish(add_translation(story))) == GERMAN


def test_what_was_frozen_before_there_was_the_language_is_translated(story):
    row = PressReleasePage.objects.get(pk=story.pk)
    row.resolved = {"en": row.resolved["en"]}
    row.save(update_fields=["resolved"])

    german = stated(publish(add_translation(story)))

    assert german["contact"] == "then@newsroom.example"
    assert german["issuer"][1] == "CC"
    assert german["person"] == ("Ada", "Leiterin")
    assert german["figure"] == "3,000"


def test_a_merge_changes_nobody_s_place_in_a_translation(newsroom):
    """The kept entry, which the release named as well, does not stand for another."""
    kept = add_institution("Kept name", "KEPT")
    twin = add_institution("Twin name", "TWIN")
    for one, text in ((kept, "<p>Kept.</p>"), (twin, "<p>Twin.</p>")):
        add_boilerplate(one, text)
    release = add_release(
        newsroom,
        released_at=AUGUST,
        institutions=[(twin, "lead_issuer"), (kept, "funder")],
        contact=add_contact(kept),
    )
    before = PressReleasePage.objects.get(pk=release.pk).record
    assert [one.name for one in before.boilerplates] == ["Twin name", "Kept name"]
    other = add_institution("Third name")
    merge(twin, other, None)
    merge(other, kept, None)

    german = publish(add_translation(release))

    for version in (release, german):
        record = PressReleasePage.objects.get(pk=version.pk).record
        assert [one.name for one in record.issuers] == ["Twin name"]
        assert record.boilerplates[0].html == "<p>Twin.</p>"
        assert record.contacts[0].institution == "Kept name"


def test_a_byline_keeps_its_name_after_a_merge(newsroom):
    twin, kept = add_person("Twin"), add_person("Kept")
    release = add_release(
        newsroom,
        released_at=AUGUST,
        people=[kept],
        rows={"bylines": [Byline(person=twin)]},
    )
    merge(twin, kept, None)

    german = publish(add_translation(release))

    record = PressReleasePage.objects.get(pk=german.pk).record
    assert [one.text for one in record.bylines] == ["Twin"]
    assert [one.name for one in record.people] == ["Kept"]


@pytest.mark.parametrize(
    ("then", "now", "translated", "expected"),
    [
        ("Head", "Head", "Leiterin", "Leiterin"),
        ("Head", "Director", "Direktorin", "Head"),
        ("a@b.example", "c@d.example", "c@d.example", "a@b.example"),
        ({"role": "Head", "id": 1}, {"role": "Head", "id": 1}, {"role": "x"}, None),
    ],
    ids=["unchanged", "changed", "no text", "parts"],
)
def test_a_frozen_answer_is_translated_as_far_as_it_is_known(
    then, now, translated, expected
):
    answer = translate_answer({"it": then}, {"it": now}, {"it": translated})

    assert answer == {"it": expected if expected else {"role": "x", "id": None}}


def test_a_statement_is_told_as_of_the_day_it_was_made(newsroom, client):
    ada = add_person("Ada Now", slug="ada")
    ada.names.update(valid_from=date(2021, 1, 1))
    ada.names.create(text="Ada Then", valid_to=date(2021, 1, 1))
    ada.save()
    spoken = add_statement(ada, "So it is.", made_on=date(2020, 5, 4))
    release = add_release(
        newsroom,
        released_at=datetime(2022, 3, 1, 10, tzinfo=UTC),
        body=[{"type": "statement", "value": {"statement": spoken.pk}}],
    )

    (told,) = release.record.statements.values()
    page = client.get("/en/partners/people/ada/").content.decode()

    assert told.speaker.name == "Ada Then"
    assert "Ada Then" in page.partition("So it is.")[2][:600]
