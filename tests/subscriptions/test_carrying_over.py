"""What waited in the queue of earlier versions is done by the ledger."""

from __future__ import annotations

import json
from importlib import import_module
from types import SimpleNamespace

from django.apps import apps
from django.core import mail
from django.db import connection

import pytest

from news.models import Correction
from news.publishing import correcting
from portal.ledger.models import Act
from portal.subscriptions.models import Delivery
from tests.factories import add_release, draft_release

migration = import_module("portal.subscriptions.migrations.0003_carry_over_the_queue")
QUEUED = "portal.subscriptions"


def carry_over() -> None:
    migration.carry_over(apps, SimpleNamespace(connection=connection))


@pytest.fixture
def queue(db):
    """The table of the queue, as far as it matters; fills it with tasks."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {migration.QUEUE}")
        cursor.execute(
            f"CREATE TABLE {migration.QUEUE} (status varchar(20), task_path text,"
            " args_kwargs text, enqueued_at integer)"
        )

    def fill(*tasks: tuple, status: str = "READY") -> None:
        with connection.cursor() as cursor:
            for number, (path, *arguments) in enumerate(tasks):
                stored = json.dumps({"args": arguments, "kwargs": {}})
                cursor.execute(
                    f"INSERT INTO {migration.QUEUE} VALUES (%s, %s, %s, %s)",  # noqa: S608
                    [status, path, stored, number],
                )

    return fill


def rest() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {migration.QUEUE}")  # noqa: S608
        return cursor.fetchone()[0]


def test_what_waited_is_done_once(newsroom, subscribe, queue, work):
    release = add_release(newsroom, "New")
    subscription = subscribe()
    correction = Correction(story=release.translation_key, what={"en": "Five."})
    correcting.correct(correction)
    Act.objects.all().delete()
    draft = draft_release(newsroom)
    queue(
        ("news.syndication.feeds.websub.notify", "http://localhost/a/", 0),
        ("news.syndication.feeds.websub.notify", "http://localhost/a/", 3),
        ("news.syndication.feeds.websub.notify", "http://localhost/b/", 0),
        (f"{QUEUED}.announcing.announce_release", release.pk),
        (f"{QUEUED}.tasks.announce_release", release.pk),
        (f"{QUEUED}.announcing.announce_release", draft.pk + 1000),
        (f"{QUEUED}.announcing.announce_correction", correction.pk),
        (f"{QUEUED}.notices.send_notice", subscription.pk, "data", 2),
        (f"{QUEUED}.deliveries.deliver", [1, 2]),
    )

    carry_over()
    carry_over()
    websub = Act.objects.get(kind="websub")
    work()

    assert websub.payload == {"feeds": ["http://localhost/a/", "http://localhost/b/"]}
    assert sorted(one.subject for one in mail.outbox) == [
        "Correction: New",
        "New",
        "Your subscriptions and your data",
    ]
    assert set(Act.objects.values_list("state", flat=True)) == {"done"}
    assert rest() == 0


def test_what_was_done_is_not_done_again(newsroom, queue):
    release = add_release(newsroom)
    task = (f"{QUEUED}.announcing.announce_release", release.pk)
    queue(task, status="SUCCESSFUL")
    queue(task, status="FAILED")

    carry_over()

    assert not Act.objects.exists()
    assert rest() == 2


@pytest.mark.parametrize("state", ["waiting", "sending"])
def test_mails_that_were_not_sent_are_sent(newsroom, subscribe, work, state):
    subscription = subscribe()
    release = add_release(newsroom, "New")
    Act.objects.all().delete()
    Delivery.objects.create(
        subscription=subscription,
        event="released",
        story=release.translation_key,
        release=release,
        state=state,
    )

    carry_over()
    work()

    assert [one.subject for one in mail.outbox] == ["New"]
    [act] = Act.objects.all()
    assert (act.kind, act.state) == ("announcement", "done")


def test_a_new_site_has_no_queue(db):
    carry_over()

    assert not Act.objects.exists()
