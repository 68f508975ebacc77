"""What the settings make of the environment, in a process of their own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COMPLETE = {"SECRET_KEY": "secret", "ALLOWED_HOSTS": "newsroom.example"}
SETTINGS = """
import json
from portal import settings
names = [name for name in dir(settings) if name.isupper()]
values = {name: getattr(settings, name) for name in names}
print(json.dumps(values, default=lambda value: None))
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A copy of the project without the .env that may lie in this one."""
    copy = tmp_path_factory.mktemp("project")
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in ("portal", "news", "partners", "templates", "static"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=ignored)
    shutil.copy(ROOT / "manage.py", copy)
    return copy


def run(
    project: Path, *command: str, **environment: str
) -> subprocess.CompletedProcess:
    """Run Python in the copy with nothing in the environment but what is given."""
    inherited = {
        name: os.environ[name]
        for name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV")
        if name in os.environ
    }
    return subprocess.run(  # noqa: S603  our own commands
        [sys.executable, *command],
        cwd=project,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def settings(project: Path, **environment: str) -> dict:
    """Return the settings that follow from an environment."""
    finished = run(project, "-c", SETTINGS, **COMPLETE | environment)
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def test_starts_with_a_secret_and_its_hosts(project):
    finished = run(project, "manage.py", "check", **COMPLETE)

    assert finished.returncode == 0, finished.stderr


@pytest.mark.parametrize("missing", COMPLETE)
def test_refuses_to_start_without(project, missing):
    environment = {name: value for name, value in COMPLETE.items() if name != missing}

    finished = run(project, "manage.py", "check", **environment)

    assert finished.returncode != 0
    assert f"Set the environment variable {missing}" in finished.stderr


@pytest.mark.parametrize("empty", COMPLETE)
def test_refuses_to_start_with_an_empty(project, empty):
    finished = run(project, "manage.py", "check", **COMPLETE | {empty: ""})

    assert finished.returncode != 0
    assert f"Set the environment variable {empty}" in finished.stderr


def test_refuses_an_unknown_way_of_counting(project):
    finished = run(project, "manage.py", "check", **COMPLETE, COUNTING="yes")

    assert finished.returncode != 0
    assert "COUNTING is 'yes'; it can be app, log or off." in finished.stderr


def test_debugging_is_off_unless_asked_for(project):
    assert settings(project)["DEBUG"] is False
    assert settings(project, DEBUG="true")["DEBUG"] is True


def test_debugging_needs_no_hosts(project):
    finished = run(project, "-c", SETTINGS, SECRET_KEY="secret", DEBUG="true")

    assert finished.returncode == 0, finished.stderr


def test_reads_what_is_not_in_the_environment_from_a_file(project):
    file = project / ".env"
    file.write_text("SITE_URL=https://file.example\nLOG_LEVEL=ERROR\n")
    try:
        values = settings(project, SITE_URL="https://environment.example")
    finally:
        file.unlink()

    assert values["SITE_URL"] == "https://environment.example"
    assert values["LOGGING"]["root"]["level"] == "ERROR"


@pytest.mark.parametrize(
    ("address", "is_secure"),
    [("https://newsroom.example", True), ("http://newsroom.example", False)],
)
def test_an_https_address_turns_on_secure_cookies_and_hsts(project, address, is_secure):
    values = settings(project, SITE_URL=address)

    assert values["SESSION_COOKIE_SECURE"] is is_secure
    assert values["CSRF_COOKIE_SECURE"] is is_secure
    assert values["SECURE_SSL_REDIRECT"] is is_secure
    assert (values["SECURE_HSTS_SECONDS"] >= 31_536_000) is is_secure
    assert bool(values["SECURE_PROXY_SSL_HEADER"]) is is_secure


@pytest.mark.parametrize("name", ["CONSENT_OPTIONS", "ANYMAIL"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{'a': 'hidden'}", "is no JSON: Expecting property name"),
        ('["hidden"]', "is no JSON object"),
        ('"hidden"', "is no JSON object"),
    ],
)
def test_an_object_that_is_none_stops_the_start(project, name, text, said):
    finished = run(project, "manage.py", "check", **COMPLETE | {name: text})

    assert finished.returncode != 0
    last = finished.stderr.strip().splitlines()[-1]
    assert last.startswith(
        f"django.core.exceptions.ImproperlyConfigured: {name} {said}"
    )
    assert "JSONDecodeError" not in finished.stderr
    assert "hidden" not in finished.stderr


def test_the_example_environment_starts_once_it_has_a_secret(project):
    example = (ROOT / ".env.example").read_text()
    (project / ".env").write_text(
        example.replace("SECRET_KEY=\n", "SECRET_KEY=secret\n")
    )
    try:
        finished = run(project, "manage.py", "check")
    finally:
        (project / ".env").unlink()

    assert finished.returncode == 0, finished.stderr
