"""The server survives what happens to its parts, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing

from django.db import connection

import pytest

from tests.serving.servers import WORDS, Server, is_alive, serving, until

pytestmark = [
    pytest.mark.django_db,  # else there is no database to copy
    pytest.mark.skipif(
        connection.vendor != "sqlite" or sys.platform != "linux",
        reason="says nothing about a database, and looks into /proc",
    ),
]


@pytest.fixture(scope="module")
def start(tmp_path_factory, django_db_setup):
    """Return what gives a server: the one there is, or a new one if it has ended."""
    folder = tmp_path_factory.mktemp("serving")
    name = connection.settings_dict["NAME"]
    with (
        closing(sqlite3.connect(name)) as tests,
        closing(sqlite3.connect(folder / "db.sqlite3")) as copy,
    ):
        tests.backup(copy)
    with ExitStack() as running:
        servers: list[Server] = []

        def give() -> Server:
            if not servers or servers[-1].process.poll() is not None:
                url = f"sqlite:///{folder / 'db.sqlite3'}"
                one = serving(folder, "--stop-within=20", DATABASE_URL=url)
                servers.append(running.enter_context(one))
            return servers[-1]

        yield give


@pytest.fixture
def server(start) -> Iterator[Server]:
    """A server all of whose parts run."""
    server = start()
    until(lambda: len(server.parts("granian")) == 3)
    until(lambda: server.parts("run_timers") and server.parts("run_acts"))
    until(lambda: server.status() == 200)
    return server


def test_a_process_that_answers_visitors_is_replaced(server):
    _main, killed, other = server.parts("granian")

    os.kill(killed, signal.SIGKILL)

    until(lambda: server.status() == 200)
    until(lambda: len(server.parts("granian")) == 3)
    assert killed not in server.parts("granian")
    assert is_alive(other)
    assert server.status() == 200


def test_when_the_web_server_is_killed_another_takes_its_place(server):
    old = server.parts("granian")

    os.kill(old[0], signal.SIGKILL)

    until(lambda: not set(old) & set(server.parts("granian")))
    until(lambda: server.status() == 200)
    until(lambda: not any(is_alive(pid) for pid in old))


@pytest.mark.parametrize("word", ["run_timers", "run_acts"])
def test_what_works_in_the_background_is_started_again(server, word):
    [killed] = server.parts(word)

    os.kill(killed, signal.SIGKILL)

    until(lambda: server.parts(word) not in ([], [killed]))
    assert server.status() == 200


def test_forty_half_forms_do_not_keep_others_from_reading(server):
    visitors = [server.half_a_form() for _ in range(40)]

    statuses = [server.status() for _ in range(10)]

    assert statuses == [200] * 10
    for visitor in visitors:
        visitor.close()


def test_told_to_stop_it_answers_what_has_begun_and_ends_all(server):
    parts = [pid for word in WORDS for pid in server.parts(word)]
    visitor = server.half_a_form()

    server.process.terminate()
    until(lambda: not server.parts("run_timers"))
    visitor.sendall(b"=none")
    answer = visitor.recv(100)

    assert answer.startswith(b"HTTP/1.1 403")  # it has no token
    visitor.close()
    assert server.process.wait(timeout=30) == 0
    assert not any(is_alive(pid) for pid in parts)


def test_nothing_stays_behind_when_it_is_killed_itself(server):
    parts = [pid for word in WORDS for pid in server.parts(word)]

    server.process.kill()

    until(lambda: not any(is_alive(pid) for pid in parts))
