from datetime import date

from django.db import IntegrityError, transaction
from django.utils import translation

import pytest

from partners.models import Institution, InstitutionName
from partners.validity import format_day, machine_day
from tests.factories import add_boilerplate, add_institution

RENAMED_ON = date(2025, 5, 6)


@pytest.fixture
def ministry(db):
    """A ministry that got a new name."""
    ministry = add_institution("Research Ministry")
    ministry.names.filter(language="en").update(valid_to=RENAMED_ON)
    InstitutionName.objects.create(
        institution=ministry,
        language="en",
        text="Space Ministry",
        valid_from=RENAMED_ON,
    )
    ministry = Institution.objects.get(pk=ministry.pk)
    ministry.save()
    return ministry


def test_a_name_is_that_of_the_day(ministry):
    assert ministry.name(date(2020, 8, 6), "en") == "Research Ministry"
    assert ministry.name(date(2025, 5, 5), "en") == "Research Ministry"
    assert ministry.name(RENAMED_ON, "en") == "Space Ministry"


def test_as_of_asks_the_database_the_same(ministry):
    before = ministry.names.as_of(date(2025, 5, 5)).filter(language="en")
    after = ministry.names.as_of(RENAMED_ON).filter(language="en")

    assert [name.text for name in before] == ["Research Ministry"]
    assert [name.text for name in after] == ["Space Ministry"]


def test_a_boilerplate_is_that_of_the_day_and_language(db):
    institution = add_institution()
    add_boilerplate(institution, "two sites", valid_to=date(2023, 2, 1))
    add_boilerplate(institution, "six sites", valid_from=date(2023, 2, 1))

    assert institution.boilerplate(date(2020, 8, 6), "en").text == "two sites"
    assert institution.boilerplate(date(2023, 2, 1), "en").text == "six sites"
    assert institution.boilerplate(date(2020, 8, 6), "de").language == "en"


def test_an_end_before_the_start_is_refused_by_the_database(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        add_boilerplate(
            add_institution(),
            "x",
            valid_from=date(2021, 1, 1),
            valid_to=date(2020, 1, 1),
        )


@pytest.mark.parametrize(
    ("precision", "english", "german", "machine"),
    [
        ("year", "2025", "2025", "2025"),
        ("month", "August 2025", "August 2025", "2025-08"),
        ("day", "6 August 2025", "6. August 2025", "2025-08-06"),
    ],
)
def test_a_day_is_shown_as_exactly_as_it_is_known(precision, english, german, machine):
    day = date(2025, 8, 6)

    with translation.override("en"):
        assert format_day(day, precision) == english
    with translation.override("de"):
        assert format_day(day, precision) == german
    assert machine_day(day, precision) == machine
