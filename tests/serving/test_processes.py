"""Programs that end are started again, later and later; timers outlive failures."""

from __future__ import annotations

import socket
import sys
import threading
from itertools import pairwise

from django.core.management import CommandError
from django.db import OperationalError

import pytest

from portal.server import processes, timers
from portal.server.management.commands import serve
from portal.server.processes import Program, keep_running
from portal.server.timers import Timer

FAILS = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture
def at_once(monkeypatch):
    """Let nothing wait."""
    monkeypatch.setattr(processes, "FIRST_PAUSE", 0)
    monkeypatch.setattr(processes, "LOOKS_EVERY", 0.01)


def test_what_never_starts_is_given_up(at_once):
    other = Program("other", [sys.executable, "-c", "import time; time.sleep(60)"])

    code = keep_running([Program("web", FAILS, is_essential=True), other], 30)

    assert code == 1
    assert other.process.poll() is not None


def test_what_ends_at_once_starts_later_and_later(monkeypatch):
    monkeypatch.setattr(processes.time, "monotonic", lambda: 100.0)
    program = Program("acts", FAILS)
    pauses = []
    for _ in range(9):
        program.start()
        program.process.wait()
        assert program.tend()
        pauses.append(program.due_at - 100)

    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]


@pytest.fixture
def no_database(monkeypatch):
    monkeypatch.setattr(timers, "close_old_connections", lambda: None)
    monkeypatch.setattr(timers.connection, "close", lambda: None)


def test_a_timer_that_fails_stops_no_other_and_comes_again(
    no_database, monkeypatch, caplog
):
    stopping = threading.Event()
    called = []

    def call(name):
        called.append(name)
        if name == "fails":
            raise OSError("no")
        if called.count("works") == 3:
            stopping.set()

    monkeypatch.setattr(timers, "FIRST_PAUSE", 0)
    monkeypatch.setattr(timers, "call_command", call)
    jobs = [Timer(("fails",), every=900), Timer(("works",), every=0)]

    timers.run(jobs, stopping)

    assert called == ["fails", "works"] * 3
    assert "fails failed" in caplog.text


def test_an_outage_is_one_line_and_is_tried_again_soon(
    no_database, monkeypatch, caplog
):
    def call(name):
        raise OperationalError("connection refused")

    monkeypatch.setattr(timers, "call_command", call)
    monkeypatch.setattr(timers.time, "monotonic", lambda: 100.0)
    job = Timer(("send_digests",), every=900)
    pauses = []
    for _ in range(5):
        job.run()
        pauses.append(job.due_at - 100)

    assert pauses == [5, 10, 20, 30, 30]
    assert caplog.messages == ["send_digests failed: connection refused"] * 5
    assert not any(record.exc_info for record in caplog.records)


def test_what_is_due_is_called():
    jobs = [*timers.lifts(), *timers.timers()]

    assert {job.command[0]: job.every for job in jobs} == {
        "publish_scheduled": 5,
        "send_digests": 900,
        "remind_guests": 900,
        "turn_day": 5,
        "prune_acts": 86_400,
        "forget_reports": 86_400,
        "count_visits": 120,
        "tidy_statistics": 3600,
    }


def test_the_web_server_has_its_limits(settings):
    settings.WEB_WORKERS = 3

    command = serve.web(host="127.0.0.1", port=8000, reload=False, stop_within=60)

    options = dict(pairwise(command))
    assert options["--workers"] == "3"
    assert options["--workers-kill-timeout"] == "55"
    assert {"--respawn-failed-workers", "--workers-lifetime", "--backpressure"} <= set(
        command
    )


def test_a_port_that_is_taken_is_refused_in_words():
    """Granian shares it with another one of its kind, whose visitors it would take."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"port {port} cannot be used"):
            serve.check_port("127.0.0.1", port)

    serve.check_port("127.0.0.1", port)
