"""Facts never stand without their date, and a release keeps its value."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

import pytest

from news.pages import PressReleasePage
from partners.validity import format_day
from tests.factories import (
    add_fact,
    add_institution,
    add_partnership,
    add_release,
    add_value,
    publish,
)


def body_of(*facts) -> list[dict]:
    value = {"title": "In figures", "facts": [fact.pk for fact in facts]}
    return [{"type": "facts", "value": value}]


def test_a_fact_stands_with_qualifier_unit_date_and_source(client, newsroom):
    fact = add_fact(
        "of the budget",
        qualifier="about",
        value="12.5",
        unit={"en": "percent", "de": "Prozent"},
        as_of=date(2020, 8, 1),
        as_of_precision="month",
        source={"en": "Annual report"},
        source_url="https://newsroom.example/report",
    )

    release = add_release(newsroom, body=body_of(fact))
    html = " ".join(client.get(release.get_url()).content.decode().split())

    assert "<dd>about 12.5 percent</dd>" in html
    assert 'as of <time datetime="2020-08">August 2020</time>' in html
    assert '<a href="https://newsroom.example/report" rel="noopener">Annual' in html


def test_old_releases_keep_their_value_and_new_ones_get_the_new(client, newsroom):
    fact = add_fact("members of staff", value=3000, as_of=date(2020, 12, 31))
    old = add_release(newsroom, "Old", body=body_of(fact))
    add_value(fact, 3500, date(2025, 12, 31))

    new = add_release(newsroom, "New", body=body_of(fact))
    draft = PressReleasePage.objects.get(pk=old.pk).get_latest_revision_as_object()
    publish(draft)

    for release, value, year in ((old, "3,000", 2020), (new, "3,500", 2025)):
        html = client.get(release.get_url()).content.decode()
        assert f"<dd>{value}</dd>" in html
        assert f'datetime="{year}-12-31"' in html


def test_a_fact_has_one_subject(db):
    fact = add_fact(institution=add_institution())
    fact.partnership = add_partnership()

    with pytest.raises(Exception, match="not both"):
        fact.full_clean()


def test_the_report_lists_the_facts_due_for_review(sign_in):
    today = timezone.localdate()
    due = add_fact("due today", review_by=today)
    add_fact("due tomorrow", review_by=today + timedelta(days=1))
    add_fact("never due")
    client = sign_in("Editors")

    html = client.get(reverse("partners_due_facts")).content.decode()

    assert "due today" in html
    assert format_day(today) in html
    assert "due tomorrow" not in html
    assert "never due" not in html
    edit = type(due).snippet_viewset.get_url_name("edit")
    assert reverse(edit, args=[due.pk]) in html


def test_an_empty_report_is_a_page_and_needs_a_permission(sign_in, client):
    client = sign_in("Editors")
    assert client.get(reverse("partners_due_facts")).status_code == 200
    client.logout()

    assert client.get(reverse("partners_due_facts")).status_code == 302


def test_the_report_costs_the_same_with_many_facts(sign_in, count_queries):
    sign_in("Editors")
    counts = []
    for number in (3, 12):
        for _n in range(number):
            add_fact(institution=add_institution(), review_by=date(2020, 1, 1))
        counts.append(count_queries(reverse("partners_due_facts")))

    assert counts[0] == counts[1]
