from datetime import date

import pytest

from partners.models import (
    Partnership,
    PartnershipMember,
    PartnershipMilestone,
    PartnershipRole,
)
from partners.ties import load_page
from partners.timeline.axis import Axis, span_of
from partners.timeline.drawing import LABEL_HEIGHT, draw
from partners.timeline.events import all_events
from tests.factories import add_institution, add_partnership, add_person

DAY = date(2026, 6, 1)


def add_role(partnership, person, **values):
    return PartnershipRole.objects.create(
        partnership=partnership, person=person, **{"role": {"en": "Director"}} | values
    )


def add_member(partnership, institution, **values):
    return PartnershipMember.objects.create(
        partnership=partnership, institution=institution, **values
    )


def loaded(partnership):
    return load_page(Partnership.objects.all()).get(pk=partnership.pk)


def described(events):
    return [(event.machine, str(event.label)) for event in events]


@pytest.fixture
def unit(site):
    """A partnership in which everything happened that can happen."""
    unit = add_partnership(
        "Joint unit",
        slug="unit",
        announced_on=date(2020, 8, 6),
        started_on=date(2021, 1, 1),
        started_precision="year",
        committed_until=date(2025, 8, 1),
        committed_precision="month",
        committed_derived=True,
        ended_on=date(2026, 1, 31),
    )
    PartnershipMilestone.objects.create(partnership=unit, day=date(2024, 3, 5))
    PartnershipMilestone.objects.create(
        partnership=unit, kind="renewal", day=date(2024, 9, 1), precision="month"
    )
    member = add_institution("Left early", "LE", slug="le")
    dates = {"valid_from": date(2021, 2, 1), "valid_to": date(2023, 5, 1)}
    for role in ("founder", "funder"):
        add_member(unit, member, role=role, **dates)
    add_member(unit, add_institution("Undated"))
    add_role(unit, add_person("Ada Lovelace", slug="ada"), valid_from=date(2022, 4, 1))
    return unit


def test_events_stand_in_order_and_as_exactly_as_they_are_known(unit):
    assert described(all_events(loaded(unit))) == [
        ("2020-08-06", "Announced"),
        ("2021", "Started"),
        ("2021-02-01", "Member joins"),
        ("2022-04-01", "Role begins"),
        ("2023-04-30", "Member leaves"),
        ("2024-03-05", "Review"),
        ("2024-09", "Renewed"),
        ("2025-08", "Funding committed until"),
        ("2026-01-31", "Ended"),
        ("", "Member"),
    ]


def test_a_member_with_two_roles_joins_once(unit):
    joined = [e for e in all_events(loaded(unit)) if e.kind == "member_joined"]

    assert [event.detail for event in joined] == ["Founder, Funder"]


def test_the_term_holds_the_dates_of_the_partnership_alone(unit):
    term = loaded(unit).term()

    assert [event.kind for event in term] == [
        "announced", "started", "committed", "ended",
    ]  # fmt: skip
    assert [event.is_derived for event in term] == [False, False, True, False]


def test_events_and_picture_ask_nothing_of_the_database(
    unit, django_assert_num_queries
):
    partnership = loaded(unit)

    with django_assert_num_queries(0):
        all_events(partnership)
        draw(partnership)


def test_a_partnership_without_any_day_has_no_picture(site):
    assert draw(loaded(add_partnership(members=[add_institution()]))) is None


def test_a_year_is_drawn_as_a_year_and_never_as_a_day():
    assert span_of(date(2021, 1, 1), "year") == (span_of(date(2021, 5, 9), "year"))
    assert (
        span_of(date(2021, 1, 1), "year").start,
        span_of(date(9999, 1, 1), "year").end,
    ) == (2021, 10_000)
    assert span_of(date(2021, 1, 1)).is_exact
    month = span_of(date(2021, 12, 1), "month")
    assert month.end == pytest.approx(2022)
    assert not month.is_exact


@pytest.mark.parametrize("years", [(2020, 2020), (2020, 2026), (1386, 2026), (1, 9999)])
def test_an_axis_has_few_ticks_for_any_time(years):
    spans = [span_of(date(year, 1, 1), "year") for year in years]

    ticks = Axis.around(spans, 0, 700).ticks()

    assert 2 <= len(ticks) <= 13


def test_a_picture_of_one_event_has_one_point(site):
    drawing = draw(loaded(add_partnership(announced_on=date(2020, 8, 6))), DAY)

    assert len(drawing.points) == 1
    assert drawing.lanes == []
    assert drawing.term.open_ends


def test_what_is_open_ends_in_an_arrow_and_what_is_unknown_is_not_drawn_as_known(unit):
    drawing = draw(loaded(unit), DAY)

    lanes = {lane.caption: lane for lane in drawing.lanes}
    assert [piece.style for piece in lanes["LE"].pieces] == ["known"]
    assert [piece.style for piece in lanes["Undated"].pieces] == ["undated"]
    assert lanes["Ada Lovelace"].open_ends
    assert not lanes["LE"].open_ends


def test_sixty_lanes_stand_below_each_other_inside_the_picture(site):
    unit = add_partnership(started_on=date(2020, 1, 1))
    for number in range(60):
        add_member(unit, add_institution(), valid_from=date(2020 + number % 5, 1, 1))

    drawing = draw(loaded(unit), DAY)

    heights = [lane.y for lane in drawing.lanes]
    assert len(heights) == 60
    assert heights == sorted(set(heights))
    assert heights[-1] < drawing.height
    assert drawing.repeats_years


def test_labels_of_near_days_stand_above_each_other(site):
    unit = add_partnership(announced_on=date(2020, 8, 6), started_on=date(2020, 8, 7))
    for day in range(1, 9):
        PartnershipMilestone.objects.create(partnership=unit, day=date(2021, 1, day))

    points = draw(loaded(unit), DAY).points

    rows = {point.label_y for point in points}
    assert len(rows) == len(points)
    assert max(rows) - min(rows) == LABEL_HEIGHT * (len(points) - 1)


def test_the_page_shows_picture_and_table_and_marks_what_is_derived(client, unit):
    html = client.get("/en/partners/partnerships/unit/").content.decode()

    table = html.partition("<table>")[2].partition("</table>")[0]
    assert '<svg class="picture-of-time" role="img"' in html
    assert (
        '<time datetime="2025-08">August 2025</time> <span class="quiet">(derived)'
        in table
    )
    assert '<time datetime="2021">2021</time>' in table
    assert 'href="/en/partners/institutions/le/">Left early</a>' in table
    assert 'href="/en/partners/people/ada/">Ada Lovelace</a>' in table
    assert "date not known" in table


def test_numbers_of_the_picture_have_points_in_german_too(client, unit):
    html = client.get("/de/partner/partnerships/unit/").content.decode()

    picture = html.partition("picture-of-time")[2].partition("</svg>")[0]
    coordinates = [part.partition('"')[0] for part in picture.split(' x="')[1:]]
    assert coordinates
    assert not [x for x in coordinates if "," in x]


def test_the_timeline_names_nobody_without_a_page(client, unit):
    for status in ("erased", "minimal"):
        add_role(unit, add_person(f"Gone {status}", status=status), valid_from=DAY)

    html = client.get("/en/partners/partnerships/unit/").content.decode()

    assert 'id="timeline"' in html
    assert "Gone" not in html
    assert "Ada Lovelace" in html.partition('id="timeline"')[2]
