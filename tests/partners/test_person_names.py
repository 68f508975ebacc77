"""What people are called in time, and where that is told."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, time, timedelta

from django.core.management import call_command
from django.utils import timezone

import pytest

from partners.desk.people import QuickPersonForm
from partners.duplicates import likely_duplicates
from partners.merging import merge, undo
from partners.models import Person, PersonIdentifier
from partners.network.graph import network_on
from partners.registries import checking
from partners.validity import today
from tests.factories import (
    add_affiliation,
    add_institution,
    add_person,
    add_release,
    add_statement,
    name_in_time,
)

MARRIED, PROFESSOR = date(2021, 5, 1), date(2023, 10, 1)
NEXT_YEAR = today() + timedelta(days=365)


@pytest.fixture
def anna(site):
    """Somebody who marries, becomes professor, and will be called otherwise again."""
    return name_in_time(
        add_person(slug="anna"),
        {
            "text": "Anna Muster",
            "titles": "Dr.",
            "valid_to": MARRIED,
            "valid_to_precision": "month",
        },
        {
            "text": "Anna Beispiel",
            "titles": "Dr.",
            "valid_from": MARRIED,
            "valid_from_precision": "month",
            "valid_to": PROFESSOR,
        },
        {
            "text": "Anna Beispiel",
            "titles": "Prof. Dr.",
            "sort_name": "Beispiel, Anna",
            "valid_from": PROFESSOR,
            "valid_to": NEXT_YEAR,
        },
        {"text": "Anna Zukunft", "valid_from": NEXT_YEAR},
    )


def page(client, language="en") -> str:
    path = {"en": "partners", "de": "partner"}[language]
    answer = client.get(f"/{language}/{path}/people/anna/")
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(1990, 1, 1), "Dr. Anna Muster"),
        (date(2021, 4, 30), "Dr. Anna Muster"),
        (MARRIED, "Dr. Anna Beispiel"),
        (date(2023, 9, 30), "Dr. Anna Beispiel"),
        (PROFESSOR, "Prof. Dr. Anna Beispiel"),
        (None, "Prof. Dr. Anna Beispiel"),
        (NEXT_YEAR, "Anna Zukunft"),
    ],
)
def test_a_name_and_its_titles_hold_from_their_day_on(anna, day, name):
    assert anna.name_with_titles(day) == name


def test_lists_of_the_admin_file_somebody_under_the_present_name(anna):
    assert (anna.label, anna.sort_name) == ("Anna Beispiel", "Beispiel, Anna")


def test_a_day_without_a_known_name_has_the_one_before_or_the_next(site):
    person = name_in_time(
        add_person(),
        {"text": "First", "valid_from": date(2010, 1, 1), "valid_to": date(2012, 1, 1)},
        {"text": "Second", "valid_from": date(2015, 1, 1)},
    )

    days = (date(2005, 1, 1), date(2013, 1, 1), date(2016, 1, 1))
    assert [person.name(day) for day in days] == ["First", "First", "Second"]


def test_the_page_tells_former_names_once_and_none_to_come(client, anna):
    html = page(client)

    assert "Prof. Dr. Anna Beispiel</h1>" in html
    assert "until April 2021: Anna Muster" in html
    assert "bis April 2021: Anna Muster" in page(client, "de")
    assert "Zukunft" not in html


def test_json_ld_has_the_other_names_and_the_present_title(client, anna):
    answer = client.get(
        "/en/partners/people/anna/", headers={"accept": "application/ld+json"}
    )
    (node,) = json.loads(answer.content)["@graph"]

    assert node["name"] in ("Anna Beispiel", ["Anna Beispiel"])
    assert "Anna Muster" in node["alternateName"]
    assert node["honorificPrefix"] == "Prof. Dr."
    assert "Zukunft" not in answer.content.decode()


def test_the_api_has_all_names_that_have_begun(client, anna):
    item = client.get("/api/v2/people/anna/").json()

    assert (item["name"], item["titles"]) == ("Anna Beispiel", "Prof. Dr.")
    assert [(n["titles"], n["text"], n["valid_from"]) for n in item["names"]] == [
        ("Prof. Dr.", "Anna Beispiel", "2023-10-01"),
        ("Dr.", "Anna Beispiel", "2021-05"),
        ("Dr.", "Anna Muster", None),
    ]


def rows_of(client, name: str) -> list[dict]:
    answer = client.get(f"/graph/{name}.csv")
    text = b"".join(answer.streaming_content).decode()
    return list(csv.DictReader(text.splitlines()))


def test_the_tables_have_all_names_that_have_begun(client, anna):
    (person,) = rows_of(client, "people")
    names = rows_of(client, "person-names")

    assert (person["name"], person["titles"]) == ("Anna Beispiel", "Prof. Dr.")
    assert [row["text"] for row in names] == [
        "Anna Muster",
        "Anna Beispiel",
        "Anna Beispiel",
    ]


@pytest.mark.parametrize("status", ["minimal", "erased"])
def test_nobody_without_a_page_has_names_told(client, anna, newsroom, status):
    add_release(newsroom, "Told", people=[anna])
    Person.objects.filter(pk=anna.pk).update(status=status)
    call_command("rebuild_search")
    addresses = [
        "/en/search/?q=Muster",
        "/api/v2/people/",
        "/graph/graph.jsonld",
        "/graph/people.csv",
        "/graph/person-names.csv",
        "/en/partners/people/",
        "/en/partners/network/?as_of=2018-01-01",
        "/en/newsroom/told/",
    ]

    answers = [client.get(address).getvalue().decode() for address in addresses]

    assert not [html for html in answers if "Anna Muster" in html]


def test_search_finds_somebody_by_a_former_name_only_once_it_has_begun(client, anna):
    def find(words: str) -> str:
        return client.get("/en/search/", {"q": words}).content.decode()

    assert "/en/partners/people/anna/" in find("Muster")
    assert "/en/partners/people/anna/" not in find("Zukunft")


def test_the_network_of_a_day_has_the_name_of_that_day(anna):
    dkfz = add_institution("DKFZ")
    add_affiliation(anna, dkfz)

    def names(day: date) -> set[str]:
        return {node.name for node in network_on(day).nodes}

    assert "Dr. Anna Muster" in names(date(2018, 1, 1))
    assert "Prof. Dr. Anna Beispiel" in names(today())


def test_a_past_row_has_the_name_of_its_time(client, anna):
    dkfz = add_institution("DKFZ", slug="dkfz")
    add_affiliation(anna, dkfz, valid_to=date(2019, 1, 1))

    html = client.get("/en/partners/institutions/dkfz/").content.decode()

    assert 'people/anna/">Dr. Anna Muster</a>' in html


def at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def test_a_back_dated_release_names_her_as_she_was_called(client, newsroom, anna):
    release = add_release(
        newsroom, "Old", people=[anna], released_at=at(date(2018, 3, 1))
    )

    (entry,) = release.record.people
    assert (entry.name, entry.plain_name) == ("Dr. Anna Muster", "Anna Muster")
    html = " ".join(client.get(release.get_url()).content.decode().split())
    assert (
        'today: <a href="/en/partners/people/anna/">Prof. Dr. Anna Beispiel</a>' in html
    )


def test_a_release_of_today_has_no_remark(client, newsroom, anna):
    release = add_release(newsroom, "New", people=[anna])

    html = client.get(release.get_url()).content.decode()
    assert "Prof. Dr. Anna Beispiel" in html
    assert 'class="today"' not in html


def test_a_statement_of_then_is_by_the_name_of_then(client, newsroom, anna):

    said = add_statement(anna, made_on=date(2018, 3, 1))
    release = add_release(
        newsroom,
        "Said",
        body=[("statement", {"statement": said})],
        released_at=at(date(2018, 3, 1)),
    )

    (entry,) = release.record.statements.values()
    assert entry.speaker.name == "Dr. Anna Muster"


def test_duplicates_are_found_by_former_names(anna):
    double = add_person("Anna Muster")

    (pair,) = likely_duplicates(Person.objects.all())
    assert {pair.first, pair.second} == {anna, double}


def test_merging_keeps_the_other_name_as_one_that_is_known(client, anna, admin_user):
    double = add_person("Anna M. Beispiel", slug="double")

    merged = merge(double, anna, admin_user)

    anna.refresh_from_db()
    assert anna.name() == "Anna Beispiel"
    assert [row.text for row in anna.aliases()] == ["Anna M. Beispiel"]
    undo(merged, admin_user)
    assert Person.objects.get(slug="double").name() == "Anna M. Beispiel"
    assert not Person.objects.get(slug="anna").aliases()


def test_the_chooser_finds_people_by_former_names(anna):
    assert list(Person.objects.known_as("muster")) == [anna]


def test_the_quick_form_needs_a_name_alone(db):
    form = QuickPersonForm({"name": "Ada Müller", "status": "staff"})

    assert form.is_valid(), form.errors
    person = Person.objects.get(pk=form.save().pk)
    assert (person.name(), person.names.get().valid_from) == ("Ada Müller", None)


def test_an_orcid_name_may_be_a_former_one(anna):
    PersonIdentifier.objects.create(
        person=anna, scheme="orcid", value="0000-0002-1825-0097"
    )
    assert "Anna Muster" in checking._names_of(anna)
