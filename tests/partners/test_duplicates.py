"""What is likely the same is found, without comparing everything with everything."""

import pytest

from partners import duplicates
from partners.duplicates import likely_duplicates
from partners.models import Institution, Person, PersonIdentifier
from tests.factories import add_institution, add_person


def reasons(model=Person) -> list[str]:
    return [pair.reason for pair in likely_duplicates(model.objects.all())]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Oliver Stegle", "oliver stegle", "name"),
        ("Jérôme Müller", "Jerome Muller", "name"),
        ("Oliver Stegle", "Stegle, Oliver", "words"),
        ("Oliver Stegle", "O. Stegle", "words"),
        ("Oliver Stegle", "Stegle, O.", "words"),
        ("Oliver Stegle", "Olliver Stegle", "similar"),
    ],
)
def test_finds_people_of_the_same_name(db, one, other, reason):
    add_person(one)
    add_person(other)

    assert reasons() == [reason]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oliver Stegle", "Otto Stegle"),
        ("Oliver Stegle", "Oliver Kohlbacher"),
        ("Anna Li", "Anna Lo"),
    ],
)
def test_does_not_take_different_people_for_one(db, one, other):
    add_person(one)
    add_person(other)

    assert reasons() == []


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("German Cancer Research Center", "German Cancer Research Centre", "similar"),
        ("Max-Planck-Institut", "Max Planck Institut", "name"),
        ("Institute of Physics 1", "Institute of Physics 2", None),
        ("Institute of Physics 1", "Institute of Physics 10", None),
    ],
)
def test_compares_names_of_institutions(db, one, other, reason):
    add_institution(one)
    add_institution(other)

    assert reasons(Institution) == ([reason] if reason else [])


def test_finds_an_acronym_that_two_have(db):
    add_institution("German Cancer Research Center", "DKFZ")
    add_institution("Deutsches Krebsforschungszentrum", "DKFZ")

    assert reasons(Institution) == ["name"]


def identify(name: str, scheme: str, value: str) -> None:
    PersonIdentifier.objects.create(person=add_person(name), scheme=scheme, value=value)


def test_finds_one_identifier_under_two_schemes(db):
    identify("Ada", "orcid", "0000-0002-1825-0097")
    identify("Bob", "isni", "0000000218250097")

    assert reasons() == ["identifier"]


def test_finds_one_website_in_one_city(db):
    add_institution("One", website="https://www.a.example/", city="Heidelberg")
    add_institution("Two", website="http://a.example", city="heidelberg")
    add_institution("Lab", website="https://a.example/lab", city="Heidelberg")

    assert reasons(Institution) == ["website"]


def test_a_pair_is_named_once_for_its_surest_reason(db):
    identify("Ada Lovelace", "orcid", "0000-0002-1825-0097")
    identify("Ada Lovelace", "isni", "0000000218250097")

    assert reasons() == ["identifier"]


def test_compares_each_name_with_a_few_others_only(db, monkeypatch):
    names = [
        f"University of {a}{b}{c}"
        for a in "abcdefgh"
        for b in "klmnopqr"
        for c in "stuvwxyz"
    ]
    people = [
        Person(pk=n, label=f"{name} {name[::-1]}") for n, name in enumerate(names, 1)
    ]
    compared = []
    is_similar = duplicates.is_similar
    monkeypatch.setattr(
        duplicates, "is_similar", lambda *args: compared.append(1) or is_similar(*args)
    )
    monkeypatch.setattr(
        duplicates.Entry,
        "of",
        lambda person: duplicates.Entry(
            person, frozenset({duplicates.fold_name(person.label)}), frozenset(), ""
        ),
    )

    likely_duplicates(people)

    assert 0 < len(compared) <= 2 * duplicates.NEIGHBOURS * len(people)


def test_shows_the_names_that_are_the_same_in_other_words(db):
    add_person("Oliver Stegle")
    add_person("Stegle, O.")

    pair = likely_duplicates(Person.objects.all())[0]

    assert pair.evidence == "oliver stegle / stegle o"
