"""The admin reminds of commitments that end and of reviews."""

from datetime import timedelta

from django.urls import reverse

import pytest

from partners.desk.panels import near_dates
from partners.models import PartnershipMilestone
from partners.validity import today
from portal.users.models import User
from tests.factories import add_partnership, days_from_now


def on(days):
    return today() + timedelta(days=days)


def add_review(partnership, days, **values):
    return PartnershipMilestone.objects.create(
        partnership=partnership, day=on(days), **values
    )


@pytest.fixture
def home(client, site, sign_in):
    sign_in("Editors")
    return lambda: client.get(reverse("wagtailadmin_home")).content.decode()


def section(html):
    return html.partition('id="desk-near-dates-section"')[2].partition("</section>")[0]


def test_the_home_page_lists_what_comes_near_or_is_overdue(home):
    near = add_partnership("Near end", committed_until=on(30))
    add_partnership("Far end", committed_until=on(300))
    add_partnership("Long over", committed_until=on(-3))
    add_review(add_partnership("Under review"), 10)

    html = section(home())

    assert "Near end" in html
    assert f"/partnership/edit/{near.pk}/" in html
    assert "in 30 days" in html
    assert "3 days overdue" in html
    assert "in 10 days" in html
    assert "Far end" not in html


def test_without_such_a_date_there_is_no_panel(home):
    add_partnership("Far end", committed_until=on(300))

    assert "desk-near-dates" not in home()


def test_what_has_ended_is_not_listed(db):
    add_partnership(committed_until=on(-3), ended_on=on(-1))

    assert near_dates() == []


def test_a_review_is_done_when_something_followed(db):
    partnership = add_partnership()
    for days in (-900, -400, 20):
        add_review(partnership, days)
    add_review(add_partnership(), -100)
    renewed = add_partnership()
    add_review(renewed, -100)
    add_review(renewed, -50, kind="renewal")

    assert [near.event.day for near in near_dates()] == [on(-100), on(20)]


def test_a_month_is_overdue_when_its_last_day_has_passed(db):
    add_partnership(committed_until=today().replace(day=1), committed_precision="month")

    [near] = near_dates()

    assert (near.days_over, near.days_left) == (0, 0)


def test_those_who_may_not_change_partnerships_see_no_panel(client, site, sign_in):
    add_partnership("Near end", committed_until=on(30))
    sign_in("Editors")
    User.objects.get().groups.get().permissions.filter(
        codename="change_partnership"
    ).delete()

    html = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "desk-near-dates" not in html


def test_many_dates_cost_as_many_queries_as_few(db, django_assert_num_queries):
    for _number in range(20):
        add_review(add_partnership(committed_until=days_from_now(3).date()), 3)

    with django_assert_num_queries(2):
        assert len(near_dates()) == 40
