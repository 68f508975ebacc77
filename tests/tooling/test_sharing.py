"""What tests share is as if each had built it for itself."""

from __future__ import annotations

from django.db import connection, transaction

import pytest

from wagtail.models import Page

from portal.core.models import Topic
from tests.factories import add_topic
from tests.sharing import shared


@shared
def topic() -> Topic:
    return add_topic("first")


@shared
def pair(topic) -> list[Topic]:
    return [topic, add_topic("second")]


again = pytest.mark.parametrize("time", ["first", "second"])


@again
def test_what_a_test_changes_does_not_reach_the_next(site, time):
    newsroom = site["en"]["newsroom"]
    titles = Page.objects.filter(pk=newsroom.pk).values_list("title", flat=True)
    assert (newsroom.title, *titles) == ("Newsroom", "Newsroom")

    newsroom.title = "Changed"
    newsroom.save()
    site["de"].clear()


@again
def test_what_a_test_deletes_is_there_for_the_next(pair, time):
    assert Topic.objects.count() == 2

    Topic.objects.all().delete()


@again
def test_what_waits_for_a_commit_waits_in_every_test(site, time):
    assert connection.run_on_commit

    connection.run_on_commit.clear()


@again
def test_what_a_test_lets_wait_does_not_wait_in_the_next(site, time):
    assert print not in [call for _ids, call, *_rest in connection.run_on_commit]

    transaction.on_commit(print)


def test_things_are_the_same_wherever_they_are_named(site, newsroom, topic, pair):
    assert site["en"]["newsroom"] is newsroom
    assert pair[0] is topic


def test_who_shares_nothing_finds_an_empty_database(db):
    assert not Topic.objects.exists()
    assert not Page.objects.filter(depth=3).exists()


def test_who_shares_the_lower_part_does_not_find_the_upper(topic):
    assert Topic.objects.get() == topic


def test_who_asks_for_it_late_has_it_built(db, request):
    assert request.getfixturevalue("pair")[1] == Topic.objects.get(slug="second")


@again
def test_a_lost_connection_is_no_loss_for_the_next_test(topic, time):
    assert Topic.objects.get() == topic

    if time == "first":
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_who_commits_has_it_built(pair):
    assert not connection.in_atomic_block
    assert Topic.objects.count() == 2
