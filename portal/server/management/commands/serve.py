"""Start the site: everything that must run, and nothing else."""

from __future__ import annotations

import logging
import socket
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError

from portal.server import budget
from portal.server.processes import Program, keep_running

CONNECTIONS = 1024  # of visitors to one process, those that are idle included
LIFETIME = "12h"  # of a process that answers visitors
LARGEST = 1536  # MiB of memory that it may have; a very large picture takes a GiB
LEAST = 5  # seconds less than all the others to end in

# Connections of the background: two threads of run_timers, and run_acts.
BACKGROUND = 3

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Serves the site, lifts embargoes, does what follows from publications and"
        " starts again what has ended, until it is stopped."
    )
    requires_system_checks = []  # some of them ask the database, which may be away

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--only",
            choices=["web", "worker"],
            help="Only answer visitors, or only do what is due.",
        )
        parser.add_argument(
            "--stop-within",
            type=int,
            default=60,
            metavar="SECONDS",
            help="How long to let everything finish when told to stop (default: 60).",
        )
        parser.add_argument(
            "--reload",
            action="store_true",
            help="For development: start anew when the code changes.",
        )

    def handle(self, *, only: str | None, **options) -> None:
        programs = []
        if only != "worker":
            check_port(options["host"], options["port"])
            programs.append(Program("web", web(**options), is_essential=True))
        if only != "web":
            programs += [Program(*one) for one in worker()]
        self.check_connections(
            settings.WEB_WORKERS if only != "worker" else 0,
            BACKGROUND if only != "web" else 0,
        )
        sys.exit(keep_running(programs, options["stop_within"]))

    def check_connections(self, processes: int, background: int) -> None:
        try:
            if warning := budget.check(processes, background):
                logger.warning(warning)
        except OperationalError as error:
            logger.warning("The database does not answer yet: %s", error)


def check_port(host: str, port: int) -> None:
    """Raise CommandError where something listens already.

    Two servers of the kind would share the port, and their visitors, unnoticed.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # As after the last server: connections that are ending do not matter.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = f"{host} port {port} cannot be used: {error.strerror}."
            raise CommandError(message) from error


def web(
    *, host: str, port: int, reload: bool, stop_within: int, **options
) -> list[str]:
    """Return the command that answers visitors."""
    command = [
        *(sys.executable, "-m", "granian", "--interface", "rsgi", "--http", "1"),
        *("--host", host, "--port", str(port), "--no-ws", "--log-level", "warning"),
        *("--workers", str(settings.WEB_WORKERS), "--backpressure", str(CONNECTIONS)),
        *("--respawn-failed-workers", "--respawn-interval", "1"),
        *("--workers-kill-timeout", str(max(1, stop_within - LEAST))),
        "portal.server.application:application",
    ]
    if not reload:
        limits = ("--workers-lifetime", LIFETIME, "--workers-max-rss", str(LARGEST))
        return [*command, *limits]
    for name in ("portal", "news", "partners", "templates"):
        command += ["--reload-paths", str(settings.BASE_DIR / name)]
    return [*command, "--reload", "--reload-ignore-worker-failure"]


def worker() -> list[tuple[str, list[str]]]:
    """Return names and commands of what is done in the background."""
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    return [
        ("timers", [*manage, "run_timers"]),
        ("acts", [*manage, "run_acts"]),
    ]
