"""The calendar of the desk, and what waits for somebody."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from news.pages import PressReleasePage
from tests.factories import add_release, add_translation, days_from_now, draft_release

pytestmark = pytest.mark.django_db

URL = "/admin/releases/planned/"


@pytest.fixture
def editor(sign_in):
    return sign_in("Editors")


def plan(newsroom, title, days, *, saved_days_ago=1, is_approved=False):
    page = draft_release(newsroom, title, released_at=days_from_now(days))
    revision = page.save_revision()
    if is_approved:
        revision.publish()
    saved_at = timezone.now() - timedelta(days=saved_days_ago)
    PressReleasePage.objects.filter(pk=page.pk).update(
        latest_revision_created_at=saved_at
    )
    return page


def text_of(client, url=URL, select=".planned") -> str:
    page = BeautifulSoup(client.get(url).content, "html.parser")
    return " ".join(page.select_one(select).get_text(" ").split())


def test_what_is_to_come_stands_under_its_day(editor, client, newsroom):
    plan(newsroom, "Later", 40)
    plan(newsroom, "Soon", 3, is_approved=True)
    add_release(newsroom, "Public")

    text = text_of(client)

    assert text.index("Soon") < text.index("Later")
    assert f"{timezone.localtime(days_from_now(3)):%A}" in text
    assert "Scheduled, in 3 days" in text
    assert "Draft: nobody has approved it yet" in text
    assert "Public" not in text
    assert "Overdue" not in text


def test_a_date_that_has_passed_is_overdue_and_waits_for_somebody(
    editor, client, newsroom
):
    plan(newsroom, "Forgotten", -2, saved_days_ago=5)
    plan(newsroom, "Written afterwards", -2, saved_days_ago=1)
    plan(newsroom, "Long ago", -90, saved_days_ago=100)

    text = text_of(client, select=".planned__overdue")
    waiting = text_of(client, "/admin/", "#desk-waiting-section")

    for told in (text, waiting):
        assert "Forgotten" in told
        assert "Its date has passed, and nobody has approved it." in told
        assert "Written afterwards" not in told
        assert "Long ago" not in told


def test_nothing_planned_says_what_to_do(editor, client, newsroom):
    assert "Nothing is planned." in text_of(client)
    assert "desk-waiting" not in client.get("/admin/").content.decode()


def test_many_cost_no_more_queries_than_few(editor, client, newsroom):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(URL).status_code == 200
        return len(queries)

    add_translation(plan(newsroom, "One", 3))
    count()
    few = count()
    for number in range(6):
        plan(newsroom, f"More {number}", 4 + number)

    assert count() == few
