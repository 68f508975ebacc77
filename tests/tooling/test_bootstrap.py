"""The bootstrap says what is wrong, and does nothing twice."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import environ
import pytest

from portal import bootstrap


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """Let the bootstrap work in a folder of its own, whose name needs quoting."""
    root = tmp_path / "a date+line"
    root.mkdir()
    monkeypatch.setattr(bootstrap, "ROOT", root)
    monkeypatch.setattr(bootstrap, "VENV", root / ".venv")
    monkeypatch.setattr(bootstrap, "PYTHON", root / ".venv" / "bin" / "python")
    monkeypatch.setattr(bootstrap, "INSTALLED", root / ".venv" / "installed")
    monkeypatch.setattr(bootstrap, "DEMO", root / ".demo")
    monkeypatch.setattr(bootstrap, "DATABASE", root / ".demo" / "db.sqlite3")
    monkeypatch.setattr(bootstrap, "LOG", root / ".demo" / "server.log")
    bootstrap.DEMO.mkdir()
    (root / "static").mkdir()
    (root / "portal").mkdir()
    (root / "portal" / "settings.py").touch()
    return root


@pytest.fixture
def commands(checkout, monkeypatch):
    """Replace every command by one that works and is noted."""
    noted = []

    def run(label, command, environment=None):
        noted.append(" ".join(str(part) for part in command[1:]))
        bootstrap.DATABASE.touch()
        if "demo_guests" in command:
            return "a warning\npass /en/embargo/token/\nsign-off /en/sign-off/token/\n"
        return "a warning\neditor secret\n"

    monkeypatch.setattr(bootstrap, "run", run)
    monkeypatch.setattr(
        bootstrap, "succeeds", lambda command, environment=None: "pip" in command
    )
    return noted


def test_an_old_python_can_read_the_bootstrap():
    source = Path(bootstrap.__file__).read_text(encoding="utf-8")

    tree = ast.parse(source, feature_version=(3, 6))

    names = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def test_an_old_python_is_told_so(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))

    code = bootstrap.main(["demo"])

    assert code == 1
    message = capsys.readouterr().err
    assert "needs Python 3.11 or newer" in message
    assert "started with 3.9" in message
    assert len(message.strip().split("\n\n")) == 1


def test_a_taken_port_is_noticed_before_any_work(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "install", pytest.fail)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        code = bootstrap.main(["demo"])

    assert code == 1
    message = " ".join(capsys.readouterr().err.split())
    assert f"Port {port} cannot be used" in message
    assert f"make demo PORT={port + 1}" in message


@pytest.mark.parametrize("port", ["0", "65536", "eight", "-1", "²"])
def test_a_port_that_is_none_is_refused(monkeypatch, capsys, port):
    monkeypatch.setattr(bootstrap, "install", pytest.fail)
    monkeypatch.setenv("PORT", port)

    assert bootstrap.main(["demo"]) == 1
    assert "PORT must be a number" in capsys.readouterr().err


def test_without_a_network_the_answer_is_one_paragraph(tmp_path):
    root = Path(bootstrap.__file__).parent.parent
    (tmp_path / "portal").mkdir()
    for name in (
        "portal/__init__.py",
        "portal/bootstrap.py",
        "requirements.txt",
        "requirements-dev.txt",
    ):
        shutil.copy(root / name, tmp_path / name)
    nowhere = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_FIND_LINKS": "",
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
        "PIP_RETRIES": "0",
        "PORT": str(unused_port()),
    }

    done = subprocess.run(
        [sys.executable, "-m", "portal.bootstrap", "demo"],
        cwd=tmp_path,
        env=os.environ | nowhere,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "needs a network connection" in " ".join(done.stderr.split())
    assert len(done.stderr.strip().split("\n\n")) == 1


def unused_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_what_is_installed_is_not_installed_again(checkout, monkeypatch):
    monkeypatch.setattr(bootstrap, "run", pytest.fail)
    bootstrap.PYTHON.parent.mkdir(parents=True)
    bootstrap.PYTHON.touch()
    bootstrap.INSTALLED.write_text(bootstrap.described(bootstrap.LOCK))

    bootstrap.install(bootstrap.LOCK)


def test_the_development_lock_serves_the_demo_too(commands):
    bootstrap.PYTHON.parent.mkdir(parents=True)
    bootstrap.PYTHON.touch()
    bootstrap.install(bootstrap.DEV_LOCK)
    commands.clear()

    bootstrap.install(bootstrap.LOCK)

    assert commands == []


def test_an_interrupted_installation_is_done_again(commands, monkeypatch):
    bootstrap.PYTHON.parent.mkdir(parents=True)
    bootstrap.PYTHON.touch()
    working = bootstrap.run
    monkeypatch.setattr(bootstrap, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.install(bootstrap.LOCK)
    monkeypatch.setattr(bootstrap, "run", working)

    bootstrap.install(bootstrap.LOCK)

    assert any("requirements.txt" in command for command in commands)
    assert bootstrap.described(bootstrap.LOCK) in bootstrap.installed()


def interrupted(*arguments):
    raise KeyboardInterrupt


def test_pip_installs_when_uv_does_not_work(commands, monkeypatch):
    bootstrap.PYTHON.parent.mkdir(parents=True)
    working = bootstrap.run

    def run(label, command, environment=None):
        if "uv" in command:
            raise bootstrap.CommandError("error: unsupported platform")
        return working(label, command, environment)

    monkeypatch.setattr(bootstrap, "run", run)

    bootstrap.install(bootstrap.LOCK)

    assert commands[-1].startswith("-m pip install --require-hashes -r")


def test_the_environment_of_the_demo_is_private_and_lasts(checkout):
    first = bootstrap.demo_environment(8000, debug=False)
    second = bootstrap.demo_environment(8001, debug=True)

    assert len(first["SECRET_KEY"]) >= 50
    assert second["SECRET_KEY"] == first["SECRET_KEY"]
    assert (bootstrap.DEMO / "env").stat().st_mode & 0o777 == 0o600
    assert (first["DEBUG"], second["DEBUG"]) == ("false", "true")
    assert second["SITE_URL"] == "http://localhost:8001"
    database = environ.Env.db_url_config(first["DATABASE_URL"])
    assert database["NAME"] == str(bootstrap.DATABASE)


def test_the_demo_asks_about_the_services_that_the_environment_names(
    checkout, monkeypatch
):
    monkeypatch.delenv("CONSENT_SERVICES", raising=False)
    usual = bootstrap.demo_environment(8000, debug=False)
    monkeypatch.setenv("CONSENT_SERVICES", "vimeo")
    chosen = bootstrap.demo_environment(8000, debug=False)

    assert usual["CONSENT_SERVICES"] == bootstrap.CONSENT["CONSENT_SERVICES"]
    assert chosen["CONSENT_SERVICES"] == "vimeo"
    assert "CONSENT_SERVICES=vimeo\n" in (bootstrap.DEMO / "env").read_text()


def test_a_demo_is_prepared_once(commands):
    prepared = bootstrap.prepare({}, collect=True)
    done = commands.copy()
    again = bootstrap.prepare({}, collect=True)

    links = {"pass": "/en/embargo/token/", "sign-off": "/en/sign-off/token/"}
    assert prepared == again == (["editor", "secret"], links)
    assert [command.split()[1] for command in done] == [
        "migrate",
        "load_demo",
        "demo_editor",
        "demo_guests",
        "collectstatic",
    ]
    assert commands == done
    for name in ("editor", "guests"):
        assert (bootstrap.DEMO / name).stat().st_mode & 0o777 == 0o600


def test_links_of_guests_are_told_where_the_demo_answers():
    links = {"pass": "/en/embargo/token/", "sign-off": "/en/sign-off/token/"}

    told = bootstrap.invitations(9000, links)

    assert "http://localhost:9000/en/embargo/token/\n" in told
    assert "http://localhost:9000/en/sign-off/token/\n" in told


def test_a_demo_without_guests_tells_of_none(commands, monkeypatch):
    noted = bootstrap.run

    def run(label, command, environment=None):
        return "" if "demo_guests" in command else noted(label, command)

    monkeypatch.setattr(bootstrap, "run", run)
    _account, links = bootstrap.prepare({}, collect=False)
    commands.clear()
    bootstrap.prepare({}, collect=False)

    assert bootstrap.invitations(8000, links) == "\n"
    assert commands == []


def test_an_interrupted_demo_goes_on_where_it_stopped(commands, monkeypatch):
    working = bootstrap.run

    def run(label, command, environment=None):
        if "load_demo" in command:
            raise KeyboardInterrupt
        return working(label, command, environment)

    monkeypatch.setattr(bootstrap, "run", run)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.prepare({}, collect=False)
    monkeypatch.setattr(bootstrap, "run", working)

    bootstrap.prepare({}, collect=False)

    jobs = [command.split()[1] for command in commands]
    assert jobs == ["migrate", "load_demo", "demo_editor", "demo_guests"]


def test_a_new_migration_is_run_and_the_data_are_kept(commands, checkout):
    bootstrap.prepare({}, collect=False)
    (checkout / "portal" / "users" / "migrations").mkdir(parents=True)
    commands.clear()

    bootstrap.prepare({}, collect=False)

    assert [command.split()[1] for command in commands] == ["migrate"]


def test_a_deleted_database_is_loaded_anew(commands):
    bootstrap.prepare({}, collect=False)
    bootstrap.DATABASE.unlink()
    commands.clear()

    bootstrap.prepare({}, collect=False)

    jobs = [command.split()[1] for command in commands]
    assert jobs == ["migrate", "load_demo", "demo_editor", "demo_guests"]


def test_a_failing_step_shows_its_output_and_no_traceback(checkout, capfd):
    command = [sys.executable, "-c", "print('no such table'); raise SystemExit(3)"]

    with pytest.raises(bootstrap.SetupError, match=r"delete the folder \.demo"):
        bootstrap.step("Loading the demo", command, None)

    assert "no such table" in capfd.readouterr().err


@pytest.fixture
def server():
    """A server that lives until it is told otherwise."""

    class Server:
        returncode = None

        def poll(self):
            return self.returncode

    return Server()


def test_the_demo_waits_as_long_as_its_server_lives(
    checkout, server, monkeypatch, capsys
):
    answers = iter([None] * 5000 + [503] * 5 + [200])
    monkeypatch.setattr(bootstrap, "answered", lambda port: next(answers))
    monkeypatch.setattr(bootstrap.time, "sleep", lambda seconds: None)

    bootstrap.wait_for_answer(server, 8000, bootstrap.LOG)

    assert next(answers, "none left") == "none left"
    assert "Waiting for the first page ..." in capsys.readouterr().out


def test_a_server_that_died_is_said_to_have_with_its_log(
    checkout, server, monkeypatch, capsys
):
    bootstrap.LOG.write_text("the last words\n")

    def answered(port):
        server.returncode = 3

    monkeypatch.setattr(bootstrap, "answered", answered)

    with pytest.raises(bootstrap.SetupError) as caught:
        bootstrap.wait_for_answer(server, 8000, bootstrap.LOG)

    assert "(code 3)" in str(caught.value)
    assert ".demo/server.log" in str(caught.value)
    assert "delete" not in str(caught.value)
    assert "the last words" in capsys.readouterr().err


def test_a_front_page_with_an_error_names_the_log(checkout, server, monkeypatch):
    monkeypatch.setattr(bootstrap, "answered", lambda port: 500)

    with pytest.raises(bootstrap.SetupError, match=r"\.demo/server\.log") as caught:
        bootstrap.wait_for_answer(server, 8000, bootstrap.LOG)

    assert "delete" not in str(caught.value)


def test_in_development_an_error_is_an_answer(checkout, server, monkeypatch):
    monkeypatch.setattr(bootstrap, "answered", lambda port: 500)

    bootstrap.wait_for_answer(server, 8000, None)
