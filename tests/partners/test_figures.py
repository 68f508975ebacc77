"""Figures have a history: each release the value of its day, with its source."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, time

from django.urls import reverse
from django.utils import timezone

import pytest

from partners.desk.facts import QuickFigureForm
from partners.models import Fact
from tests.factories import (
    add_fact,
    add_release,
    add_translation,
    add_value,
    publish,
)

ENGLISH_ONLY = {"en": "DKFZ press release No. 48"}

OLD = datetime(2019, 6, 1, 10, tzinfo=UTC)


@pytest.fixture
def staff(db):
    """A figure with three values: of 2018, of 2020, and of a day to come."""
    figure = add_fact(
        "members of staff", value=2500, as_of=date(2018, 12, 31), source=ENGLISH_ONLY
    )
    add_value(figure, 3000, date(2020, 1, 1), as_of_precision="year")
    add_value(figure, 9999, date(2999, 1, 1))
    return Fact.objects.get()


def value(figure: Fact, day: date | None = None) -> int:
    return int(figure.value_on(day).value)


def test_a_day_has_the_newest_value_that_is_not_younger(staff):
    assert value(staff, date(2019, 12, 31)) == 2500
    assert value(staff, date(2020, 1, 1)) == 3000
    assert value(staff) == 3000


def test_a_day_before_all_values_has_the_earliest_with_its_own_day(staff):
    earliest = staff.value_on(date(2001, 1, 1))

    assert (int(earliest.value), earliest.machine_day) == (2500, "2018-12-31")


def test_lists_show_the_present_value_and_ask_once(staff, django_assert_num_queries):
    with django_assert_num_queries(2):
        (label,) = [str(figure) for figure in Fact.objects.all()]

    assert label == "members of staff: 3,000 (2020)"


def at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def box(figure: Fact) -> list:
    return [("facts", {"title": "In figures", "facts": [figure]})]


def test_a_back_dated_release_and_its_later_translation_say_the_same(
    client, newsroom, staff
):
    release = add_release(
        newsroom, "Old", body=box(staff), released_at=at(date(2019, 5, 1))
    )
    german = publish(add_translation(release))

    for version in (release, german):
        html = client.get(version.get_url()).content.decode()
        assert "<dd>2,500</dd>" in html or "<dd>2.500</dd>" in html
        assert "3,000" not in html
        assert "3.000" not in html


def test_a_source_says_in_which_language_it_is(client, newsroom, staff):
    release = add_release(
        newsroom, "Old", body=box(staff), released_at=at(date(2019, 5, 1))
    )
    german = publish(add_translation(release))

    assert (
        '<span lang="en">DKFZ press release No. 48</span>'
        in client.get(german.get_url()).content.decode()
    )
    english = client.get(release.get_url()).content.decode()
    assert ", DKFZ press release No. 48</small>" in english
    (told,) = client.get(f"/api/v2/releases/{german.translation_key}/de/").json()[
        "facts"
    ]
    assert told["source_language"] == "en"


def test_the_table_has_every_value_that_a_release_states(client, newsroom, staff):
    add_release(newsroom, "New", body=box(staff))
    stated = told_values(client)
    add_release(newsroom, "Old", body=box(staff), released_at=OLD)

    assert stated == {("3000", "Report")}
    assert told_values(client) == {
        ("2500", "DKFZ press release No. 48"),
        ("3000", "Report"),
    }


def told_values(client) -> set[tuple[str, str]]:
    """Return values and sources in the table of figures, all of one subject."""

    text = client.get("/graph/facts.csv").getvalue().decode()

    rows = list(csv.DictReader(text.splitlines()))
    assert {row["subject_en"] for row in rows} == {"members of staff"}
    return {(row["value"], row["source_en"]) for row in rows}


def test_the_newest_value_stands_on_top_of_the_form(sign_in, staff):
    url = reverse(Fact.snippet_viewset.get_url_name("edit"), args=[staff.pk])

    html = sign_in("Editors").get(url).content.decode()

    assert html.index("9999") < html.index("3000") < html.index("2500")
    assert "newest-first" in html
    assert "js/admin/newest-first.js" in html


def test_the_quick_form_makes_a_figure_with_its_first_value(db):
    form = QuickFigureForm(
        {"subject_0": "staff", "value": "3000", "as_of": "2020-12-31", "source_0": "R"}
        | {"qualifier": "about", "as_of_precision": "year"}
        | {"subject_en": "staff", "source_en": "R"}
    )

    assert form.is_valid(), form.errors
    assert Fact.objects.get(pk=form.save().pk).value_on().shown() == "about 3,000"
