"""A process that forks workers as fast as tests kill them.

    python -m tests.ledger.forking DATABASE SETTINGS

SETTINGS are values of the settings, as JSON. For every line it reads, it starts a
worker that does what is due and ends, and prints its process. The line says before
which statement the worker is killed, and "0" that it is not: every statement to the
database is a place where a worker can end.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from importlib import import_module

import django
from django.conf import settings
from django.db import connection


def main(database: str, values: str) -> None:
    django.setup()
    settings.DATABASES["default"]["NAME"] = database
    options = settings.DATABASES["default"].get("OPTIONS", {})
    if "timeout" in options:
        options["timeout"] = 1  # so that SQLite soon says that it is locked
    for name, value in json.loads(values).items():
        setattr(settings, name, value)
    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            work(int(line))
        print(process, flush=True)  # noqa: T201
        _pid, status = os.waitpid(process, 0)
        print("killed" if os.WIFSIGNALED(status) else "ended", flush=True)  # noqa: T201


def work(last: int) -> None:
    """Do what is due, until the statement that is the last one."""
    count = 0

    def execute(execute, *arguments):
        nonlocal count
        count += 1
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*arguments)

    with connection.execute_wrapper(execute):
        import_module("portal.ledger.running").run_due()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
