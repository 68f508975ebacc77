"""Start ``manage.py serve`` as an operator does, and look at what it is made of."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AT_LAST = 240  # seconds after which something has not happened, on a slow machine too
PAGE = "/theme.css"  # asks the database, and needs no static files
WORDS = ("granian", "run_timers", "run_acts")  # in the commands of a server's parts


@dataclass
class Server:
    """A server of the site on a port of its own."""

    process: subprocess.Popen
    port: int
    log: Path
    seen: set[int] = field(default_factory=set)

    def status(self, path: str = PAGE) -> int:
        """Return what an address answers with; 0 if nobody does."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=AT_LAST)
        try:
            connection.request("GET", path, headers={"Host": "localhost"})
            return connection.getresponse().status
        except (OSError, HTTPException):
            return 0
        finally:
            connection.close()

    def statuses(self, count: int) -> list[int]:
        """Return what so many requests at the same time are answered with."""
        with ThreadPoolExecutor(count) as visitors:
            return list(visitors.map(lambda _: self.status(), range(count)))

    def half_a_form(self) -> socket.socket:
        """Begin to send a form; returns once the server reads it."""
        visitor = socket.create_connection(("127.0.0.1", self.port), timeout=AT_LAST)
        visitor.sendall(
            b"POST /theme.css HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n"
            b"Expect: 100-continue\r\n\r\n"
        )
        assert visitor.recv(100).startswith(b"HTTP/1.1 100")
        visitor.sendall(b"email")
        return visitor

    def parts(self, word: str) -> list[int]:
        """Return the processes below the server whose command has a word, oldest first.

        A process of granian's that answers visitors is the child of one of granian's.
        """
        found = [
            pid
            for pid in descendants(self.process.pid)
            if word in Path(f"/proc/{pid}/cmdline").read_text()
        ]
        self.seen.update(found)
        return found

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


def descendants(ancestor: int) -> list[int]:
    """Return the processes that a process has started, and those that they have."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name, in brackets, may hold anything.
            state, parent = entry.read_text().rpartition(")")[2].split()[:2]
            if state != "Z":
                parents[int(entry.parent.name)] = int(parent)
    found = [ancestor]
    for pid in found:
        found += sorted(child for child, parent in parents.items() if parent == pid)
    return found[1:]


def is_alive(pid: int) -> bool:
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        )
    except OSError:
        return False


def until(happens: Callable[[], object]) -> None:
    """Wait for something to happen; fails when it does not."""
    deadline = time.monotonic() + AT_LAST
    while not happens():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)


@contextmanager
def serving(folder: Path, *options: str, **environment: str) -> Iterator[Server]:
    """Serve the site, with nothing but its database as it is elsewhere."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = start(folder, port, options, environment)
    try:
        until(lambda: server.process.poll() is not None or server.status("/robots.txt"))
        assert server.process.poll() is None, server.log.read_text()
        yield server
    finally:
        server.end()


def start(folder: Path, port: int, options: tuple, environment: dict) -> Server:
    values = {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "SECRET_KEY": "tests only, never served",
        "DEBUG": "false",
        "ALLOWED_HOSTS": "localhost",
        "SITE_URL": f"http://localhost:{port}",
        "STATIC_ROOT": str(folder / "static"),
        "MEDIA_ROOT": str(folder / "media"),
        "LOG_LEVEL": "WARNING",
        "WEB_WORKERS": "2",
    }
    log = folder / f"{port}.log"
    with log.open("w") as output:
        process = subprocess.Popen(  # noqa: S603  our own command
            [sys.executable, "manage.py", "serve", f"--port={port}", *options],
            cwd=ROOT,
            env=os.environ | values | environment,
            stdout=output,
            stderr=output,
        )
    return Server(process, port, log)
