"""A database that is away, full or locked is answered with 503, and nothing else is."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client

import pytest

from portal.core.outages import is_outage
from tests.factories import add_release

ROOT = Path(__file__).resolve().parents[2]
ADDRESSES = {
    "front page": "/en/",
    "German front page": "/de/",
    "newsroom": "/en/newsroom/",
    "release": "/en/newsroom/a-release/",
    "search": "/en/search/?q=cells",
    "feed": "/en/newsroom/feed/",
    "JSON feed": "/en/newsroom/feed/json/",
    "sitemap": "/sitemap.xml",
    "style sheet": "/theme.css",
    "API": "/api/v2/releases/",
    "form": "/en/subscribe/",
    "admin": "/admin/",
    "login": "/admin/login/",
    "unknown path": "/nothing/",
    "unknown page": "/en/nothing/",
    "graph": "/graph/graph.jsonld",
    "media": "/media/nothing",
}
# Without a database in reach they are answered all the same.
NEED_NONE = {"style sheet", "media", "login"}
ASK = """
import json, sys
import django
django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
client.cookies["sessionid"] = "a" * 32
answers = {}
for name, path in json.loads(sys.argv[1]).items():
    response = client.get(path, headers={"accept-language": "de", "accept": "*/*"})
    headers = {key.lower(): value for key, value in response.items()}
    answers[name] = [response.status_code, headers, response.content.decode()]
print(json.dumps(answers))
"""


@pytest.fixture(scope="module")
def answers() -> dict[str, tuple[int, dict, str]]:
    """What the site answers while nobody listens where its database should be."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        "DATABASE_URL": f"postgres://dateline:secret@127.0.0.1:{port}/dateline",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    finished = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-c", ASK, json.dumps(ADDRESSES)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout.splitlines()[-1])


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name not in NEED_NONE])
def test_without_a_database_an_address_answers_503(answers, name):
    status, headers, _text = answers[name]

    assert status == 503
    assert headers["retry-after"] == "30"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("name", sorted(NEED_NONE))
def test_without_a_database_nothing_answers_500(answers, name):
    assert answers[name][0] in (200, 404, 503)


@pytest.mark.parametrize(
    ("name", "language", "words"),
    [
        ("front page", "en", "Please try again shortly."),
        ("German front page", "de", "Bitte versuchen Sie es"),
        ("unknown path", "de", "Bitte versuchen Sie es"),
        ("admin", "de", "Bitte versuchen Sie es"),
        ("unknown page", "en", "Please try again shortly."),
    ],
)
def test_the_page_is_in_the_language_of_the_visitor(answers, name, language, words):
    _status, headers, text = answers[name]

    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["content-language"] == language
    assert f'<html lang="{language}">' in text
    assert words in text


@pytest.mark.parametrize("name", ["feed", "sitemap"])
def test_a_program_gets_a_line_of_text(answers, name):
    _status, headers, text = answers[name]

    assert headers["content-type"] == "text/plain; charset=utf-8"
    assert len(text.splitlines()) == 1


@pytest.mark.parametrize("name", ["API", "JSON feed"])
def test_who_expects_json_gets_it(answers, name):
    _status, headers, text = answers[name]

    assert headers["content-type"] == "application/problem+json"
    assert json.loads(text)["status"] == 503


class Breaking:
    """Let the database break down after so many statements."""

    def __init__(self, statements: int, error: Exception) -> None:
        self.left = statements
        self.error = error
        self.broke = False

    def __call__(self, execute, sql, params, many, context):
        if self.left <= 0:
            self.broke = True
            raise self.error
        self.left -= 1
        return execute(sql, params, many, context)


def status_after(client: Client, path: str, statements: int, error: Exception) -> int:
    client.raise_request_exception = False
    breaking = Breaking(statements, error)
    with connection.execute_wrapper(breaking):
        status = client.get(path).status_code
    return status if breaking.broke else 0


@pytest.mark.parametrize(
    "path", ["/en/", "/en/newsroom/", "/de/nothing/", "/api/v2/releases/", "/admin/"]
)
def test_wherever_the_database_breaks_down_the_answer_is_503(
    client, newsroom, sign_in, path
):
    add_release(newsroom)
    if path == "/admin/":
        sign_in("Editors")
    statuses = []
    while (
        status := status_after(client, path, len(statuses), OperationalError("gone"))
    ) or not statuses:
        statuses.append(status)

    assert len(statuses) > 2
    assert set(statuses) == {503}


def test_a_session_that_cannot_be_kept_is_no_bad_request(client, site, sign_in):
    sign_in("Editors")
    session = client.session
    session["seen"] = True
    session.save()

    def lock(execute, sql, params, many, context):
        if "django_session" in sql and not sql.startswith("SELECT"):
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(lock):
        client.raise_request_exception = False
        status = client.post("/admin/logout/").status_code

    assert status == 503


@pytest.mark.parametrize(
    "error", [DatabaseError("syntax"), ValueError("none"), LookupError()]
)
def test_a_mistake_of_ours_stays_500(client, site, error):
    assert status_after(client, "/en/", 1, error) == 500


def sqlite_error(sql: str) -> OperationalError:
    try:
        sqlite3.connect(":memory:").execute(sql)
    except sqlite3.OperationalError as cause:
        error = OperationalError(str(cause))
        error.__cause__ = cause
    return error


def locked() -> OperationalError:
    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorcode = sqlite3.SQLITE_BUSY
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


def postgres_error(code: str) -> OperationalError:
    error = OperationalError(code)
    error.__cause__ = type("Cause", (Exception,), {"pgcode": code})()
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (locked(), True),
        (sqlite_error("SELECT * FROM nowhere"), False),
        (sqlite_error("SELEKT"), False),
        (postgres_error("53300"), True),
        (postgres_error("57P01"), True),
        (postgres_error("54001"), False),
        (InterfaceError("connection already closed"), True),
        (DatabaseError("anything"), False),
        (None, False),
    ],
    ids=str,
)
def test_tells_an_outage_from_a_mistake(error, expected):
    assert is_outage(error) is expected


def test_an_error_that_an_outage_led_to_counts_as_one():
    error = LookupError()
    error.__context__ = OperationalError("server closed the connection")

    assert is_outage(error)
