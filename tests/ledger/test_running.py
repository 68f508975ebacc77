"""What a worker does with an act, whatever goes wrong."""

from __future__ import annotations

import threading
from datetime import timedelta
from types import SimpleNamespace
from urllib.error import HTTPError, URLError

from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

import pytest

from portal.ledger import errors, kinds, outbox, patience, running
from portal.ledger.kinds import GivenUp, Kind, Later
from portal.ledger.models import KEPT, Act
from portal.ledger.turns import LEASE, TurnLostError

pytestmark = pytest.mark.django_db
RETRIES = (timedelta(minutes=1), timedelta(minutes=5))


class Doing:
    """A kind of acts that does what the test says, and how often it was asked to."""

    def __init__(self) -> None:
        self.calls: list[dict] = []
        self.do = lambda turn: None

    def __call__(self, turn):
        self.calls.append(dict(turn.act.progress))
        return self.do(turn)


@pytest.fixture
def doing(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {})
    found = Doing()
    kinds.register(Kind("test", "Test", found, RETRIES))
    return found


def fail(error):
    def do(turn):
        raise error

    return do


def the_act() -> Act:
    return Act.objects.get()


def let_it_be_due() -> None:
    past = timezone.now() - timedelta(seconds=1)
    Act.objects.filter(state="waiting").update(due_at=past)
    Act.objects.filter(state="running").update(leased_until=past)


def test_what_is_rolled_back_leaves_nothing(doing):
    with transaction.atomic():
        outbox.add("test", "1")
        transaction.set_rollback(True)

    assert not Act.objects.exists()


def test_an_act_is_done_once(doing):
    outbox.add("test", "1", payload={"what": "this"})
    outbox.add("test", "1", payload={"what": "that"})

    running.run_due()
    outbox.add("test", "1")
    running.run_due()

    act = the_act()
    assert doing.calls == [{}]
    assert (act.state, act.attempts, act.last_error) == ("done", 1, "")
    assert act.payload == {"what": "this"}
    assert act.done_at
    assert act.lease is act.leased_until is None


def test_nothing_is_done_before_it_is_due(doing):
    outbox.add("test", "1", due_at=timezone.now() + timedelta(seconds=30))

    running.run_due()

    assert doing.calls == []


def test_what_fails_is_tried_later_and_later_and_given_up(doing):
    outbox.add("test", "1")
    doing.do = fail(ConnectionRefusedError("10.0.0.1 says no to reader@example.org"))

    for number, wait in enumerate(RETRIES, 1):
        running.run_due()
        act = the_act()
        assert (act.state, act.attempts) == ("waiting", number)
        assert act.last_error == "ConnectionRefusedError"
        assert abs(act.due_at - timezone.now() - wait) < timedelta(seconds=30)
        let_it_be_due()
    running.run_due()

    act = the_act()
    assert (act.state, act.attempts) == ("given up", 3)
    let_it_be_due()
    running.run_due()
    assert len(doing.calls) == 3


def test_an_act_can_go_on_later(doing):
    outbox.add("test", "1")
    answers = [Later(timezone.now()), Later(timezone.now(), "SMTPDataError 451"), None]
    doing.do = lambda turn: answers.pop(0)

    running.run_due()

    assert len(doing.calls) == 3
    assert the_act().state == "done"


def test_an_act_can_give_itself_up(doing):
    outbox.add("test", "1")
    doing.do = lambda turn: GivenUp("HTTPError 410")

    running.run_due()

    assert (the_act().state, the_act().last_error) == ("given up", "HTTPError 410")


def test_what_was_done_of_it_is_not_done_again(doing):
    outbox.add("test", "1")

    def do(turn):
        turn.keep({"done": len(doing.calls)})
        raise TimeoutError

    doing.do = do
    for _ in range(4):
        running.run_due()
        let_it_be_due()

    assert doing.calls == [{}, {"done": 1}, {"done": 2}, {"done": 3}]
    # There was progress in between, so it begins to wait anew.
    assert (the_act().state, the_act().attempts) == ("waiting", 1)


def test_a_worker_that_was_killed_is_replaced_after_its_lease(doing):
    outbox.add("test", "1")
    doing.do = fail(SystemExit())
    with pytest.raises(SystemExit):
        running.run_due()

    act = the_act()
    assert act.state == "running"
    assert abs(act.leased_until - timezone.now() - LEASE) < timedelta(seconds=30)
    running.run_due()
    assert len(doing.calls) == 1

    doing.do = lambda turn: None
    let_it_be_due()
    running.run_due()
    act = the_act()
    assert (act.state, act.attempts, act.losses) == ("done", 2, 1)
    assert act.last_error == errors.LOST


def test_what_ends_every_worker_is_given_up_at_last(doing):
    outbox.add("test", "1")
    doing.do = fail(SystemExit())
    for _ in range(running.MOST_LOSSES + 1):
        with pytest.raises(SystemExit):
            running.run_due()
        let_it_be_due()

    running.run_due()

    assert (the_act().state, the_act().last_error) == ("given up", errors.LOST)


def test_kills_are_no_failures(doing):
    outbox.add("test", "1")
    doing.do = fail(SystemExit())
    for _ in range(5):
        with pytest.raises(SystemExit):
            running.run_due()
        let_it_be_due()
    doing.do = fail(TimeoutError())

    running.run_due()

    assert the_act().state == "waiting"
    assert abs(the_act().due_at - timezone.now() - RETRIES[0]) < timedelta(seconds=30)


def test_who_has_lost_the_lease_changes_nothing(doing):
    outbox.add("test", "1")

    def do(turn):
        let_it_be_due()
        doing.do = lambda turn: None
        assert running.do_next(threading.Event())
        with pytest.raises(TurnLostError):
            turn.keep({"late": True})
        raise TimeoutError

    doing.do = do
    running.run_due()

    act = the_act()
    assert len(doing.calls) == 2
    assert (act.state, act.progress) == ("done", {})


def test_a_worker_that_is_told_to_stop_puts_its_act_back(doing):
    outbox.add("test", "1")
    stopping = threading.Event()

    def do(turn):
        stopping.set()
        turn.keep({"step": 1})

    doing.do = do
    running.do_next(stopping)

    act = the_act()
    assert (act.state, act.attempts, act.progress) == ("waiting", 0, {"step": 1})
    doing.do = lambda turn: None
    running.run_due()
    assert doing.calls[-1] == {"step": 1}


def test_what_this_version_does_not_know_waits(doing):
    outbox.add("of-another-version", "1")

    running.run_due()

    assert the_act().state == "waiting"


@pytest.fixture
def outage(monkeypatch):
    """Let nothing wait, and the connection of the test stay."""
    outside = SimpleNamespace(in_atomic_block=False, close=lambda: None)
    monkeypatch.setattr(patience, "FIRST_PAUSE", 0)
    monkeypatch.setattr(patience, "connection", outside)


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_is_locked_is_waited_for(outage, error):
    answers = [error("database is locked")] * 3 + ["done"]

    def act():
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert patience.patiently(act, threading.Event()) == "done"


def test_an_outage_within_an_act_is_no_failure(doing, monkeypatch):
    monkeypatch.setattr(connection, "close", lambda: None)
    outbox.add("test", "1")
    answers = [OperationalError("database is locked"), None]

    def do(turn):
        if error := answers.pop(0):
            raise error

    doing.do = do
    running.run_due()

    assert len(doing.calls) == 2
    assert (the_act().state, the_act().attempts) == ("done", 1)


def test_the_worker_outlives_every_error(doing, monkeypatch):
    stopping = threading.Event()
    seen = []

    def next_one(stopping):
        seen.append(1)
        if len(seen) == 3:
            stopping.set()
        raise [OperationalError("database is locked"), KeyError("x")][len(seen) % 2]

    monkeypatch.setattr(running, "LOOKS_EVERY", 0)
    monkeypatch.setattr(running, "close_old_connections", lambda: None)
    monkeypatch.setattr(running, "do_next", next_one)

    running.run(stopping)

    assert len(seen) == 3


@pytest.mark.parametrize(
    ("state", "begins_with"),
    [("done", {}), ("given up", {"step": 1}), ("waiting", {"step": 1})],
)
def test_an_act_is_done_again_when_somebody_asks(doing, state, begins_with):
    outbox.add("test", "1", due_at=timezone.now() + timedelta(hours=1))
    Act.objects.update(
        state=state, progress={"step": 1}, attempts=7, done_at=timezone.now()
    )

    assert outbox.add_again(the_act().pk)
    running.run_due()

    act = the_act()
    assert doing.calls == [begins_with]
    assert (act.state, act.attempts) == ("done", 1)


def test_what_a_worker_is_at_is_not_begun_again(doing):
    outbox.add("test", "1")

    def do(turn):
        assert outbox.add_again(turn.act.pk) is None

    doing.do = do
    running.run_due()

    assert the_act().state == "done"


def test_only_what_was_finished_long_ago_is_forgotten(doing):
    long_ago = timezone.now() - KEPT - timedelta(days=1)
    for number, done_at in enumerate([long_ago, timezone.now(), None]):
        Act.objects.create(
            kind="test", key=str(number), created_at=long_ago, done_at=done_at
        )

    call_command("prune_acts")

    assert set(Act.objects.values_list("key", flat=True)) == {"1", "2"}


@pytest.mark.parametrize(
    ("error", "described", "said"),
    [
        (TimeoutError("x"), "TimeoutError", "did not answer in time"),
        (URLError(ConnectionRefusedError()), "ConnectionRefusedError", "Nobody"),
        (HTTPError("http://x/", 503, "no", None, None), "HTTPError 503", "accept"),
        (KeyError("reader@example.org"), "KeyError", "technical"),
    ],
)
def test_an_error_is_kept_without_what_it_says(error, described, said):
    assert errors.describe(error) == described
    assert said in errors.explain(described)
    assert described in errors.explain(described)
