"""An approved release becomes public before its instant by an act of its own only."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone

import pytest

from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import nested_form_data

from news.models import Embargo
from news.pages import PressReleasePage
from news.publishing.publication import PublicationError
from tests.admin.test_release_form import form_data
from tests.factories import (
    add_contact,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)
from tests.news.test_schedule import live_titles
from tests.sharing import shared

CONFIRMED = {"reason": "It has leaked.", "confirmed": "1"}


@shared
def waiting(newsroom):
    """A story in two languages that is approved for tomorrow."""
    then = days_from_now(1).replace(microsecond=0)
    english = draft_release(newsroom, "English", slug="english", released_at=then)
    english.save_revision()
    german = add_translation(english, title="Deutsch")
    for version in (english, german):
        publish(version)
    return PressReleasePage.objects.get(pk=english.pk)


def url(release) -> str:
    return f"/admin/releases/{release.pk}/lift/"


def unschedule(release) -> None:
    release.revisions.update(approved_go_live_at=None)


def test_now_in_all_languages_with_a_reason_that_is_logged(sign_in, client, waiting):
    sign_in("Moderators")
    assert url(waiting) in client.get(f"/admin/pages/{waiting.pk}/edit/").text
    asked = client.post(url(waiting), {"reason": "It has leaked."})
    assert "These versions become public now" in asked.text
    assert live_titles() == set()

    client.post(url(waiting), CONFIRMED)

    assert live_titles() == {"English", "Deutsch"}
    assert Client().get(waiting.url).status_code == 200
    entries = PageLogEntry.objects.filter(action="news.lift_embargo")
    assert {entry.data["reason"] for entry in entries} == {"It has leaked."}
    assert {entry.user.username for entry in entries} == {"moderators"}
    assert "It has leaked." in client.get(f"/admin/pages/{waiting.pk}/history/").text
    released_at = set(PressReleasePage.objects.values_list("released_at", flat=True))
    assert len(released_at) == 1
    assert timezone.now() - released_at.pop() < timedelta(minutes=1)


def test_to_an_earlier_time(sign_in, client, waiting):
    sign_in("Moderators")
    at = timezone.localtime(timezone.now() + timedelta(hours=2))

    client.post(url(waiting), CONFIRMED | {"at": f"{at:%Y-%m-%d %H:%M}"})

    assert live_titles() == set()
    until = at.replace(second=0, microsecond=0)
    for page in PressReleasePage.objects.all():
        assert page.scheduled_revision.approved_go_live_at == until
        assert page.scheduled_revision.as_object().released_at == until
    assert Embargo.objects.get().until == until


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"reason": ""}, "This field is required"),
        ({"at": "2020-01-01 12:00"}, "This time has passed"),
        ({"at": "9990-01-01 12:00"}, "Choose an earlier time"),
    ],
)
def test_what_makes_no_sense_is_said_beside_the_field(
    sign_in, client, waiting, sent, message
):
    sign_in("Moderators")

    answer = client.post(url(waiting), CONFIRMED | sent)

    assert message in answer.text
    assert live_titles() == set()


def test_who_may_publish_may_not_lift(sign_in, client, waiting):
    right = Permission.objects.get(codename="lift_embargo")
    Group.objects.get(name="Moderators").permissions.remove(right)
    sign_in("Moderators")

    assert url(waiting) not in client.get(f"/admin/pages/{waiting.pk}/edit/").text
    client.post(url(waiting), CONFIRMED)

    assert live_titles() == set()


def test_no_publication_does_it(waiting):
    for version in PressReleasePage.objects.all():
        version = version.get_latest_revision_as_object()
        version.released_at = timezone.now()
        with pytest.raises(PublicationError, match="lift the embargo"):
            version.save_revision().publish()

    assert live_titles() == set()


def test_a_schedule_that_is_cancelled_keeps_the_embargo(sign_in, client, waiting):
    unschedule(waiting)
    sign_in("Moderators")
    data = form_data(contact=add_contact(), released_at="2020-01-01 12:00")
    data |= nested_form_data({"action-publish": "1"})

    answer = client.post(f"/admin/pages/{waiting.pk}/edit/", data)

    assert "lift the embargo" in answer.text
    assert live_titles() == set()


def test_a_later_instant_needs_no_right_of_its_own(waiting):
    unschedule(waiting)
    version = waiting.get_latest_revision_as_object()
    version.released_at = later = days_from_now(3).replace(microsecond=0)

    publish(version)

    assert Embargo.objects.get().until == later


def test_a_release_without_an_embargo_has_none_to_lift(sign_in, client, newsroom):
    draft = draft_release(newsroom, "Draft")
    sign_in("Moderators")

    assert url(draft) not in client.get(f"/admin/pages/{draft.pk}/edit/").text
    assert client.get(url(draft)).status_code == 302


def test_a_take_down_does_not_wait_for_a_schedule(sign_in, client, site):
    page = site["en"]["imprint"]
    page.save_revision().publish()
    page.refresh_from_db()
    page.go_live_at = days_from_now(1)
    page.save_revision().publish()
    sign_in("Moderators")
    address = f"/admin/pages/{page.pk}/unpublish/"
    assert address in client.get(f"/admin/pages/{page.pk}/edit/").text

    client.post(address)

    page.refresh_from_db()
    assert not page.live
    assert page.scheduled_revision is None
    assert Client().get(page.url).status_code == 404


def test_a_take_down_does_not_wait_for_a_lock(sign_in, client, site):
    page = site["en"]["imprint"]
    page.locked = True
    page.save()
    sign_in("Moderators")

    client.post(f"/admin/pages/{page.pk}/unpublish/")

    page.refresh_from_db()
    assert not page.live


def test_editors_take_nothing_down(sign_in, client, site):
    page = site["en"]["imprint"]
    sign_in("Editors")

    client.post(f"/admin/pages/{page.pk}/unpublish/")

    page.refresh_from_db()
    assert page.live
