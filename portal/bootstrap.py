"""Make the virtual environment, then run the demo, the tests or a tool in it.

    python3 -m portal.bootstrap demo | run | test [pytest's options] | exec COMMAND ...

Standard library only, and readable by Python 3.6, so that an old Python gets an
answer instead of a syntax error. What is done is derived from files, so a run that
was interrupted is simply started again.
"""

import contextlib
import hashlib
import http.client
import json
import os
import re
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
INSTALLED = VENV / "installed"  # what is in .venv, see described()
DEMO = ROOT / ".demo"
DATABASE = DEMO / "db.sqlite3"
LOG = DEMO / "server.log"
STOPS_WITHIN = 10  # seconds
# Who reads the demo's scheduled release without an account, by what their link is for.
GUESTS = {
    "pass": "a journalist, with an embargo pass",
    "sign-off": "a partner, who signs it off",
}
# What the demo asks consent for, unless the environment names others. Nobody has the hosts of the statistics service (RFC 6761).
CONSENT = {
    "CONSENT_SERVICES": "econda,x,youtube",
    "CONSENT_OPTIONS": json.dumps(
        {
            "econda": {
                "client_key": "demo",
                "container": "demo",
                "loader": "https://econda.example/loader.js",
                "logging": "https://logging.econda.example",
            }
        }
    ),
}
LOCK, DEV_LOCK = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
OLDEST = (3, 11)
HOST = "127.0.0.1"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class SetupError(Exception):
    """What is wrong and what to do about it, in one paragraph."""


class CommandError(Exception):
    """A command that did not work; the text is its output."""

    @property
    def reason(self):
        lines = [line.strip() for line in str(self).splitlines() if line.strip()]
        errors = [line for line in lines if line.lower().startswith("error")]
        return (errors or lines or ["it said nothing"])[-1]


def main(arguments):
    """Return the exit code, after a paragraph on what went wrong if something did."""
    try:
        check_python(sys.version_info)
        job, *command = arguments or ["demo"]
        if job in ("demo", "run"):
            return demo(os.environ.get("PORT") or "8000", reload=job == "run")
        install(DEV_LOCK)
        if job == "test":
            command = ["python", "-m", "tests.databases", *command]
        return hand_over(command)
    except SetupError as problem:
        lines = textwrap.wrap(
            str(problem), 79, break_long_words=False, break_on_hyphens=False
        )
        print("", *lines, sep="\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 1


def check_python(version):
    if tuple(version[:2]) < OLDEST:
        raise SetupError(
            f"Dateline needs Python {dotted(OLDEST)} or newer and was started with "
            f"{dotted(version)} ({sys.executable}). If a newer one is installed, name it, "
            "for example: make demo PYTHON=python3.12"
        )


def dotted(version):
    return ".".join(str(number) for number in version[:2])


# The virtual environment


def install(lock):
    """Bring .venv to the state of a lock file, if it is not there already."""
    wanted = described(lock)
    if wanted in installed() and PYTHON.exists():
        return
    if not usable():
        make_environment()
    packages = re.findall(r"(?m)^\w.*==", lock.read_text())
    label = f"Installing {len(packages)} packages"
    INSTALLED.write_text("")
    try:
        run(label, [*uv(), "pip", "install", "--python", PYTHON, *hashed(lock)])
    except CommandError:
        try:
            run(label + " with pip", [PYTHON, "-m", "pip", "install", *hashed(lock)])
        except CommandError as error:
            raise SetupError(
                f"The packages could not be installed (pip: {error.reason}). They come from "
                "the Python package index, so the first start needs a network connection; "
                "behind a proxy set HTTPS_PROXY, with a mirror PIP_INDEX_URL and "
                "UV_DEFAULT_INDEX. Then start again: nothing is lost."
            ) from error
    # The development lock holds the versions of the other one and more.
    INSTALLED.write_text("".join({wanted, described(LOCK)}))


def installed():
    return INSTALLED.read_text().splitlines(keepends=True) if INSTALLED.exists() else []


def described(lock):
    """Say in one line which packages, for which Python, in which place."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    return f"{digest} {dotted(sys.version_info)} {VENV}\n"


def usable():
    """Tell whether .venv is of this Python, in its place, and has a working pip."""
    description = VENV / "pyvenv.cfg"
    if not description.exists() or not PYTHON.exists():
        return False
    version = rf"(?m)^version(_info)? = {re.escape(dotted(sys.version_info))}\."
    moved = any(not line.endswith(f" {VENV}\n") for line in installed())
    if moved or not re.search(version, description.read_text()):
        return False
    return succeeds([PYTHON, "-m", "pip", "--version"])


def make_environment():
    try:
        run(
            f"Making .venv with Python {dotted(sys.version_info)}",
            [sys.executable, "-m", "venv", "--clear", VENV],
        )
    except CommandError as error:
        raise SetupError(
            f"A virtual environment could not be made with {sys.executable} "
            f"({error.reason}). On Debian and Ubuntu the module for it is a package of its "
            "own: apt install python3-venv. Then start again."
        ) from error


def uv():
    """Return the command of uv, installed into .venv at the hash in the lock."""
    pins = re.search(r"(?m)^uv==.*\n( .*\n?)+", DEV_LOCK.read_text()).group()
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder, "uv.txt")
        lock.write_text(pins)
        options = ["--only-binary", ":all:", "--retries", "1", *hashed(lock)]
        run("Installing uv", [PYTHON, "-m", "pip", "install", *options])
    return [PYTHON, "-m", "uv"]


def hashed(lock):
    return ["--require-hashes", "-r", lock]


# The demo


def demo(port, reload):
    """Prepare the demo as far as it is not yet, and serve it until Ctrl-C."""
    port = free_port(port)
    install(DEV_LOCK if reload else LOCK)
    DEMO.mkdir(mode=0o700, exist_ok=True)
    environment = demo_environment(port, debug=reload)
    account, links = prepare(environment, collect=not reload)
    return serve(environment, port, reload, account, links)


def free_port(text):
    """Return the port as a number; raise SetupError if it cannot be listened on."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise SetupError(f"PORT must be a number from 1 to 65535, not {text}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as error:
            raise SetupError(
                f"Port {text} cannot be used ({error.strerror.lower()}). Perhaps the demo "
                f"is running already: look at http://localhost:{text}/. Otherwise stop the "
                "program that uses the port, or take another: "
                f"make demo PORT={int(text) % 65535 + 1}"
            ) from error
    return int(text)


def demo_environment(port, debug):
    """Return the environment of the demo, whose secret key is made once and kept."""
    secret = re.search("(?m)^SECRET_KEY=(.+)$", kept("env"))
    values = {
        "SECRET_KEY": secret.group(1) if secret else secrets.token_urlsafe(50),
        "DEBUG": str(debug).lower(),
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "SITE_URL": f"http://localhost:{port}",
        "SIMPLE_LANGUAGES": "de-simple=easy",
        "DATABASE_URL": f"sqlite:///{quote(str(DATABASE))}",
        "MEDIA_ROOT": str(DEMO / "media"),
        "COUNTING_DIR": str(DEMO / "counting"),
        "STATIC_ROOT": str(DEMO / "static"),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        **{name: os.environ.get(name, value) for name, value in CONSENT.items()},
    }
    lines = [f"{name}={shlex.quote(value)}\n" for name, value in values.items()]
    keep("env", "".join(lines))
    return dict(os.environ, **values)


def prepare(environment, collect):
    """Migrate, load and collect what is not yet.

    Return user name and password, and the paths of the guests by what they are for.
    """
    if not DATABASE.exists():
        for name in ("migrated", "loaded", "editor", "guests"):
            keep(name, "")
    files = fingerprint([*sorted(ROOT.glob("[a-z]*/**/migrations")), LOCK])
    if kept("migrated") != files:
        if not succeeds(manage("migrate", "--check"), environment):
            step("Building the database", manage("migrate", "--no-input"), environment)
        keep("migrated", files)
    if not kept("loaded"):
        # The site that the check would ask has no static files yet, and no visitors.
        unchecked = dict(environment, EMBARGO_CHECK="false")
        step("Loading the demo", manage("load_demo"), unchecked)
        keep("loaded", "yes")
    if not kept("editor"):
        output = step("Making an editor", manage("demo_editor"), environment)
        keep("editor", output.splitlines()[-1])
    if not kept("guests"):
        output = step("Letting guests in", manage("demo_guests"), environment)
        keep("guests", output or "none")  # a demo that was loaded before it had guests
    files = fingerprint([ROOT / "static", LOCK, ROOT / "portal" / "settings.py"])
    if collect and kept("collected") != files:
        step(
            "Collecting static files",
            manage("collectstatic", "--no-input"),
            environment,
        )
        keep("collected", files)
    links = re.findall(r"(?m)^(pass|sign-off) (/\S+)$", kept("guests"))
    return kept("editor").split(), dict(links)


def serve(environment, port, reload, account, links):
    """Run what docs/operations.md tells to run, until it ends or Ctrl-C."""
    command = [*manage("serve"), "--host", HOST, "--port", port]
    command += ["--stop-within", STOPS_WITHIN - 2, *(["--reload"] if reload else [])]
    log = None if reload else LOG
    with contextlib.ExitStack() as opened:
        output = opened.enter_context(log.open("w")) if log else None
        # In a session of its own it hears of Ctrl-C from us alone.
        server = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        wait_for_answer(server, port, log)
        username, password = account
        print(
            "\nDateline is running. Ctrl-C stops it, `make demo` starts it again with its"
            "\ndata, and without the folder .demo it begins anew.\n"
            f"\n  Site      http://localhost:{port}/"
            f"\n  Admin     http://localhost:{port}/admin/"
            f"\n  User      {username}"
            f"\n  Password  {password}"
            + (f"\n  Log       {log.relative_to(ROOT)}" if log else "")
            + invitations(port, links),
            flush=True,
        )
        code = server.wait()
        if code:
            raise died(code, log)
        return 0
    except KeyboardInterrupt:
        print()
        return 0
    finally:
        stop(server)


def invitations(port, links):
    """Tell where guests read the release that waits for its time, if there are any."""
    if not links:
        return "\n"
    lines = ["\n\nOne release waits for its time. Without an account it is read by"]
    for purpose, path in links.items():
        lines.append(f"{GUESTS[purpose]}:\n    http://localhost:{port}{path}")
    return "\n  ".join(lines) + "\n"


def wait_for_answer(server, port, log):
    """Return when the site answers, however long it takes a server that lives."""
    label = "Waiting for the first page"
    with progress(label) as show:
        while server.poll() is None:
            show()
            status = answered(port)
            if status and (status < 500 or log is None):
                return
            if status == 500:
                raise SetupError(
                    f"The site answers with an error; {where(log)} says which. The data "
                    "are as they were."
                )
            time.sleep(0.1)
    raise died(server.returncode, log)


def answered(port):
    """Return the status that the front page answers with; None while nobody does."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("GET", "/en/", headers={"Host": "localhost"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def died(code, log):
    if log:
        print("\n".join(log.read_text().splitlines()[-15:]), file=sys.stderr)
    return SetupError(
        f"The server has ended by itself (code {code}); {where(log)} says why. The data "
        "of the demo are as they were."
    )


def where(log):
    return f"the log {log.relative_to(ROOT)}" if log else "what it printed above"


def stop(server):
    """End the server with its workers, by force if need be."""
    try:
        server.terminate()
        server.wait(timeout=STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        print("The server did not end by itself.", file=sys.stderr)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)


def manage(*arguments):
    return [PYTHON, "manage.py", *arguments]


def fingerprint(paths):
    """Return a digest of what the files are, without reading them all."""
    files = [path for top in paths for path in [top, *sorted(top.rglob("*"))]]
    seen = [f"{path} {path.stat().st_mtime_ns}" for path in files]
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()


def kept(name):
    path = DEMO / name
    return path.read_text() if path.exists() else ""


def keep(name, text):
    """Write a file of the demo whole or not at all, for this user's eyes only."""
    new = DEMO / (name + ".new")
    new.touch(mode=0o600)
    new.write_text(text)
    new.replace(DEMO / name)


# Commands


def step(label, command, environment):
    try:
        return run(label, command, environment)
    except CommandError as error:
        print("\n".join(str(error).splitlines()[-15:]), file=sys.stderr)
        raise SetupError(
            f"{label} did not work; the last lines it printed are above. Starting again "
            "goes on from here; to begin anew, delete the folder .demo."
        ) from error


def run(label, command, environment=None):
    """Run a command behind one line of progress and return its output."""
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            with progress(label) as show:
                while process.poll() is None:
                    time.sleep(0.1)
                    show()
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(timeout=10)
        output.seek(0)
        if process.returncode:
            raise CommandError(output.read())
        return output.read()


@contextlib.contextmanager
def progress(label):
    """Say what is being done; yields what shows the seconds on a terminal."""
    started, terminal = time.monotonic(), sys.stdout.isatty()
    print(label + " ...", end="" if terminal else "\n", flush=True)

    def show():
        seconds = int(time.monotonic() - started)
        if terminal and seconds:
            print(f"\r{label} ... {seconds} s", end="", flush=True)

    try:
        yield show
    finally:
        if terminal:
            print()


def succeeds(command, environment=None):
    null = subprocess.DEVNULL
    command = [str(part) for part in command]
    return not subprocess.call(
        command, cwd=ROOT, env=environment, stdout=null, stderr=null
    )


def hand_over(command):
    """Become a command of .venv."""
    path = str(VENV / "bin") + os.pathsep + os.environ.get("PATH", os.defpath)
    os.chdir(str(ROOT))
    program = shutil.which(command[0], path=path)
    if program is None:
        raise SetupError(f"There is no command {command[0]} in .venv.")
    sys.stdout.flush()
    os.execve(program, [program, *command[1:]], dict(os.environ, PATH=path))


def interrupt(number, frame):
    """End as after Ctrl-C, once: nothing disturbs the clearing up."""
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    for each in SIGNALS:
        signal.signal(each, interrupt)
    sys.exit(main(sys.argv[1:]))
