"""Run the tests on SQLite and PostgreSQL side by side, and end with what ran where.

    python -m tests.databases [--only sqlite|postgresql] [pytest's options]

What PostgreSQL's tests print follows when those on SQLite have ended.
Tests that ask for no database run on SQLite only.

PostgreSQL is the one that DATABASE_URL names or else a throw-away cluster of the
server that is installed. DATELINE_REQUIRE=postgresql,chromium makes it an error to
go without, as CI does.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote
from xml.etree import ElementTree

from tests import without_database

ROOT = Path(__file__).resolve().parent.parent
STATE = ROOT / ".test"
NO_TESTS = 5  # pytest's exit code
PROGRAMS = ("initdb", "pg_ctl", "postgres")
LOCALE, OTHER_LOCALE = "C.UTF-8", "en_US.UTF-8"  # not every system has the first
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class NoPostgresError(Exception):
    """Why there is no PostgreSQL to test on."""


@dataclass
class Run:
    """What became of the tests on one database."""

    database: str
    code: int = 0
    counts: Counter = field(default_factory=Counter)
    skips: Counter = field(default_factory=Counter)
    left_out: int = 0  # as they ask for no database

    @property
    def line(self) -> str:
        counts = ", ".join(f"{n} {what}" for what, n in self.counts.items() if n)
        failed = self.code not in (0, NO_TESTS)
        unfinished = failed and not (self.counts["failed"] or self.counts["errors"])
        ending = f" (pytest ended with code {self.code})" if unfinished else ""
        others = f"; {self.left_out} without a database run on SQLite only"
        return (
            f"{self.database}: {counts or 'no tests'}{ending}"
            f"{others if self.left_out else ''}"
        )


def main(arguments: list[str]) -> int:
    only = ""
    if arguments[:1] == ["--only"]:
        only, arguments = arguments[1], arguments[2:]
    required = set(filter(None, os.environ.get("DATELINE_REQUIRE", "").split(",")))
    runs, notes = [], []
    try:
        with ExitStack() as started:
            if only != "sqlite":
                try:
                    runs.append(started.enter_context(on_postgres(arguments)))
                except NoPostgresError as reason:
                    notes.append(f"PostgreSQL: skipped, {reason}")
                    if "postgresql" in required or only == "postgresql":
                        notes.append("FAILED: PostgreSQL is required here")
            if only != "postgresql":
                # Left first, so that its output is complete when the other's follows.
                runs.insert(0, started.enter_context(on_sqlite(arguments)))
    except KeyboardInterrupt:
        notes.append("FAILED: stopped by hand")
    notes += [
        f"FAILED: skipped for want of {name}, which is required here"
        for name in sorted(required - {"postgresql"})
        if any(name in reason.lower() for run in runs for reason in run.skips)
    ]
    lines = [*summary(runs), *notes]
    if runs and all(run.code == NO_TESTS for run in runs):
        lines.append("FAILED: no test was chosen")
    report(lines)
    failed = any(run.code not in (0, NO_TESTS) for run in runs)
    return int(failed or any(line.startswith("FAILED") for line in lines))


def summary(runs: list[Run]) -> Iterator[str]:
    for run in runs:
        yield run.line
        for reason, times in run.skips.most_common():
            yield f"  skipped {times} ×: {reason}"


def report(lines: list[str]) -> None:
    """Print the summary, and leave it where a caller asks for it."""
    text = "\n".join(lines)
    print(f"\n{text}", flush=True)
    if path := os.environ.get("DATELINE_SUMMARY"):
        Path(path).write_text(f"{text}\n")


@contextmanager
def on_sqlite(arguments: list[str]) -> Iterator[Run]:
    """Run everything on a database file that is kept until a migration changes."""
    STATE.mkdir(exist_ok=True)
    migrations = [ROOT / "requirements-dev.txt", *ROOT.glob("**/migrations/*.py")]
    ours = sorted(path for path in migrations if ".venv" not in path.parts)
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in ours)).hexdigest()
    stamp = STATE / "migrations"
    fresh = not stamp.exists() or stamp.read_text() != digest
    stamp.unlink(missing_ok=True)
    url = f"sqlite:///{quote(str(STATE / 'dateline.sqlite3'))}"
    with on("SQLite", url, [*arguments, *(["--create-db"] if fresh else [])]) as run:
        yield run
    if run.counts:
        stamp.write_text(digest)


@contextmanager
def on_postgres(arguments: list[str]) -> Iterator[Run]:
    """Run what uses the database, but not what a browser looks at.

    Raises NoPostgresError before anything has run.
    """
    options = [*arguments, "--ignore=tests/browser", "--create-db"]
    options += ["-p", without_database.__name__]
    given = os.environ.get("DATABASE_URL", "")
    with ExitStack() as started:
        database, url = "PostgreSQL", given
        if not given.startswith(("postgres", "pgsql", "psql")):
            cluster = started.enter_context(throw_away_cluster())
            database, url = f"PostgreSQL {cluster.version}", cluster.url
        log = started.enter_context(tempfile.TemporaryFile("w+", errors="replace"))
        with on(database, url, options, log) as run:
            yield run
        log.seek(0)
        print(f"\n{log.read()}", flush=True)


@contextmanager
def on(
    database: str, url: str, options: list[str], output: IO[str] | None = None
) -> Iterator[Run]:
    """Start pytest; the run is complete when the block has been left."""
    print(f"\n{database}: started", flush=True)
    run = Run(database)
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder, "results.xml")
        command = [sys.executable, "-m", "pytest", f"--junit-xml={results}", *options]
        environment = {**os.environ, "DATABASE_URL": url}
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=output
        ) as tests:
            try:
                yield run
                run.code = tests.wait()
            except BaseException:
                tests.kill()
                raise
        if results.exists():
            count(run, ElementTree.parse(results).getroot())


def count(run: Run, results: ElementTree.Element) -> None:
    """Count what pytest wrote down."""
    noted = results.find(f".//property[@name='{without_database.PROPERTY}']")
    run.left_out = 0 if noted is None else int(noted.get("value", 0))
    words = {"failure": "failed", "error": "errors", "skipped": "skipped"}
    for case in results.iter("testcase"):
        outcomes = {child.tag: child for child in case if child.tag in words}
        expected = "skipped" in outcomes and "xfail" in outcomes["skipped"].get(
            "type", ""
        )
        if expected:
            run.counts["expected failures"] += 1
            continue
        tag = next((tag for tag in words if tag in outcomes), "")
        run.counts[words.get(tag, "passed")] += 1
        if tag == "skipped":
            run.skips[outcomes[tag].get("message", "")] += 1


# A throw-away cluster


@dataclass
class Cluster:
    """A PostgreSQL server on loopback whose data live in one folder."""

    folder: Path
    programs: Path
    owner: pwd.struct_passwd
    password: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    port: int = 0

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def version(self) -> str:
        return (self.data / "PG_VERSION").read_text().strip()

    @property
    def url(self) -> str:
        return f"postgres://dateline:{self.password}@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        os.chown(self.folder, self.owner.pw_uid, self.owner.pw_gid)
        secret = self.folder / "password"
        secret.touch(mode=0o600)
        secret.write_text(self.password)
        os.chown(secret, self.owner.pw_uid, self.owner.pw_gid)
        options = ["--username=dateline", f"--pwfile={secret}", "--encoding=UTF8"]
        options += ["--auth=scram-sha-256", "--no-sync"]
        try:
            self.call("initdb", *options, f"--locale={LOCALE}")
        except NoPostgresError:
            shutil.rmtree(self.data, ignore_errors=True)
            self.call("initdb", *options, f"--locale={OTHER_LOCALE}")

    def start(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        settings = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
        }
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = f"--log={self.folder / 'server.log'}"
        self.call("pg_ctl", "start", "--wait", log, f"--options={options}")

    def remove(self) -> None:
        """Stop the server and delete its data, whatever state they are in."""
        if (self.data / "postmaster.pid").exists():
            self.call("pg_ctl", "stop", "--mode=immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, program: str, *arguments: str) -> None:
        as_owner: dict[str, Any] = {}
        if self.owner.pw_uid != os.getuid():
            as_owner = {"user": self.owner.pw_uid, "group": self.owner.pw_gid}
            as_owner["extra_groups"] = []
        with tempfile.TemporaryFile("w+", errors="replace") as output:
            code = subprocess.call(
                [self.programs / program, "-D", self.data, *arguments],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                **as_owner,
            )
            output.seek(0)
            if code:
                raise NoPostgresError(
                    f"{program} failed: {output.read().strip()[-500:]}"
                )


@contextmanager
def throw_away_cluster() -> Iterator[Cluster]:
    """Start a cluster and remove it in the end, however the end comes about."""
    programs, owner = server_programs(), server_owner()
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgresql-"))
    cluster = Cluster(folder, programs, owner)
    try:
        cluster.make()
        cluster.start()
        yield cluster
    finally:
        handlers = {name: signal.signal(name, signal.SIG_IGN) for name in SIGNALS}
        cluster.remove()
        for name, handler in handlers.items():
            signal.signal(name, handler)


def server_programs() -> Path:
    """Return the folder of the newest PostgreSQL server that is installed."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(debian, key=lambda path: float(path.parent.name), reverse=True)
    if config := shutil.which("pg_config"):
        said = subprocess.run([config, "--bindir"], capture_output=True, check=False)
        folders.append(Path(said.stdout.decode().strip()))
    for folder in folders:
        if all(shutil.which(program, path=folder) for program in PROGRAMS):
            return folder
    raise NoPostgresError("no server is installed and DATABASE_URL names none")


def server_owner() -> pwd.struct_passwd:
    """Return who runs the server: it refuses to be run by root."""
    if os.getuid():
        return pwd.getpwuid(os.getuid())
    users = {user.pw_name: user for user in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in users:
            return users[name]
    raise NoPostgresError("root may not run it and there is no user postgres or nobody")


if __name__ == "__main__":
    for number in SIGNALS[1:]:
        signal.signal(number, signal.default_int_handler)
    sys.exit(main(sys.argv[1:]))
