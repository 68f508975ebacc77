"""The field in which an editor types who is involved in a release."""

from __future__ import annotations

import json
from uuid import uuid4

from django.contrib.auth.models import Group

import pytest

from news.models import Statement
from partners.models import Institution, Person, Waiting
from tests.factories import (
    add_affiliation,
    add_boilerplate,
    add_identifier,
    add_institution,
    add_partnership,
    add_person,
    add_series,
    add_statement,
)

FIND = "/admin/releases/involved/"
MATCH = "/admin/releases/involved/list/"
ROWS = "/admin/releases/involved/rows/"
SAY = "/admin/releases/involved/statement/"
ROR = "04cdgtt98"

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(sign_in):
    return sign_in("Editors")


def find(client, words, **asked):
    return client.get(FIND, {"q": words, "language": "en"} | asked).json()["found"]


def match(client, text):
    answer = client.post(MATCH, {"text": text, "language": "en"}).json()["items"]
    return {
        one["text"]: [(found["kind"], found["pk"]) for found in one["found"]]
        for one in answer
    }


def send(client, url, **sent):
    data = {"language": "en", "as_of": "2026-11-30"} | sent
    return client.post(url, json.dumps(data), content_type="application/json")


def rows(client, *picks, **sent):
    picked = [{"kind": one._meta.model_name, "pk": one.pk} for one in picks]
    answer = send(client, ROWS, picks=picked, **sent)
    assert answer.status_code == 200
    return answer.json()["rows"]


def roles(client, *picks, **sent):
    return [one["role"] for one in rows(client, *picks, **sent)]


@pytest.mark.parametrize(
    "words",
    [
        "Krebsforschung",
        "dkfz",
        ROR,
        f"https://ror.org/{ROR}",
        f"https://ror.org/{ROR}/",
    ],
)
def test_somebody_is_found_by_any_name_and_identifier(editor, client, words):
    dkfz = add_institution("Deutsches Krebsforschungszentrum", "DKFZ")
    add_identifier(dkfz, "ror", ROR)
    add_institution("Another")

    assert [one["pk"] for one in find(client, words)] == [dkfz.pk]


def test_what_is_called_so_stands_before_what_is_called_like_it(editor, client):
    add_institution("AAA of EMBL friends")
    embl = add_institution("European Molecular Biology Laboratory", "EMBL")
    alliance = add_partnership("EMBL Alliance")

    found = find(client, "embl")

    assert [one["pk"] for one in found][:2] == [embl.pk, alliance.pk]
    assert found[0]["called"] == "EMBL"


def test_a_person_is_offered_with_role_and_institution_of_the_day(editor, client):
    ada = add_person("Ada Beispiel")
    old, new = add_institution("Old"), add_institution("New")
    add_affiliation(ada, old, valid_to="2020-01-01", role={"en": "Student"})
    add_affiliation(ada, new, valid_from="2020-01-01", role={"en": "Head"})

    now, then = find(client, "ada"), find(client, "ada", as_of="2019-05-05 12:00")

    assert now[0]["about"] == "Head, New"
    assert then[0]["about"] == "Student, Old"


def test_nobody_is_found_who_was_erased(editor, client):
    add_person("Ada Beispiel", status=Person.Status.ERASED)

    assert find(client, "Ada") == []


def test_suggestions_need_as_many_queries_as_few_as_many(
    editor, client, django_assert_max_num_queries
):
    home = add_institution("Home of people")
    for number in range(8):
        add_affiliation(add_person(f"Anna P{number}"), home)
    find(client, "Anna")

    with django_assert_max_num_queries(11):
        assert len(find(client, "Anna")) == 8


@pytest.mark.parametrize("words", ["", " ", "x" * 5000, "%", '"', "<b>", "שלום"])
def test_odd_words_find_nothing(editor, client, words):
    assert find(client, words) == []


def test_a_list_is_matched_as_a_whole(editor, client):
    dkfz = add_institution("Deutsches Krebsforschungszentrum", "DKFZ")
    arts = add_institution("Institute of Music, Arts and Design")
    ada = add_person("Ada Weiß")

    found = match(
        client,
        "1. DKFZ and Prof. Dr. Ada Weiß; Institute of Music, Arts and Design\n"
        "Jörg Neumann und Carla Ruíz, Hospital of Letters and Numbers",
    )

    assert found == {
        "DKFZ": [("institution", dkfz.pk)],
        "Institute of Music, Arts and Design": [("institution", arts.pk)],
        "Ada Weiß": [("person", ada.pk)],
        "Jörg Neumann": [],
        "Carla Ruíz": [],
        "Hospital of Letters and Numbers": [],
    }


def test_a_list_tells_what_an_unknown_name_may_be(editor, client):
    items = client.post(MATCH, {"text": "Jörg Neumann, Klinikum Nord"}).json()["items"]

    assert [one["kind"] for one in items] == ["person", "institution"]


def test_a_list_finds_identifiers_and_any_case(editor, client):
    dkfz = add_institution("Deutsches Krebsforschungszentrum", "DKFZ")
    add_identifier(dkfz, "ror", ROR)

    found = match(client, f"dkfz\nhttps://ror.org/{ROR}")

    assert set(map(tuple, found.values())) == {(("institution", dkfz.pk),)}


def test_a_name_of_two_is_ambiguous(editor, client):
    first, second = add_person("Ada Weiß"), add_person("Ada Weiß")

    found = match(client, "Ada Weiß")["Ada Weiß"]

    assert sorted(pk for _kind, pk in found) == sorted([first.pk, second.pk])


def test_a_long_list_needs_as_many_queries_as_a_short_one(
    editor, client, django_assert_max_num_queries
):
    names = [f"Institute of Number{letter}" for letter in "ABCDEFGHIJ"]
    for name in names:
        add_institution(name)
    match(client, "\n".join(names))

    with django_assert_max_num_queries(17):
        found = match(client, "\n".join([*names, "Not Known", "Nor This"]))

    assert len(found) == 12


def test_as_many_names_as_a_list_may_have(editor, client):
    text = "\n".join(f"Institute of Number {number}" for number in range(300))

    assert len(match(client, text)) == 200


TEXT = [
    "A new centre in Heidelberg",
    "The DKFZ and Ada Weiß open a centre for everybody, which has never been there "
    "before and is the largest one in the whole of the country, as they announced.",
    "A second paragraph that tells of EMBL and of the work of Ben Groß.",
    "The project is funded by the Science Foundation.",
]


def test_roles_come_from_the_text(editor, client):
    dkfz = add_institution("Deutsches Krebsforschungszentrum", "DKFZ")
    add_boilerplate(dkfz, "<p>It is.</p>", language="en")
    series = add_series(institution=dkfz)
    embl = add_institution("European Molecular Biology Laboratory", "EMBL")
    funder = add_institution("Science Foundation")
    ada, ben, cyd = (add_person(name) for name in ("Ada Weiß", "Ben Groß", "Cyd Klein"))
    said = add_statement(cyd)
    form = {"words": TEXT, "series": series.pk, "statements": [said.pk]}

    made = rows(client, dkfz, embl, funder, ada, ben, cyd, **form)

    assert [one["role"] for one in made] == [
        *("lead_issuer", "partner", "funder"),
        *("about", "mentioned", "quoted"),
    ]
    assert [one["has_boilerplate"] for one in made][:2] == [True, False]
    assert roles(client, dkfz, has_lead=True, **form) == ["partner"]


def test_without_a_series_who_is_told_about_first_issues(editor, client):
    dkfz = add_institution("Deutsches Krebsforschungszentrum", "DKFZ")
    other = add_institution("Another Institute")
    words = [*TEXT, "About the DKFZ", f"The DKFZ is a large centre. {'It is. ' * 20}"]

    assert roles(client, other, dkfz, words=words) == ["partner", "lead_issuer"]


@pytest.mark.parametrize(
    "name",
    ["<b>Bold</b> Institute", 'The "Quoted" Institute', "מכון שלום", "Ä" * 250],
)
def test_an_unknown_institution_is_a_draft_that_waits(editor, client, name):
    story = str(uuid4())
    pick = {"kind": "institution", "name": name}

    answer = send(client, ROWS, picks=[pick], story=story)

    entry = Institution.objects.get()
    assert not entry.live
    assert entry.label == name
    assert str(Waiting.objects.get().story) == story
    row = answer.json()["rows"][0]
    assert (row["chosen"]["id"], row["is_new"]) == (entry.pk, True)
    assert row["chosen"]["string"] == name


def test_an_unknown_person_has_no_page_and_works_where_it_is_said(editor, client):
    dkfz = add_institution("DKFZ")
    pick = {"kind": "person", "name": "Cyd Klein", "role": "Head of Lab"}

    send(client, ROWS, picks=[pick | {"institution": dkfz.pk}])

    cyd = Person.objects.get()
    assert (cyd.live, cyd.status) == (False, Person.Status.MINIMAL)
    tie = cyd.affiliations.get()
    assert (tie.institution, tie.role["en"]) == (dkfz, "Head of Lab")


def test_a_name_that_is_too_long_is_refused(editor, client):
    picks = [{"kind": "institution", "name": "x" * 251}]

    assert send(client, ROWS, picks=picks).status_code == 400
    assert not Institution.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        '{"picks": 1}',
        '{"picks": [{"kind": "user", "pk": 1}]}',
        '{"picks": [{"kind": "person", "pk": 99999999999999999999}]}',
        '{"picks": [{"kind": "person", "name": "A\\u0000B"}]}',
    ],
)
def test_what_no_form_sends_is_refused(editor, client, body):
    for url in (ROWS, SAY):
        answer = client.post(url, body, content_type="application/json")
        assert answer.status_code == 400


@pytest.fixture
def take_rights(editor):
    """Take rights from the editors: by the beginnings of their names."""

    def take(*codenames: str) -> None:
        rights = Group.objects.get(name="Editors").permissions
        for codename in codenames:
            found = rights.filter(codename__startswith=codename)
            rights.remove(*found.exclude(codename="access_admin"))

    return take


def test_who_may_not_see_such_entries_gets_nothing(editor, client, take_rights):
    take_rights("")
    add_institution("DKFZ")

    for answer in (client.get(FIND, {"q": "DKFZ"}), client.post(MATCH)):
        assert answer.status_code == 302
    picks = [{"kind": "institution", "name": "New"}]
    assert send(client, ROWS, picks=picks).status_code == 302
    assert Institution.objects.count() == 1


def test_who_may_only_change_entries_adds_nobody(editor, client, take_rights):
    take_rights("add_")
    picks = [{"kind": "institution", "name": "New"}]

    answer = send(client, ROWS, picks=picks).json()

    assert answer["rows"] == []
    assert answer["left"] == ["New: You may not add such an entry."]
    assert not Institution.objects.exists()


def say(client, **sent):
    return send(client, SAY, **{"text": "“It is so.”"} | sent)


def test_a_statement_takes_role_and_institution_of_the_day(editor, client):
    ada, dkfz = add_person("Ada Weiß"), add_institution("DKFZ")
    add_affiliation(ada, dkfz, role={"en": "Head"})

    answer = say(client, speaker={"kind": "person", "pk": ada.pk}).json()

    said = Statement.objects.get()
    assert said.text == {"en": "It is so."}
    assert (said.role, said.institution) == ({"en": "Head"}, dkfz)
    assert (said.original_language, said.form) == ("en", "verbatim")
    assert answer["statement"]["id"] == said.pk
    assert [(one["role"], one["chosen"]["id"]) for one in answer["rows"]] == [
        ("quoted", ada.pk)
    ]


def test_a_statement_that_is_sent_twice_is_one(editor, client):
    ada = add_person("Ada Weiß")
    speaker = {"kind": "person", "pk": ada.pk}

    first, again = (say(client, speaker=speaker).json() for _time in range(2))

    assert first["statement"]["id"] == again["statement"]["id"]
    assert Statement.objects.count() == 1


def test_a_new_speaker_is_made_with_the_statement(editor, client):
    story = str(uuid4())

    say(client, speaker={"kind": "person", "name": "Cyd Klein"}, story=story)

    cyd = Statement.objects.get().speaker
    assert (str(cyd), cyd.live) == ("Cyd Klein", False)
    assert str(Waiting.objects.get().story) == story


def test_a_statement_that_fails_makes_no_speaker(editor, client):
    answer = say(client, speaker={"kind": "person", "name": "Cyd Klein"}, text=" ")

    assert answer.status_code == 422
    assert not Person.objects.exists()


def test_who_may_add_no_statement_writes_none(editor, client, take_rights):
    take_rights("add_statement")
    ada = add_person("Ada Weiß")

    answer = say(client, speaker={"kind": "person", "pk": ada.pk})

    assert answer.status_code == 403
    assert not Statement.objects.exists()
