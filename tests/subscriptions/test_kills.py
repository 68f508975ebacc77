"""Workers are killed at every point, and nothing is lost.

A mail that was handed over and not noted cannot be told from one that was not handed
over. It is sent again, as the same message.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import parse_qs

from django.conf import settings as site_settings
from django.db import connection, transaction
from django.utils import timezone

import pytest

from news.syndication.feeds.languages import Languages
from portal.ledger import running
from portal.ledger.models import Act
from portal.subscriptions import consent, lists
from portal.subscriptions.models import Delivery, Subscription
from tests.factories import add_release, add_translation, publish
from tests.news.hub import serving

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(sys.platform != "linux", reason="forks"),
]
ROOT = Path(__file__).resolve().parents[2]
FEEDS = 2
AT_LAST = 60  # seconds
ARRIVES = 2  # seconds in which an answer arrives, on a machine that does much else
# How often comes what was handed over, and whose note met a lock. PostgreSQL ends the
# statement of a client that has gone.
NOT_NOTED = 1 if connection.vendor == "postgresql" else 2


@dataclass
class Forks:
    """The process that forks workers."""

    process: subprocess.Popen

    def start(self, last: int = 0) -> int:
        """Start a worker that ends before a statement; return its process."""
        self.process.stdin.write(f"{last}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def wait(self) -> str:
        """Wait for the worker; tell whether it ended or was killed."""
        return self.process.stdout.readline().strip()


@dataclass
class Hub:
    """What a hub was told, and what it does before it answers."""

    told: list[str] = field(default_factory=list)
    before_answer: Callable[[], None] = lambda: None

    def app(self, environ, start_response):
        size = int(environ["CONTENT_LENGTH"])
        form = parse_qs(environ["wsgi.input"].read(size).decode())
        self.told += form["hub.url"]
        self.before_answer()
        start_response("204 No Content", [])
        return []


@pytest.fixture
def hub(settings) -> Iterator[Hub]:
    found = Hub()
    with serving(found.app) as address:
        settings.WEBSUB_HUB = address
        yield found


@contextmanager
def python(*arguments: str, **options) -> Iterator[subprocess.Popen]:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    with subprocess.Popen(  # noqa: S603  our own commands
        [sys.executable, *arguments], cwd=ROOT, env=environment, text=True, **options
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def forks(mail_server, hub) -> Iterator[Forks]:
    names = ("EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "WEBSUB_HUB")
    values = {name: getattr(site_settings, name) for name in names}
    arguments = [str(connection.settings_dict["NAME"]), json.dumps(values)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with python("-m", "tests.ledger.forking", *arguments, **pipes) as process:
        assert process.stdout.readline() == "ready\n"
        yield Forks(process)


@pytest.fixture
def acts(newsroom, subscribe, hub) -> list[Act]:
    """An announcement to two readers, pushes, and an answer to a form."""
    subscribe("en@example.org")
    subscribe("de@example.org", languages="de,en", language="de")
    publish(add_translation(add_release(newsroom), title="Deutsch"))
    languages = Languages.parse("en", "en")
    listing = lists.find(newsroom.translation_key, {}, languages, "en")
    choice = consent.Choice("en", "en", Subscription.Frequency.IMMEDIATE)
    consent.ask("new@example.org", listing, "", choice)
    Act.objects.filter(kind="websub").exclude(
        pk=Act.objects.filter(kind="websub").first().pk
    ).delete()
    for act in Act.objects.filter(kind="websub"):
        act.payload["feeds"] = act.payload["feeds"][:FEEDS]
        act.save()
    Act.objects.update(due_at=timezone.now())
    return list(Act.objects.order_by("pk"))


def begin_anew(acts: list[Act]) -> None:
    Delivery.objects.all().delete()
    for act in acts:
        act.save()


def end_leases() -> None:
    """Let the time pass after which another worker takes what one has left."""
    Act.objects.filter(state="running").update(leased_until=timezone.now())


def finish(mail_server, hub) -> Counter:
    """Let a worker that nobody kills do the rest; return how often came what."""
    until = time.monotonic() + AT_LAST
    while True:
        end_leases()
        running.run_due()
        states = set(Act.objects.values_list("state", flat=True))
        if states == {"done"} or time.monotonic() > until:
            break
        # PostgreSQL holds the rows of a killed client until it notices.
        time.sleep(0.1)
    assert states == {"done"}
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
    recipients: dict[str, set[str]] = {}
    for mail in mail_server.received:
        recipients.setdefault(mail["Message-ID"], set()).add(mail["X-Envelope-To"])
    # Every reader has one message, however often it came.
    assert sorted(recipients.values(), key=str) == [
        {"de@example.org"},
        {"en@example.org"},
        {"new@example.org"},
    ]
    assert len(set(hub.told)) == FEEDS
    came = Counter(mail["Message-ID"] for mail in mail_server.received)
    came.update(hub.told)
    mail_server.received.clear()
    hub.told.clear()
    return came


def test_killed_before_every_statement(acts, forks, mail_server, hub, record_property):
    kills = 0
    for last in count(1):
        begin_anew(acts)
        forks.start(last)
        if forks.wait() == "ended":
            break
        kills += 1
        came = finish(mail_server, hub)
        # One thing is under way when a worker ends, so one may come twice.
        assert max(came.values()) <= 2
        assert sum(came.values()) <= len(came) + 1

    record_property("kills", kills)
    assert kills > 30
    assert max(finish(mail_server, hub).values()) == 1


def kill(process: int) -> None:
    os.kill(process, signal.SIGKILL)


@pytest.mark.parametrize("step", ["handle_MAIL", "handle_RCPT", "handle_DATA"])
def test_killed_while_it_speaks_with_the_mail_server(
    acts, forks, mail_server, hub, monkeypatch, step
):
    original = getattr(type(mail_server), step, None)
    begun = threading.Event()
    started: list[int] = []

    async def killing(server, session, envelope, *arguments):
        begun.wait(AT_LAST)
        if started:
            kill(started.pop())
            forks_end.wait(AT_LAST)
        if original:
            return await original(mail_server, server, session, envelope, *arguments)
        envelope.mail_from = arguments[0]
        return "250 OK"

    forks_end = threading.Event()
    monkeypatch.setattr(mail_server, step, killing, raising=False)
    begin_anew(acts)
    started.append(forks.start())
    begun.set()
    assert forks.wait() == "killed"
    forks_end.set()

    finish(mail_server, hub)


@contextmanager
def locked() -> Iterator[None]:
    """Keep others from writing to the ledger and the mails, in a thread of its own."""
    has_begun, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                list(Act.objects.select_for_update())
                list(Delivery.objects.select_for_update())
                has_begun.set()
                may_end.wait(AT_LAST)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        assert has_begun.wait(AT_LAST)
        yield
    finally:
        may_end.set()
        thread.join()


def test_killed_when_the_mail_server_has_answered(
    acts, forks, mail_server, hub, monkeypatch
):
    """Between the answer and our note is no other way than to send it again."""
    original = type(mail_server).handle_DATA
    answered, may_go_on = threading.Event(), threading.Event()

    async def answer(server, session, envelope):
        reply = await original(mail_server, server, session, envelope)
        if not answered.is_set():
            answered.set()
            assert may_go_on.wait(AT_LAST)
        return reply

    monkeypatch.setattr(mail_server, "handle_DATA", answer)
    begin_anew(acts)
    worker = forks.start()
    assert answered.wait(AT_LAST)
    with locked():
        may_go_on.set()
        time.sleep(ARRIVES)  # and the note waits for the lock
        kill(worker)
        assert forks.wait() == "killed"

    came = finish(mail_server, hub)

    assert sorted(came.values())[-2:] == [1, NOT_NOTED]


@pytest.mark.parametrize("has_answered", [False, True])
def test_killed_while_it_speaks_with_the_hub(
    acts, forks, mail_server, hub, has_answered
):
    asked, may_answer = threading.Event(), threading.Event()

    def wait() -> None:
        if not asked.is_set():
            asked.set()
            assert may_answer.wait(AT_LAST)

    hub.before_answer = wait
    begin_anew(acts)
    worker = forks.start()
    assert asked.wait(AT_LAST)
    with locked():
        if has_answered:
            may_answer.set()
            time.sleep(ARRIVES)
        kill(worker)
        assert forks.wait() == "killed"
    may_answer.set()

    came = finish(mail_server, hub)

    assert sorted(came.values())[-2:] == [1, NOT_NOTED if has_answered else 2]


def test_killed_at_any_time(acts, forks, mail_server, hub):
    for number in range(20):
        begin_anew(acts)
        worker = forks.start()
        time.sleep(number * 0.02)
        kill(worker)
        forks.wait()
        finish(mail_server, hub)


def test_two_workers_at_once_do_everything_once(acts, forks, mail_server, hub):
    for _ in range(5):
        begin_anew(acts)
        forks.start()
        running.run_due()
        assert forks.wait() == "ended"
        assert set(finish(mail_server, hub).values()) == {1}


@pytest.mark.usefixtures("acts")
def test_a_database_that_is_locked_is_waited_for(forks, mail_server, hub):
    with locked():
        forks.start()
        time.sleep(4)

    assert forks.wait() == "ended"
    assert set(finish(mail_server, hub).values()) == {1}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="has no server")
@pytest.mark.usefixtures("acts")
def test_a_worker_outlives_a_restart_of_the_database(forks, mail_server, hub):
    asked, may_answer = threading.Event(), threading.Event()

    def wait() -> None:
        if not asked.is_set():
            asked.set()
            assert may_answer.wait(AT_LAST)

    hub.before_answer = wait
    forks.start()
    assert asked.wait(AT_LAST)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    may_answer.set()

    assert forks.wait() == "ended"
    assert set(Act.objects.values_list("state", flat=True)) == {"done"}
    assert set(finish(mail_server, hub).values()) == {1}
