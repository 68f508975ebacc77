"""Connections to PostgreSQL: counted before the start, and 503 where they run out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from urllib.parse import quote

from django.core.management.base import CommandError
from django.db import connection

import psycopg2
import pytest

from portal.server import budget
from tests.serving.servers import ROOT, serving

ROLE = "dateline_visitors"
DISCONNECT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE usename = 'dateline_visitors'
"""
NEEDED = (2 + 1) * 4 + 3  # for two processes with four threads, and by hand

pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite counts no connections"
    ),
    pytest.mark.django_db,
]


@pytest.fixture
def execute(db) -> Iterator[Callable[[str], None]]:
    """Return what executes a statement outside the transaction of the test."""
    with closing(psycopg2.connect(**connection.get_connection_params())) as owner:
        owner.autocommit = True

        def execute(statement: str) -> None:
            with owner.cursor() as cursor:
                cursor.execute(statement)

        yield execute


@pytest.fixture
def role(execute) -> Iterator[str]:
    """A role that may open as many connections as are needed; returns its URL."""
    values = connection.settings_dict
    owner = values["USER"]
    execute(f"CREATE ROLE {ROLE} LOGIN PASSWORD 'secret' CONNECTION LIMIT {NEEDED}")
    execute(f'GRANT "{owner}" TO {ROLE}')
    host = f"{quote(values['HOST'], safe='')}:{values['PORT']}"
    yield f"postgres://{ROLE}:secret@{host}/{values['NAME']}"
    execute(DISCONNECT)
    execute(f"DROP ROLE {ROLE}")


def test_160_requests_at_once_stay_within_the_budget(role, execute, tmp_path):
    with serving(
        tmp_path, "--only=web", DATABASE_URL=role, WEB_WORKERS="2", WEB_THREADS="4"
    ) as server:
        enough = server.statuses(160)
        execute(f"ALTER ROLE {ROLE} CONNECTION LIMIT 1")
        execute(DISCONNECT)
        too_few = server.statuses(160)
        execute(f"ALTER ROLE {ROLE} CONNECTION LIMIT {NEEDED}")
        again = server.statuses(20)

    assert set(enough) == {200}
    assert 503 in too_few
    assert set(too_few) <= {200, 503}
    assert set(again) == {200}


def test_a_server_that_would_need_too_many_does_not_start(role, execute, tmp_path):
    execute(f"ALTER ROLE {ROLE} CONNECTION LIMIT {NEEDED - 1}")
    environment = {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "SECRET_KEY": "tests only, never served",
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": role,
    }

    finished = subprocess.run(
        [sys.executable, "manage.py", "serve", "--only=web", "--port=1"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode == 1
    assert f"needs up to {NEEDED} connections" in finished.stderr
    assert f"Allowed are {NEEDED - 1}" in finished.stderr
    assert "Lower WEB_THREADS or WEB_WORKERS" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_a_host_may_have_a_share_of_the_connections(settings):
    settings.WEB_THREADS, settings.DATABASE_CONNECTIONS = 4, NEEDED

    assert budget.needed(2, 0) == NEEDED
    assert budget.needed(0, 2) == 2 + 3
    with pytest.raises(CommandError, match="DATABASE_CONNECTIONS"):
        budget.check(2, 2)
